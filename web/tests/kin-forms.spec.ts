import { ask, expect, only, other, signIn, test, type Page, type Sample } from './harness';

only('zh-phone', 'en-phone');

/** Whose forms a project fills in: two projects at once must not meet. */
function who(project: string): Sample {
    return project === 'zh-phone' ? 'insured' : 'relative';
}

/** A day so many days from today, as in China. */
function day(fromToday: number): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(Date.now() + fromToday * 86_400_000));
}

/** A real photo: of the page as it stands. */
async function photo(page: Page, name: string) {
    return { name, mimeType: 'image/png', buffer: await page.screenshot() };
}

test('a filing is made, extended and cancelled', async ({ page, say, shot, noViolations }, info) => {
    await signIn(page, who(info.project.name), '/me/filings/new');
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(say('您属于哪种情形？', 'Which of these are you?'));
    await page.getByRole('radio').last().check();
    await noViolations();
    await shot('filing-ground');
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    await page.getByLabel(say('省份', 'Province')).selectOption('510000');
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    await page.getByLabel(say('到哪一天为止', 'Until which day')).fill(day(-1));
    await page.getByLabel(say('原因', 'Why')).fill(say('探亲', 'a visit'));
    await page.getByRole('button', { name: say('提交备案', 'File it') }).click();
    // What the server finds wrong stands at its field.
    await expect(page.getByLabel(say('到哪一天为止', 'Until which day'))).toHaveAttribute('aria-invalid', 'true');
    await noViolations();
    await page.getByLabel(say('到哪一天为止', 'Until which day')).fill(day(30));
    await shot('filing-check');
    await page.getByRole('button', { name: say('提交备案', 'File it') }).click();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('异地备案', 'Filing'));
    const first = page.getByRole('listitem').first();
    await expect(first.getByText(say('有效', 'in force'), { exact: true })).toBeVisible();
    await noViolations();
    await shot('filings');
    await first.getByRole('button', { name: /延期|Extend/ }).click();
    await page.getByRole('dialog').locator('input[type=date]').fill(day(60));
    await page.getByRole('dialog').getByLabel(say('原因', 'Why')).fill(say('复查', 'a check-up'));
    await page.getByRole('button', { name: say('确认延期', 'Extend it') }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.reload();
    const last = new Intl.DateTimeFormat(say('zh-CN', 'en-GB'), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day(60)));
    await expect(first).toContainText(say(`至 ${last}`, `to ${last}`));
    await first.getByRole('button', { name: /取消备案|Cancel the filing/ }).click();
    await page.getByRole('dialog').getByLabel(say('原因', 'Why')).fill(say('已返回', 'back home'));
    await page.getByRole('button', { name: say('确认取消', 'Cancel it') }).click();
    await expect(first.getByText(say('已取消', 'cancelled'))).toBeVisible();
});

