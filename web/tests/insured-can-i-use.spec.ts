import { expect, only, signIn, test } from './harness';

only('zh-phone', 'en-phone');

test('three taps tell that care elsewhere needs a filing, and the first step is one more', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'insured', '/me/can-i-use');
    await noViolations();
    await shot('can-i-use-who');
    await page.getByRole('button', { name: say('本人', 'Myself') }).click();
    await noViolations();
    await page.getByRole('button', { name: say('自贡市', 'Zigong'), exact: true }).click();
    await noViolations();
    await shot('can-i-use-what');
    await page.getByRole('button', { name: say('住院', 'Inpatient stay') }).click();

    const verdict = page.locator('.verdict');
    await expect(verdict).toContainText(say('不能直接结算', 'Not settled at the institution'));
    await expect(verdict).toContainText(say('未备案', 'not filed'));
    await expect(page.getByText(say('统筹基金', 'Pooled fund')).first()).toBeVisible();
    await page.locator('button.rule').first().click();
    await expect(page.getByRole('dialog').getByText(say('出处', 'Source'), { exact: true })).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: say('关闭', 'Close') }).click();
    await noViolations();
    await shot('can-i-use');
    await page.getByRole('link', { name: say('去办备案', 'File now') }).click();
    await expect(page).toHaveURL(/\/me\/filings\/new\?place=510300/);
});

test('one hospital or pharmacy is asked about by its name', async ({ page, say, noViolations }) => {
    await signIn(page, 'insured', '/me/can-i-use');
    await page.getByRole('button', { name: say('本人', 'Myself') }).click();
    await page.getByLabel(say('某一家医院、药店', 'One hospital or pharmacy')).fill('非定点');
    await page.getByRole('button', { name: '吉林样例非定点药店' }).click();
    await expect(page.getByRole('button', { name: say('住院', 'Inpatient stay') })).toHaveCount(0);
    await noViolations();
    await page.locator('.tiles button').first().click();
    await expect(page.locator('.verdict')).toContainText(say('不能', 'not'));
    await expect(page.getByRole('navigation', { name: say('已选择', 'Chosen so far') })).toContainText('吉林样例非定点药店');
    await page.getByRole('navigation', { name: say('已选择', 'Chosen so far') }).getByRole('button').nth(1).click();
    await page.getByLabel(say('某一家医院、药店', 'One hospital or pharmacy')).fill('北京样例三级');
    await page.getByRole('button', { name: '北京样例三级医院' }).click();
    await expect(page.getByRole('group', { name: say('什么样的机构', 'What kind of place') })).toHaveCount(0);
    await page.getByRole('button', { name: say('住院', 'Inpatient stay') }).click();
    await expect(page.locator('.verdict')).toContainText(say('可以在机构直接结算', 'Settled at the institution'));
});

test('at home it is settled there, and a choice can be taken back', async ({ page, say, noViolations }) => {
    await signIn(page, 'insured', '/me/can-i-use');
    await page.getByRole('button', { name: say('本人', 'Myself') }).click();
    await page.getByRole('button', { name: say('参保地', 'At home') }).click();
    await page.getByRole('button', { name: say('普通门诊', 'Outpatient'), exact: true }).click();
    await expect(page.locator('.verdict')).toContainText(say('可以在机构直接结算', 'Settled at the institution'));
    await noViolations();
    await page.getByRole('navigation', { name: say('已选择', 'Chosen so far') }).getByRole('button').nth(1).click();
    await page.getByLabel(say('别的地方', 'Elsewhere')).fill('110108');
    await page.getByRole('button', { name: say('区划 110108', 'Region 110108') }).click();
    await expect(page.getByRole('heading', { name: say('三、看什么？', '3. What for?') })).toBeVisible();
});
