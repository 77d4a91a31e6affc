package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.decision.EntitlementDecider.Question;
import org.openyibao.engine.policy.CompiledPolicy;

/// A history of monthly contributions: where it has breaks, and what each of them and the first enrolment mean by
/// the rules.
///
/// A month is missed once it is over and nothing was paid for it; the month under way is taken for paid, if the
/// one before was. Months not paid when due, one after the other, are one break; whatever was paid after the event
/// closes it on the day on which nothing was owed any more, and a month missed after that begins another.
final class MonthlyPayments {

    private static final String RELATION_TRANSFER = "relation-transfer";
    private static final String SCHEME_CHANGE = "scheme-change";

    /// Months not paid when due, of which `closed` is the first; `from` to `to` are those after the last one
    /// that another scheme covered (none where `from` is after `to`). `repaid`: when all of these were paid.
    /// `resumed`: the month paid when due after them.
    private record Break(
            int closed,
            int from,
            int to,
            Optional<LocalDate> repaid,
            Optional<Integer> resumed,
            Optional<String> because) {}

    /// Insured for the first time: benefits are closed until `begun`, and a waiting counts from `paid`.
    private record Enrolled(LocalDate begun, LocalDate paid) {}

    private final Coverage coverage;
    private final int heldFrom;
    private final Optional<Enrolled> enrolled;
    private final List<Break> breaks = new ArrayList<>();

    /// @param thisMonth the month under way
    MonthlyPayments(History history, Scheme scheme, Coverage coverage, int thisMonth) {
        this.coverage = coverage;
        var first = coverage.first();
        var due = due(history, scheme, coverage);
        var before = history.membership(scheme, Months.firstDay(first).minusDays(1));
        var firstDue = due.isEmpty() ? thisMonth : due.getFirst().from();
        var left = Math.max(
                coverage.lastElsewhere(0, firstDue - 1),
                before.map(MonthlyPayments::left).orElse(-1));
        var presumed = before.map(MonthlyPayments::isCovered)
                .orElse(left < 0
                        && coverage.insuredSince()
                                .filter(day -> Months.of(day) < first)
                                .isPresent());
        if (presumed) {
            heldFrom = first;
            enrolled = Optional.empty();
            walk(due, first - 1, thisMonth);
        } else if (left >= 0) {
            heldFrom = Math.min(first, left + 1);
            enrolled = Optional.empty();
            walk(due, left, thisMonth);
        } else {
            heldFrom = first;
            enrolled = Optional.of(enrolled(due));
            walk(due, coverage.lastLateFrom(first), thisMonth);
        }
    }

    private static boolean isCovered(History.Membership before) {
        return switch (before.insured().standing()) {
            case NORMAL, WAITING -> true;
            case SUSPENDED, ENDED -> false;
        };
    }

    /// The last month before a break that was going on already before anything that is known was paid; -1
    /// where there was none.
    private static int left(History.Membership before) {
        return !isCovered(before) && before.insuredSince().isBefore(before.from()) ? Months.of(before.from()) - 1 : -1;
    }

    private Enrolled enrolled(List<Coverage.Run> due) {
        var first = Months.firstDay(coverage.first());
        var dueFrom =
                due.isEmpty() ? Stretch.NEVER : Months.firstDay(due.getFirst().from());
        if (!dueFrom.isAfter(first)) {
            var paid = due.getFirst().paidOn();
            return new Enrolled(first, paid.isAfter(first) ? paid : first);
        }
        var paid = coverage.late.getFirst().paidOn();
        var begun = paid.isBefore(dueFrom) ? paid : dueFrom;
        return new Enrolled(begun, begun);
    }

    LocalDate heldFrom() {
        return Months.firstDay(heldFrom);
    }

    /// Months that were paid when due, or for which nothing is due from somebody who retired.
    private static List<Coverage.Run> due(History history, Scheme scheme, Coverage coverage) {
        var due = new ArrayList<>(coverage.inTime);
        for (var membership : history.memberships()) {
            if (membership.insured().scheme() == scheme && membership.insured().status() == Status.RETIRED) {
                var from = Months.of(membership.from().minusDays(1)) + 1;
                var to = Months.of(membership.to());
                due.add(new Coverage.Run(from, to, membership.insured().region(), membership.from()));
            }
        }
        due.sort(Comparator.comparingInt(Coverage.Run::from));
        return due;
    }

    private void walk(List<Coverage.Run> due, int covered, int thisMonth) {
        var reached = covered;
        var region = Optional.<String>empty();
        for (var run : due) {
            if (run.from() > reached + 1) {
                gap(reached + 1, run.from() - 1, Optional.of(run.from()), region, run.region());
            }
            if (run.to() > reached) {
                reached = run.to();
                region = Optional.of(run.region());
            }
        }
        var missed = Math.max(coverage.lastLate(), thisMonth - 1);
        if (missed > reached) {
            var joined = coverage.lastLate() > reached
                    ? Optional.of(coverage.late.getLast().region())
                    : region;
            gap(reached + 1, missed, Optional.empty(), region, joined.orElse(""));
        }
    }

