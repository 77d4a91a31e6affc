package org.openyibao.engine.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// One drop of the waterfall: `amountFen` of `baseFen` went where `kind` says, by `rule` at `ratio`. `detail` names
/// whom or what the sentence speaks of where the kind does not (a relation, a layer, a place), and is empty
/// otherwise.
public record Step(
        StepKind kind,
        @Nullable Rule byRule,
        long baseFen,
        long amountFen,
        Ratio ratio,
        @Nullable Reason because,
        String detail) {

    static Step of(StepKind kind, @Nullable Rule rule, long base, long amount) {
        return new Step(kind, rule, base, amount, Ratio.ZERO, null, "");
    }

    static Step of(StepKind kind, @Nullable Rule rule, long base, long amount, Ratio ratio) {
        return new Step(kind, rule, base, amount, ratio, null, "");
    }

    static Step named(StepKind kind, @Nullable Rule rule, long base, long amount, Ratio ratio, String detail) {
        return new Step(kind, rule, base, amount, ratio, null, detail);
    }

    static Step refused(@Nullable Rule rule, long base, Reason reason) {
        return new Step(StepKind.REFUSED, rule, base, 0, Ratio.ZERO, reason, "");
    }

    /// What the steps of a whole do beyond those of a part of it, alike ones of brackets together. A deductible
    /// keeps its whole as base.
    static List<Step> beyond(List<Step> part, List<Step> whole) {
        var sums = new LinkedHashMap<Step, long[]>();
        for (var step : whole) {
            var sum = sums.computeIfAbsent(step.ofAmount(0, 0), alike -> new long[2]);
            sum[0] += step.baseFen;
            sum[1] += step.amountFen;
        }
        for (var step : part) {
            var sum = sums.get(step.ofAmount(0, 0));
            if (sum == null) {
                throw new DecisionFault("a part of a stay has a step that the whole has not: " + step.kind);
            }
            if (step.kind != StepKind.DEDUCTIBLE && step.kind != StepKind.TILT) {
                sum[0] -= step.baseFen;
            }
            if (step.kind != StepKind.TILT) {
                sum[1] -= step.amountFen;
            }
        }
        return sums.entrySet().stream()
                .filter(each -> !each.getKey().isOfBracket() || each.getValue()[0] != 0)
                .map(each -> each.getKey().ofAmount(each.getValue()[0], each.getValue()[1]))
                .toList();
    }

    private boolean isOfBracket() {
        return kind == StepKind.POOL || kind == StepKind.LAYER;
    }

    private Step ofAmount(long base, long amount) {
        return new Step(kind, byRule, base, amount, ratio, because, detail);
    }

    /// The rule that the step rests on; empty where it is arithmetic or catalogue.
    public Optional<Rule> rule() {
        return Optional.ofNullable(byRule);
    }

    public Optional<Reason> reason() {
        return Optional.ofNullable(because);
    }

    public Fen base() {
        return Fen.of(baseFen);
    }

    public Fen amount() {
        return Fen.of(amountFen);
    }
}
