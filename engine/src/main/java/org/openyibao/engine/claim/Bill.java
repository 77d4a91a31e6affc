package org.openyibao.engine.claim;

import java.util.ArrayList;
import java.util.List;
import org.openyibao.engine.money.Fen;

/// What is to be paid: lines that the engine splits, or a bill that was split before.
public sealed interface Bill {

    /// The four parts added up, or all lines.
    Fen total();

    /// The same bill in proportion, as large as `total` (at least zero): for questions of what another amount would
    /// come to. Each part is rounded down; the fen left over go to the largest part, so that the parts add up. What
    /// goes with a line (its ceiling, its amount paid first) grows and shrinks with it.
    ///
    /// @throws IllegalArgumentException of a bill of nothing
    Bill scaledTo(Fen total);

    /// At least one line.
    record Lines(List<FeeLine> lines) implements Bill {

        @Override
        public Fen total() {
            return lines.stream().map(FeeLine::amount).reduce(Fen.ZERO, Fen::plus);
        }

        @Override
        public Lines scaledTo(Fen total) {
            var scale = new BillScale(total, total());
            var amounts = scale.parts(lines.stream().map(FeeLine::amount).toList());
            var scaled = new ArrayList<FeeLine>(lines.size());
            for (var line : lines) {
                scaled.add(new FeeLine(
                        line.name(),
                        line.category(),
                        line.grade(),
                        amounts.get(scaled.size()),
                        line.ceiling().equals(FeeLine.NO_CEILING) ? FeeLine.NO_CEILING : scale.of(line.ceiling()),
                        line.firstPayShare(),
                        scale.of(line.firstPay())));
            }
            return new Lines(List.copyOf(scaled));
        }
    }

    /// The four parts add up to the total.
    record Split(Fen total, Fen ownPay, Fen overLimit, Fen firstPay, Fen inScope) implements Bill {
        public Split {
            if (!ownPay.plus(overLimit).plus(firstPay).plus(inScope).equals(total)) {
                throw new IllegalArgumentException("the parts of the bill do not add up to total=" + total);
            }
        }

        @Override
        public Split scaledTo(Fen other) {
            var parts = new BillScale(other, total).parts(List.of(ownPay, overLimit, firstPay, inScope));
            return new Split(other, parts.get(0), parts.get(1), parts.get(2), parts.get(3));
        }
    }
}