    private void gap(int first, int last, Optional<Integer> resumed, Optional<String> left, String joined) {
        var elsewhere = coverage.lastElsewhere(first - 1, last);
        Optional<String> because = elsewhere >= first - 1
                ? Optional.of(SCHEME_CHANGE)
                : left.filter(region -> !region.equals(joined)).map(moved -> RELATION_TRANSFER);
        var closed = first;
        var from = Math.max(first, elsewhere + 1);
        var paid = Optional.<LocalDate>empty();
        var owing = false;
        for (var month = from; month <= last && !owing; month++) {
            var day = coverage.paidLate(month);
            owing = day.isEmpty();
            paid = later(paid, day);
            if (!owing && month < last && Months.of(paid.orElseThrow()) - 1 <= month) {
                breaks.add(new Break(closed, from, month, paid, Optional.empty(), because));
                closed = month + 1;
                from = month + 1;
                paid = Optional.empty();
            }
        }
        breaks.add(new Break(closed, from, last, owing ? Optional.empty() : paid, resumed, because));
    }

    private static Optional<LocalDate> later(Optional<LocalDate> one, Optional<LocalDate> other) {
        return one.isPresent() && (other.isEmpty() || other.get().isBefore(one.get())) ? one : other;
    }

    /// What the history says of each day by the rules of one, for the person as insured on it.
    List<Stretch> stretches(CompiledPolicy policy, Insured insured) {
        var stretches = new ArrayList<Stretch>();
        stretches.add(Stretch.normal(heldFrom(), Stretch.NEVER, Spell.Why.PAID));
        enrolled.ifPresent(day -> enrolment(policy, insured, day, stretches));
        breaks.forEach(gap -> stretches(policy, insured, gap, stretches));
        return stretches;
    }

    private void enrolment(CompiledPolicy policy, Insured insured, Enrolled day, List<Stretch> stretches) {
        var outcome =
                EntitlementDecider.decide(policy, insured, new Question.YearsMissed(0, 0, Optional.of(day.paid())));
        var start = outcome.waitingMonths().filter(months -> months > 0).isPresent()
                ? outcome.start().orElseThrow()
                : day.begun();
        stretches.add(
                Stretch.suspended(heldFrom(), day.begun(), Spell.Why.UNPAID).opening(start));
        stretches.add(Stretch.waiting(day.begun(), start, Spell.Why.ENROLLED)
                .opening(start)
                .by(outcome));
        stretches.add(Stretch.normal(start, Stretch.NEVER, Spell.Why.ENROLLED).by(outcome));
    }

    private static void stretches(CompiledPolicy policy, Insured insured, Break gap, List<Stretch> stretches) {
        var closed = Months.firstDay(gap.from());
        var resumed = gap.resumed().map(Months::firstDay);
        stretches.add(Stretch.suspended(Months.firstDay(gap.closed()), closed, Spell.Why.UNPAID));
        if (gap.from() > gap.to()) {
            return;
        }
        var outcome = EntitlementDecider.decide(policy, insured, question(gap));
        var unpaid = Stretch.suspended(closed, Stretch.NEVER, Spell.Why.UNPAID);
        if (resumed.isEmpty() && gap.repaid().isEmpty()) {
            stretches.add(unpaid.by(outcome));
        } else if (outcome.reason().isPresent()) {
            withoutRule(closed, gap, resumed, outcome, stretches);
        } else {
            byRule(closed, gap, resumed.orElse(Months.firstDay(gap.to() + 1)), outcome, stretches);
        }
    }

    private static Question.Break question(Break gap) {
        return new Question.Break(
                Months.month(gap.from()),
                Months.month(gap.to()),
                gap.repaid(),
                gap.resumed().map(Months::month),
                gap.because());
    }

    /// Nobody says that benefits open again later than the payments, nor that they open for the days before
    /// them.
    private static void withoutRule(
            LocalDate closed,
            Break gap,
            Optional<LocalDate> resumed,
            EntitlementDecider.Outcome outcome,
            List<Stretch> stretches) {
        var why = resumed.isPresent() ? Spell.Why.RESUMED : Spell.Why.REPAID;
        var opens = resumed.or(gap::repaid).orElseThrow();
        var repaid = gap.repaid().filter(day -> day.isBefore(opens)).orElse(opens);
        stretches.add(Stretch.suspended(closed, repaid, Spell.Why.UNPAID)
                .opening(repaid)
                .by(outcome));
        stretches.add(Stretch.normal(repaid, Stretch.NEVER, why).by(outcome));
    }

    private static void byRule(
            LocalDate closed,
            Break gap,
            LocalDate resumed,
            EntitlementDecider.Outcome outcome,
            List<Stretch> stretches) {
        var start = outcome.start().orElseThrow();
        if (outcome.retroactive()) {
            stretches.add(Stretch.normal(closed, Months.firstDay(gap.to() + 1), Spell.Why.REPAID)
                    .by(outcome));
            return;
        }
        var waits = outcome.waitingMonths().orElse(0) > 0;
        var unpaidUntil = waits && resumed.isBefore(start) ? resumed : start;
        stretches.add(Stretch.suspended(closed, unpaidUntil, Spell.Why.UNPAID)
                .opening(start)
                .by(outcome));
        stretches.add(Stretch.waiting(unpaidUntil, start, Spell.Why.RESUMED)
                .opening(start)
                .by(outcome));
        stretches.add(Stretch.normal(start, Stretch.NEVER, waits ? Spell.Why.RESUMED : Spell.Why.REPAID)
                .by(outcome));
    }
}
