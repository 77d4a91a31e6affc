package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;

/// The months of contribution of somebody who retires (缴费年限), and the days on which they are too few for benefits.
///
/// Nobody is found short of years of which nothing is held: judged is only who was in the scheme before retiring,
/// and of whom payments are held from the first day ever in it on. When work began is not held; it was no later
/// than the first month of contribution, and where that does not tell which rule is meant nobody is judged either.
final class ContributionYears {

    private final PolicyBook book;
    private final History history;
    private final Scheme scheme;
    private final LocalDate today;
    private final List<History.Paid> paid;

    ContributionYears(PolicyBook book, History history, Scheme scheme, LocalDate today) {
        this.book = book;
        this.history = history;
        this.scheme = scheme;
        this.today = today;
        paid = history.paid().stream().filter(run -> run.scheme() == scheme).toList();
    }

    /// The days of all who retired, closed until what is missing was paid. Months that were paid when due after
    /// retiring are open all the same.
    List<Stretch> shortOfYears(Coverage coverage) {
        var stretches = new ArrayList<Stretch>();
        for (var membership : history.memberships()) {
            if (membership.insured().scheme() == scheme
                    && membership.insured().status() == Status.RETIRED
                    && history.membership(scheme, membership.from().minusDays(1))
                            .filter(before -> before.insured().status() != Status.RETIRED)
                            .isPresent()
                    && isWhole(membership)) {
                close(membership, coverage, stretches);
            }
        }
        return stretches;
    }

    private boolean isWhole(History.Membership membership) {
        return first().filter(month -> !month.isAfter(YearMonth.from(membership.insuredSince())))
                .isPresent();
    }

    private Optional<YearMonth> first() {
        return paid.stream().map(History.Paid::from).min(Comparator.naturalOrder());
    }

    private void close(History.Membership retired, Coverage coverage, List<Stretch> stretches) {
        var insured = retired.insured();
        var policy = book.on(insured.region(), scheme, retired.from());
        var opened = Optional.<LocalDate>empty();
        var missing = Optional.<RetirementDecider.Outcome.Short>empty();
        for (var day : days(retired.from())) {
            switch (RetirementDecider.decide(policy, question(policy, insured, day))) {
                case RetirementDecider.Outcome.Opened _ -> opened = opened.or(() -> Optional.of(day));
                case RetirementDecider.Outcome.Short few -> missing = opened.isPresent() ? missing : Optional.of(few);
                case RetirementDecider.Outcome.Refused _ -> {}
            }
        }
        if (missing.isPresent()) {
            close(retired.from(), opened, missing.get(), coverage, stretches);
        }
    }

    /// The days on which more months can count than before, until today.
    private TreeSet<LocalDate> days(LocalDate retired) {
        var days = new TreeSet<LocalDate>();
        days.add(retired);
        for (var run : paid) {
            days.add(run.paidOn());
            if (!isPaidAtOnce(run)) {
                var first = run.from().isAfter(YearMonth.from(retired)) ? run.from() : YearMonth.from(retired);
                for (var month = first; !month.isAfter(run.to()); month = month.plusMonths(1)) {
                    days.add(month.atDay(1));
                }
            }
        }
        return new TreeSet<>(days.subSet(retired, true, retired.isAfter(today) ? retired : today, true));
    }

    private void close(
            LocalDate retired,
            Optional<LocalDate> opened,
            RetirementDecider.Outcome.Short missing,
            Coverage coverage,
            List<Stretch> stretches) {
        var until = opened.orElse(Stretch.NEVER);
        var from = retired;
        var thisMonth = Months.of(today);
        for (var run : coverage.inTime) {
            var last = run.to() == thisMonth - 1 ? thisMonth : run.to();
            if (last >= Months.of(from)) {
                close(from, earlier(Months.firstDay(run.from()), until), opened, missing, stretches);
                from = Months.firstDay(last + 1);
            }
        }
        close(from, until, opened, missing, stretches);
    }

    private static void close(
            LocalDate from,
            LocalDate until,
            Optional<LocalDate> opened,
            RetirementDecider.Outcome.Short missing,
            List<Stretch> stretches) {
        if (from.isBefore(until)) {
            var closed = Stretch.suspended(from, until, Spell.Why.TOO_FEW_YEARS).lacking(missing);
            stretches.add(opened.map(closed::opening).orElse(closed));
        }
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private RetirementDecider.Question question(CompiledPolicy policy, Insured insured, LocalDate day) {
        return new RetirementDecider.Question(
                insured,
                months(day, run -> true),
                months(day, run -> run.kind() != ContributionKind.DEEMED),
                months(
                        day,
                        run -> run.kind() != ContributionKind.DEEMED
                                && run.region().equals(insured.region())),
                first().map(month -> month.atDay(1)).filter(latest -> isBeforeAll(policy, latest)));
    }

    /// True where a rule is for everybody who began to work before some later day.
    private static boolean isBeforeAll(CompiledPolicy policy, LocalDate latest) {
        return Stream.of(policy.all(Effect.Retirement.class))
                .map(rule -> (Effect.Retirement) rule.effect())
                .anyMatch(required ->
                        required.asksWork() && required.workBeganFrom().equals(Rule.ALWAYS) && required.isFor(latest));
    }

    private int months(LocalDate day, Predicate<History.Paid> counts) {
        return paid.stream()
                .filter(counts)
                .mapToInt(run -> months(run, YearMonth.from(day), day))
                .sum();
    }

    private static int months(History.Paid run, YearMonth month, LocalDate day) {
        if (run.paidOn().isAfter(day)) {
            return 0;
        }
        var last = isPaidAtOnce(run) || run.to().isBefore(month) ? run.to() : month;
        return Math.max(0, (int) ChronoUnit.MONTHS.between(run.from(), last) + 1);
    }

    /// Not month by month: made up for, or paid well before it began.
    private static boolean isPaidAtOnce(History.Paid run) {
        return run.kind() == ContributionKind.BACK_PAYMENT
                || run.paidOn().isBefore(run.from().minusMonths(1).atDay(1));
    }
}
