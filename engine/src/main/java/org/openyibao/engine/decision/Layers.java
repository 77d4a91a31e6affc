package org.openyibao.engine.decision;

import java.util.ArrayList;
import java.util.List;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Rule;

/// What the layers above the pooled fund pay of compliant burden, in the order of [LayerKind]. The brackets of each
/// lie on what the layers before it left of the year's burden; what it paid before in the year is taken off.
final class Layers {

    private static final LayerKind[] KINDS = LayerKind.values();

    private Layers() {}

    /// Payments in fen by ordinal of [LayerKind], of `burden` fen borne now after `year`. `overCap`: the cost for
    /// which the cap of the pooled fund left nothing; `overBefore`: that of what was settled of the stay before.
    static long[] pay(
            CompiledPolicy policy,
            Facts facts,
            Continuity continuity,
            long burden,
            long overCap,
            long overBefore,
            YearToDate year,
            List<Step> trace) {
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
            var terms = terms(policy, facts, continuity, layer, trace);
            var due = switch (layer.basis()) {
                case BURDEN -> Math.min(share(rule, layer, terms, cumulative, trace), terms.cap) - before;
                case OVER_CAP ->
                    Math.min(
                            overCap(rule, layer, terms, overBefore, Math.min(overCap, left), trace),
                            terms.cap - before);
            };
            paid[kind] = Math.clamp(due, 0, left);
            left -= paid[kind];
            cumulative -= before + paid[kind];
            next = kind + 1;
        }
        return paid;
    }

    static long paidBefore(LayerKind kind, YearToDate year) {
        return switch (kind) {
            case CATASTROPHIC -> year.catastrophic().value();
            case LARGE_SUM -> year.largeSum().value();
            case CIVIL_SERVANT -> year.civilServant().value();
            case ASSISTANCE -> year.assistance().value();
        };
    }

    /// What a layer takes for a person, after tilt and bonus.
    private record Terms(long deductible, Ratio points, long cap) {}

    private static Terms terms(
            CompiledPolicy policy, Facts facts, Continuity continuity, Effect.Layer layer, List<Step> trace) {
        var kind = layer.kind().toString();
        var deductible = layer.deductible().value();
        var points = Ratio.ZERO;
        var uncapped = layer.cap().equals(Effect.Layer.NO_CAP);
        for (var rule : policy.tilts()) {
            var tilt = (Effect.Tilt) rule.effect();
            if (tilt.kind() == layer.kind() && rule.when().matches(facts)) {
                deductible = tilt.deductibleFactor().of(deductible);
                points = tilt.points();
                uncapped |= tilt.uncapped();
                trace.add(Step.named(StepKind.TILT, rule, layer.deductible().value(), deductible, points, kind));
                break;
            }
        }
        if (uncapped) {
            return new Terms(deductible, points, Effect.Layer.NO_CAP.value());
        }
        var cap = layer.cap().value();
        for (var rule : policy.capBonuses()) {
            var bonus = (Effect.CapBonus) rule.effect();
            if (bonus.kind() == layer.kind() && rule.when().matches(facts)) {
                var raised = Math.max(0, cap + bonus.of(layer.cap(), continuity).value());
                if (raised != cap) {
                    trace.add(Step.named(StepKind.CAP_BONUS, rule, cap, raised, Ratio.ZERO, kind));
                }
                cap = raised;
                break;
            }
        }
        return new Terms(deductible, points, cap);
    }

    /// The share of what lies beyond what lay over the cap before.
    private static long overCap(
            Rule rule, Effect.Layer layer, Terms terms, long before, long amount, List<Step> trace) {
        if (before == 0) {
            return share(rule, layer, terms, amount, trace);
        }
        var part = new ArrayList<Step>();
        var whole = new ArrayList<Step>();
        var due = share(rule, layer, terms, before + amount, whole) - share(rule, layer, terms, before, part);
        trace.addAll(Step.beyond(part, whole));
        return due;
    }

    private static long share(Rule rule, Effect.Layer layer, Terms terms, long amount, List<Step> trace) {
        var total = 0L;
        var brackets = layer.brackets();
        for (var i = 0; i < brackets.size(); i++) {
            var part = brackets.part(i, terms.deductible, amount);
            if (part > 0) {
                var ratio = brackets.ratio(i).plusPoints(terms.points);
                var pays = ratio.of(part);
                trace.add(Step.named(
                        StepKind.LAYER, rule, part, pays, ratio, layer.kind().toString()));
                total += pays;
            }
        }
        return total;
    }
}
