package org.openyibao.engine.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.LongUnaryOperator;

/// What becomes of a bill that grows: neither what the funds pay nor what the person bears may fall.
final class Growth {

    private Growth() {}

    /// The funds pay `fundsBefore` of `before` and `fundsAfter` of the larger bill `after`, in fen.
    record Fall(Check check, long before, long after, long fundsBefore, long fundsAfter) {}

    /// The first fall of either kind between neighbouring amounts.
    static List<Fall> falls(LongUnaryOperator funds, NavigableSet<Long> amounts) {
        var falls = new ArrayList<Fall>();
        var before = -1L;
        var paidBefore = 0L;
        for (var after : amounts) {
            var paid = funds.applyAsLong(after);
            if (before >= 0) {
                if (paid < paidBefore) {
                    add(falls, new Fall(Check.FUNDS_FALL, before, after, paidBefore, paid));
                }
                if (after - paid < before - paidBefore) {
                    add(falls, new Fall(Check.BURDEN_FALLS, before, after, paidBefore, paid));
                }
            }
            before = after;
            paidBefore = paid;
        }
        return falls;
    }

    private static void add(List<Fall> falls, Fall fall) {
        if (falls.stream().noneMatch(other -> other.check() == fall.check())) {
            falls.add(fall);
        }
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
