import type { Entry, LineOrder } from './calls';

/** A line of a bill as a cashier types it. `id` is the page's own. */
export interface Line {
    id: number;
    entry: Entry;
    quantity: string;
    price: string;
    conditions: 'none' | 'met' | 'own-expense';
}

const QUANTITY = /^\d{1,6}(\.\d{1,4})?$/;
const PRICE = /^\d{1,8}(\.\d{1,6})?$/;

/** What is typed where numbers go, as digits: full-width ones and 。 come of a Chinese keyboard. */
export function digits(typed: string): string {
    return typed.normalize('NFKC').replaceAll('。', '.').replaceAll(/[^\d.]/g, '');
}

export function isQuantity(text: string): boolean {
    return QUANTITY.test(text) && /[1-9]/.test(text);
}

export function isPrice(text: string): boolean {
    return PRICE.test(text) && /[1-9]/.test(text);
}

export function isComplete(line: Line): boolean {
    return isQuantity(line.quantity) && isPrice(line.price);
}

export function ordered({ entry, quantity, price, conditions }: Line): LineOrder {
    return { code: entry.code, quantity, price, ...(conditions !== 'none' && { conditions }) };
}
