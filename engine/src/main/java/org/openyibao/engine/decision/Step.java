package org.openyibao.engine.decision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// One drop of the waterfall: `amountFen` of `baseFen` went where `kind` says, by `rule` at `ratio`. `detail` names
/// whom
/// or what the sentence speaks of where the kind does not (a relation, a layer, a place), and is empty otherwise.
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
