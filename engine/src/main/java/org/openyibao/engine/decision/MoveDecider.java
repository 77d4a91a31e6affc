package org.openyibao.engine.decision;

import java.util.Optional;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides whether an account goes along when its owner's insurance moves to another region (个人账户随关系转移).
public final class MoveDecider {

    private MoveDecider() {}

    public sealed interface Outcome {

        /// The whole balance goes along, this year's money as this year's and prior years' as prior years'.
        record Moves(Rule rule) implements Outcome {}

        record Refused(Reason reason, Optional<Rule> rule) implements Outcome {}
    }

    /// Whether it leaves: by the policy of the region left, in which the person was insured so.
    public static Outcome leaves(CompiledPolicy policy, Insured insured, String toRegion) {
        var facts = Facts.ofMove(insured, toRegion);
        return policy.find(Effect.AccountMove.class, facts)
                .<Outcome>map(found -> found.effect().moves()
                        ? new Outcome.Moves(found.rule())
                        : new Outcome.Refused(Reason.ACCOUNT_STAYS, Optional.of(found.rule())))
                .orElseGet(
                        () -> new Outcome.Refused(policy.whyNone(Effect.AccountMove.class, facts), Optional.empty()));
    }

    /// Whether it is received: by the policy of the region in which the person is insured now.
    public static Outcome arrives(CompiledPolicy policy, Insured insured) {
        var facts = Facts.of(insured);
        return policy.find(Effect.Inflow.class, facts)
                .<Outcome>map(found -> found.effect().hasAccount()
                        ? new Outcome.Moves(found.rule())
                        : new Outcome.Refused(Reason.NO_ACCOUNT, Optional.of(found.rule())))
                .orElseGet(() -> new Outcome.Refused(policy.whyNone(Effect.Inflow.class, facts), Optional.empty()));
    }
}
