import { defineConfig } from '@playwright/test';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1366, height: 850 };

/** The server that is visited: `./openyibao demo` prints it; `./openyibao test` starts one. */
const baseURL = process.env.OPENYIBAO_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
    testDir: 'tests',
    testMatch: '*.spec.ts',
    outputDir: 'target/browsed',
    timeout: 60_000,
    expect: { timeout: 15_000 },
    fullyParallel: true,
    workers: 2,
    retries: 0,
    forbidOnly: true,
    reporter: [['list'], ['json', { outputFile: 'target/browsed.json' }]],
    use: {
        baseURL,
        // No film: every test would be filmed, for the few that fail.
        trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true },
        screenshot: 'only-on-failure',
        launchOptions: {
            executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
            args: [
                '--no-sandbox',
                '--disable-gpu',
                '--disable-quic',
                '--no-first-run',
                '--disable-background-networking',
                '--disable-component-update',
                '--disable-sync',
            ],
        },
    },
    // A test that asks for neither language nor size runs in all four; `harness.ts` tells which one it is in.
    projects: [
        { name: 'zh-phone', use: { viewport: PHONE, locale: 'zh-CN', hasTouch: true, isMobile: true } },
        { name: 'en-phone', use: { viewport: PHONE, locale: 'en-GB', hasTouch: true, isMobile: true } },
        { name: 'zh-desk', use: { viewport: DESK, locale: 'zh-CN' } },
        { name: 'en-desk', use: { viewport: DESK, locale: 'en-GB' } },
    ],
});
