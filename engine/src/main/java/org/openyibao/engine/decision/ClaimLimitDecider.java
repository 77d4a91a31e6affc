package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Rule;

/// Decides until when a bill may be claimed afterwards (零星报销的申请期限).
public final class ClaimLimitDecider {

    private ClaimLimitDecider() {}

    /// The last day, by which rule.
    public record Outcome(LocalDate last, Rule rule) {}

    /// Empty where no rule says so. Care ended with the discharge, or on its day.
    public static Optional<Outcome> decide(CompiledPolicy policy, FilingDecider.Question question) {
        var insured = question.insured();
        var visit = question.visit();
        var filing = question.filing();
        var away = Away.of(policy, insured, visit, filing, question.on());
        var ended = visit.discharged().orElse(question.on());
        return policy.find(Effect.ClaimLimit.class, away.facts(policy, insured, visit, filing, Admission.FIRST))
                .map(found -> new Outcome(ended.plusMonths(found.effect().months()), found.rule()));
    }
}
