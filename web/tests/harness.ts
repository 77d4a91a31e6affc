import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

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
            // At the end nothing lies beneath what sticks to the foot of the screen, from where it could be scrolled.
            await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
            const found = await new AxeBuilder({ page })
                .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
                .analyze();
            expect(found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        });
    },
});

/** Says of a file of tests in which projects they run: pages for a desk are not walked through on a phone, nor twice. */
export function only(...projects: Array<'zh-phone' | 'en-phone' | 'zh-desk' | 'en-desk'>): void {
    test.beforeEach(() => {
        test.skip(!(projects as string[]).includes(test.info().project.name), `runs in ${projects.join(', ')}`);
    });
}

/** Signs a sample user in through the page. */
export async function signIn(page: Page, user: Sample): Promise<void> {
    await page.goto('/sign-in');
    await page.locator('input[name=user]').fill(user);
    await page.locator('input[name=password]').fill(password());
    await page.locator('button[type=submit]').click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
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
    return page.evaluate(
        async ({ method, address, body }) => {
            const token = document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='))?.slice(11) ?? '';
            const response = await fetch(address, {
                method,
                headers: {
                    Accept: 'application/json',
                    'Accept-Language': 'en',
                    'Content-Type': 'application/json',
                    'Idempotency-Key': crypto.randomUUID(),
                    'X-XSRF-TOKEN': decodeURIComponent(token),
                },
                ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
            });
            const text = await response.text();
            return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
        },
        { method, address, body },
    ) as Promise<{ status: number; json: T }>;
}
