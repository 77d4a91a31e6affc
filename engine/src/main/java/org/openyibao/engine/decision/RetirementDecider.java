package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides whether the contributions made until retirement open benefits for life (缴费年限). The policy is that of the
/// day on which the age of retirement is reached.
public final class RetirementDecider {

    private static final int MONTHS = 12;

    private RetirementDecider() {}

    /// Months of contribution: all that count, deemed ones too (视同缴费); of these really paid; of these paid in the home
    /// region. `workBegan` empty: not known.
    public record Question(
            Insured insured, int months, int actualMonths, int localMonths, Optional<LocalDate> workBegan) {}

    public sealed interface Outcome {

        record Opened(Rule rule) implements Outcome {}

        /// What each of the three still lacks, 0 where it suffices. A month paid from now on counts for all three.
        record Short(int missingMonths, int missingActualMonths, int missingLocalMonths, Rule rule)
                implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        for (var rule : policy.all(Effect.Retirement.class)) {
            var required = (Effect.Retirement) rule.effect();
            var isFor = !required.asksWork()
                    || question.workBegan().filter(required::isFor).isPresent();
            if (isFor && rule.when().matches(facts)) {
                return byRule(rule, required, question);
            }
        }
        return new Outcome.Refused(policy.whyNone(Effect.Retirement.class, facts));
    }

    private static Outcome byRule(Rule rule, Effect.Retirement required, Question question) {
        var missing = missing(required.years(), question.months());
        var actual = missing(required.actualYears(), question.actualMonths());
        var local = missing(required.localYears(), question.localMonths());
        return missing == 0 && actual == 0 && local == 0
                ? new Outcome.Opened(rule)
                : new Outcome.Short(missing, actual, local, rule);
    }

    private static int missing(int years, int months) {
        return Math.max(0, years * MONTHS - months);
    }
}
