import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { patchOf } from './patch';

const BEFORE = 'rules:\n  - id: one\n    pool: {ratio: 70%}\n\n  - id: two\n    pool: {ratio: 80%}\n';

test('git applies what was changed, of as many files as were', () => {
    const after = new Map([
        ['inpatient.yaml', BEFORE.replace('70%', '75%')],
        ['cases/edges.yaml', '- id: C1\n- id: C2'],
        ['pack.yaml', 'the same\n'],
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'patch-'));
    try {
        const pack = join(folder, 'policies', '999999-specimen');
        mkdirSync(join(pack, 'cases'), { recursive: true });
        const files = [
            { name: 'inpatient.yaml', content: BEFORE },
            { name: 'cases/edges.yaml', content: '- id: C1\n' },
            { name: 'pack.yaml', content: 'the same\n' },
        ];
        for (const { name, content } of files) {
            writeFileSync(join(pack, name), content);
        }
        const patch = patchOf('999999-specimen', files, after);
        expect(patch).not.toContain('pack.yaml');
        execFileSync('git', ['apply', '--verbose', '-'], { cwd: folder, input: patch, stdio: ['pipe', 'ignore', 'ignore'] });
        for (const [name, content] of after) {
            expect(readFileSync(join(pack, name), 'utf8')).toBe(content);
        }
    } finally {
        rmSync(folder, { recursive: true });
    }
});

test('nothing changed is no patch', () => {
    expect(patchOf('999999-specimen', [{ name: 'a.yaml', content: BEFORE }], new Map([['a.yaml', BEFORE]]))).toBe('');
});
