/** An amount as it is sent: yuan with two decimals; what is none stays as it was typed, for the server to refuse. */
export function yuan(typed: string): string {
    const [, whole, decimals = ''] = /^(\d{1,10})(?:\.(\d{0,2}))?$/.exec(typed.trim()) ?? [];
    return whole === undefined ? typed.trim() : `${whole}.${decimals.padEnd(2, '0')}`;
}
