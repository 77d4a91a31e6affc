import { add, printed, toSettle } from './desk';
import { ask, expect, only, signIn, test } from './harness';

only('zh-desk', 'en-desk');

/** Of each language somebody of his own, for nobody is in hospital twice: of Beijing, in work and retired. */
const PERSONS = { zh: ['110000198003070011', '测试乙', '¥16,308.61'], en: ['110000195505120022', '测试丙', '¥18,323.20'] } as const;

// Yesterday an infusion of grade A for 20,000.00 and two scans of 300.00 with a ceiling of 240.00, 8 % of it self-paid
// first; today a drug of 50.00, 10 % first. 20,650.00 in all: 120.00 over the ceiling, 38.40 and 5.00 first, 20,486.60 in
// scope, of which 1,300.00 are deductible; of 19,186.60 the fund pays 85 %, 16,308.61, and for the retired 95.5 %,
// 18,323.203.
test('a stay from the admission to the receipt, and back to nothing', async ({ page, say, shot, noViolations }) => {
    test.slow();
    const [number, name, funds] = say('zh', 'en') === 'zh' ? PERSONS.zh : PERSONS.en;
    const stay = say('ZY-1', 'ZY-2');
    await signIn(page, 'cashier');
    const { json } = await ask<{ today: string }>(page, 'GET', '/api/session');
    const yesterday = new Date(Date.parse(json.today) - 86_400_000).toISOString().slice(0, 10);
    await page.getByRole('link', { name: say('住院', 'Stays'), exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('住院', 'Stays'));
    await page.keyboard.press('F8');

    await page.getByRole('radio', { name: say('身份证件', 'Certificate') }).check();
    await page.getByLabel(say('证件号码', 'Number of the certificate')).fill(number);
    await page.getByLabel(say('证件上的姓名', 'Name on the certificate')).fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByLabel(say('住院号', 'Number of the stay'))).toBeFocused();
    await page.keyboard.type(stay);
    await page.keyboard.press('Tab');
    await page.keyboard.type('呼吸内科');
    await page.keyboard.press('Tab');
    await page.keyboard.type('3-12');
    await page.keyboard.press('Tab');
    await page.keyboard.type('社区获得性肺炎');
    await page.getByLabel(say('入院时间', 'Admitted')).fill(`${yesterday}T09:00`);
    await noViolations();
    await shot('cashier-admission');
    await page.keyboard.press('Enter');

    await expect(page).toHaveURL(/\/cashier\/stays\/\d+$/);
    await expect(page.getByText(say('还没有费用。', 'No charges yet.'))).toBeVisible();
    await page.getByLabel(say('费用日期', 'Day of the charges')).fill(yesterday);
    await add(page, 'XB05', '氯化钠注射液（样例）', '1', '20000');
    await add(page, 'CT', 'CT平扫（样例）', '2', '300');
    await page.keyboard.press('F2');
    const charged = page.getByRole('region', { name: say('已记入的费用', 'Charged so far') });
    await expect(charged.getByRole('heading', { level: 3 })).toContainText('¥20,600.00');
    await page.getByLabel(say('费用日期', 'Day of the charges')).fill(json.today);
    await add(page, 'ylztp', '乙类止痛片（样例）', '1', '50');
    await page.keyboard.press('F2');
    await expect(charged.getByRole('heading', { level: 3 }).nth(1)).toContainText('¥50.00');
    const preview = page.getByRole('region', { name: say('预结算', 'Preview') });
    for (const amount of ['¥20,650.00', '¥120.00', '¥43.40', '¥20,486.60', '¥1,300.00', funds]) {
        await expect(preview).toContainText(amount);
    }
    await noViolations();
    await shot('cashier-stay');

    await preview.getByLabel(say('出院时间', 'Leaves')).fill(`${yesterday}T23:00`);
    await expect(preview.getByRole('alert').first()).toContainText(say('不早于末条费用日期', 'not before the last fee line'));
    await preview.getByLabel(say('出院时间', 'Leaves')).fill(`${json.today}T00:30`);
    await expect(preview).toContainText(funds);
    await toSettle(page);
    await expect(page.getByRole('dialog')).toContainText(funds);
    await noViolations();
    await page.keyboard.press('Enter');

    await expect(page).toHaveURL(/\/cashier\/settlements\/\d+$/);
    const paper = page.getByRole('article');
    await expect(paper).toContainText(say('出院日期', 'Discharged'));
    await expect(paper).toContainText('¥20,650.00');
    await expect(paper).toContainText('CT平扫（样例）');
    await noViolations();
    await shot('cashier-stay-receipt');
    await printed(page, 'a4', say);
    await printed(page, 'roll', say);

    await page.getByRole('button', { name: say('撤销结算', 'Take back') }).click();
    await page.getByLabel(say('撤销原因', 'Why')).fill(say('漏记费用', 'a charge is missing'));
    await page.getByRole('dialog').getByRole('button', { name: say('确认撤销', 'Take back') }).click();
    await expect(paper).toContainText('−¥20,650.00');

    await page.getByRole('link', { name: say('这次住院', 'The stay') }).click();
    await expect(charged).toBeVisible();
    await page.keyboard.press('F8');
    const row = page.getByRole('row').filter({ hasText: stay });
    await expect(row).toContainText(say('已出院，未结算', 'left, not settled'));
    await noViolations();
    await shot('cashier-stays');
    await row.getByRole('link', { name: stay }).click();
    await page.getByRole('button', { name: say('退回在院', 'Undo the discharge') }).click();
    for (const item of ['氯化钠注射液（样例）', 'CT平扫（样例）', '乙类止痛片（样例）']) {
        await page.getByRole('button', { name: say(`撤销 ${item}`, `Withdraw ${item}`) }).click();
        await expect(page.getByRole('rowheader', { name: item })).toHaveCount(0);
    }
    await page.getByRole('button', { name: say('撤销入院', 'Cancel the admission') }).click();
    await expect(page).toHaveURL(/\/cashier\/stays$/);
    await expect(page.getByRole('link', { name: stay })).toHaveCount(0);
    await noViolations();
});
