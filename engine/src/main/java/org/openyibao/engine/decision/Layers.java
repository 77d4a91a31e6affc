package org.openyibao.engine.decision;

import java.util.List;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Rule;

/// What the layers above the pooled fund pay of compliant burden. Brackets lie on the year's cumulative burden; what
/// was
/// paid before in the year is taken off.
final class Layers {

    private Layers() {}

    /// Payments in fen by ordinal of [LayerKind], of `burden` fen borne now after `burdenBefore` in the year, of which
    /// the layers of that kind paid `paidBefore`.
    static long[] pay(
            CompiledPolicy policy,
            Facts facts,
            long burden,
            long burdenBefore,
            long catastrophicBefore,
            List<Step> trace) {
        var paid = new long[LayerKind.values().length];
        if (burden == 0 || policy.layers().length == 0) {
            return paid;
        }
        var left = burden;
        var before = burdenBefore;
        var done = 0;
        for (var rule : policy.layers()) {
            var layer = (Effect.Layer) rule.effect();
            var kind = layer.kind().ordinal();
            if ((done & 1 << kind) != 0 || !rule.when().matches(facts)) {
                continue;
            }
            done |= 1 << kind;
            var paidBefore = layer.kind() == LayerKind.CATASTROPHIC ? catastrophicBefore : 0;
            var pays = Math.min(left, pay(policy, facts, rule, layer, before + left, paidBefore, trace));
            paid[kind] = pays;
            left -= pays;
        }
        return paid;
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
