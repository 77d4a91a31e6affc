import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const guides = ['guide-pages.md', 'guide-pages.zh-CN.md'];

function picturesOf(guide: string): string[] {
    return [...readFileSync(join(docs, guide), 'utf8').matchAll(/\(pages\/([\w-]+)\.png\)/g)].map((each) => each[1] ?? '');
}

it('shows pictures that are there and that a test makes', () => {
    const made = new Set(
        readdirSync(import.meta.dirname)
            .filter((name) => name.endsWith('.spec.ts'))
            .flatMap((name) => [...readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/shot\('([\w-]+)'\)/g)])
            .map((each) => each[1]),
    );
    for (const guide of guides) {
        const shown = picturesOf(guide);
        expect(shown.length).toBeGreaterThan(0);
        for (const picture of shown) {
            expect(existsSync(join(docs, 'pages', `${picture}.png`)), `${guide}: ${picture}`).toBe(true);
            expect(made, `${guide}: no test makes ${picture}`).toContain(picture.replace(/-(zh|en)-(phone|desk)$/, ''));
        }
    }
});

it('says the same of the same pages in both languages', () => {
    const [english = [], chinese = []] = guides.map((guide) =>
        picturesOf(guide).map((picture) => picture.replace(/-(zh|en)-(phone|desk)$/, '')),
    );
    expect(english).toEqual(chinese);
});
