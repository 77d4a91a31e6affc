import { ask, expect, only, patiently, signIn, test } from './harness';

only('zh-phone');

const PERSON = '11000000000000000006';

/** How far a page reaches beyond the screen, in pixels. */
const beyond = () => document.documentElement.scrollWidth - window.innerWidth;

test('no page of an agency is wider than a telephone', async ({ page, say, shot }) => {
    await signIn(page, 'clerk');
    const asked = await ask<{ proposal: string }>(page, 'POST', `/api/persons/${PERSON}/proposals`, {
        paper: '登记表 手机',
        filing: { ground: 'referred', place: '310000', documents: ['referral'], reason: '转诊' },
    });
    expect(asked.status).toBe(200);
    const wide: string[] = [];
    for (const [name, path] of [
        ['work', '/agency'],
        ['persons', '/agency/persons'],
        ['file', `/agency/persons/${PERSON}`],
        ['batches', '/agency/batches'],
        ['clearing', '/agency/clearing'],
        ['institutions', '/agency/institutions'],
        ['catalogue', '/agency/catalogue'],
    ] as const) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('.waiting')).toHaveCount(0);
        const pixels = await page.evaluate(beyond);
        if (pixels > 0) wide.push(`${name} by ${pixels}`);
        await shot(`agency-${name}`);
    }
    await page.goto('/agency');
    await page.getByRole('button', { name: say('全部环节', 'Every step') }).click();
    await page.getByRole('row', { name: asked.json.proposal }).getByRole('button').click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText('登记表 手机')).toBeVisible();
    // It slides in: measured once it has come to rest.
    const width = page.viewportSize()?.width ?? 0;
    await expect.poll(async () => (await drawer.boundingBox())?.x).toBe(0);
    expect((await drawer.boundingBox())?.width).toBeLessThanOrEqual(width);
    await shot('agency-case');
    expect(wide).toEqual([]);
});

test('no page on which packs are read is wider than a telephone', async ({ page, shot, noViolations }) => {
    test.slow();
    await signIn(page, 'analyst');
    for (const [name, path] of [
        ['packs', '/policies'],
        ['law', '/policies/110000'],
        ['compare', '/policies/110000/compare'],
        ['case', '/policies/999999/cases'],
    ] as const) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await patiently(page.locator('.waiting')).toHaveCount(0);
        expect(await page.evaluate(beyond), path).toBeLessThanOrEqual(0);
        await noViolations();
        await shot(`analyst-${name}`);
    }
});

test('no page on which imports are read is wider than a telephone', async ({ page, shot, noViolations }) => {
    for (const [user, path] of [
        ['auditor', '/audit'],
        ['auditor', '/audit/imports'],
        ['administrator', '/administration/imports'],
    ] as const) {
        await signIn(page, user, path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('.waiting')).toHaveCount(0);
        expect(await page.evaluate(beyond), path).toBeLessThanOrEqual(0);
        await noViolations();
        await shot(`phone${path.replaceAll('/', '-')}`);
    }
});
