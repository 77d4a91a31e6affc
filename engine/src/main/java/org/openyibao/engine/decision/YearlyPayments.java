package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.decision.EntitlementDecider.Outcome;
import org.openyibao.engine.decision.EntitlementDecider.Question;
import org.openyibao.engine.policy.CompiledPolicy;

/// A history of premiums for coverage years: what was paid for a year, when, and after how many years without.
///
/// In this order: a newborn paid for in time is covered from birth; who comes from another scheme or region in the
/// year has a break of months; everybody else has the windows of the year, and the waiting for paying outside them
/// or after missed years, whichever opens later. A year paid after its end covers nothing any more, but makes up
/// for a missed year.
final class YearlyPayments {

    private static final String RELATION_TRANSFER = "relation-transfer";
    private static final String SCHEME_CHANGE = "scheme-change";

    private final History history;
    private final Coverage coverage;
    private final int heldFrom;

    YearlyPayments(History history, Coverage coverage) {
        this.history = history;
        this.coverage = coverage;
        heldFrom = Months.year(coverage.first());
    }

    /// Somebody born in the first year that is held was not insured before.
    LocalDate heldFrom() {
        return LocalDate.of(heldFrom, 1, 1);
    }

    /// What the history says of the days of a year by the rules of one of them, for the person as insured on
    /// it.
    List<Stretch> stretches(CompiledPolicy policy, Insured insured, int year) {
        var stretches = new ArrayList<Stretch>();
        var newYear = LocalDate.of(year, 1, 1);
        var nextYear = newYear.plusYears(1);
        var paid = paidFor(year);
        if (paid.isEmpty()) {
            stretches.add(Stretch.suspended(newYear, nextYear, Spell.Why.UNPAID));
            return stretches;
        }
        var opening = opening(policy, insured, year, paid.get());
        var payment = paid.get().paidOn().isAfter(newYear) ? paid.get().paidOn() : newYear;
        var start = opening.start();
        var unpaidUntil = payment.isBefore(start) ? payment : start;
        stretches.add(Stretch.suspended(newYear, unpaidUntil, Spell.Why.UNPAID).opening(start));
        stretches.add(Stretch.waiting(unpaidUntil, start, opening.why())
                .opening(start)
                .by(opening.outcome()));
        stretches.add(Stretch.normal(start, nextYear, opening.why()).by(opening.outcome()));
        return stretches;
    }

