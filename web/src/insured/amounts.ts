/** An amount as it is sent: yuan with two decimals; what is none stays as it was typed, for the server to refuse. */
export function yuan(typed: string): string {
    const [, whole, decimals = ''] = /^(\d{1,10})(?:\.(\d{0,2}))?$/.exec(typed.trim()) ?? [];
    return whole === undefined ? typed.trim() : `${whole}.${decimals.padEnd(2, '0')}`;
}

const AMOUNT = /^\d{1,8}(\.\d{1,2})?$/;

export function isAmount(typed: string): boolean {
    return AMOUNT.test(typed);
}

/** As the server has amounts: two decimals. */
export function twoDecimals(typed: string): string {
    const [whole = '', decimals = ''] = typed.split('.');
    return `${whole.replace(/^0+(?=\d)/, '')}.${decimals.padEnd(2, '0')}`;
}
