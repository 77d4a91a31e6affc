import { expect, only, signIn, test } from './harness';

only('zh-phone', 'en-phone', 'zh-desk');

test('a bill that is typed in is worked out, turned and explained', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'insured', '/me/quote');
    await expect(page.getByRole('button', { name: say('算一算', 'Work it out') })).toBeDisabled();
    await page.getByLabel(say('金额（元）', 'Amount in yuan')).fill('12,5');
    await expect(page.getByRole('alert')).toContainText(say('请填金额', 'An amount such as'));
    await page.getByLabel(say('金额（元）', 'Amount in yuan')).fill('2600');
    await page.getByLabel(say('目录等级', 'Grade')).selectOption('B');
    await noViolations();
    await page.getByRole('button', { name: say('算一算', 'Work it out') }).click();

    // 10 % of 2600 are paid first.
    const payers = page.locator('section', { has: page.getByRole('heading', { name: say('谁付多少', 'Who pays') }) });
    await expect(payers).toContainText('¥2,600.00');
    await page.getByText(say('以表格查看', 'As a table')).last().click();
    const table = page.getByRole('table', { name: say('每一元钱的去向', 'Where every yuan goes') });
    await expect(table.getByRole('row', { name: say('乙类先自付', 'Self-paid first') }).first()).toContainText('¥260.00');
    await expect(page.getByRole('img', { name: say('每一元钱的去向', 'Where every yuan goes') })).toBeVisible();
    await expect(page.getByRole('img', { name: say('个人负担随账单变化', 'What the person pays') })).toBeVisible();
    await page.locator('button.rule').first().click();
    await expect(page.getByRole('dialog').getByText(say('可信程度', 'Confidence'), { exact: true })).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: say('关闭', 'Close') }).click();
    await noViolations();
    await shot('quote');

    const amount = page.getByRole('slider', { name: say('金额', 'Amount') });
    await amount.focus();
    await page.keyboard.press('End');
    await expect(payers).toContainText('¥20,000.00');
    await page.getByLabel(say('在哪里看', 'Where'), { exact: true }).selectOption('510300');
    await expect(page.getByText(say('不能直接结算', 'No direct settlement')).first()).toBeVisible();
    await page.getByLabel(say('备案', 'Filing')).selectOption('long-term');
    await expect(page.getByText(say('不能直接结算', 'No direct settlement'))).toHaveCount(0);
    await page.getByRole('slider', { name: say('医院等级', 'Level of the hospital') }).focus();
    await page.keyboard.press('Home');
    await expect(page.getByRole('slider', { name: say('医院等级', 'Level of the hospital') })).toHaveAttribute(
        'aria-valuetext',
        say('社区等未定级', 'Community, unrated'),
    );
});

/** G002 of Beijing: 300 of the deductible are left, of 2000 the fund pays 70 %. */
test('an example of a region comes to what was worked out by hand', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'insured', '/me/quote');
    await page.getByLabel(say('示例', 'An example')).check();
    await page.getByLabel(say('地区', 'Region'), { exact: true }).selectOption('110000');
    await page.getByLabel(say('例子', 'Example'), { exact: true }).selectOption({ label: `${say('普通门诊 · 三级医院', 'Outpatient · Level 3 hospital')} · ¥2,300.00 · G002` });
    const verdict = page.locator('.hero');
    await expect(verdict).toContainText('¥900.00');
    await expect(verdict).toContainText('¥1,400.00');
    await noViolations();
    await shot('quote-example');
});
