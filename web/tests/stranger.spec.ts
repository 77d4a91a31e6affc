import { expect, only, test } from './harness';

only('zh-phone', 'en-phone');

test('whoever is not signed in is asked to, in either language', async ({ page, say, shot, noViolations }) => {
    await page.goto('/me/visits');
    await expect(page).toHaveURL(/\/sign-in\?to=/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('登录', 'Sign in'));
    await noViolations();
    await shot('sign-in');
    // The other language is one press away, and stays.
    await page.getByRole('button', { name: say('English', '中文') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('Sign in', '登录'));
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('Sign in', '登录'));
});
