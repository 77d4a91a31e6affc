package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;

/// The standing of one person in one scheme, day by day. A day's standing is what [#on] says of it, of one day
/// alone; the line is made by asking it for every day on which the answer can change.
final class StandingLine {

    private final PolicyBook book;
    private final History history;
    private final Scheme scheme;
    private final LocalDate today;
    private final Optional<Payments> payments;
    private final List<Stretch> shortOfYears;

    /// How payments are made: by the month or for a year.
    private sealed interface Payments {

        /// Before this day nothing is known of what was paid.
        LocalDate heldFrom();

        /// What was paid says of the days about `day` by the rules of that day.
        List<Stretch> stretches(CompiledPolicy policy, Insured insured, LocalDate day);
    }

    private record Monthly(MonthlyPayments payments) implements Payments {
        @Override
        public LocalDate heldFrom() {
            return payments.heldFrom();
        }

        @Override
        public List<Stretch> stretches(CompiledPolicy policy, Insured insured, LocalDate day) {
            return payments.stretches(policy, insured);
        }
    }

    private record Yearly(YearlyPayments payments) implements Payments {
        @Override
        public LocalDate heldFrom() {
            return payments.heldFrom();
        }

        @Override
        public List<Stretch> stretches(CompiledPolicy policy, Insured insured, LocalDate day) {
            return payments.stretches(policy, insured, day.getYear());
        }
    }

    StandingLine(PolicyBook book, History history, Scheme scheme, LocalDate today) {
        this.book = book;
        this.history = history;
        this.scheme = scheme;
        this.today = today;
        var coverage = new Coverage(history, scheme);
        shortOfYears = coverage.isNothingPaid()
                ? List.of()
                : new ContributionYears(book, history, scheme, today).shortOfYears(coverage);
        payments = coverage.isNothingPaid()
                ? Optional.empty()
                : Optional.of(
                        switch (scheme) {
                            case EMPLOYEE, PENSION ->
                                new Monthly(new MonthlyPayments(history, scheme, coverage, Months.of(today)));
                            case RESIDENT -> new Yearly(new YearlyPayments(history, coverage));
                        });
    }

    Stretch on(LocalDate day) {
        if (isDead(day)) {
            return Stretch.ended(day, Stretch.NEVER, Spell.Why.DIED);
        }
        var membership = history.membership(scheme, day);
        if (membership.isEmpty()) {
            return Stretch.ended(day, Stretch.NEVER, Spell.Why.NOT_INSURED);
        }
        var stated = membership.get().insured().standing();
        if (stated == Standing.ENDED
                || payments.isEmpty()
                || day.isBefore(payments.get().heldFrom())) {
            return Stretch.stated(day, Stretch.NEVER, stated);
        }
        return worst(stretches(membership.get().insured(), day), day);
    }

    private boolean isDead(LocalDate day) {
        return history.died().filter(day::isAfter).isPresent();
    }

    private List<Stretch> stretches(Insured insured, LocalDate day) {
        var paid = payments.orElseThrow().stretches(book.on(insured.region(), scheme, day), insured, day);
        if (shortOfYears.isEmpty() || insured.status() != Status.RETIRED) {
            return paid;
        }
        var all = new ArrayList<>(paid);
        all.addAll(shortOfYears);
        return all;
    }

    private static Stretch worst(List<Stretch> stretches, LocalDate day) {
        Stretch worst = null;
        for (var stretch : stretches) {
            if (stretch.covers(day) && (worst == null || stretch.prevailsOver(worst))) {
                worst = stretch;
            }
        }
        if (worst == null) {
            throw new DecisionFault("no standing on " + day);
        }
        return worst;
    }

    List<Spell> spells() {
        var days = new ArrayList<>(turns());
        var spells = new ArrayList<Spell>();
        for (var i = 0; i < days.size(); i++) {
            var last = i + 1 < days.size() ? days.get(i + 1).minusDays(1) : Rule.FOREVER;
            var spell = spell(on(days.get(i)), days.get(i), last);
            if (spells.isEmpty() || !spells.getLast().isLike(spell)) {
                spells.add(spell);
            } else {
                spells.set(
                        spells.size() - 1,
                        spells.getLast().within(spells.getLast().from(), last));
            }
        }
        return List.copyOf(spells);
    }

    private static Spell spell(Stretch stretch, LocalDate from, LocalDate to) {
        return new Spell(
                from,
                to,
                stretch.standing(),
                stretch.why(),
                stretch.rule(),
                stretch.reason(),
                stretch.opens(),
                stretch.waitingMonths(),
                stretch.years());
    }

    /// Every day on which the standing can be other than the day before, from birth on.
    private TreeSet<LocalDate> turns() {
        var days = new TreeSet<LocalDate>();
        history.died().ifPresent(day -> days.add(day.plusDays(1)));
        payments.ifPresent(known -> days.add(known.heldFrom()));
        for (var membership : history.memberships()) {
            if (membership.insured().scheme() == scheme) {
                days.add(membership.from());
                days.add(membership.to().plusDays(1));
                payments.ifPresent(known -> addTurns(known, membership, days));
            }
        }
        days.removeIf(day -> !day.isAfter(history.born()) || day.isAfter(Rule.FOREVER));
        days.add(history.born());
        return days;
    }

    private void addTurns(Payments known, History.Membership membership, TreeSet<LocalDate> days) {
        var from = known.heldFrom().isAfter(membership.from()) ? known.heldFrom() : membership.from();
        var starts = new TreeSet<LocalDate>();
        if (!from.isAfter(membership.to())) {
            starts.add(from);
            starts.addAll(book.changes(membership.insured().region(), scheme, from, membership.to()));
            starts.addAll(newYears(from, membership.to()));
        }
        for (var start : starts) {
            days.add(start);
            for (var stretch : stretches(membership.insured(), start)) {
                days.add(stretch.from());
                days.add(stretch.until());
            }
        }
    }

    /// The days on which a year begins, as far ahead as anything is paid.
    private List<LocalDate> newYears(LocalDate from, LocalDate to) {
        var last = Math.max(today.getYear(), lastPaidYear()) + 1;
        var days = new ArrayList<LocalDate>();
        for (var day = LocalDate.of(from.getYear() + 1, 1, 1);
                day.getYear() <= last && !day.isAfter(to);
                day = day.plusYears(1)) {
            days.add(day);
        }
        return days;
    }

    private int lastPaidYear() {
        return history.paid().stream()
                .mapToInt(paid -> paid.to().getYear())
                .max()
                .orElse(0);
    }
}
