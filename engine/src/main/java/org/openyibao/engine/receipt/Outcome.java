package org.openyibao.engine.receipt;

import java.util.Optional;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.policy.Reason;

/// What a decision says beside its amounts. `reason`: why somebody did not pay. `whyNotDirect`: why the
/// bill cannot be settled at the institution; empty where it can. `treatedAsFiled`: emergency care counted
/// as filed. `advancePayment`: the fund pays for a third party and may recover it. `manualClaim`: the
/// person paid all of it before.
public record Outcome(
        Optional<Reason> reason,
        Optional<Reason> whyNotDirect,
        boolean treatedAsFiled,
        boolean advancePayment,
        boolean manualClaim) {

    public static final Outcome PLAIN = new Outcome(Optional.empty(), Optional.empty(), false, false, false);

    public static Outcome of(Decision decision) {
        return new Outcome(
                decision.reason(),
                decision.away().whyNotDirect(),
                decision.away().treatedAsFiled(),
                decision.advancePayment(),
                decision.manualClaim());
    }
}
