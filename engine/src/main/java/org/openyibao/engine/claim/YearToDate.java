package org.openyibao.engine.claim;

import org.openyibao.engine.money.Fen;

/// What the benefit year has seen before this settlement, of this person.
///
/// `deductible`: borne against the annual deductible. `pool`: paid by the pooled fund for care other than inpatient.
/// `inpatientPool`: for inpatient care. `familyPool`: by the pooled fund for the whole family where a cap is shared.
/// `admissions`: inpatient stays. `burden`: compliant burden (in scope, not paid by the pooled fund). `catastrophic`,
/// `largeSum`, `civilServant`, `assistance`: paid by that layer. `today`: of `pool`, what was paid for care of the same
/// day.
public record YearToDate(
        Fen deductible,
        Fen pool,
        Fen inpatientPool,
        Fen familyPool,
        int admissions,
        Fen burden,
        Fen catastrophic,
        Fen largeSum,
        Fen civilServant,
        Fen assistance,
        Fen today) {

    public static final YearToDate NONE = new YearToDate(Fen.ZERO, Fen.ZERO, Fen.ZERO, Fen.ZERO, 0, Fen.ZERO, Fen.ZERO);

    /// A year in which no layer but the catastrophic one has paid, and nothing was paid for care of the day.
    public YearToDate(
            Fen deductible, Fen pool, Fen inpatientPool, Fen familyPool, int admissions, Fen burden, Fen catastrophic) {
        this(
                deductible,
                pool,
                inpatientPool,
                familyPool,
                admissions,
                burden,
                catastrophic,
                Fen.ZERO,
                Fen.ZERO,
                Fen.ZERO,
                Fen.ZERO);
    }

    /// True where no fund paid anything.
    public boolean isWithoutClaim() {
        return pool.isZero()
                && inpatientPool.isZero()
                && catastrophic.isZero()
                && largeSum.isZero()
                && civilServant.isZero()
                && assistance.isZero();
    }

    /// With more of the same year.
    public YearToDate plus(YearToDate more) {
        return new YearToDate(
                deductible.plus(more.deductible),
                pool.plus(more.pool),
                inpatientPool.plus(more.inpatientPool),
                familyPool.plus(more.familyPool),
                admissions + more.admissions,
                burden.plus(more.burden),
                catastrophic.plus(more.catastrophic),
                largeSum.plus(more.largeSum),
                civilServant.plus(more.civilServant),
                assistance.plus(more.assistance),
                today.plus(more.today));
    }

    /// As it stood before something of it was counted.
    public YearToDate without(YearToDate counted) {
        return new YearToDate(
                deductible.minus(counted.deductible),
                pool.minus(counted.pool),
                inpatientPool.minus(counted.inpatientPool),
                familyPool.minus(counted.familyPool),
                admissions - counted.admissions,
                burden.minus(counted.burden),
                catastrophic.minus(counted.catastrophic),
                largeSum.minus(counted.largeSum),
                civilServant.minus(counted.civilServant),
                assistance.minus(counted.assistance),
                today.minus(counted.today));
    }

    /// The same with what the pooled fund paid for care of the day other than inpatient.
    public YearToDate withToday(Fen paid) {
        return new YearToDate(
                deductible,
                pool,
                inpatientPool,
                familyPool,
                admissions,
                burden,
                catastrophic,
                largeSum,
                civilServant,
                assistance,
                paid);
    }

    /// The same with what the pooled fund paid for the whole family.
    public YearToDate withFamilyPool(Fen paid) {
        return new YearToDate(
                deductible,
                pool,
                inpatientPool,
                paid,
                admissions,
                burden,
                catastrophic,
                largeSum,
                civilServant,
                assistance,
                today);
    }
}
