import { expect, test } from 'vitest';
import { roundUp } from './scale';

test.each([
    [0, 1],
    [0.37, 1],
    [1, 1],
    [250, 300],
    [1000, 1000],
    [1504, 1600],
    [1601, 2000],
    [8001, 10_000],
    [123_456.78, 160_000],
])('a scale for %d ends at %d', (amount, end) => {
    expect(roundUp(amount)).toBeCloseTo(end, 6);
});
