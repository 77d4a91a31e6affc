import { ask, expect, only, other, signIn, test } from './harness';

// Each language with persons of its own, so that both walk through it at once.
only('zh-phone', 'en-phone');

test('a relative is bound, given a limit, and let go again', async ({ page, say, shot, noViolations }) => {
    const zh = say('zh', 'en') === 'zh';
    const other = zh ? { name: '测试丙', number: '110000195505120022' } : { name: '测试癸', number: '110000195712120064' };
    await signIn(page, zh ? 'relative' : 'insured');
    await page.getByRole('link', { name: say('办事', 'Services') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('办事', 'Services'));
    await noViolations();
    await shot('services');
    await page.getByRole('link', { name: /家庭共济|Family/ }).click();
    // The page before has a link of that name, too, and stays until the next is there.
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('家庭共济', 'Family'));
    await page.getByRole('link', { name: say('让家人用我的账户', 'Let a relative use my account') }).click();

    // A wrong number is said to be wrong, and whose it is nobody learns.
    await page.getByLabel(say('家人姓名', 'Name of the relative')).fill(other.name);
    await page.getByLabel(say('家人身份证件号码', 'Identity number of the relative')).fill('110000190001010011');
    await page.getByRole('button', { name: say('核对家人', 'Find the relative') }).click();
    await expect(page.getByRole('alert')).toContainText(say('没有姓名与证件号码都相符的参保人', 'nobody is insured by this name and this number'));
    await page.getByLabel(say('家人身份证件号码', 'Identity number of the relative')).fill(other.number);
    await page.getByRole('button', { name: say('核对家人', 'Find the relative') }).click();

    await expect(page.getByRole('heading', { level: 2 })).toContainText(other.name);
    await page.getByLabel(zh ? '子女' : 'child', { exact: true }).check();
    await page.getByLabel(say('每年最多可用（元）', 'At most a year (yuan)')).fill('500');
    await noViolations();
    await shot('family-bind');
    // A reload loses nothing.
    await page.reload();
    await expect(page.getByLabel(say('每年最多可用（元）', 'At most a year (yuan)'))).toHaveValue('500');
    await page.getByRole('button', { name: say('确认绑定', 'Bind') }).click();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('家庭共济', 'Family'));
    const mine = page.getByRole('region', { name: say('谁可用我的账户', 'Who may use my account') });
    const bound = (limit: string) => mine.getByRole('listitem').filter({ hasText: limit });
    await expect(bound('¥500.00')).toBeVisible();
    await noViolations();
    await shot('family');

    await bound('¥500.00').getByRole('button', { name: /改限额|Change the limit/ }).click();
    await page.getByLabel(say('每年最多可用（元）', 'At most a year (yuan)')).fill('800.5');
    await page.getByRole('button', { name: say('保存限额', 'Save the limit') }).click();
    await bound('¥800.50').getByRole('button', { name: /解除绑定|End the binding/ }).click();
    await noViolations();
    await page.getByRole('button', { name: say('确认解除', 'End it') }).click();
    await expect(bound('¥800.50')).toHaveCount(0);
    await expect(page.getByText(say('已结束的绑定', 'Bindings that ended'))).toBeVisible();
});

test('the accounts that one uses pay in the order that one chooses', async ({ page, browser, baseURL, say, shot, noViolations }, info) => {
    test.skip(info.project.name !== 'zh-phone', 'one language moves, the other would move it back');
    // The spouse lets the insured use her account: a second one beside his mother's.
    const relative = await other(browser, { ...(baseURL && { baseURL }) }, 'relative');
    const bound = await ask<{ binding: string }>(relative, 'POST', '/api/accounts/11000000000000000004/bindings', {
        owner: '11000000000000000005',
        relation: 'spouse',
    });
    expect(bound.status).toBe(200);

    await signIn(page, 'insured', '/me/family');
    const used = page.getByRole('region', { name: say('我可用谁的账户', 'Whose accounts I may use') });
    await expect(used.getByRole('listitem')).toHaveCount(2);
    await expect(used.getByRole('listitem').first()).toContainText(say('母亲', 'mother'));
    await noViolations();
    await shot('family-order');
    await used.getByRole('button', { name: /提前：|Move up:/ }).click();
    await expect(used.getByRole('listitem').first()).toContainText(say('配偶', 'spouse'));
    const ended = await ask(relative, 'POST', `/api/accounts/11000000000000000004/bindings/${bound.json.binding}/end`, { because: 'requested' });
    expect(ended.status).toBe(200);
    await relative.context().close();
});

test('money is sent to a relative in another province', async ({ page, say, shot, noViolations }) => {
    await signIn(page, say('insured', 'relative') as 'insured' | 'relative', '/me/family/transfer');
    await page.getByLabel(say('家人姓名', 'Name of the relative')).fill('测试丁');
    await page.getByLabel(say('家人身份证件号码', 'Identity number of the relative')).fill('220200197509090033');
    await page.getByRole('button', { name: say('核对家人', 'Find the relative') }).click();
    await page.getByLabel(say('兄弟姐妹', 'brother or sister'), { exact: true }).check();
    const amount = page.getByLabel(say('金额（元）', 'Amount (yuan)'));
    await amount.fill('1.00');
    await noViolations();
    await shot('family-transfer');
    await page.getByRole('button', { name: say('确认转账', 'Send'), exact: true }).click();
    // From ten at night to six no transfers are made, and the page says so.
    const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' }).format(new Date()));
    if (hour >= 22 || hour < 6) {
        await expect(page.getByRole('alert')).toContainText(say('医保钱包在此时间不办理转账', 'takes no transfers at this time'));
    } else {
        const wallet = page.getByRole('region', { name: say('医保钱包（跨省）', 'Wallet (other provinces)') });
        await expect(wallet.getByText(say('待接收', 'waits to be accepted')).first()).toBeVisible();
        await expect(wallet.getByText('¥1.00').first()).toBeVisible();
    }
});
