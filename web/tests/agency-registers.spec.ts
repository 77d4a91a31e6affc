import { expect, only, signIn, test } from './harness';

only('zh-desk', 'en-desk');

const HEADER = 'code,name,region,kind,level,designated,networked,from,to\n';

test('a file with errors is told by row and column, mended, and taken', async ({ page, locale, say, shot, noViolations }) => {
    const code = locale === 'zh-CN' ? 'H11000000071' : 'H11000000072';
    const name = say('样例新建医院', 'Sample new hospital');
    await signIn(page, 'administrator');
    await page.goto('/administration/imports');
    const choose = page.locator('input[type=file]');
    await choose.setInputFiles({
        name: 'institutions.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`${HEADER}${code},${name},1100,hospital,9,true,maybe,2020-01-01,\n`),
    });
    await page.getByRole('button', { name: say('导入', 'Import'), exact: true }).click();
    await expect(page.getByText(say('3 处有误，未导入任何行', '3 things are wrong; nothing was taken'))).toBeVisible();
    const wrong = page.getByRole('region', { name: say('错误', 'What is wrong') });
    await expect(wrong.getByRole('row')).toHaveCount(4);
    await expect(wrong.getByRole('row').nth(1)).toContainText('region');
    await expect(wrong.getByRole('row').nth(2)).toContainText('level');
    await expect(wrong.getByRole('row').nth(3)).toContainText('networked');
    await noViolations();
    await shot('agency-import-wrong');

    await choose.setInputFiles({
        name: 'institutions.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`${HEADER}${code},${name},110000,hospital,2,true,true,2020-01-01,\n`),
    });
    await page.getByRole('button', { name: say('导入', 'Import'), exact: true }).click();
    await expect(page.getByText(say('已导入 1 行。', '1 rows were taken.'))).toBeVisible();

    await page.getByRole('link', { name: say('机构', 'Institutions') }).click();
    await page.getByLabel(say('名称的一部分或机构编号', 'A part of the name, or the code')).fill(code);
    await page.getByRole('button', { name: say('查找', 'Search') }).click();
    await expect(page.getByRole('row', { name })).toBeVisible();
    await noViolations();
    await shot('agency-institutions');
});

test('a batch is tried, done, and its result told', async ({ page, locale, say, shot, noViolations }) => {
    const month = locale === 'zh-CN' ? '2025-02' : '2025-03';
    await signIn(page, 'clerk');
    await page.goto('/agency/batches');
    await page.getByLabel(say('缴费月份', 'Month of the contributions')).fill(month);
    await page.getByRole('button', { name: say('先试算', 'Try it first') }).click();
    await expect(page.getByText(say('若现在办理（试算，未入账）：', 'If it were done now (tried, nothing is booked):'))).toBeVisible();
    await noViolations();
    await page.getByRole('button', { name: say('办理', 'Do it'), exact: true }).click();
    const done = page.getByRole('listitem').filter({ hasText: `110000 · ${month}` });
    await expect(done.getByText(say('已完成', 'finished'))).toBeVisible();
    await expect(done.getByRole('status')).toContainText(/\d/);
    await noViolations();
    await shot('agency-batches');
});

test('clearing shows days, months, prefunds and applications', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'clerk');
    await page.goto('/agency/clearing');
    await expect(page.getByRole('heading', { name: say('当日应付', 'Owed of the day') })).toBeVisible();
    await noViolations();
    await page.getByRole('tab', { name: say('机构清算申请', 'Institutions’ applications') }).click();
    await expect(page.getByText(say('没有处于该状态的申请。', 'No application is in this state.'))).toBeVisible();
    await noViolations();
    await shot('agency-clearing');
    await page.getByRole('tab', { name: say('预付金', 'Prefunds') }).click();
    await expect(page.getByRole('heading', { name: say('预付金', 'Prefunds') })).toBeVisible();
});
