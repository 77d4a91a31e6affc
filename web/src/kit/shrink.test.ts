import { expect, test } from 'vitest';
import { yuan } from '../insured/amounts';
import { fit } from './shrink';

test('a photo keeps its shape, and a small one its size', () => {
    expect(fit(4000, 3000, 2000)).toEqual({ width: 2000, height: 1500 });
    expect(fit(3000, 4000, 2000)).toEqual({ width: 1500, height: 2000 });
    expect(fit(800, 600, 2000)).toEqual({ width: 800, height: 600 });
    expect(fit(10_000, 1, 2000)).toEqual({ width: 2000, height: 1 });
});

test('an amount is sent with two decimals, and what is none as it was typed', () => {
    expect(yuan('380')).toBe('380.00');
    expect(yuan(' 380.5 ')).toBe('380.50');
    expect(yuan('380.')).toBe('380.00');
    expect(yuan('380.555')).toBe('380.555');
    expect(yuan('-1')).toBe('-1');
    expect(yuan('')).toBe('');
});
