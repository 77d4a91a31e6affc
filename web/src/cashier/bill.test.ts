import { describe, expect, test } from 'vitest';
import { digits, isPrice, isQuantity } from './bill';

describe('what a cashier types', () => {
    test('digits of a Chinese keyboard are digits', () => {
        expect(digits('１２。５')).toBe('12.5');
        expect(digits('3 盒')).toBe('3');
    });

    test.each(['1', '0.5', '999999', '2.0001'])('%s is a quantity', (text) => expect(isQuantity(text)).toBe(true));

    test.each(['', '0', '0.0', '1.', '.5', '1.00001', '1000000'])('%s is none', (text) => expect(isQuantity(text)).toBe(false));

    test.each(['12', '0.000001', '99999999.5'])('%s is a price', (text) => expect(isPrice(text)).toBe(true));

    test.each(['', '0.00', '1.2345678', '1..2', '100000000'])('%s is none', (text) => expect(isPrice(text)).toBe(false));
});
