import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ask, expect, only, patiently, signIn, test, type Page } from './harness';

only('zh-desk', 'en-desk');
// The first who asks has the server read every pack and decide every case.
test.describe.configure({ timeout: 180_000 });

/** Replaces what stands in the editor, as pasting over a selection does. */
async function write(page: Page, text: string): Promise<void> {
    const editor = page.locator('.cm-content');
    await editor.click();
    await page.keyboard.press('ControlOrMeta+a');
    await editor.evaluate((element, pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
}

test('an edit that breaks a pack is found and drawn, mended, and taken home as a patch that git applies', async ({ page, say, shot, noViolations }) => {
    await signIn(page, 'analyst', '/policies/999999/edit?file=inpatient.yaml');
    await expect(page.locator('.cm-content')).toContainText('inpatient-deductible-level-1');
    await patiently(page.getByText(say('已验证：没有发现问题。', 'Proved: nothing is the matter.'))).toBeVisible();
    const { json } = await ask<{ folder: string; files: Array<{ name: string; content: string }> }>(page, 'GET', '/api/policies/999999/files');
    const right = json.files.find(({ name }) => name === 'inpatient.yaml')?.content ?? '';
    const broken = right.replace('points: 20%', 'points: 82%');
    expect(broken).not.toBe(right);

    // 82 points off 80 %: the ratio would be below nothing, from the first bill above the deductible.
    await write(page, broken);
    const finding = page.locator('section.card', { hasText: 'ratio:inpatient-level-3@always/reduction-other@always' });
    await patiently(finding).toContainText('¥800.01');
    const drawn = finding.locator('[role=img][aria-label]');
    await expect(drawn.locator('svg')).toBeVisible();
    await expect(drawn).toContainText(say('有问题的范围', 'where it is the matter'));
    await finding.locator('summary').click();
    await expect(finding.getByRole('row', { name: '¥800.01' })).toContainText('¥0.00');
    await patiently(page.getByText(new RegExp(say('，[1-9]\\d* 个不符', ', [1-9]\\d* fail')))).toBeVisible();
    await noViolations();
    await shot('analyst-finding');

    // Not YAML: told with its place, at the line too.
    await write(page, right.replace('deductible: {amount: 500.00, per: admission}', 'deductible: {amount: 5x, per: admission}'));
    await expect(page.getByRole('alert')).toContainText('inpatient.yaml:19:26');
    await expect(page.locator('.cm-lintRange-error')).toBeVisible();

    // Mended: another title, which no case minds.
    const mended = right.replace('zh: 一级医院起付线 200 元', 'zh: 一级医院每次住院起付线 200 元');
    expect(mended).not.toBe(right);
    await write(page, mended);
    await patiently(page.getByText(say('已验证：没有发现问题。', 'Proved: nothing is the matter.'))).toBeVisible();
    await patiently(page.getByText(new RegExp(say('，0 个不符', ', 0 fail')))).toBeVisible();
    await expect(page.locator('.difference')).toContainText('title.zh');
    await noViolations();
    await shot('analyst-edit');

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: say('下载补丁', 'Download as a patch') }).click();
    const folder = mkdtempSync(join(tmpdir(), 'analyst-'));
    try {
        const patch = await (await download).path();
        const file = join(folder, 'policies', json.folder, 'inpatient.yaml');
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, right);
        execFileSync('git', ['apply', patch], { cwd: folder });
        expect(readFileSync(file, 'utf8')).toBe(mended);
    } finally {
        rmSync(folder, { recursive: true });
    }
    // Nobody was given another rule by all of this.
    const after = await ask<{ files: Array<{ name: string; content: string }> }>(page, 'GET', '/api/policies/999999/files');
    expect(after.json.files.find(({ name }) => name === 'inpatient.yaml')?.content).toBe(right);
});

test('the editor knows what may be written where', async ({ page, say }) => {
    await signIn(page, 'analyst', '/policies/999999/edit?file=inpatient.yaml');
    await expect(page.getByRole('textbox', { name: say('文件 inpatient.yaml', 'File inpatient.yaml') })).toBeVisible();
    await write(page, 'rules:\n  - id: one\n    when: {visit: ');
    await page.keyboard.press('Control+Space');
    await expect(page.locator('.cm-tooltip-autocomplete')).toContainText('inpatient');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: say('全部还原', 'Undo all') }).click();
    await expect(page.locator('.cm-content')).toContainText('inpatient-deductible-level-1');
    await expect(page.getByRole('button', { name: say('下载补丁', 'Download as a patch') })).toBeDisabled();
});

test('two rules between which only their order decides are drawn both ways', async ({ page, say, shot }) => {
    await signIn(page, 'analyst', '/policies/999999/edit?file=inpatient.yaml');
    await expect(page.locator('.cm-content')).toContainText('inpatient-deductible-level-1');
    const { json } = await ask<{ files: Array<{ name: string; content: string }> }>(page, 'GET', '/api/policies/999999/files');
    const right = json.files.find(({ name }) => name === 'inpatient.yaml')?.content ?? '';
    await write(
        page,
        `${right}
  - {id: odd, title: {zh: 规则, en: rule}, scheme: employee, when: {visit: inpatient, level: "3", place: [other-province, same-province], filing: referred}, reduction: {points: 15%}, source: brackets, confidence: specimen}
`,
    );
    const finding = page.locator('section.card', { hasText: 'overlap:reduction-referred@always/odd@always' });
    await patiently(finding.locator('[role=img][aria-label]')).toContainText(say('换个书写顺序', 'other order'));
    await finding.locator('summary').click();
    await expect(finding.getByRole('row', { name: '¥2,000.00' })).toContainText('¥840.00');
    await expect(finding.getByRole('row', { name: '¥2,000.00' })).toContainText('¥780.00');
    await shot('analyst-overlap');
});
