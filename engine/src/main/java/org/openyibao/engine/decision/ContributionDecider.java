package org.openyibao.engine.decision;

import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides the base of a month's contribution, what employer and employee contribute, and what the account receives.
public final class ContributionDecider {

    private ContributionDecider() {}

    /// `wage`: of the month, before floor and ceiling.
    public record Question(Insured insured, Fen wage) {}

    public sealed interface Outcome {

        record Levied(Fen base, Fen employer, Fen employee, Fen accountInflow, Rule rule) implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        var found = policy.find(Effect.Contribution.class, facts);
        if (found.isEmpty()) {
            return new Outcome.Refused(policy.whyNone(Effect.Contribution.class, facts));
        }
        var effect = found.get().effect();
        var base = question.wage().max(effect.floor()).min(effect.ceiling());
        var inflow = policy.find(Effect.Inflow.class, facts)
                .map(CompiledPolicy.Applied::effect)
                .filter(applied -> applied.hasAccount() && !applied.fixedAmount())
                .map(applied -> InflowDecider.credited(applied, base, effect.employee(), effect.employer()))
                .orElse(Fen.ZERO);
        return new Outcome.Levied(
                base,
                effect.employer().of(base),
                effect.employee().of(base),
                inflow,
                found.get().rule());
    }
}
