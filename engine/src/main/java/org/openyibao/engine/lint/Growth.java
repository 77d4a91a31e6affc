package org.openyibao.engine.lint;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/// What becomes of a bill that grows: neither what the funds pay nor what the person bears may fall.
final class Growth {

    private Growth() {}

    /// The funds pay `fundsBefore` of `before` and `fundsAfter` of the larger bill `after`, in fen.
    record Fall(Check check, long before, long after, long fundsBefore, long fundsAfter) {}

    /// The first fall of either kind between neighbouring amounts, narrowed down to a fen.
    static List<Fall> falls(LongUnaryOperator funds, NavigableSet<Long> amounts) {
        LongUnaryOperator burden = amount -> amount - funds.applyAsLong(amount);
        Optional<Fall> ofFunds = Optional.empty();
        Optional<Fall> ofBurden = Optional.empty();
        var before = amounts.first();
        var paidBefore = funds.applyAsLong(before);
        for (var after : amounts.tailSet(before, false)) {
            var paid = funds.applyAsLong(after);
            if (ofFunds.isEmpty() && paid < paidBefore) {
                ofFunds = Optional.of(narrowed(Check.FUNDS_FALL, funds, funds, before, after));
            }
            if (ofBurden.isEmpty() && after - paid < before - paidBefore) {
                ofBurden = Optional.of(narrowed(Check.BURDEN_FALLS, burden, funds, before, after));
            }
            before = after;
            paidBefore = paid;
        }
        return Stream.concat(ofFunds.stream(), ofBurden.stream()).toList();
    }

    private static Fall narrowed(Check check, LongUnaryOperator rising, LongUnaryOperator funds, long from, long to) {
        var low = from;
        var high = to;
        while (high - low > 1) {
            var middle = (low + high) >>> 1;
            if (rising.applyAsLong(middle) < rising.applyAsLong(low)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return new Fall(check, low, high, funds.applyAsLong(low), funds.applyAsLong(high));
    }

    /// The smallest amount in 0..top for which a rising `function` reaches `target`; top where it never
    /// does.
    static long reaching(LongUnaryOperator function, long target, long top) {
        var low = 0L;
        var high = top;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (function.applyAsLong(middle) >= target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
