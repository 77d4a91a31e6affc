import { ask, expect, only, other, signIn, test } from './harness';

only('zh-phone', 'en-phone');

test('the insured read who looked at their record: a clerk, an institution, and themselves if they want', async ({
    page,
    browser,
    baseURL,
    say,
    shot,
    noViolations,
}) => {
    await signIn(page, 'insured');
    const { json: session } = await ask<{ user: { scope: string } }>(page, 'GET', '/api/session');
    const person = session.user.scope;
    const { json: found } = await ask<Array<{ institution: string; name: string; region: string }>>(
        page,
        'GET',
        `/api/institutions?name=${encodeURIComponent('样例')}`,
    );
    const institution = found[0];
    if (institution === undefined) {
        throw new Error('the samples have no institution');
    }

    // The institution asks for the year so far by message.
    const answer = await page.request.post('/fsi', {
        data: {
            infno: '5206',
            msgid: `${institution.institution}${Date.now()}${test.info().project.name === 'zh-phone' ? 1 : 2}`.slice(-30),
            mdtrtarea_admvs: institution.region,
            insuplc_admdvs: '',
            recer_sys_code: 'test',
            infver: 'V1.0',
            opter_type: '1',
            opter: '0031',
            opter_name: '样例操作员',
            inf_time: '2025-06-02 10:00:00',
            fixmedins_code: institution.institution,
            fixmedins_name: institution.name,
            input: { data: { psn_no: person } },
        },
    });
    const told = (await answer.json()) as { infcode: number; err_msg: string };
    expect(told.infcode, told.err_msg).toBe(0);

    const clerk = await other(browser, { ...(baseURL && { baseURL }) }, 'clerk');
    expect((await ask(clerk, 'GET', `/api/accounts/${person}`)).status).toBe(200);
    await clerk.context().close();

    await page.getByRole('link', { name: say('谁看过我', 'Who looked?') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('谁看过我的信息', 'Who looked at my record'));
    const rows = page.locator('.rows > li');
    // Other tests look at the same person: not each look by the clerk is the one above.
    await expect(rows.filter({ hasText: `${say('经办人', 'Clerk')} clerk` }).filter({ hasText: say('账户', 'the account') }).first()).toBeVisible();
    const asked = rows
        .filter({ hasText: institution.institution })
        .filter({ hasText: say('年度累计 (报文 5206)', 'the year so far (message 5206)') })
        .first();
    await expect(asked).toContainText(institution.name);
    await expect(asked).not.toContainText('样例操作员');
    await expect(rows.filter({ hasText: say('我自己', 'Myself') })).toHaveCount(0);
    await noViolations();
    await shot('looks');

    await page.getByLabel(say('也显示我自己的查看', 'Show my own looks, too')).check();
    await expect(rows.filter({ hasText: say('我自己', 'Myself') }).first()).toBeVisible();
});
