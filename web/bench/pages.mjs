// Measures pages as Lighthouse does: those of the insured on a mid phone with slow 4G, those for desks on a desk.
// OPENYIBAO_URL, OPENYIBAO_DEMO_PASSWORD and CHROMIUM come from the launcher. Prints a row of Markdown a page.
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import lighthouse, { desktopConfig } from 'lighthouse';

const VISITS = [
    { user: undefined, pages: ['/sign-in'], phone: true },
    { user: 'insured', pages: ['/me', '/me/code', '/me/can-i-use', '/me/quote', '/me/visits', '/me/family'], phone: true },
    { user: 'cashier', pages: ['/cashier'], phone: false },
    { user: 'clerk', pages: ['/agency'], phone: false },
    { user: 'analyst', pages: ['/policies'], phone: false },
    { user: 'auditor', pages: ['/audit'], phone: false },
    { user: 'administrator', pages: ['/administration'], phone: false },
];
const RUNS = 3;

const server = needed('OPENYIBAO_URL');
const password = needed('OPENYIBAO_DEMO_PASSWORD');
const reports = join(import.meta.dirname, '..', 'target', 'lighthouse');
mkdirSync(reports, { recursive: true });

console.log('| page | on | performance | accessibility | first paint (s) | largest paint (s) | interactive (s) | blocked (ms) | loaded (KB) |');
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const visit of VISITS) {
    await measure(visit);
}

async function measure({ user, pages, phone }) {
    const folder = mkdtempSync(join(tmpdir(), 'openyibao-pages-'));
    const port = await freePort();
    const browser = await chromium.launchPersistentContext(folder, {
        executablePath: needed('CHROMIUM'),
        headless: true,
        args: [
            `--remote-debugging-port=${port}`,
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
        ],
    });
    try {
        if (user !== undefined) {
            const page = browser.pages()[0];
            await page.goto(`${server}/sign-in`);
            await page.locator('input[name=user]').fill(user);
            await page.locator('input[name=password]').fill(password);
            await page.locator('button[type=submit]').click();
            await page.waitForURL((url) => url.pathname !== '/sign-in');
            await page.goto('about:blank');
        }
        for (const page of pages) {
            await mustBeThere(browser, page);
            const runs = [];
            for (let run = 0; run < RUNS; run++) {
                await forgetFiles(browser);
                runs.push(await look(page, port, phone));
            }
            runs.sort((a, b) => a.performance - b.performance);
            const median = runs[Math.floor(RUNS / 2)];
            console.log(
                `| \`${page}\` | ${phone ? 'phone' : 'desk'} | ${median.performance} | ${median.accessibility} | ${median.painted} | ${median.largest} | ${median.interactive} | ${median.blocked} | ${median.loaded} |`,
            );
        }
    } finally {
        await browser.close();
        rmSync(folder, { recursive: true, force: true });
    }
}

/** An address that no page has is answered too, by a page that says so: that one is not to be measured. */
async function mustBeThere(browser, address) {
    const page = browser.pages()[0];
    await page.goto(`${server}${address}`);
    const heading = await page.locator('h1').innerText();
    if (['没有这个页面', 'There is no such page'].includes(heading)) {
        throw new Error(`${address}: there is no such page`);
    }
    await page.goto('about:blank');
}

/** Each time is the first: nothing of the page is kept. */
async function forgetFiles(browser) {
    const page = browser.pages()[0];
    const session = await browser.newCDPSession(page);
    await session.send('Network.clearBrowserCache');
    await session.detach();
}

async function look(page, port, phone) {
    const result = await lighthouse(
        `${server}${page}`,
        {
            port,
            output: 'html',
            logLevel: 'error',
            onlyCategories: ['performance', 'accessibility'],
            // The visitor stays signed in.
            disableStorageReset: true,
        },
        phone ? undefined : desktopConfig,
    );
    const { categories, audits, runtimeError } = result.lhr;
    if (runtimeError !== undefined) {
        throw new Error(`${page}: ${runtimeError.message}`);
    }
    writeFileSync(join(reports, `${page.replaceAll('/', '_')}.html`), result.report);
    const seconds = (audit) => (audits[audit].numericValue / 1000).toFixed(1);
    return {
        performance: Math.round(categories.performance.score * 100),
        accessibility: Math.round(categories.accessibility.score * 100),
        painted: seconds('first-contentful-paint'),
        largest: seconds('largest-contentful-paint'),
        interactive: seconds('interactive'),
        blocked: Math.round(audits['total-blocking-time'].numericValue),
        loaded: Math.round(audits['total-byte-weight'].numericValue / 1024),
    };
}

function needed(name) {
    const value = process.env[name];
    if (value === undefined) {
        throw new Error(`${name} is not set`);
    }
    return value;
}

function freePort() {
    return new Promise((resolve, reject) => {
        const socket = createServer();
        socket.on('error', reject);
        socket.listen(0, '127.0.0.1', () => {
            const { port } = socket.address();
            socket.close(() => resolve(port));
        });
    });
}
