package org.openyibao.engine.decision;

import java.util.List;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Rule;

/// What the layers above the pooled fund pay of compliant burden, in the order of [LayerKind]. The brackets of each lie
/// on what the layers before it left of the year's burden; what it paid before in the year is taken off.
final class Layers {

    private static final LayerKind[] KINDS = LayerKind.values();

    private Layers() {}

    /// Payments in fen by ordinal of [LayerKind], of `burden` fen borne now after `year`.
    static long[] pay(CompiledPolicy policy, Facts facts, long burden, YearToDate year, List<Step> trace) {
        var paid = new long[KINDS.length];
        if (burden == 0 || policy.layers().length == 0) {
            return paid;
        }
        var left = burden;
        var cumulative = year.burden().value() + burden;
        var next = 0;
        for (var rule : policy.layers()) {
            var layer = (Effect.Layer) rule.effect();
            var kind = layer.kind().ordinal();
            if (kind < next || !rule.when().matches(facts)) {
                continue;
            }
            for (; next < kind; next++) {
                cumulative -= paidBefore(KINDS[next], year);
            }
            var before = paidBefore(layer.kind(), year);
            paid[kind] = Math.min(left, pay(policy, facts, rule, layer, cumulative, before, trace));
            left -= paid[kind];
            cumulative -= before + paid[kind];
            next = kind + 1;
        }
        return paid;
    }

    private static long paidBefore(LayerKind kind, YearToDate year) {
        return switch (kind) {
            case CATASTROPHIC -> year.catastrophic().value();
            case LARGE_SUM -> year.largeSum().value();
            case CIVIL_SERVANT -> year.civilServant().value();
            case ASSISTANCE -> year.assistance().value();
        };
    }

    private static long pay(
            CompiledPolicy policy,
            Facts facts,
            Rule rule,
            Effect.Layer layer,
            long cumulative,
            long paidBefore,
            List<Step> trace) {
        var deductible = layer.deductible().value();
        var points = Ratio.ZERO;
        var cap = layer.cap().value();
        for (var tiltRule : policy.tilts()) {
            var tilt = (Effect.Tilt) tiltRule.effect();
            if (tilt.kind() == layer.kind() && tiltRule.when().matches(facts)) {
                deductible = tilt.deductibleFactor().of(deductible);
                points = tilt.points();
                cap = tilt.uncapped() ? Effect.Layer.NO_CAP.value() : cap;
                trace.add(Step.named(
                        StepKind.TILT,
                        tiltRule,
                        layer.deductible().value(),
                        deductible,
                        points,
                        layer.kind().toString()));
                break;
            }
        }
        if (cumulative <= deductible) {
            return 0;
        }
        var total = 0L;
        var brackets = layer.brackets();
        for (var i = 0; i < brackets.size(); i++) {
            var part = brackets.part(i, deductible, cumulative);
            if (part > 0) {
                var ratio = brackets.ratio(i).plusPoints(points);
                var pays = ratio.of(part);
                trace.add(Step.named(
                        StepKind.LAYER, rule, part, pays, ratio, layer.kind().toString()));
                total += pays;
            }
        }
        return Math.max(0, Math.min(total, cap) - paidBefore);
    }
}
