package org.openyibao.engine.diff;

import java.util.Optional;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;

/// Who pays what of a bill: all funds, accounts (own, relatives', wallet), the person in cash. `reason` is the one that
/// the decision gives.
public record Paid(Fen fund, Fen account, Fen person, Optional<Reason> reason) {

    boolean isSplitAs(Paid other) {
        return fund.equals(other.fund) && account.equals(other.account) && person.equals(other.person);
    }

    static Paid of(Decision decision) {
        return new Paid(
                decision.funds(), decision.account().plus(decision.family()), decision.cash(), decision.reason());
    }
}
