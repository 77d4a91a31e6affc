import { ask, expect, only, signIn, test } from './harness';

only('zh-phone', 'en-phone', 'zh-desk');

test('each visit has its receipt, its streams, and a rule behind each line', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'insured');
    await page.getByRole('navigation', { name: say('我的页面', 'My pages') }).getByRole('link', { name: say('就医记录', 'Visits') }).click();
    const { json: session } = await ask<{ user: { scope: string } }>(page, 'GET', '/api/session');
    const { json: list } = await ask<{ found: number; settlements: Array<{ id: string; total: string; funds: string }> }>(
        page,
        'GET',
        `/api/persons/${session.user.scope}/settlements`,
    );
    expect(list.found).toBeGreaterThan(0);
    await expect(page.locator('.rows > li')).toHaveCount(Math.min(20, list.found));
    await noViolations();
    await shot('visits');

    const paid = list.settlements.find(({ funds }) => !/^(-|0\.00$)/.test(funds)) ?? list.settlements[0];
    await page.locator(`a[href="/me/visits/${paid?.id}"]`).click();
    await expect(page.locator('.sums .first')).toContainText(`¥${paid?.total.replace(/\B(?=(\d{3})+\.)/g, ',')}`);
    await page.getByText(say('以表格查看', 'As a table')).click();
    await expect(page.getByRole('table', { name: say('每一元钱的去向', 'Where every yuan goes') }).getByRole('row').nth(1)).toContainText('¥');
    await expect(page.getByRole('img', { name: say('每一元钱的去向', 'Where every yuan goes') })).toBeVisible();
    await noViolations();
    await shot('visit');
    await page.locator('button.rule').first().click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(say('规则编号', 'Rule'), { exact: true })).toBeVisible();
    await noViolations();
    await shot('visit-rule');
    await dialog.getByRole('button', { name: say('关闭', 'Close') }).click();
    await page.getByRole('link', { name: say('全部就医记录', 'All visits') }).click();
    await expect(page.locator('.rows > li').first()).toBeVisible();

    // A settlement that is nobody's says so.
    await page.goto('/me/visits/1');
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('结算单', 'Receipt'));
});
