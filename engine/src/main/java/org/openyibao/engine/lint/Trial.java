package org.openyibao.engine.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.Step;
import org.openyibao.engine.decision.StepKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Brackets;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Counter;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Measure;
import org.openyibao.engine.policy.Rule;

/// The waterfall run on a cell with a bill that grows, after some year to date.
final class Trial {

    private static final long LARGE = 1_000_000_000L;
    private static final long AROUND = 3;
    private static final long SMALL = 30;
    private static final long YUAN = 100;

    /// What decides: the waterfall.
    @FunctionalInterface
    interface Decider {
        Decision decide(CompiledPolicy policy, Claim claim);
    }

    private final Decider decider;
    private final Cell cell;
    private final Witness witness;
    private final LongFunction<Bill> bill;
    private final YearToDate year;
    private long last;

    Trial(Decider decider, Cell cell, Witness witness, LongFunction<Bill> bill, YearToDate year) {
        this.decider = decider;
        this.cell = cell;
        this.witness = witness;
        this.bill = bill;
        this.year = year;
    }

    YearToDate year() {
        return year;
    }

    /// The amount that was tried last.
    long last() {
        return last;
    }

    private Decision decide(long amount) {
        return decide(cell.era().policy(), amount);
    }

    private Decision decide(CompiledPolicy policy, long amount) {
        last = amount;
        return decider.decide(policy, claim(witness, bill.apply(amount), year));
    }

    /// A bill of the witness, of which no account pays.
    static Claim claim(Witness witness, Bill bill, YearToDate year) {
        return new Claim(
                witness.on(),
                witness.insured(),
                witness.visit(),
                witness.filing(),
                bill,
                year,
                Balances.NONE,
                List.of(),
                Fen.ZERO,
                false,
                Assumptions.NONE);
    }

    /// The bills around a fall, with the span in which less is paid (or borne) than before it.
    Optional<Drawing> drawing(Growth.Fall fall) {
        return Drawing.ofFall(this::decide, fall, amounts());
    }

    /// The bills up to twice one from which on something is the matter.
    Optional<Drawing> drawing(long from) {
        return Drawing.above(this::decide, from);
    }

    /// Falls at the edges of the cell's amounts.
    List<Growth.Fall> falls() {
        return Growth.falls(amount -> decide(amount).funds().value(), amounts());
    }

    /// Falls at each of the amounts up to `top`.
    List<Growth.Fall> falls(long top) {
        var amounts = new TreeSet<Long>();
        for (var amount = 0L; amount <= top; amount++) {
            amounts.add(amount);
        }
        return Growth.falls(amount -> decide(amount).funds().value(), amounts);
    }

    /// The smallest bill that another policy decides otherwise, as its total.
    Optional<Fen> firstTold(CompiledPolicy other) {
        var amounts = new TreeSet<>(amounts());
        amounts().forEach(amount -> amounts.add(amount + YUAN));
        var before = 0L;
        for (var amount : amounts) {
            if (isTold(other, amount)) {
                var low = before;
                var first = low + Growth.reaching(more -> isTold(other, low + more) ? 1 : 0, 1, amount - low);
                return Optional.of(decide(first).total());
            }
            before = amount;
        }
        return Optional.empty();
    }

    private boolean isTold(CompiledPolicy other, long amount) {
        var mine = decide(amount);
        var its = decide(other, amount);
        return mine.deductibleFen() != its.deductibleFen()
                || mine.poolFen() != its.poolFen()
                || !Arrays.equals(mine.layersFen(), its.layersFen());
    }

    private NavigableSet<Long> amounts() {
        var written = new TreeSet<Long>();
        var deductible = cell.deductibleFen();
        if (deductible > 0) {
            written.add(deductible);
            written.add(Math.max(0, deductible - year.deductible().value()));
        }
        for (var pool : cell.pools()) {
            var effect = cell.pool(pool);
            if (effect.measure() == Measure.IN_SCOPE) {
                written.addAll(edges(effect.brackets()));
            }
            if (effect.limitsItems() && effect.brackets().ratio(0).millionths() > 0) {
                written.add(effect.brackets().ratio(0).whole(effect.itemLimit().value()));
            }
        }
        var top = Math.min(Math.max(LARGE, 4 * largest(written)), Fen.LARGEST.value());
        var amounts = new TreeSet<Long>();
        written.forEach(edge -> around(edge, amounts));
        solved(top).forEach(edge -> around(edge, amounts));
        for (var amount = 0L; amount <= SMALL; amount++) {
            amounts.add(amount);
        }
        amounts.add(top);
        return amounts.headSet(top, true);
    }

