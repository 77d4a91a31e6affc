package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Scheme;

/// What was paid in one scheme, and which months were covered by another one. No rule is asked.
final class Coverage {

    /// Months in a row, first to last.
    record Run(int from, int to, String region, LocalDate paidOn) {
        boolean holds(int month) {
            return from <= month && month <= to;
        }
    }

    /// Paid when due, by the first month.
    final List<Run> inTime = new ArrayList<>();
    /// Paid after the event, by the first month.
    final List<Run> late = new ArrayList<>();

    private final List<Run> elsewhere = new ArrayList<>();
    private final Optional<LocalDate> insuredSince;

    Coverage(History history, Scheme scheme) {
        for (var paid : history.paid()) {
            if (paid.scheme() == scheme) {
                listOf(paid.kind()).ifPresent(list -> list.add(run(paid)));
            } else if (isCover(paid.kind())) {
                addCovered(history, paid);
            }
        }
        inTime.sort(Comparator.comparingInt(Run::from));
        late.sort(Comparator.comparingInt(Run::from));
        insuredSince = history.memberships().stream()
                .filter(membership -> membership.insured().scheme() == scheme)
                .map(History.Membership::insuredSince)
                .min(Comparator.naturalOrder());
    }

    private Optional<List<Run>> listOf(ContributionKind kind) {
        return switch (kind) {
            case REGULAR, TRANSFERRED -> Optional.of(inTime);
            case BACK_PAYMENT -> Optional.of(late);
            case DEEMED, FIXED, WITHDRAWN -> Optional.empty();
        };
    }

    private static boolean isCover(ContributionKind kind) {
        return switch (kind) {
            case REGULAR, TRANSFERRED -> true;
            case BACK_PAYMENT, DEEMED, FIXED, WITHDRAWN -> false;
        };
    }

    private static Run run(History.Paid paid) {
        return new Run(Months.of(paid.from()), Months.of(paid.to()), paid.region(), paid.paidOn());
    }

    /// Another scheme covers the months that were paid in it and in which the person was in it.
    private void addCovered(History history, History.Paid paid) {
        for (var membership : history.memberships()) {
            if (membership.insured().scheme() == paid.scheme()) {
                var from = Math.max(Months.of(paid.from()), Months.of(membership.from()));
                var to = Math.min(Months.of(paid.to()), Months.of(membership.to()));
                if (from <= to) {
                    elsewhere.add(new Run(from, to, paid.region(), paid.paidOn()));
                }
            }
        }
    }

    boolean isNothingPaid() {
        return inTime.isEmpty() && late.isEmpty();
    }

    /// The first month that anything was paid for.
    int first() {
        var first = Integer.MAX_VALUE;
        for (var run : inTime) {
            first = Math.min(first, run.from);
        }
        for (var run : late) {
            first = Math.min(first, run.from);
        }
        return first;
    }

    /// The first day ever in the scheme, as stated.
    Optional<LocalDate> insuredSince() {
        return insuredSince;
    }

    /// The last month from `from` to `to` that another scheme covers; less than `from` where there is none.
    int lastElsewhere(int from, int to) {
        var last = from - 1;
        for (var run : elsewhere) {
            if (run.from <= to && run.to >= from) {
                last = Math.max(last, Math.min(run.to, to));
            }
        }
        return last;
    }

    /// The last month that was paid after the event; less than 0 where none was.
    int lastLate() {
        var last = -1;
        for (var run : late) {
            last = Math.max(last, run.to);
        }
        return last;
    }

    /// The last of the months in a row from `month` on that were paid after the event; the month before where
    /// it was not.
    int lastLateFrom(int month) {
        var last = month - 1;
        while (paidLate(last + 1).isPresent()) {
            last++;
        }
        return last;
    }

    /// The day on which a month was paid after the event.
    Optional<LocalDate> paidLate(int month) {
        for (var run : late) {
            if (run.holds(month)) {
                return Optional.of(run.paidOn);
            }
        }
        return Optional.empty();
    }
}
