package org.openyibao.engine.decision;

/// What one step of a decision did.
public enum StepKind {
    /// Not in the catalogue, or excluded by a rule.
    OWN_PAY,
    /// Above the price ceiling of the catalogue.
    OVER_LIMIT,
    /// Self-paid first by the catalogue.
    FIRST_PAY,
    /// What is left: in scope.
    IN_SCOPE,
    /// Care away from home: how it counts.
    AWAY,
    /// Nobody, or not everybody, pays: why.
    REFUSED,
    /// Set by the question, not by a rule.
    ASSUMED,
    /// What was settled of the same stay before: the base in scope, of which so much towards the deductible.
    CONTINUED,
    DEDUCTIBLE,
    /// One bracket of the pooled fund.
    POOL,
    /// Percentage points off the ratios of the pooled fund.
    REDUCTION,
    PARTIAL,
    CAP,
    /// A favoured person's layer is made kinder.
    TILT,
    /// The cap of a layer is raised or lowered for how faithfully a person was insured.
    CAP_BONUS,
    /// One bracket of a layer above the pooled fund.
    LAYER,
    ACCOUNT_CURRENT,
    ACCOUNT_PRIOR,
    FAMILY,
    WALLET,
    CASH
}
