import { ask, expect, only, signIn, test, type Page } from './harness';

only('zh-desk', 'en-desk');

/** 测试庚, insured in Beijing. */
const PERSON = '11000000000000000004';

/** Each language files for a place of its own, so that neither meets what the other filed. */
const PLACES: Record<string, string> = { 'zh-CN': '310000', 'en-GB': '440100' };

async function file(page: Page): Promise<Array<{ place: string }>> {
    return (await ask<Array<{ place: string }>>(page, 'GET', `/api/persons/${PERSON}/filings`)).json;
}

test('what comes on paper takes effect when another approves it', async ({ page, browser, baseURL, locale, say, shot, noViolations }) => {
    const place = PLACES[locale ?? 'zh-CN'] ?? '';
    const paper = `${say('登记表', 'form')} ${Date.now()}`;
    await signIn(page, 'clerk');
    await page.goto(`/agency/persons/${PERSON}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(PERSON);
    await expect(page.getByRole('heading', { name: say('时间线', 'Time line') })).toBeVisible();
    await expect(page.locator('.timeline > li').first()).toBeVisible();
    await noViolations();
    await shot('agency-file');

    await page.getByRole('button', { name: say('录入纸质申请', 'Enter from paper'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('纸质申请编号或存放处', 'The application form and where it is kept')).fill(paper);
    await dialog.getByLabel(say('备案人员类别', 'Ground')).selectOption('referred');
    await dialog.getByLabel(say('就医地区划代码', 'Region of care')).fill(place);
    await dialog.getByLabel(say('事由', 'Reason')).fill(say('转诊', 'referred'));
    await dialog.getByRole('button', { name: say('提交复核', 'Send to the reviewer') }).click();
    // The rules ask for the referral: said at once, and nothing was proposed.
    await expect(dialog.getByRole('alert')).toBeVisible();
    await dialog.getByLabel(say('转诊转院证明', 'referral'), { exact: true }).check();
    await noViolations();
    await shot('agency-paper');
    await dialog.getByRole('button', { name: say('提交复核', 'Send to the reviewer') }).click();
    await expect(page.getByText(say('已提交，待他人复核', 'Sent: another user reviews it'))).toBeVisible();
    expect((await file(page)).map((each) => each.place)).not.toContain(place);

    // The clerk sees it wait, and may not take the second step, on the page or beside it.
    await page.goto('/agency');
    await page.getByRole('button', { name: say('全部环节', 'Every step') }).click();
    await page.getByRole('row', { name: PERSON }).getByRole('button').last().click();
    await expect(page.getByText(paper)).toBeVisible();
    await expect(page.getByRole('button', { name: say('复核通过', 'Approve') })).toHaveCount(0);
    const proposals = await ask<Array<{ proposal: string; paper: string }>>(page, 'GET', `/api/persons/${PERSON}/proposals`);
    const mine = proposals.json.find((each) => each.paper === paper);
    const own = await ask(page, 'POST', `/api/persons/${PERSON}/proposals/${mine?.proposal}/approval`);
    expect(own.status).toBe(403);

    const context = await browser.newContext({ ...(baseURL && { baseURL }), ...(locale && { locale }) });
    const other = await context.newPage();
    await other.addInitScript((spoken) => localStorage.setItem('language', spoken), locale === 'zh-CN' ? 'zh' : 'en');
    await signIn(other, 'reviewer');
    await expect(other.getByRole('heading', { level: 1 })).toHaveText(say('待办', 'Work'));
    await other.goto(`/agency/persons/${PERSON}`);
    await other.getByLabel(say('事项', 'Kind')).selectOption('proposal');
    await other.locator('.timeline > li').filter({ hasText: paper }).getByRole('button').click();
    await other.getByRole('button', { name: say('复核通过', 'Approve') }).click();
    await expect(other.getByRole('button', { name: say('复核通过', 'Approve') })).toHaveCount(0);
    await context.close();

    expect((await file(page)).map((each) => each.place)).toContain(place);
});

test('what waits is listed, filtered and opened by keyboard', async ({ page, locale, say, shot, noViolations }) => {
    await signIn(page, 'clerk');
    const asked = await ask(page, 'POST', `/api/persons/${PERSON}/proposals`, {
        paper: `${say('登记表', 'form')} ${Date.now()}`,
        filing: {
            ground: 'referred',
            place: locale === 'zh-CN' ? '330100' : '320100',
            documents: ['referral'],
            reason: say('转诊', 'referred'),
        },
    });
    expect(asked.status).toBe(200);
    await page.reload();
    await page.getByRole('button', { name: say('全部环节', 'Every step') }).click();
    await expect(page.getByRole('row', { name: PERSON }).first()).toBeVisible();
    await noViolations();
    await shot('agency-work');
    const first = page.getByRole('row', { name: PERSON }).last().getByRole('button');
    await first.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.getByText(say('待复核人员处理', 'A reviewer is next'))).toBeVisible();
    await noViolations();
    await shot('agency-case');
    await page.getByLabel(say('撤回原因', 'Why it is taken back')).fill(say('重复录入', 'entered twice'));
    await page.getByRole('button', { name: say('撤回', 'Take back'), exact: true }).click();
    await expect(page.getByText(say('待复核人员处理', 'A reviewer is next'))).toHaveCount(0);
});
