package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.ContributionStore.Key;
import org.openyibao.server.enrolment.ContributionStore.Member;
import org.openyibao.server.enrolment.ContributionStore.Numbered;

/// Takes contributions in: checks each against the person and what is held of the month, and adds what is new.
final class Contributions {

    /// Nobody pays further ahead than somebody who makes up all the years that retirement asks for.
    private static final int MOST_YEARS_AHEAD = 30;

    private final EnrolmentStore enrolled;
    private final ContributionStore store = new ContributionStore();
    private final Clock clock;

    Contributions(EnrolmentStore enrolled, Clock clock) {
        this.enrolled = enrolled;
        this.clock = clock;
    }

    /// Takes each that can be taken, in the order given, in the caller's transaction. Until that ends nobody
    /// else changes anything of the persons.
    Enrolment.Taken take(Connection connection, List<Enrolment.Offered> offered, String clerk, String reason)
            throws SQLException {
        var persons = new HashSet<String>();
        var keys = new HashSet<Key>();
        offered.forEach(each -> {
            persons.add(each.contribution().person());
            keys.add(Key.of(each.contribution()));
        });
        enrolled.lock(connection, persons);
        var known = enrolled.byNumbers(connection, persons);
        var held = store.held(connection, keys);
        var now = clock.instant();
        var today = LocalDate.now(clock);
        var added = new ArrayList<Numbered>();
        var refused = new ArrayList<Enrolment.Refused>();
        var already = 0;
        for (var i = 0; i < offered.size(); i++) {
            var contribution = offered.get(i).contribution();
            var before = Optional.ofNullable(held.get(Key.of(contribution)));
            if (before.filter(row -> row.contribution().equals(contribution)).isPresent()) {
                already++;
                continue;
            }
            var wrong = wrong(contribution, known, today).or(() -> unheld(contribution, before));
            if (wrong.isEmpty() && before.isPresent() && !replaces(offered.get(i))) {
                wrong = Optional.of(conflict(contribution, before.get().contribution()));
            }
            if (wrong.isPresent()) {
                refused.add(new Enrolment.Refused(i, wrong.get()));
                continue;
            }
            var row = new Numbered(before.map(Numbered::seq).orElse(0) + 1, contribution);
            held.put(Key.of(contribution), row);
            added.add(row);
        }
        store.insert(connection, added, now, clerk, reason);
        keepRuns(connection, added);
        return new Enrolment.Taken(added.size(), already, List.copyOf(refused));
    }

