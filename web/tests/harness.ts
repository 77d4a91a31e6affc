import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';

export { expect, type Page } from '@playwright/test';

export type Sample = 'insured' | 'relative' | 'cashier' | 'clerk' | 'reviewer' | 'analyst' | 'auditor' | 'administrator';

interface Fixtures {
    /** Says one of two texts: that of the language of the project. */
    say: (zh: string, en: string) => string;
    /** Keeps a picture of the page as it stands, as an artefact of the run and for the guide. */
    shot: (name: string) => Promise<void>;
    /** What a browser with an eye on rules finds wrong: nothing. */
    noViolations: () => Promise<void>;
}

/** Pixels of a picture, from the top of its page. */
const TALLEST = 2000;

/**
 * A test in a browser. Whatever the page tells its console as an error, asks of another server, or has refused by the
 * content policy fails it.
 */
export const test = base.extend<Fixtures>({
    say: async ({ locale }, use) => {
        await use((zh, en) => (locale === 'zh-CN' ? zh : en));
    },
    page: async ({ page, baseURL, locale }, use) => {
        const complaints: string[] = [];
        const server = new URL(baseURL ?? '').origin;
        page.on('pageerror', (error) => complaints.push(`the page failed: ${error.message}`));
        page.on('console', (message) => {
            // A refusal that a test asks for on purpose is an answer, not a fault of the page.
            if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
                complaints.push(`the page complained: ${message.text()}`);
            }
        });
        page.on('request', (request) => {
            const { origin, protocol } = new URL(request.url());
            if (origin !== server && protocol !== 'data:' && protocol !== 'blob:') {
                complaints.push(`the page asked elsewhere: ${request.url()}`);
            }
        });
        await page.addInitScript((spoken) => {
            if (localStorage.getItem('language') === null) {
                localStorage.setItem('language', spoken);
            }
        }, locale === 'zh-CN' ? 'zh' : 'en');
        await use(page);
        expect(complaints).toEqual([]);
    },
    shot: async ({ page }, use, info) => {
        await use(async (name) => {
            await page.evaluate(() => document.fonts.ready);
            // What sticks to the foot of the screen would stand in the middle of a picture of the whole page. A style sheet
            // would be refused by the content policy, a property is not.
            const place = (position: string) =>
                page.evaluate((wanted) => document.querySelector<HTMLElement>('.ways')?.style.setProperty('position', wanted), position);
            await place('static');
            const size = await page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollHeight] as const);
            await page.screenshot({
                path: `target/pages/${name}-${info.project.name}.png`,
                fullPage: true,
                clip: { x: 0, y: 0, width: size[0], height: Math.min(size[1], TALLEST) },
                animations: 'disabled',
            });
            await place('');
        });
    },
    noViolations: async ({ page }, use) => {
        await use(async () => {
            // What still comes would move what is being looked at; without a network nothing does.
            if (await page.evaluate(() => navigator.onLine)) {
                await expect(page.locator('.waiting')).toHaveCount(0);
            }
            // At the end nothing lies beneath what sticks to the foot of the screen, from where it could be scrolled.
            await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
            // There are no frames: checked where it stands. Of what is right nothing is told, which takes most of the time.
            const found = await new AxeBuilder({ page })
                .setLegacyMode(true)
                .options({ resultTypes: ['violations'], selectors: false })
                .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
                .analyze();
            expect(found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)])).toEqual([]);
        });
    },
});

/** Waits for what the server works out at length, when it reads every pack and decides every case for the first who asks. */
export const patiently = expect.configure({ timeout: 60_000 });

/** Says of a file of tests in which projects they run: pages for a desk are not walked through on a phone, nor twice. */
export function only(...projects: Array<'zh-phone' | 'en-phone' | 'zh-desk' | 'en-desk'>): void {
    test.beforeEach(() => {
        test.skip(!(projects as string[]).includes(test.info().project.name), `runs in ${projects.join(', ')}`);
    });
}

/** Signs a sample user in through the interface, whoever was there before: `sign-in.spec.ts` goes through the page. */
async function come(context: BrowserContext, user: Sample): Promise<void> {
    await context.request.get('/api/session');
    const answer = await context.request.post('/api/sign-in', {
        headers: await token(context),
        data: { user, password: password() },
    });
    expect(answer.status(), await answer.text()).toBe(200);
}

/** Signs a sample user in and opens an address: the first page of the user's if none is given. */
export async function signIn(page: Page, user: Sample, address = '/'): Promise<void> {
    await come(page.context(), user);
    await page.goto(address);
}

/** Another user, in a browser of his own that has no page open yet. */
export async function other(browser: Browser, options: BrowserContextOptions, user: Sample): Promise<Page> {
    const context = await browser.newContext(options);
    await come(context, user);
    return context.newPage();
}

export function password(): string {
    const known = process.env.OPENYIBAO_DEMO_PASSWORD;
    if (known === undefined) {
        throw new Error('OPENYIBAO_DEMO_PASSWORD must hold the password of the sample users');
    }
    return known;
}

/** Asks the server for something in the name of whoever is signed in at the page. */
export async function ask<T>(page: Page, method: 'GET' | 'POST', address: string, body?: unknown): Promise<{ status: number; json: T }> {
    const context = page.context();
    const answer = await context.request.fetch(address, {
        method,
        headers: {
            ...(await token(context)),
            Accept: 'application/json',
            'Accept-Language': 'en',
            'Idempotency-Key': crypto.randomUUID(),
        },
        ...(method === 'POST' && { data: body ?? {} }),
    });
    const text = await answer.text();
    return { status: answer.status(), json: (text === '' ? undefined : JSON.parse(text)) as T };
}

async function token(context: BrowserContext): Promise<Record<string, string>> {
    const found = (await context.cookies()).find(({ name }) => name === 'XSRF-TOKEN');
    return { 'X-XSRF-TOKEN': decodeURIComponent(found?.value ?? '') };
}
