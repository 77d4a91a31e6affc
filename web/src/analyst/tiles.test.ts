import { expect, test } from 'vitest';
import { TILES } from './tiles';

test('each of the 34 provinces has a tile and a place of its own', () => {
    expect(TILES).toHaveLength(34);
    expect(new Set(TILES.map(({ code }) => code)).size).toBe(34);
    expect(new Set(TILES.map(({ column, row }) => `${column},${row}`)).size).toBe(34);
});
