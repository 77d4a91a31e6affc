package org.openyibao.engine.claim;

/// The balances of an account's two buckets at the end of each day of a year, summed up (积数), in fen-days. Divided
/// by the days of the year: the average daily balance. Only servers whose clocks disagree about the day bring one
/// below zero.
public record DaySums(long current, long prior) {

    public static final DaySums NONE = new DaySums(0, 0);

    /// What the same balances on every one of so many days come to.
    public static DaySums of(Balances balances, int days) {
        return new DaySums(
                Math.multiplyExact(balances.current().value(), days),
                Math.multiplyExact(balances.prior().value(), days));
    }
}