    private Optional<Coverage.Run> paidFor(int year) {
        for (var run : coverage.inTime) {
            if (run.holds(Months.january(year))) {
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }

    /// From when on a year is covered, why, and by which decision.
    private record Opening(LocalDate start, Spell.Why why, Outcome outcome) {}

    private Opening opening(CompiledPolicy policy, Insured insured, int year, Coverage.Run paid) {
        return birth(policy, insured, year, paid)
                .or(() -> move(policy, insured, year, paid))
                .orElseGet(() -> window(policy, insured, year, paid));
    }

    private Optional<Opening> birth(CompiledPolicy policy, Insured insured, int year, Coverage.Run paid) {
        if (insured.status() != Status.NEWBORN || history.born().getYear() != year) {
            return Optional.empty();
        }
        var outcome = EntitlementDecider.decide(policy, insured, new Question.Birth(history.born(), paid.paidOn()));
        return outcome.start().map(start -> new Opening(start, Spell.Why.BORN, outcome));
    }

    /// Coming from another scheme or region with cover that reached the year, to pay in it.
    private Optional<Opening> move(CompiledPolicy policy, Insured insured, int year, Coverage.Run paid) {
        var month = Months.of(paid.paidOn());
        var december = Months.december(year - 1);
        var before = paidFor(year - 1);
        if (month <= december
                || before.filter(run -> run.region().equals(paid.region())).isPresent()) {
            return Optional.empty();
        }
        var elsewhere = coverage.lastElsewhere(december, month);
        var covered = before.isPresent() ? Math.max(elsewhere, december) : elsewhere;
        if (covered < december) {
            return Optional.empty();
        }
        if (covered >= month - 1) {
            var start = covered >= month ? paid.paidOn() : Months.firstDay(month);
            return Optional.of(new Opening(start, Spell.Why.MOVED, Outcome.NOTHING));
        }
        var gap = new Question.Break(
                Months.month(covered + 1),
                Months.month(month - 1),
                Optional.of(paid.paidOn()),
                Optional.of(Months.month(month)),
                Optional.of(elsewhere >= december ? SCHEME_CHANGE : RELATION_TRANSFER));
        var outcome = EntitlementDecider.decide(policy, insured, gap);
        return outcome.start().map(start -> new Opening(start, Spell.Why.MOVED, outcome));
    }

    private Opening window(CompiledPolicy policy, Insured insured, int year, Coverage.Run paid) {
        var newYear = LocalDate.of(year, 1, 1);
        var from = paid.paidOn().isAfter(newYear) ? paid.paidOn() : newYear;
        var window = EntitlementDecider.decide(policy, insured, new Question.YearPaid(year, paid.paidOn()));
        var opening = new Opening(window.start().orElse(from), Spell.Why.PAID, window);
        var missed = missedBefore(year);
        if (missed.isEmpty() && (window.start().isPresent() || paid.paidOn().isBefore(newYear))) {
            return opening;
        }
        var waiting = waiting(policy, insured, missed, from);
        if (waiting.isEmpty() || waiting.get().start().isBefore(opening.start())) {
            return opening;
        }
        return waiting.get();
    }

    /// How faithfully somebody was insured until `year`. Years that another scheme covered neither count nor break;
    /// of the years before the first that is held nothing is known.
    Continuity continuity(int year, IntPredicate withoutClaim) {
        var years = 0;
        var yearsWithoutClaim = 0;
        var breaks = 0;
        var missed = false;
        var broken = false;
        for (var each = year; each >= heldFrom; each--) {
            if (isMissed(each)) {
                missed = true;
                broken = true;
                continue;
            }
            breaks += missed && each < year ? 1 : 0;
            missed = false;
            if (paidFor(each).isPresent()) {
                years += broken ? 0 : 1;
                yearsWithoutClaim += each < year && withoutClaim.test(each) ? 1 : 0;
            }
        }
        return new Continuity(years, yearsWithoutClaim, breaks);
    }

    private boolean isMissed(int year) {
        return paidFor(year).isEmpty()
                && coverage.lastElsewhere(Months.january(year), Months.december(year)) < Months.january(year);
    }

    /// Each missed year made up for shortens the waiting, but opens no day before it was paid for.
    private Optional<Opening> waiting(CompiledPolicy policy, Insured insured, List<Integer> missed, LocalDate from) {
        var repaid = missed.stream()
                .flatMap(year -> coverage.paidLate(Months.january(year)).stream())
                .sorted()
                .toList();
        var best = Optional.<Opening>empty();
        for (var years = 0; years <= repaid.size(); years++) {
            var outcome = EntitlementDecider.decide(
                    policy, insured, new Question.YearsMissed(missed.size(), years, Optional.of(from)));
            if (outcome.start().isEmpty()) {
                return Optional.empty();
            }
            var paid = years == 0 ? from : repaid.get(years - 1);
            var start = outcome.start().get().isAfter(paid) ? outcome.start().get() : paid;
            if (best.isEmpty() || start.isBefore(best.get().start())) {
                best = Optional.of(new Opening(start, Spell.Why.PAID, outcome));
            }
        }
        return best;
    }

    /// The years without cover directly before `year`, back to the last one that had any.
    private List<Integer> missedBefore(int year) {
        var missed = new ArrayList<Integer>();
        var first = Math.max(
                heldFrom, coverage.insuredSince().map(LocalDate::getYear).orElse(year));
        for (var before = year - 1; before >= first; before--) {
            if (!isMissed(before)) {
                return missed;
            }
            missed.add(before);
        }
        return missed;
    }
}
