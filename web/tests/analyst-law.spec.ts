import { expect, only, patiently, signIn, test } from './harness';

only('zh-desk', 'en-desk');
// The first who asks has the server read every pack and decide every case.
test.describe.configure({ timeout: 180_000 });

test('a pack is read as law, from the list to a rule, its cases and back', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'analyst');
    await expect(page.getByRole('heading', { level: 1, name: say('政策包', 'Packs') })).toBeVisible();
    await page.getByLabel(say('查找地区', 'Find a region')).fill('1100');
    await patiently(page.getByRole('row')).toHaveCount(2);
    await noViolations();
    await shot('analyst-packs');

    await page.getByRole('link', { name: say('北京市', 'Beijing') }).click();
    const rule = page.locator('[id="110000/inpatient-active-level-3@2023-01-01"]');
    await patiently(rule.getByRole('table')).toContainText('90%');
    await expect(rule).toContainText(say('30,000.00 元以上至 40,000.00 元（含）', 'above 30,000.00 up to 40,000.00'));
    await expect(rule).toContainText('北京市医保局');
    await expect(rule.getByText(say('官方文件', 'official document'))).toBeVisible();
    await noViolations();
    await shot('analyst-law');

    await page.getByLabel(say('某日生效的规则', 'Rules in force on')).fill('2022-12-31');
    await expect(page.locator('[id="110000/outpatient-cap@2011-01-01"]')).toBeVisible();
    await expect(page.getByText(say('继承自全国', 'inherited from China')).first()).toBeVisible();

    await page.getByLabel(say('某日生效的规则', 'Rules in force on')).fill('');
    await rule.locator('a.case').first().click();
    await patiently(page.getByText(say('结果与期望相符。', 'It comes to what is expected.'))).toBeVisible();
    await expect(page.getByRole('textbox', { name: say('案例（YAML）', 'Case (YAML)') })).toHaveValue(/^- id: /);
    await page.locator('.steps a').first().click();
    await expect(page.locator('article:focus')).toHaveCount(1);
});

test('two days are compared, rule by rule and by who pays', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'analyst', '/policies/110000/compare');
    await page.getByRole('button', { name: say('比较', 'Compare'), exact: true }).click();
    const gone = page.locator('.difference', { hasText: 'outpatient-cap' });
    await patiently(gone).toContainText(say('不再有', 'gone'));
    await expect(page.locator('.difference', { hasText: 'inpatient-cap' })).toContainText(say('新增', 'added'));
    await expect(page.getByRole('row', { name: say('个人', 'Persons') })).toContainText('¥');
    await noViolations();
    await shot('analyst-compare');
});

test('a case that is pasted is decided and held against what it expects', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'analyst', '/policies/999999/cases');
    const text = page.getByRole('textbox', { name: say('案例（YAML）', 'Case (YAML)') });
    await text.fill(`- id: T1
  kind: visit
  on: 2025-05-01
  insured: {region: "999999", scheme: employee, status: active, standing: normal}
  visit: {kind: inpatient, institution: hospital, level: "2"}
  bill: {total: 10500.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 10500.00}
  expect: {pool: 8525.00, cash: 1.00}
`);
    await page.getByRole('button', { name: say('运行', 'Run') }).click();
    await patiently(page.getByText(say('结果与期望不符。', 'It does not come to what is expected.'))).toBeVisible();
    await expect(page.getByRole('row', { name: 'cash' })).toContainText('1975.00');
    await expect(page.locator('.steps')).toContainText('8,075.00');
    await noViolations();
    await shot('analyst-case');

    await text.fill('- id: T1\n  knd: visit\n');
    await page.getByRole('button', { name: say('运行', 'Run') }).click();
    await expect(page.getByRole('alert')).toContainText('cases.yaml:');
});

test('a bill is priced in every region, on a map and in a table', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'analyst');
    await page.getByRole('link', { name: say('各地对比', 'Regions') }).click();
    await page.getByLabel(say('日期', 'Day')).fill('2025-06-01');
    await page.getByRole('button', { name: say('各地试算', 'Decide in every region') }).click();
    const beijing = page.getByRole('row', { name: say('北京市', 'Beijing') });
    await patiently(beijing).toContainText('¥4,105.00');
    await expect(beijing).toContainText('79.4%');
    await expect(page.locator('.tiles li')).toHaveCount(34);
    await expect(page.locator('.tiles li', { hasText: say('北京', 'Beijing') })).toContainText('¥4,105.00');
    await noViolations();
    await shot('analyst-map');

    await page.getByLabel(say('政策范围内金额（元）', 'Amount in scope (yuan)')).fill('a lot');
    await page.getByRole('button', { name: say('各地试算', 'Decide in every region') }).click();
    await expect(page.locator('.field .wrong')).toBeVisible();
});
