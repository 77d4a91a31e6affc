import type { Browser } from '@playwright/test';
import { ask, expect, only, other, signIn, test, type Page } from './harness';

only('zh-desk', 'en-desk');

/** 测试庚, insured in Beijing. */
const PERSON = '11000000000000000004';

/** Each language files for places of its own, so that neither meets what the other filed. */
const PLACES: Record<string, { first: string; second: string; third: string }> = {
    'zh-CN': { first: '310000', second: '330200', third: '320500' },
    'en-GB': { first: '440100', second: '330300', third: '440300' },
};

async function file(page: Page): Promise<Array<{ place: string }>> {
    return (await ask<Array<{ place: string }>>(page, 'GET', `/api/persons/${PERSON}/filings`)).json;
}

/** The reviewer, in a browser of his own. */
async function reviewer(browser: Browser, baseURL: string | undefined, locale: string | undefined): Promise<Page> {
    const page = await other(browser, { ...(baseURL && { baseURL }), ...(locale && { locale }) }, 'reviewer');
    await page.addInitScript((spoken) => localStorage.setItem('language', spoken), locale === 'zh-CN' ? 'zh' : 'en');
    return page;
}

/** The case of a paper form, from the person's time line. */
async function open(page: Page, form: string, say: (zh: string, en: string) => string) {
    await page.goto(`/agency/persons/${PERSON}`);
    const kind = page.getByLabel(say('事项', 'Kind'));
    await kind.selectOption('proposal');
    // All that happened is shown until the forms alone have come.
    const others = { hasNot: page.getByText(await kind.locator('option:checked').innerText(), { exact: true }) };
    await expect(page.locator('.timeline > li').filter(others)).toHaveCount(0);
    await page.locator('.timeline > li').filter({ hasText: form }).getByRole('button').first().click();
}

test('what comes on paper takes effect when another approves it', async ({ page, browser, baseURL, locale, say, shot, noViolations }) => {
    const place = PLACES[locale ?? 'zh-CN']?.first ?? '';
    const paper = `${say('登记表', 'form')} ${Date.now()}`;
    await signIn(page, 'clerk', `/agency/persons/${PERSON}`);
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
    await dialog.getByLabel(say('转诊转院证明', 'the referral of a designated hospital at home'), { exact: true }).check();
    await dialog.getByLabel(say('选择文件：转诊转院证明', 'Choose files: the referral')).setInputFiles({
        name: 'referral.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(`%PDF-1.4\n% ${paper}\n`),
    });
    await expect(dialog.getByText('PDF', { exact: true })).toBeVisible();
    await noViolations();
    await shot('agency-paper');
    await dialog.getByRole('button', { name: say('提交复核', 'Send to the reviewer') }).click();
    await expect(page.getByText(say('已提交，待他人复核', 'Sent: another user reviews it'))).toBeVisible();
    expect((await file(page)).map((each) => each.place)).not.toContain(place);

    // The clerk sees it wait, and may not take the second step, on the page or beside it.
    const proposals = await ask<Array<{ proposal: string; paper: string }>>(page, 'GET', `/api/persons/${PERSON}/proposals`);
    const mine = proposals.json.find((each) => each.paper === paper);
    await page.goto('/agency');
    await page.getByRole('button', { name: say('全部环节', 'Every step') }).click();
    await page.getByRole('row', { name: mine?.proposal ?? '' }).getByRole('button').click();
    await expect(page.getByText(paper)).toBeVisible();
    await expect(page.getByRole('button', { name: say('复核通过', 'Approve') })).toHaveCount(0);
    const own = await ask(page, 'POST', `/api/persons/${PERSON}/proposals/${mine?.proposal}/approval`);
    expect(own.status).toBe(403);

    const second = await reviewer(browser, baseURL, locale);
    await second.goto('/');
    await expect(second.getByRole('heading', { level: 1 })).toHaveText(say('待办', 'Work'));
    const approve = second.getByRole('button', { name: say('复核通过', 'Approve'), exact: true });
    await open(second, paper, say);
    const download = second.waitForEvent('download');
    await second.getByRole('link', { name: say('打开 PDF：转诊转院证明', 'Open the PDF: the referral') }).click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
    await approve.click();
    await expect(second.getByRole('dialog')).toHaveCount(0);
    expect((await file(page)).map((each) => each.place)).toContain(place);
    await second.context().close();
});

test('a change from paper shows the reviewer what holds and what is asked for', async ({ page, browser, baseURL, locale, say, shot, noViolations }) => {
    const { second: place, third } = PLACES[locale ?? 'zh-CN'] ?? { second: '', third: '' };
    const paper = `${say('变更表', 'change form')} ${Date.now()}`;
    await signIn(page, 'clerk');
    const second = await reviewer(browser, baseURL, locale);
    const proposed = await ask<{ proposal: string }>(page, 'POST', `/api/persons/${PERSON}/proposals`, {
        paper: say('先前的登记表', 'an earlier form'),
        filing: { ground: 'referred', place, documents: ['referral'], reason: say('转诊', 'referred') },
    });
    const made = await ask(second, 'POST', `/api/persons/${PERSON}/proposals/${proposed.json.proposal}/approval`);
    expect(made.status).toBe(200);

    await page.goto(`/agency/persons/${PERSON}`);
    await page.getByRole('button', { name: new RegExp(`(变更就医地|Change the place).*${place}`) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('纸质申请编号或存放处', 'The application form and where it is kept')).fill(paper);
    await dialog.getByLabel(say('就医地区划代码', 'Region of care')).fill(third);
    await dialog.getByLabel(say('事由', 'Reason')).fill(say('转院', 'another hospital'));
    await noViolations();
    await shot('agency-paper-change');
    await dialog.getByRole('button', { name: say('提交复核', 'Send to the reviewer') }).click();
    await expect(page.getByText(say('已提交，待他人复核', 'Sent: another user reviews it'))).toBeVisible();
    await open(second, paper, say);
    const facts = second.getByRole('dialog');
    await expect(facts.getByText(say('现有备案', 'Filing as it stands'))).toBeVisible();
    await expect(facts.getByText(third)).toBeVisible();
    const approve = second.getByRole('button', { name: say('复核通过', 'Approve'), exact: true });
    await approve.click();
    await expect(second.getByRole('dialog')).toHaveCount(0);
    expect((await file(page)).map((each) => each.place)).toContain(third);
    await expect(second.getByRole('region', { name: say('异地就医备案', 'Filings for care away from home') })).toContainText(third);
    await second.context().close();
});

test('what waits is listed, filtered and opened by keyboard', async ({ page, locale, say, shot, noViolations }) => {
    await signIn(page, 'clerk');
    const asked = await ask<{ proposal: string }>(page, 'POST', `/api/persons/${PERSON}/proposals`, {
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
    const row = page.getByRole('row', { name: asked.json.proposal });
    await expect(row).toBeVisible();
    await noViolations();
    await shot('agency-work');
    await row.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.getByText(say('待复核人员处理', 'A reviewer is next'))).toBeVisible();
    await noViolations();
    await shot('agency-case');
    await page.getByLabel(say('撤回原因', 'Why it is taken back')).fill(say('重复录入', 'entered twice'));
    await page.getByRole('button', { name: say('撤回', 'Take back'), exact: true }).click();
    await expect(page.getByText(say('待复核人员处理', 'A reviewer is next'))).toHaveCount(0);
});
