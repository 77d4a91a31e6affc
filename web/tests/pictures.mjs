// Takes the pictures that docs/guide-pages.md and its Chinese twin show from those that the last run of the tests made.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const made = join(import.meta.dirname, '..', 'target', 'pages');
const shown = new Set(
    ['guide-pages.md', 'guide-pages.zh-CN.md'].flatMap((guide) =>
        [...readFileSync(join(docs, guide), 'utf8').matchAll(/\(pages\/([\w-]+\.png)\)/g)].map((each) => each[1]),
    ),
);

mkdirSync(join(docs, 'pages'), { recursive: true });
for (const name of shown) {
    copyFileSync(join(made, name), join(docs, 'pages', name));
}
for (const name of readdirSync(join(docs, 'pages'))) {
    if (!shown.has(name)) {
        rmSync(join(docs, 'pages', name));
    }
}
console.log(`${shown.size} pictures`);
