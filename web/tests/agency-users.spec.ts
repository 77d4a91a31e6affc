import { ask, expect, only, signIn, test } from './harness';

only('zh-desk', 'en-desk');

/** 测试庚, insured in Beijing. */
const PERSON = '11000000000000000004';

test('a user is added, disabled, and let in again', async ({ page, locale, say, noViolations }) => {
    const name = locale === 'zh-CN' ? 'clerk.zh' : 'clerk.en';
    await signIn(page, 'administrator');
    await page.getByRole('button', { name: say('新增用户', 'Add a user') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('用户名', 'User name')).fill('Not A Name');
    await dialog.getByLabel(say('统筹区', 'Region')).fill('110000');
    await dialog.getByRole('button', { name: say('新增', 'Add'), exact: true }).click();
    await expect(dialog.getByRole('alert').first()).toBeVisible();
    await dialog.getByLabel(say('用户名', 'User name')).fill(name);
    await noViolations();
    await dialog.getByRole('button', { name: say('新增', 'Add'), exact: true }).click();
    const secret = page.locator('.secret');
    await expect(secret).toHaveText(/\S{8,}/);
    const first = await secret.innerText();
    const row = page.getByRole('row', { name });
    await expect(row).toContainText('110000');
    await row.getByRole('button', { name: say('停用', 'Disable') }).click();
    await expect(row).toContainText(say('已停用', 'disabled'));
    await row.getByRole('button', { name: say('启用', 'Enable') }).click();
    await expect(row).toContainText(say('可登录', 'may sign in'));
    await row.getByRole('button', { name: say('重设密码', 'New password') }).click();
    await expect(secret).toHaveText(/\S{8,}/);
    await expect(secret).not.toHaveText(first);
    await noViolations();
});

test('the look just made is found by an auditor', async ({ page, say, shot, noViolations }) => {
    const reason = `${say('核对证件', 'to compare papers')} ${Date.now()}`;
    await signIn(page, 'clerk', '/agency/persons');
    await page.getByLabel(say('人员编号', 'Person’s number')).fill(PERSON);
    await page.getByRole('button', { name: say('查找', 'Search') }).click();
    await page.getByRole('link', { name: /\*/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(PERSON);
    await page.getByRole('button', { name: say('查看完整证件', 'Show in full') }).click();
    await page.getByLabel(say('原因', 'Reason')).fill(reason);
    await page.getByRole('button', { name: say('查看', 'Show'), exact: true }).click();
    await expect(page.getByText(say('本次查看已记入审计。', 'The audit trail has this look.'))).toBeVisible();
    expect((await ask(page, 'POST', '/api/audit/search', {})).status).toBe(403);

    await signIn(page, 'auditor');
    await page.getByLabel(say('被查阅人（人员编号）', 'Who was looked at (number)')).fill(PERSON);
    await page.getByLabel(say('查阅者（用户名或机构编号）', 'Who looked (user, or institution’s code)')).fill('clerk');
    await page.getByRole('button', { name: say('检索', 'Search') }).click();
    await expect(page.getByRole('row').filter({ hasText: reason })).toContainText('clerk');
    await noViolations();
    await shot('agency-audit');
});