test('a bill is claimed with photos, returned, filed anew, and paid back', async ({ page, browser, baseURL, say, shot, noViolations }, info) => {
    test.slow();
    await signIn(page, who(info.project.name), '/me/claims/new');
    await page.getByRole('radio', { name: say('普通门诊', 'Outpatient'), exact: true }).check();
    await page.getByLabel(say('医疗机构', 'Institution')).fill('样例三级');
    await page.getByRole('button', { name: '北京样例三级医院' }).click();
    await page.getByLabel(say('就医日期', 'Day of care')).fill(day(-1));
    await noViolations();
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();

    const image = await photo(page, 'invoice.png');
    const papers = [say('发票', 'invoice'), say('费用清单', 'fee list'), say('病历或出院小结', 'record of care')];
    for (const [at, paper] of papers.entries()) {
        await page.getByLabel(say(`拍照：${paper}`, `Take a photo: ${paper}`)).setInputFiles(image);
        await expect(page.getByRole('group', { name: paper }).getByRole('img')).toHaveCount(1);
        if (at === 0) {
            // A second photo of the same paper.
            await page.getByLabel(say(`选择文件：${paper}`, `Choose files: ${paper}`)).setInputFiles(await photo(page, 'more.png'));
            await expect(page.getByRole('group', { name: paper }).getByRole('img')).toHaveCount(2);
        }
    }
    await noViolations();
    await shot('claim-photos');
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();

    const number = `T${Date.now()}${info.project.name === 'zh-phone' ? 1 : 2}`;
    await page.getByLabel(say('发票号码', 'Number of the invoice')).fill(number);
    await page.getByLabel(say('开票日期', 'Its date')).fill(day(-1));
    await page.getByLabel(say('发票金额（元）', 'Its total (yuan)')).fill('2345.6');
    await page.getByLabel(say('第 1 项名称', 'Item 1'), { exact: true }).fill('氯化钠');
    await page.getByRole('button', { name: /氯化钠注射液（样例） · (甲类|Grade A)/ }).click();
    await expect(page.getByText(CODE)).toBeVisible();
    await page.getByLabel(say('单价（元）', 'Price (yuan)')).fill('2000');
    await page.getByLabel(say('金额（元）', 'Amount (yuan)'), { exact: true }).fill('2000');
    await page.getByRole('button', { name: say('再加一项', 'Add an item') }).click();
    await page.getByLabel(say('第 2 项名称', 'Item 2'), { exact: true }).fill('药费');
    await page.getByLabel(say('单价（元）', 'Price (yuan)')).last().fill('345.6');
    await page.getByLabel(say('金额（元）', 'Amount (yuan)'), { exact: true }).last().fill('300');
    await noViolations();
    await shot('claim-lines');
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    await page.getByLabel(say('户名', 'Holder')).fill('测试庚');
    await page.getByLabel(say('开户银行', 'Bank')).fill('样例银行');
    await page.getByLabel(say('银行账号', 'Number of the account')).fill('6200000000000000123');
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    // The amount of the second item is not what price and quantity come to; the page leads back to it.
    await expect(page.getByRole('alert')).toContainText('345.60');
    await page.getByRole('button', { name: say('去改这一处', 'Go and put it right') }).click();
    await expect(page.getByLabel(say('金额（元）', 'Amount (yuan)'), { exact: true }).last()).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel(say('金额（元）', 'Amount (yuan)'), { exact: true }).last().fill('345.60');
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    const wouldBe = page.getByRole('region', { name: say('大约能报多少', 'What would come back') });
    await expect(wouldBe).toContainText(say('报销到银行账户', 'To your bank account'));
    await expect(wouldBe).toContainText('¥345.60');
    await noViolations();
    await shot('claim-check');
    await page.getByRole('button', { name: say('提交申请', 'File it') }).click();

    await expect(page).toHaveURL(/\/me\/claims\/\d+$/);
    await expect(page.getByText(say('已受理，待经办人员审核', 'filed; a clerk is to look at it'))).toBeVisible();
    const claim = page.url().split('/').at(-1) ?? '';

    const clerk = await other(browser, { ...(baseURL && { baseURL }) }, 'clerk');
    const back = await ask<{ version: number }>(clerk, 'POST', `/api/claims/${claim}/return`, { version: 1, why: '病历未盖章' });
    expect(back.status).toBe(200);
    await page.reload();
    await expect(page.getByText('病历未盖章').first()).toBeVisible();
    await noViolations();
    await shot('claim-returned');
    await page.getByRole('link', { name: say('补充后重新提交', 'Supply it and file again') }).click();
    for (let step = 1; step < 4; step++) {
        await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    }
    await page.getByLabel(say('银行账号', 'Number of the account')).fill('6200000000000000123');
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    await page.getByRole('button', { name: say('提交申请', 'File it') }).click();
    await expect(page.getByText(say('已补充材料重新提交', 'Filed anew'))).toBeVisible();

    const reviewed = await ask<{ version: number }>(clerk, 'POST', `/api/claims/${claim}/review`, {
        version: 3,
        lines: [
            { line: 1, code: CODE },
            { line: 2, code: CODE },
        ],
    });
    expect(reviewed.json).toMatchObject({ state: 'reviewed' });
    const reviewer = await other(browser, { ...(baseURL && { baseURL }) }, 'reviewer');
    const approved = await ask<{ refund: string }>(reviewer, 'POST', `/api/claims/${claim}/approval`, { version: reviewed.json.version });
    expect(approved.json).toMatchObject({ state: 'approved' });
    await page.reload();
    await expect(page.getByText(say('已复核结算，待支付', 'approved and settled; to be paid')).first()).toBeVisible();
    await expect(page.getByText(`¥${approved.json.refund.replace(/\B(?=(\d{3})+\.)/g, ',')}`).first()).toBeVisible();
    await noViolations();
    await shot('claim');
    await clerk.context().close();
    await reviewer.context().close();
    await page.goto('/me/claims');
    await expect(page.getByRole('link', { name: new RegExp(number) })).toBeVisible();
    await noViolations();
    await shot('claims');
});

/** An item of the sample catalogue. */
const CODE = 'XB05XAL211B002040404948';

