const STEPS = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10];

/** The end of a scale that holds an amount: at least 1, and a number that is read at a glance, as is its half. */
export function roundUp(amount: number): number {
    const size = 10 ** Math.floor(Math.log10(Math.max(amount, 1)));
    return (STEPS.find((step) => step * size >= amount) ?? 10) * size;
}
