package org.openyibao.engine.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.DecisionFault;
import org.openyibao.engine.money.Fen;

/// Bills that show a finding, in the order of their amounts: what the funds pay of each and what is left to the person.
/// The finding holds from `from` to `to`, both among the bills.
public record Drawing(List<Point> points, Fen from, Fen to) {

    /// One bill. `otherwise`: what the funds would pay if the two rules of the finding stood in the other order.
    public record Point(Fen bill, Fen funds, Fen person, Optional<Fen> otherwise) {}

    private static final int STEPS = 60;
    private static final long LEAST_WIDTH = 200_000;
    private static final long AROUND_A_FALL = 20;

    public Drawing {
        points = List.copyOf(points);
    }

    /// From the bill before a fall to the first of `edges` at which what fell is as high again; these lie as close
    /// as the curve bends.
    static Optional<Drawing> ofFall(LongFunction<Decision> decide, Growth.Fall fall, NavigableSet<Long> edges) {
        return decided(() -> {
            var from = fall.before();
            var before = rising(fall, decide.apply(from));
            var last = fall.after();
            for (var edge : edges.tailSet(fall.after(), false)) {
                if (rising(fall, decide.apply(edge)) >= before) {
                    var low = last;
                    last = low
                            + Growth.reaching(
                                    more -> rising(fall, decide.apply(low + more)) >= before ? 1 : 0, 1, edge - low);
                    break;
                }
                last = edge;
            }
            var around = Math.max(AROUND_A_FALL, last - from);
            return of(decide, Optional.empty(), from, last, Math.max(0, from - around), last + around);
        });
    }

    private static long rising(Growth.Fall fall, Decision decision) {
        return fall.check() == Check.FUNDS_FALL
                ? decision.funds().value()
                : decision.total().minus(decision.funds()).value();
    }

    /// From a bill on.
    static Optional<Drawing> above(LongFunction<Decision> decide, long from) {
        return decided(() -> {
            var top = Math.max(LEAST_WIDTH, 2 * from);
            return of(decide, Optional.empty(), from, top, 0, top);
        });
    }

    /// From the first bill of which the funds pay otherwise to the last; empty where they pay the same of all that are
    /// drawn.
    static Optional<Drawing> between(LongFunction<Decision> one, LongFunction<Decision> other, long first) {
        return decided(() -> of(one, Optional.of(other), first, first, 0, Math.max(LEAST_WIDTH, 3 * first)))
                .flatMap(Drawing::whereOtherwise);
    }

    private Optional<Drawing> whereOtherwise() {
        var differing = points.stream()
                .filter(point -> point.otherwise()
                        .filter(funds -> !funds.equals(point.funds()))
                        .isPresent())
                .map(Point::bill)
                .toList();
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Drawing(points, differing.getFirst(), differing.getLast()));
    }

    /// A bill that cannot be decided is a finding of its own, and no drawing.
    private static Optional<Drawing> decided(java.util.function.Supplier<Drawing> drawing) {
        try {
            return Optional.of(drawing.get());
        } catch (DecisionFault | ArithmeticException undecided) {
            return Optional.empty();
        }
    }

    private static Drawing of(
            LongFunction<Decision> decide,
            Optional<LongFunction<Decision>> otherwise,
            long from,
            long to,
            long left,
            long right) {
        var amounts = new TreeSet<Long>(List.of(left, from, to, right));
        for (var step = 1; step < STEPS; step++) {
            amounts.add(left + (right - left) * step / STEPS);
        }
        var points = new ArrayList<Point>();
        for (var amount : amounts) {
            var decision = decide.apply(amount);
            points.add(new Point(
                    decision.total(),
                    decision.funds(),
                    decision.total().minus(decision.funds()),
                    otherwise.map(other -> other.apply(amount).funds())));
        }
        return new Drawing(points, decide.apply(from).total(), decide.apply(to).total());
    }
}
