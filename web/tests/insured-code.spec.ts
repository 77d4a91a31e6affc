import { expect, only, signIn, test } from './harness';

only('zh-phone', 'en-phone');

test('a code is shown for a minute, renewed, and says so when the network is away', async ({ page, context, say, shot, noViolations }) => {
    await signIn(page, 'insured');
    await page.clock.install();
    await page.getByRole('navigation', { name: say('我的页面', 'My pages') }).getByRole('link', { name: say('医保码', 'My code') }).click();
    const code = page.getByRole('img', { name: say('医保码二维码', 'The medical code as a QR code') });
    await expect(code).toBeVisible();
    const first = await code.locator('path').getAttribute('d');
    await noViolations();
    await shot('code');

    await page.getByRole('button', { name: say('立即更新', 'Renew now') }).click();
    await expect.poll(() => code.locator('path').getAttribute('d')).not.toBe(first);
    const second = await code.locator('path').getAttribute('d');
    await page.clock.runFor(61_000);
    await expect.poll(() => code.locator('path').getAttribute('d')).not.toBe(second);

    await context.setOffline(true);
    await expect(page.getByText(say('没有网络：医保码要联网才能生成', 'You are offline: a code needs the network'))).toBeVisible();
    await page.clock.runFor(61_000);
    await expect(code).toHaveCount(0);
    await expect(page.getByText(say('联网后自动生成医保码', 'A code will be made when the network is back'))).toBeVisible();
    await noViolations();
    await shot('code-offline');
    await context.setOffline(false);
    await expect(code).toBeVisible();
});

test('a code that was taken says when and where', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'insured');
    let issuedAt = '';
    await page.route('**/medical-codes', async (route) => {
        const response = await route.fetch();
        ({ issuedAt } = (await response.json()) as { issuedAt: string });
        await route.fulfill({ response });
    });
    // As the server answers once an institution has taken the code: this page's, for another test makes codes, too.
    await page.route('**/medical-codes/latest', async (route) => {
        const state = (await (await route.fetch()).json()) as object;
        await route.fulfill({ json: { ...state, issuedAt, usedAt: issuedAt, institution: 'H1', institutionName: '样例医院' } });
    });
    await page.goto('/me/code');
    await expect(page.getByText(say('已使用', 'It was used'))).toBeVisible();
    await expect(page.getByText('样例医院')).toBeVisible();
    await noViolations();
    await shot('code-taken');
});

test('a limit that was reached is said in words', async ({ page, say, noViolations }) => {
    await signIn(page, 'insured');
    await page.route('**/medical-codes', (route) =>
        route.fulfill({ status: 429, contentType: 'application/problem+json', json: { status: 429, code: 'TOO_MANY', message: 'x' } }),
    );
    await page.goto('/me/code');
    await expect(page.getByText(say('生成得太频繁', 'Codes were made too often'))).toBeVisible();
    await expect(page.getByRole('button', { name: say('再试一次', 'Try again') })).toBeVisible();
    await noViolations();
});
