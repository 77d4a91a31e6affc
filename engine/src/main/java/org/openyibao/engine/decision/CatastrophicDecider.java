package org.openyibao.engine.decision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Reason;

/// Decides what the layers above the pooled fund (大病、大额等) pay of a compliant burden, without a bill.
public final class CatastrophicDecider {

    private CatastrophicDecider() {}

    /// `burden`: compliant burden of this settlement; of the year to date only `burden` and what
    /// the layers paid count.
    public record Question(Insured insured, Fen burden, YearToDate yearToDate) {}

    /// `paid` is the sum of `layers`; it and `cash` add up to the burden; `reason` where the region has no such layer.
    public record Outcome(Fen paid, Map<LayerKind, Fen> layers, Fen cash, Optional<Reason> reason, List<Step> steps) {}

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        var trace = new ArrayList<Step>();
        if (CompiledPolicy.first(policy.layers(), facts) == null) {
            var why = policy.whyNone(Effect.Layer.class, facts);
            trace.add(Step.refused(null, question.burden().value(), why));
            return new Outcome(Fen.ZERO, Map.of(), question.burden(), Optional.of(why), trace);
        }
        var paidByLayer = Layers.pay(
                policy,
                facts,
                question.insured().continuity(),
                question.burden().value(),
                0,
                0,
                question.yearToDate(),
                trace);
        var layers = new EnumMap<LayerKind, Fen>(LayerKind.class);
        var paid = Fen.ZERO;
        for (var kind : LayerKind.values()) {
            layers.put(kind, Fen.of(paidByLayer[kind.ordinal()]));
            paid = paid.plus(Fen.of(paidByLayer[kind.ordinal()]));
        }
        var cash = question.burden().minus(paid);
        if (!cash.isZero()) {
            trace.add(Step.of(StepKind.CASH, null, question.burden().value(), cash.value()));
        }
        return new Outcome(paid, Collections.unmodifiableMap(layers), cash, Optional.empty(), trace);
    }
}