test('a premium is paid from the account, seen before it is', async ({ page, say, shot, noViolations }, info) => {
    await signIn(page, who(info.project.name), '/me/premiums');
    await page.getByLabel(say('长期护理保险缴费', 'long-term care insurance premium')).check();
    await page.getByLabel(say('为我的', 'For my')).selectOption('self');
    await noViolations();
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    await page.getByLabel(say('金额（元）', 'Amount (yuan)')).fill('99999999');
    await page.getByRole('button', { name: say('看看结果', 'See what it comes to') }).click();
    await expect(page.getByRole('alert')).toContainText(say('个人账户余额不足', 'the balance does not suffice'));
    await page.getByLabel(say('金额（元）', 'Amount (yuan)')).fill('1.2');
    await page.getByRole('button', { name: say('看看结果', 'See what it comes to') }).click();
    await expect(page.getByText('¥1.20')).toBeVisible();
    await shot('premium');
    await page.getByRole('button', { name: say('确认缴费', 'Pay') }).click();
    await expect(page.getByText(say('已缴费：', 'Paid: '))).toBeVisible();
    await expect(page.getByRole('region', { name: say('缴过的费', 'What was paid') }).getByText('¥1.20').first()).toBeVisible();
    await noViolations();
    await shot('premiums');
});

test('the premium of a relative is paid for a year', async ({ page, say, noViolations }, info) => {
    test.skip(info.project.name !== 'zh-phone', 'the child is the insured person’s');
    await signIn(page, 'insured', '/me/premiums');
    await page.getByLabel(say('居民医保缴费', 'resident insurance premium')).check();
    await page.getByLabel(say('为我的', 'For my')).selectOption('child');
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    await page.getByLabel(say('家人姓名', 'Name of the relative')).fill('测试壬');
    await page.getByLabel(say('家人身份证件号码', 'Identity number of the relative')).fill('110000201606010063');
    await page.getByRole('button', { name: say('核对家人', 'Find the relative') }).click();
    // Of 2025 a rule says the amount; of next year none does, and the notice counts.
    await page.getByLabel(say('参保年度', 'Coverage year')).fill('2025');
    await expect(page.getByText(say('2025 年度应缴', 'Due for 2025'))).toBeVisible();
    await expect(page.getByText('¥400.00')).toBeVisible();
    await noViolations();
    await page.getByLabel(say('参保年度', 'Coverage year')).fill(String(Number(day(0).slice(0, 4)) + 1));
    await page.getByLabel(say('金额（元）', 'Amount (yuan)')).fill('400');
    await page.getByRole('button', { name: say('看看结果', 'See what it comes to') }).click();
    await page.getByRole('button', { name: say('确认缴费', 'Pay') }).click();
    // The premium of the test above may come before it or after.
    const paid = page.getByRole('region', { name: say('缴过的费', 'What was paid') }).getByRole('listitem').filter({ hasText: '¥400.00' });
    await expect(paid.first()).toContainText(say('居民医保缴费', 'resident insurance premium'));
    await noViolations();
});

test('a withdrawal is asked for and taken back', async ({ page, say, shot, noViolations }, info) => {
    await signIn(page, who(info.project.name), '/me/withdrawals/new');
    await page.getByLabel(/账户无法转移|account cannot be transferred/).check();
    await noViolations();
    await shot('withdrawal-reason');
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    const paper = say('转入地参保证明', 'proof of insurance where the person moved');
    await expect(page.getByRole('button', { name: say('下一步', 'Next') })).toBeDisabled();
    await page.getByLabel(say(`拍照：${paper}`, `Take a photo: ${paper}`)).setInputFiles(await photo(page, 'proof.png'));
    await page.getByRole('button', { name: say('下一步', 'Next') }).click();
    await page.getByLabel(say('参保的最后一天', 'The last day of the insurance')).fill(day(-1));
    await page.getByLabel(say('收款人户名', 'Holder of the bank account')).fill('测试庚');
    await page.getByLabel(say('收款账号', 'Number of the bank account')).fill('6222 0000 0000 0000 000');
    await noViolations();
    await shot('withdrawal-payee');
    await page.getByRole('button', { name: say('提交申请', 'Apply') }).click();
    await expect(page.getByText(say('已申请，待经办机构审核', 'asked; the agency is to review it'))).toBeVisible();
    await noViolations();
    await shot('withdrawals');
    await page.getByRole('button', { name: say('撤回申请', 'Take it back') }).click();
    await page.getByRole('dialog').getByLabel(say('原因', 'Why')).fill(say('不走了', 'staying'));
    await page.getByRole('dialog').getByRole('button', { name: say('确认撤回', 'Take it back') }).click();
    await expect(page.getByText(say('已撤回', 'taken back')).first()).toBeVisible();
});