    private static long largest(NavigableSet<Long> edges) {
        return edges.isEmpty() ? 0 : edges.last();
    }

    private static void around(long edge, NavigableSet<Long> amounts) {
        for (var amount = Math.max(0, edge - AROUND); amount <= edge + AROUND; amount++) {
            amounts.add(amount);
        }
    }

    static List<Long> edges(Brackets brackets) {
        var edges = new ArrayList<Long>();
        for (var i = 0; i < brackets.size(); i++) {
            if (brackets.upTo(i) != Brackets.OPEN) {
                edges.add(brackets.upTo(i));
            }
        }
        return edges;
    }

    /// The amounts at which a cap, a bracket of what the fund has paid, or an edge of a layer is reached.
    private List<Long> solved(long top) {
        var solved = new ArrayList<Long>();
        LongUnaryOperator pool = amount -> decide(amount).pool().value();
        for (var target : poolTargets()) {
            solve(pool, target, top, solved);
        }
        LongUnaryOperator burden = amount -> decide(amount).compliantBurden().value();
        LongUnaryOperator left = amount -> decide(amount).personalBurden().value();
        for (var rule : cell.layers()) {
            var layer = (Effect.Layer) rule.effect();
            switch (layer.basis()) {
                case BURDEN -> {
                    for (var target : burdenTargets(layer)) {
                        solve(burden, target, top, solved);
                        solve(left, target, top, solved);
                    }
                }
                case OVER_CAP -> {
                    solve(amount -> shared(rule, amount), 1, top, solved);
                    for (var edge : edges(layer.brackets())) {
                        deductibles(layer)
                                .forEach(borne -> solve(amount -> shared(rule, amount), edge - borne, top, solved));
                    }
                }
            }
            if (!layer.cap().equals(Effect.Layer.NO_CAP)) {
                var kind = layer.kind();
                solve(amount -> decide(amount).layer(kind).value(), layer.cap().value(), top, solved);
            }
        }
        return solved;
    }

    /// Of a bill what a layer pays a share of, which is what lies above its deductible.
    private long shared(Rule layer, long amount) {
        return decide(amount).steps().stream()
                .filter(step -> step.kind() == StepKind.LAYER
                        && step.rule().filter(layer::equals).isPresent())
                .mapToLong(Step::baseFen)
                .sum();
    }

    private static void solve(LongUnaryOperator function, long target, long top, List<Long> solved) {
        if (target > 0) {
            var amount = Growth.reaching(function, target, top);
            if (amount < top) {
                solved.add(amount);
            }
        }
    }

    private List<Long> poolTargets() {
        var targets = new ArrayList<Long>();
        for (var rule : cell.caps()) {
            var cap = (Effect.Cap) rule.effect();
            targets.add(cap.amount().value() - (cap.counts() == Counter.DAY ? year.today() : year.pool()).value());
        }
        for (var rule : cell.pools()) {
            if (cell.pool(rule).measure() == Measure.FUND_PAID) {
                edges(cell.pool(rule).brackets())
                        .forEach(edge -> targets.add(edge - year.pool().value()));
            }
        }
        return targets;
    }

    private List<Long> burdenTargets(Effect.Layer layer) {
        var targets = new ArrayList<Long>();
        var before = year.burden().value();
        deductibles(layer).forEach(borne -> targets.add(borne - before));
        edges(layer.brackets()).forEach(edge -> targets.add(edge - before));
        return targets;
    }

    /// As written, and as tilted.
    private List<Long> deductibles(Effect.Layer layer) {
        var deductibles = new ArrayList<>(List.of(layer.deductible().value()));
        tilt(layer.kind())
                .forEach(tilt -> deductibles.add(
                        tilt.deductibleFactor().of(layer.deductible()).value()));
        return deductibles;
    }

    private List<Effect.Tilt> tilt(LayerKind kind) {
        return cell.tilts().stream()
                .map(Rule::effect)
                .map(Effect.Tilt.class::cast)
                .filter(tilt -> tilt.kind() == kind)
                .toList();
    }

    /// Nothing so far, as far as the facts permit.
    static YearToDate fresh(Witness witness) {
        return year(Fen.ZERO, Fen.ZERO, Fen.ZERO, witness.admission());
    }

    static YearToDate year(Fen deductible, Fen pool, Fen burden, Admission admission) {
        return new YearToDate(deductible, pool, pool, pool, admission == Admission.FIRST ? 0 : 1, burden, Fen.ZERO);
    }
}