    /// A month after all that are held, which is what nearly every one is, is added to the runs; anything
    /// else has them made again.
    private void keepRuns(Connection connection, List<Numbered> added) throws SQLException {
        var members = added.stream()
                .map(row -> Member.of(row.contribution()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (members.isEmpty()) {
            return;
        }
        var known = store.runs(connection, members);
        var runs = new HashMap<Member, List<History.Paid>>();
        var again = new HashSet<Member>();
        for (var row : added) {
            var member = Member.of(row.contribution());
            var mine = runs.computeIfAbsent(member, first -> new ArrayList<>(known.getOrDefault(first, List.of())));
            if (row.seq() > 1
                    || !mine.isEmpty()
                            && !mine.getLast().to().isBefore(row.contribution().month())) {
                again.add(member);
            } else {
                Runs.add(mine, row.contribution());
            }
        }
        store.heldOf(connection, again).forEach((member, held) -> runs.put(member, Runs.of(held)));
        store.keep(connection, runs);
    }

    private static boolean replaces(Enrolment.Offered offered) {
        return offered.corrects() || offered.contribution().kind() == ContributionKind.WITHDRAWN;
    }

    private static Optional<Enrolment.Wrong> wrong(
            Contribution contribution, Map<String, Enrolment.Enrolled> known, LocalDate today) {
        var enrolled = known.get(contribution.person());
        if (enrolled == null) {
            return wrong("number", "已参保登记的人员编号", "the number of a registered person", contribution.person());
        }
        return wrongMonth(contribution, today)
                .or(() -> wrongDay(contribution, today))
                .or(() -> wrongAmounts(contribution))
                .or(() -> notInsured(contribution, enrolled));
    }

    private static Optional<Enrolment.Wrong> wrongMonth(Contribution contribution, LocalDate today) {
        var month = contribution.month();
        var last = YearMonth.from(today).plusYears(MOST_YEARS_AHEAD);
        if (month.isAfter(last)) {
            return wrong("period", "不晚于 " + last + " 的年月", "a month not after " + last, month.toString());
        }
        return contribution.scheme() == Scheme.RESIDENT && month.getMonthValue() != 1
                ? wrong("period", "居民的参保年度", "a resident's coverage year", month.toString())
                : Optional.empty();
    }

    /// What is paid when due is paid by the end of the month after, at the latest: some levy a month in the
    /// next one.
    private static Optional<Enrolment.Wrong> wrongDay(Contribution contribution, LocalDate today) {
        var paid = contribution.paidOn();
        var lastMonth = contribution.lastMonth();
        if (paid.isAfter(today)) {
            return wrong("paidOn", "不晚于今日 " + today + " 的日期", "a date not after today, " + today, paid.toString());
        }
        return switch (contribution.kind()) {
            case REGULAR -> {
                var due =
                        (contribution.scheme() == Scheme.RESIDENT ? lastMonth : lastMonth.plusMonths(1)).atEndOfMonth();
                yield paid.isAfter(due)
                        ? wrong(
                                "paidOn",
                                "不晚于 " + due + " 的日期（更晚的是补缴 back-payment）",
                                "a date not after " + due + " (what is paid later is a back-payment)",
                                paid.toString())
                        : Optional.empty();
            }
            case BACK_PAYMENT ->
                paid.isAfter(lastMonth.atEndOfMonth())
                        ? Optional.empty()
                        : wrong(
                                "paidOn",
                                "晚于 " + lastMonth.atEndOfMonth() + " 的日期（此前的是正常缴费 regular）",
                                "a date after " + lastMonth.atEndOfMonth() + " (what is paid before is regular)",
                                paid.toString());
            case TRANSFERRED, DEEMED, FIXED, WITHDRAWN -> Optional.empty();
        };
    }

    private static Optional<Enrolment.Wrong> wrongAmounts(Contribution contribution) {
        var paid = contribution.base().plus(contribution.employee()).plus(contribution.employer());
        return switch (contribution.kind()) {
            case REGULAR, BACK_PAYMENT, TRANSFERRED -> none("fixed", contribution.fixed());
            case FIXED ->
                contribution.fixed().isZero()
                        ? wrong(
                                "fixed",
                                "大于 0 的金额",
                                "an amount above 0",
                                contribution.fixed().toString())
                        : none("base", paid);
            case DEEMED, WITHDRAWN -> none("base", paid).or(() -> none("fixed", contribution.fixed()));
        };
    }

    private static Optional<Enrolment.Wrong> none(String field, Fen amount) {
        return amount.isZero() ? Optional.empty() : wrong(field, "0", "0", amount.toString());
    }

    /// What is paid now is paid where the person is insured then; what is made up for, where the person is
    /// insured at all.
    private static Optional<Enrolment.Wrong> notInsured(Contribution contribution, Enrolment.Enrolled enrolled) {
        var month = contribution.month();
        var insured = enrolled.participations().stream()
                .filter(part -> part.scheme() == contribution.scheme())
                .filter(part -> contribution.kind() == ContributionKind.TRANSFERRED
                        || part.region().equals(contribution.region()))
                .anyMatch(part -> switch (contribution.kind()) {
                    case REGULAR, FIXED ->
                        !part.validFrom().isAfter(contribution.lastMonth().atEndOfMonth())
                                && !part.validTo().isBefore(month.atDay(1));
                    case BACK_PAYMENT, TRANSFERRED, DEEMED, WITHDRAWN -> true;
                });
        return insured
                ? Optional.empty()
                : wrong(
                        "region",
                        "该人员 " + month + " 参加" + contribution.scheme().chinese() + "的统筹区",
                        "a region where the person was in the scheme " + contribution.scheme() + " in " + month,
                        contribution.region());
    }

    private static Optional<Enrolment.Wrong> unheld(Contribution contribution, Optional<Numbered> before) {
        return contribution.kind() == ContributionKind.WITHDRAWN && before.isEmpty()
                ? wrong(
                        "period",
                        "有缴费记录的年月",
                        "a month that something is recorded of",
                        contribution.month().toString())
                : Optional.empty();
    }

    private static Enrolment.Wrong conflict(Contribution contribution, Contribution held) {
        return new Enrolment.Wrong(
                "period",
                new Text(
                        "尚无记录的年月（已有" + held.kind().chinese() + "记录；更正须注明 corrects）",
                        "a month without a record (one of the kind " + held.kind()
                                + " is held; a correction says so by corrects)"),
                contribution.month().toString());
    }

    private static Optional<Enrolment.Wrong> wrong(String field, String zh, String en, String got) {
        return Optional.of(new Enrolment.Wrong(field, new Text(zh, en), got));
    }
}
