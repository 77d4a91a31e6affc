import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { offers, placeOf, type Schema } from './schema';

const PACK = JSON.parse(readFileSync('../policies/pack.schema.json', 'utf8')) as Schema;
const CASE = JSON.parse(readFileSync('../policies/case.schema.json', 'utf8')) as Schema;

const RULE = 'rules:\n  - id: one\n    title:\n      zh: 一\n';

function offered(root: Schema, text: string): string[] {
    return offers(root, placeOf(text)).map(({ label }) => label);
}

test('keys of blocks are found by their indentation', () => {
    expect(placeOf(`${RULE}      e`)).toEqual({ path: ['rules', '*', 'title'], isKey: true, word: 'e' });
    expect(placeOf(`${RULE}    sch`)).toEqual({ path: ['rules', '*'], isKey: true, word: 'sch' });
    expect(placeOf(`${RULE}  - `)).toEqual({ path: ['rules', '*'], isKey: true, word: '' });
    expect(placeOf('so')).toEqual({ path: [], isKey: true, word: 'so' });
    expect(placeOf(`${RULE}    # a remark\n\n    scheme: em`)).toEqual({ path: ['rules', '*', 'scheme'], isKey: false, word: 'em' });
});

test('maps and lists in one line are gone into', () => {
    expect(placeOf(`${RULE}    when: {vi`)).toEqual({ path: ['rules', '*', 'when'], isKey: true, word: 'vi' });
    expect(placeOf(`${RULE}    when: {visit: inp`)).toEqual({ path: ['rules', '*', 'when', 'visit'], isKey: false, word: 'inp' });
    expect(placeOf(`${RULE}    when: {visit: [outpatient, em`)).toEqual({ path: ['rules', '*', 'when', 'visit', '*'], isKey: false, word: 'em' });
    expect(placeOf(`${RULE}    when: {visit: [outpatient], le`)).toEqual({ path: ['rules', '*', 'when'], isKey: true, word: 'le' });
    expect(placeOf(`${RULE}    pool: {brackets: [{up-to: 1.00, ra`)).toEqual({ path: ['rules', '*', 'pool', 'brackets', '*'], isKey: true, word: 'ra' });
});

test('the schema of packs says what may be written where', () => {
    expect(offered(PACK, '')).toEqual(expect.arrayContaining(['pack', 'rules', 'sources']));
    expect(offered(PACK, `${RULE}    `)).toEqual(expect.arrayContaining(['scheme', 'when', 'deductible', 'pool', 'source', 'confidence']));
    expect(offered(PACK, `${RULE}    confidence: `)).toEqual(expect.arrayContaining(['official', 'secondary', 'seed']));
    expect(offered(PACK, `${RULE}    when: {`)).toEqual(expect.arrayContaining(['visit', 'level', 'status']));
    expect(offered(PACK, `${RULE}    when: {visit: `)).toEqual(expect.arrayContaining(['inpatient', 'outpatient']));
    expect(offered(PACK, `${RULE}    when: {visit: [inpatient, `)).toContain('emergency');
    expect(offered(PACK, `${RULE}    deductible: {`)).toEqual(['amount', 'per']);
    expect(offered(PACK, `${RULE}    pool: {brackets: [{`)).toEqual(expect.arrayContaining(['up-to', 'ratio']));
    expect(offered(PACK, `${RULE}    nonsense: {`)).toEqual([]);
});

test('so does that of cases', () => {
    expect(offered(CASE, '- id: C1\n  kind: ')).toEqual(expect.arrayContaining(['visit', 'filing']));
    expect(offered(CASE, '- id: C1\n  kind: visit\n  insured: {scheme: ')).toEqual(expect.arrayContaining(['employee', 'resident']));
});
