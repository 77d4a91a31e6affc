package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;

/// What holds of every timeline, tried on seeded histories by the packs of the checkout. A failure names the seed.
class TimelinePropertyTest {

    private static final PolicyBook BOOK = Packs.book();
    private static final int HISTORIES = 4_000;
    private static final List<String> REGIONS = List.of("640500", "320000", "350000", "370000", "110000", "510300");

    private final Random random = new Random();

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private interface Check {
        void of(History history, Scheme scheme, LocalDate today);
    }

    private void eachHistory(Check check) {
        for (var seed = 0; seed < HISTORIES; seed++) {
            random.setSeed(seed);
            var scheme = random.nextInt(3) == 0 ? Scheme.RESIDENT : Scheme.EMPLOYEE;
            var today = LocalDate.of(2022, 1, 1).plusDays(random.nextInt(1_700));
            var history = history(scheme, today);
            try {
                check.of(history, scheme, today);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "seed " + seed + " today " + today + " " + history.memberships() + " " + history.paid(),
                        failure);
            }
        }
    }

    private History history(Scheme scheme, LocalDate today) {
        var born = LocalDate.of(1975, 6, 15).plusDays(random.nextInt(10_000));
        var died = random.nextInt(20) == 0
                ? Optional.of(today.minusDays(random.nextInt(900)))
                : Optional.<LocalDate>empty();
        var memberships = memberships(scheme);
        var paid = switch (scheme) {
            case EMPLOYEE, PENSION -> months(memberships, today);
            case RESIDENT -> years(memberships, today);
        };
        if (random.nextInt(4) == 0) {
            addOther(scheme, memberships, paid);
        }
        return new History(born, died, memberships, paid);
    }

    /// One to three parts, one after the other, perhaps with days between, perhaps in another region.
    private List<History.Membership> memberships(Scheme scheme) {
        var memberships = new ArrayList<History.Membership>();
        var parts = 1 + random.nextInt(3);
        var from = LocalDate.of(2018, 1, 1).plusDays(random.nextInt(900));
        var since = random.nextBoolean() ? from : from.minusYears(3);
        var region = one(REGIONS);
        for (var part = 1; part <= parts; part++) {
            var to = part == parts ? Rule.FOREVER : from.plusDays(30 + random.nextInt(700));
            var status = one(
                    scheme == Scheme.RESIDENT
                            ? List.of(Status.ADULT, Status.STUDENT, Status.NEWBORN)
                            : List.of(Status.FLEXIBLE, Status.ACTIVE, Status.FLEXIBLE, Status.RETIRED));
            var stated = one(List.of(Standing.NORMAL, Standing.NORMAL, Standing.SUSPENDED, Standing.WAITING));
            memberships.add(new History.Membership(from, to, since, new Insured(region, scheme, status, stated)));
            from = to.equals(Rule.FOREVER) ? to : to.plusDays(1 + random.nextInt(3) * random.nextInt(80));
            region = random.nextInt(3) == 0 ? one(REGIONS) : region;
        }
        return memberships;
    }

    private static String regionOn(List<History.Membership> memberships, LocalDate day) {
        return memberships.stream()
                .filter(part -> !part.from().isAfter(day))
                .reduce((before, after) -> after)
                .orElse(memberships.getFirst())
                .insured()
                .region();
    }

    private List<History.Paid> months(List<History.Membership> memberships, LocalDate today) {
        var paid = new ArrayList<History.Paid>();
        var month = YearMonth.from(memberships.getFirst().from()).plusMonths(random.nextInt(20));
        var last = YearMonth.from(today).minusMonths(random.nextInt(4));
        while (!month.isAfter(last)) {
            var run = 1 + random.nextInt(14);
            var kind = random.nextInt(5);
            for (var i = 0; i < run && !month.isAfter(last); i++) {
                if (kind <= 2) {
                    paid.add(month(memberships, month, ContributionKind.REGULAR, month.atDay(10)));
                } else if (kind == 3) {
                    var day = month.plusMonths(1).atDay(1).plusDays(random.nextInt(200));
                    if (!day.isAfter(today)) {
                        paid.add(month(memberships, month, ContributionKind.BACK_PAYMENT, day));
                    }
                }
                month = month.plusMonths(1);
                run = kind <= 2 ? run : Math.min(run, 6);
            }
        }
        return paid;
    }

    private static History.Paid month(
            List<History.Membership> memberships, YearMonth month, ContributionKind kind, LocalDate paidOn) {
        var region = regionOn(memberships, month.atEndOfMonth());
        return new History.Paid(Scheme.EMPLOYEE, month, month, region, kind, paidOn);
    }

    private List<History.Paid> years(List<History.Membership> memberships, LocalDate today) {
        var paid = new ArrayList<History.Paid>();
        for (var year = memberships.getFirst().from().getYear(); year <= today.getYear() + 1; year++) {
            if (random.nextInt(3) > 0) {
                year(memberships, year, LocalDate.of(year, 1, 1).plusDays(random.nextInt(600) - 120), today)
                        .ifPresent(paid::add);
            }
        }
        return paid;
    }

    private static Optional<History.Paid> year(
            List<History.Membership> memberships, int year, LocalDate paidOn, LocalDate today) {
        var kind = paidOn.getYear() > year ? ContributionKind.BACK_PAYMENT : ContributionKind.REGULAR;
        var region = regionOn(memberships, paidOn);
        return paidOn.isAfter(today)
                ? Optional.empty()
                : Optional.of(new History.Paid(
                        Scheme.RESIDENT, YearMonth.of(year, 1), YearMonth.of(year, 12), region, kind, paidOn));
    }

    /// Some time in the other scheme before.
    private void addOther(Scheme scheme, List<History.Membership> memberships, List<History.Paid> paid) {
        var first = memberships.getFirst();
        var until = first.from().minusDays(1 + random.nextInt(100));
        var other = scheme == Scheme.RESIDENT ? Scheme.EMPLOYEE : Scheme.RESIDENT;
        memberships.add(new History.Membership(
                until.minusYears(2),
                until,
                until.minusYears(2),
                new Insured(
                        first.insured().region(),
                        other,
                        other == Scheme.RESIDENT ? Status.ADULT : Status.ACTIVE,
                        Standing.NORMAL)));
        for (var year = until.getYear() - 1; year <= until.getYear(); year++) {
            paid.add(new History.Paid(
                    other,
                    YearMonth.of(year, 1),
                    other == Scheme.RESIDENT ? YearMonth.of(year, 12) : YearMonth.from(until),
                    first.insured().region(),
                    ContributionKind.REGULAR,
                    LocalDate.of(year - 1, 11, 5)));
        }
    }

    private static List<Spell> timeline(History history, Scheme scheme, LocalDate today) {
        return EntitlementDecider.timeline(BOOK, history, scheme, today);
    }

    /// Days about every turn, and some others.
    private TreeSet<LocalDate> days(History history, List<Spell> spells) {
        var days = new TreeSet<LocalDate>();
        for (var spell : spells) {
            days.add(spell.from());
            days.add(spell.from().minusDays(1));
            days.add(spell.to());
        }
        for (var i = 0; i < 30; i++) {
            days.add(LocalDate.of(2018, 1, 1).plusDays(random.nextInt(4_000)));
        }
        days.removeIf(day -> day.isBefore(history.born()));
        return days;
    }

    private static Standing on(List<Spell> spells, LocalDate day) {
        return spells.stream()
                .filter(spell -> spell.covers(day))
                .findFirst()
                .orElseThrow()
                .standing();
    }

    @Test
    void a_timeline_is_total_and_its_spells_follow_each_other() {
        eachHistory((history, scheme, today) -> {
            var spells = timeline(history, scheme, today);
            assertThat(spells.getFirst().from()).isEqualTo(history.born());
            assertThat(spells.getLast().to()).isEqualTo(Rule.FOREVER);
            for (var i = 1; i < spells.size(); i++) {
                assertThat(spells.get(i).from())
                        .isEqualTo(spells.get(i - 1).to().plusDays(1));
                assertThat(spells.get(i).isLike(spells.get(i - 1))).isFalse();
            }
            assertThat(spells).allMatch(spell -> !spell.to().isBefore(spell.from()));
        });
    }

    @Test
    void every_day_is_what_the_timeline_says_of_it() {
        eachHistory((history, scheme, today) -> {
            var spells = timeline(history, scheme, today);
            for (var day : days(history, spells)) {
                assertThat(EntitlementDecider.standing(BOOK, history, scheme, day, today))
                        .as("%s", day)
                        .isEqualTo(on(spells, day));
            }
        });
    }

    @Test
    void the_order_and_the_grouping_of_payments_do_not_matter() {
        eachHistory((history, scheme, today) -> {
            var grouped = new ArrayList<History.Paid>();
            for (var paid : history.paid()) {
                var last = grouped.isEmpty() ? paid : grouped.getLast();
                if (scheme == Scheme.EMPLOYEE
                        && paid.scheme() == scheme
                        && paid.kind() == ContributionKind.REGULAR
                        && last.kind() == paid.kind()
                        && last.scheme() == scheme
                        && last.region().equals(paid.region())
                        && last.to().plusMonths(1).equals(paid.from())) {
                    grouped.set(
                            grouped.size() - 1,
                            new History.Paid(
                                    scheme, last.from(), paid.to(), paid.region(), paid.kind(), last.paidOn()));
                } else {
                    grouped.add(paid);
                }
            }
            Collections.shuffle(grouped, random);
            var other = new History(history.born(), history.died(), history.memberships(), List.copyOf(grouped));
            assertThat(timeline(other, scheme, today)).isEqualTo(timeline(history, scheme, today));
        });
    }

    @Test
    void another_payment_never_makes_a_day_worse() {
        eachHistory((history, scheme, today) -> {
            var more = oneMore(history, scheme, today);
            if (more.isEmpty()) {
                return;
            }
            var paid = new ArrayList<>(history.paid());
            paid.add(more.get());
            var after = new History(history.born(), history.died(), history.memberships(), List.copyOf(paid));
            var before = timeline(history, scheme, today);
            var then = timeline(after, scheme, today);
            for (var day : days(history, then)) {
                assertThat(severity(on(then, day)))
                        .as("%s with %s", day, more.get())
                        .isLessThanOrEqualTo(severity(on(before, day)));
            }
        });
    }

    private static int severity(Standing standing) {
        return switch (standing) {
            case NORMAL -> 0;
            case WAITING -> 1;
            case SUSPENDED -> 2;
            case ENDED -> 3;
        };
    }

    /// For a month or year after the first that is known, not paid for yet, by somebody who never moved: who comes from
    /// elsewhere waits longer by some rules than who was not insured at all.
    private Optional<History.Paid> oneMore(History history, Scheme scheme, LocalDate today) {
        var own =
                history.paid().stream().filter(paid -> paid.scheme() == scheme).toList();
        var regions = history.memberships().stream()
                .map(membership ->
                        membership.insured().region() + membership.insured().scheme())
                .distinct()
                .count();
        if (own.isEmpty() || regions > 1) {
            return Optional.empty();
        }
        var first =
                own.stream().map(History.Paid::from).min(YearMonth::compareTo).orElseThrow();
        var memberships = history.memberships().stream()
                .filter(membership -> membership.insured().scheme() == scheme)
                .toList();
        if (scheme == Scheme.RESIDENT) {
            var year = first.getYear() + 1 + random.nextInt(4);
            return own.stream().anyMatch(paid -> paid.from().getYear() == year)
                    ? Optional.empty()
                    : year(memberships, year, LocalDate.of(year, 1, 1).plusDays(random.nextInt(700) - 120), today);
        }
        var month = first.plusMonths(1 + random.nextInt(60));
        if (own.stream()
                        .anyMatch(paid ->
                                !paid.from().isAfter(month) && !paid.to().isBefore(month))
                || month.isAfter(YearMonth.from(today))) {
            return Optional.empty();
        }
        var late = month.plusMonths(1).atDay(1).plusDays(random.nextInt(300));
        return random.nextBoolean() || late.isAfter(today)
                ? Optional.of(month(memberships, month, ContributionKind.REGULAR, month.atDay(10)))
                : Optional.of(month(memberships, month, ContributionKind.BACK_PAYMENT, late));
    }
}
