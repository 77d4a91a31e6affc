import { expect, only, signIn, test } from './harness';

only('en-desk');

/** What a person can have done, as it looks at a desk. */
const PAGES: Array<[string, string, string]> = [
    ['services', '办事', 'Services'],
    ['family', '家庭共济', 'Family'],
    ['filings', '异地备案', 'Filing'],
    ['claims', '零星报销', 'Claims'],
    ['premiums', '账户缴费', 'Premiums'],
    ['withdrawals', '账户支取', 'Withdrawal'],
];

test('the services of a person are at a desk as on a phone', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'insured');
    for (const [address, zh, en] of PAGES) {
        await page.goto(`/me/${address}`);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(say(zh, en));
        await expect(page.getByRole('status')).toHaveCount(0);
        await noViolations();
        await shot(`desk-${address}`);
    }
});
