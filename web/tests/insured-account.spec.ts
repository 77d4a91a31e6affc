import { ask, expect, only, signIn, test } from './harness';

only('zh-phone', 'en-phone', 'zh-desk');

interface Account {
    total: string;
    current: string;
    prior: string;
}

/** As pages show an amount. */
function shown(amount: string): string {
    return `¥${amount.replace(/\B(?=(\d{3})+\.)/g, ',')}`;
}

test('the account says what it holds, what came and went, and why', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'insured');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('我的账户', 'My account'));
    const { json: session } = await ask<{ user: { scope: string } }>(page, 'GET', '/api/session');
    const { json: account } = await ask<Account>(page, 'GET', `/api/accounts/${session.user.scope}`);
    const balance = page.getByRole('region', { name: say('余额', 'Balance') });
    await expect(balance).toContainText(shown(account.total));
    await expect(balance).toContainText(shown(account.prior));

    await expect(page.getByRole('img', { name: say('近一年逐月收支', 'In and out by month') })).toBeVisible();
    await page.getByText(say('以表格查看', 'As a table')).click();
    const table = page.getByRole('table', { name: say('逐月收支', 'Month by month') });
    await expect(table.getByRole('row')).toHaveCount(13);
    await expect(table.getByRole('row').last()).toContainText(shown(account.total));
    // Each month on one line, beside its amounts.
    const lines = await table.getByRole('rowheader').evaluateAll((cells) => cells.map((cell) => {
        const text = document.createRange();
        text.selectNodeContents(cell);
        return text.getClientRects().length;
    }));
    expect(lines).toEqual(Array.from({ length: 12 }, () => 1));
    const hidden = await page.getByRole('region', { name: say('逐月收支', 'Month by month') }).evaluate((each) => each.scrollWidth - each.clientWidth);
    expect(hidden).toBe(0);
    // So do the ways at the top of the page stand on one line.
    const tops = await page.getByRole('banner').getByRole('button').evaluateAll((each) => each.map((button) => button.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    await noViolations();
    await shot('account');

    await page.getByRole('link', { name: say('为什么是这个数？', 'Why is it this?') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('为什么是这个数', 'Why it is this'));
    await expect(page.locator('.sums .last').first()).toContainText(shown(account.total));
    const rule = page.locator('button.rule').first();
    await rule.click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(say('出处', 'Source'), { exact: true })).toBeVisible();
    await noViolations();
    await shot('why-rule');
    await dialog.getByRole('button', { name: say('关闭', 'Close') }).click();
    await shot('why');
});

test('a statement is narrowed, read on and kept', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'insured');
    await page.getByRole('link', { name: say('账户明细', 'Statement') }).click();
    const { json: session } = await ask<{ user: { scope: string } }>(page, 'GET', '/api/session');
    const address = `/api/accounts/${session.user.scope}/statement`;
    await page.getByLabel(say('从', 'From'), { exact: true }).fill('2025-01-01');
    const { json: whole } = await ask<{ found: number; closing: { total: string } }>(page, 'GET', `${address}?from=2025-01-01`);
    await expect(page.getByRole('heading', { name: say(`共 ${whole.found} 笔`, `${whole.found} lines`) })).toBeVisible();
    await expect(page.locator('.rows .end').first()).toContainText(shown(whole.closing.total));
    await noViolations();
    await shot('statement');

    await page.getByLabel(say('收支', 'In or out')).selectOption('out');
    const { json: out } = await ask<{ found: number }>(page, 'GET', `${address}?from=2025-01-01&way=out`);
    expect(out.found).toBeLessThan(whole.found);
    await expect(page.getByRole('heading', { name: new RegExp(say(`共 ${out.found} 笔`, `^${out.found} line`)) })).toBeVisible();
    await expect(page.locator('.rows .in')).toHaveCount(0);

    const arriving = page.waitForEvent('download');
    await page.getByRole('button', { name: say('下载 CSV', 'Download CSV') }).click();
    const file = await arriving;
    expect(file.suggestedFilename()).toBe('statement.csv');
});

test('there is an answer to an address that is none', async ({ page, say, noViolations }, info) => {
    test.skip(info.project.name === 'zh-desk', 'as on a telephone');
    await signIn(page, 'insured', '/me/nowhere');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('没有这个页面', 'There is no such page'));
    await noViolations();
    await page.getByRole('link', { name: say('回到我的账户', 'To my account') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('我的账户', 'My account'));
});
