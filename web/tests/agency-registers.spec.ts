import { createHash } from 'node:crypto';
import { ask, expect, only, signIn, test } from './harness';

only('zh-desk', 'en-desk');

const HEADER = 'code,name,region,kind,level,designated,networked,from,to\n';

test('a file with errors is told by row and column, mended, and taken, and an auditor finds both', async ({ page, locale, say, shot, noViolations }) => {
    const code = locale === 'zh-CN' ? 'H11000000071' : 'H11000000072';
    const name = say('样例新建医院', 'Sample new hospital');
    const file = say('新增机构 1&2.csv', 'new institutions 1&2.csv');
    await signIn(page, 'administrator', '/administration/imports');
    const choose = page.locator('input[type=file]');
    await choose.setInputFiles({
        name: file,
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

    const mended = Buffer.from(`${HEADER}${code},${name},110000,hospital,2,true,true,2020-01-01,\n`);
    await choose.setInputFiles({ name: file, mimeType: 'text/csv', buffer: mended });
    await page.getByRole('button', { name: say('导入', 'Import'), exact: true }).click();
    await expect(page.getByText(say('已导入 1 行。', '1 rows were taken.'))).toBeVisible();
    const imports = page.getByRole('region', { name: say('导入记录', 'Imports'), exact: true }).getByRole('row').filter({ hasText: file });
    await expect(imports.first()).toContainText(say('已导入', 'taken'));
    await noViolations();

    await page.getByRole('link', { name: say('机构', 'Institutions') }).click();
    await page.getByLabel(say('名称的一部分或机构编号', 'A part of the name, or the code')).fill(code);
    await page.getByRole('button', { name: say('查找', 'Search') }).click();
    await expect(page.getByRole('row', { name })).toBeVisible();
    await noViolations();
    await shot('agency-institutions');

    await signIn(page, 'auditor');
    await page.getByRole('link', { name: say('导入', 'Imports'), exact: true }).click();
    await page.getByLabel(say('导入的内容', 'What was in it')).selectOption('institutions');
    await page.getByRole('button', { name: say('检索', 'Search') }).click();
    await expect(imports).toHaveCount(2);
    const taken = imports.filter({ hasText: createHash('sha256').update(mended).digest('hex') });
    for (const said of ['administrator', `${mended.length} B`, say('已导入', 'taken')]) {
        await expect(taken).toContainText(said);
    }
    await expect(taken.getByRole('cell').nth(4)).toHaveText('1');
    await expect(imports.last()).toContainText(say('未导入', 'refused'));
    await expect(imports.last().getByRole('cell').nth(5)).toHaveText('3');
    await noViolations();
    await shot('agency-imports');
    await page.getByLabel(say('止', 'Until')).fill('1999-12-31');
    await page.getByRole('button', { name: say('检索', 'Search') }).click();
    await expect(page.getByText(say('没有符合条件的导入。', 'No import is like this.'))).toBeVisible();
});

test('a batch is tried, done, and its result told', async ({ page, locale, say, shot, noViolations }) => {
    const month = locale === 'zh-CN' ? '2025-02' : '2025-03';
    await signIn(page, 'clerk', '/agency/batches');
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

test('a participation is opened, changed and ended from the file', async ({ page, locale, say, shot, noViolations }) => {
    const person = locale === 'zh-CN' ? '11000000000000000003' : '11000000000000000001';
    const employer = say('新样例公司', 'New sample company');
    await signIn(page, 'clerk', `/agency/persons/${person}`);
    const card = page.getByRole('region', { name: say('参保', 'Insurance'), exact: true });
    const dialog = page.getByRole('dialog');
    await card.getByRole('button', { name: say('变更：职工医保', 'Change: Employee insurance') }).click();
    await dialog.getByLabel(say('自何日起变更', 'From which day on')).fill('2026-01-01');
    await dialog.getByLabel(say('单位（可空）', 'Employer (may be empty)')).fill(employer);
    await dialog.getByLabel(say('事由', 'Reason')).fill(say('换单位', 'another employer'));
    await noViolations();
    await shot('agency-participation');
    await dialog.getByRole('button', { name: say('确认变更', 'Change it') }).click();
    await expect(card.getByText(employer)).toBeVisible();

    await card.getByRole('button', { name: say('参保登记', 'Enrol') }).click();
    await dialog.getByLabel(say('险种', 'Scheme')).selectOption('pension');
    await dialog.getByLabel(say('参保起始日', 'First day')).fill('2026-02-01');
    await dialog.getByLabel(say('事由', 'Reason')).fill(say('新参保', 'taken on'));
    await dialog.getByRole('button', { name: say('确认登记', 'Enrol') }).click();
    await card.getByRole('button', { name: say('停保：养老保险', 'End: pension') }).click();
    await dialog.getByLabel(say('最后一天', 'Last day')).fill('2026-06-30');
    await dialog.getByLabel(say('事由', 'Reason')).fill(say('停保', 'left'));
    await dialog.getByRole('button', { name: say('停保', 'End the participation') }).click();
    await expect(card.getByRole('button', { name: say('停保：养老保险', 'End: pension') })).toHaveCount(0);
    await expect(card.getByRole('listitem').filter({ hasText: say('养老保险', 'pension') })).toContainText('2026');
});

test('the catalogue is searched by name and initials', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'clerk');
    await page.getByRole('link', { name: say('目录', 'Catalogue'), exact: true }).click();
    const search = page.getByLabel(say('名称、拼音首字母或编码', 'Name, initials in pinyin, or code'));
    await search.fill('lhn');
    await page.getByRole('button', { name: say('查找', 'Search') }).click();
    await expect(page.getByRole('row', { name: 'XB05XAL211B002040404948' })).toContainText('氯化钠注射液');
    await noViolations();
    await shot('agency-catalogue');
    await page.getByLabel(say('日期（空：今天）', 'Day (empty: today)')).fill('2019-12-31');
    await page.getByRole('button', { name: say('查找', 'Search') }).click();
    await expect(page.getByText(say('没有找到该日有效的项目。', 'Nothing that held on the day was found.'))).toBeVisible();
});

test('clearing shows days, months, prefunds and applications', async ({ page, locale, say, shot, noViolations }) => {
    await signIn(page, 'clerk');
    const place = locale === 'zh-CN' ? '310000' : '440300';
    const paid = await ask(page, 'POST', '/api/clearing/prefunds', {
        home: '110000',
        place,
        direction: 'deposit',
        amount: '1000.00',
        paidOn: '2026-01-05',
        document: `bank-${place}`,
    });
    expect(paid.status).toBe(200);
    await page.goto('/agency/clearing');
    await expect(page.getByRole('heading', { name: say('当日应付', 'Owed of the day') })).toBeVisible();
    await noViolations();
    await page.getByRole('tab', { name: say('机构清算申请', 'Institutions’ applications') }).click();
    await expect(page.getByText(say('没有处于该状态的申请。', 'No application is in this state.'))).toBeVisible();
    await noViolations();
    await shot('agency-clearing');
    await page.getByRole('tab', { name: say('预付金', 'Prefunds') }).click();
    await page.getByRole('button', { name: say(`110000 在 ${place} 的往来明细`, `Show the movements of 110000 at ${place}`) }).click();
    const moved = page.getByRole('region', { name: say('往来', 'Movements') }).getByRole('row');
    await expect(moved).toHaveCount(2);
    await expect(moved.last()).toContainText(`bank-${place}`);
    await expect(moved.last()).toContainText('¥1,000.00');
    await noViolations();
    await shot('agency-prefund');
});
