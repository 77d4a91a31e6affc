package org.openyibao.engine.claim;

import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;

/// Values that stand in for rules which the sources of a region do not give: what-if questions and case files set them,
/// a settlement never does. `pay`: the share that the pooled fund pays above the deductible or, beside `bracketsOf`,
/// the share of what these brackets give, to one who is waiting too.
public record Assumptions(
        Optional<Fen> poolPays,
        Optional<Fen> deductible,
        Optional<Ratio> pay,
        Optional<String> bracketsOf,
        Optional<AccountScope> accountScope,
        Optional<AccountOrder> accountOrder) {

    public static final Assumptions NONE = new Assumptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// The share above the deductible in place of brackets.
    public Optional<Ratio> ratio() {
        return bracketsOf.isPresent() ? Optional.empty() : pay;
    }

    /// The share of what the brackets give.
    public Optional<Ratio> share() {
        return bracketsOf.isPresent() ? pay : Optional.empty();
    }
}
