import { expect, only, signIn, test } from './harness';

only('zh-phone');

const MOST_BYTES = 300 * 1024;

/** Everything counts that an insured person's telephone loads until the page is at rest, as it comes over the wire. */
test('the first page of the insured is under 300 KB', async ({ page, browser, baseURL }) => {
    await signIn(page, 'insured');
    // A browser that has nothing kept, with the same sign-in.
    const state = await page.context().storageState();
    const context = await browser.newContext({ storageState: state, ...(baseURL !== undefined && { baseURL }) });
    const fresh = await context.newPage();
    const sizes: Array<Promise<number>> = [];
    fresh.on('requestfinished', (request) => {
        sizes.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize));
    });
    const scripts: string[] = [];
    const files: string[] = [];
    fresh.on('response', (response) => {
        const type = response.request().resourceType();
        if (type === 'script') {
            scripts.push(response.headers()['content-encoding'] ?? 'not at all');
        }
        if (type === 'script' || type === 'stylesheet') {
            files.push(new URL(response.url()).pathname);
        }
    });
    const asked: string[] = [];
    fresh.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const first = await fresh.goto('/me', { waitUntil: 'networkidle' });
    await expect(fresh.getByRole('heading', { level: 1 })).toBeVisible();
    const loaded = (await Promise.all(sizes)).reduce((sum, each) => sum + each, 0);
    console.log(`the first page of the insured: ${Math.round(loaded / 1024)} KB in ${sizes.length} answers`);
    expect(sizes.length).toBeGreaterThan(4);
    expect(loaded).toBeLessThan(MOST_BYTES);
    expect(new Set(scripts)).toEqual(new Set(['br']));
    // None is asked for by another script, a round trip later.
    const named = (await first?.text()) ?? '';
    expect(files.filter((file) => !named.includes(file))).toEqual([]);
    // So it is with who is there and with the account, each of which is asked for once.
    const answers = asked.filter((path) => path === '/api/session' || /^\/api\/accounts\/\d+$/.test(path));
    expect(answers).toHaveLength(2);
    expect(answers.filter((path) => !named.includes(`href="${path}"`))).toEqual([]);
    await context.close();
});
