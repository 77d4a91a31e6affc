package org.openyibao.engine.claim;

import org.openyibao.engine.money.Fen;

/// What the benefit year has seen before this settlement, of this person.
///
/// `deductible`: borne against the annual deductible. `pool`: paid by the pooled fund for care other than inpatient.
/// `inpatientPool`: for inpatient care. `familyPool`: by the pooled fund for the whole family where a cap is shared.
/// `admissions`: inpatient stays. `burden`: compliant burden (in scope, not paid by the pooled fund). `catastrophic`:
/// paid by the catastrophic layer.
public record YearToDate(
        Fen deductible, Fen pool, Fen inpatientPool, Fen familyPool, int admissions, Fen burden, Fen catastrophic) {

    public static final YearToDate NONE = new YearToDate(Fen.ZERO, Fen.ZERO, Fen.ZERO, Fen.ZERO, 0, Fen.ZERO, Fen.ZERO);
}
