package org.openyibao.engine.decision;

import java.util.Optional;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides the base of a month's contribution, what employer and employee contribute, and what the account receives.
public final class ContributionDecider {

    private ContributionDecider() {}

    public sealed interface Question {

        Insured insured();

        /// `wage`: of the month, before floor and ceiling. `averageWage`: the one that these are shares of; empty
        /// where it is not known.
        record OfWage(Insured insured, Fen wage, Optional<Fen> averageWage) implements Question {}

        /// `base`: of the month, between floor and ceiling already.
        record OfBase(Insured insured, Fen base) implements Question {}
    }

    public sealed interface Outcome {

        record Levied(Fen base, Fen employer, Fen employee, Fen accountInflow, Rule rule) implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        var found = policy.find(Effect.Contribution.class, facts);
        var base = found.flatMap(applied -> base(applied.effect(), question));
        if (found.isEmpty() || base.isEmpty()) {
            return new Outcome.Refused(policy.whyNone(Effect.Contribution.class, facts));
        }
        return levied(policy, facts, found.get(), base.get());
    }

    /// Empty where the rule bounds the base by an average wage that is not known.
    private static Optional<Fen> base(Effect.Contribution effect, Question question) {
        return switch (question) {
            case Question.OfBase(var _, var base) -> Optional.of(within(effect, base));
            case Question.OfWage(var _, var wage, var average) ->
                effect.asksAverage()
                        ? average.map(known -> within(effect, withinShares(effect, known, wage)))
                        : Optional.of(within(effect, wage));
        };
    }

    private static Fen within(Effect.Contribution effect, Fen wage) {
        return wage.max(effect.floor()).min(effect.ceiling());
    }

    private static Fen withinShares(Effect.Contribution effect, Fen average, Fen wage) {
        var base = wage.max(effect.floorOfAverage().of(average));
        return effect.ceilingOfAverage().equals(Ratio.ZERO)
                ? base
                : base.min(effect.ceilingOfAverage().of(average));
    }

    private static Outcome.Levied levied(
            CompiledPolicy policy, Facts facts, CompiledPolicy.Applied<Effect.Contribution> found, Fen base) {
        var effect = found.effect();
        var employer = effect.employer().of(base);
        var employee = effect.employee().of(base);
        var inflow = policy.find(Effect.Inflow.class, facts)
                .map(CompiledPolicy.Applied::effect)
                .filter(applied -> applied.hasAccount() && !applied.fixedAmount())
                .map(applied -> InflowDecider.credited(applied, base, employee, employer))
                .orElse(Fen.ZERO);
        return new Outcome.Levied(base, employer, employee, inflow, found.rule());
    }
}
