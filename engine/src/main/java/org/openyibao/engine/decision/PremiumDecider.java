package org.openyibao.engine.decision;

import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides what a resident pays for a year of cover, and what the budget adds.
public final class PremiumDecider {

    private PremiumDecider() {}

    public record Question(Insured insured, int coverageYear) {}

    public sealed interface Outcome {

        record Due(Fen person, Fen subsidy, Rule rule) implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        var known = false;
        for (var rule : policy.all(Effect.Premium.class)) {
            var premium = (Effect.Premium) rule.effect();
            if (rule.when().matches(facts)) {
                known = true;
                if (premium.coverageYear() == question.coverageYear()) {
                    return new Outcome.Due(premium.person(), premium.subsidy(), rule);
                }
            }
        }
        return new Outcome.Refused(known ? Reason.NO_RULE_FOR_DATE : policy.whyNone(Effect.Premium.class, facts));
    }
}
