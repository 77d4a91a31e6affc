package org.openyibao.engine.decision;

import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.PolicyBook;

/// What a bill would come to: settled at the institution where it can be, else claimed at home afterwards. `claim` is
/// what was decided, with `settledBy` as it came out.
public record Quote(Claim claim, Decision decision) {

    public static Quote of(PolicyBook book, Claim claim) {
        var direct = Waterfall.decide(book, claim);
        if (direct.away().whyNotDirect().isEmpty() || direct.manualClaim()) {
            return new Quote(claim, direct);
        }
        var claimed = claim.with(claim.visit().settledBy(SettledBy.MANUAL_CLAIM));
        return new Quote(claimed, Waterfall.decide(book, claimed));
    }

    /// The same bill, in proportion, as large as `total`.
    public static Quote of(PolicyBook book, Claim claim, Fen total) {
        return of(book, claim.with(claim.bill().scaledTo(total)));
    }
}
