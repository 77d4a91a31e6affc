package org.openyibao.engine.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;

/// Decides what the layers above the pooled fund (大病、大额等) pay of a compliant burden, without a bill.
public final class CatastrophicDecider {

    private CatastrophicDecider() {}

    /// `burden`: compliant burden of this settlement; of the year to date only `burden` and what
    /// the layers paid count.
    public record Question(Insured insured, Fen burden, YearToDate yearToDate) {}

    /// `paid` and `cash` add up to the burden; `reason` where the region has no such layer.
    public record Outcome(Fen paid, Fen cash, Optional<Reason> reason, List<Step> steps) {}

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        var trace = new ArrayList<Step>();
        if (CompiledPolicy.first(policy.layers(), facts) == null) {
            var why = policy.whyNone(Effect.Layer.class, facts);
            trace.add(Step.refused(null, question.burden().value(), why));
            return new Outcome(Fen.ZERO, question.burden(), Optional.of(why), trace);
        }
        var layers = Layers.pay(
                policy,
                facts,
                question.insured().continuity(),
                question.burden().value(),
                0,
                question.yearToDate(),
                trace);
        var paid = Fen.of(Arrays.stream(layers).sum());
        var cash = question.burden().minus(paid);
        if (!cash.isZero()) {
            trace.add(Step.of(StepKind.CASH, null, question.burden().value(), cash.value()));
        }
        return new Outcome(paid, cash, Optional.empty(), trace);
    }
}
