package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.DaySums;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.YearEndDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;

/// Closes a year for a region's accounts: this year's money becomes money of prior years for whoever was not posted to
/// since, and the year's interest is paid. A person belongs to the region of the last participation that began in the
/// year or before; one who came later, to that of the first.
final class YearEnd implements BatchKind {

    private final Accounts accounts;
    private final Enrolment enrolment;
    private final PolicyBook book;
    private final BatchStore store;
    private final String region;
    private final int year;
    private final LocalDate lastDay;
    private final Map<RateKind, Ratio> rates;

    YearEnd(
            Accounts accounts,
            Enrolment enrolment,
            PolicyBook book,
            BatchStore store,
            String region,
            int year,
            Map<RateKind, Ratio> rates) {
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.book = book;
        this.store = store;
        this.region = region;
        this.year = year;
        lastDay = LocalDate.of(year, 12, 31);
        this.rates = rates;
    }

    @Override
    public List<String> persons(Connection connection, String after, int most) throws SQLException {
        return enrolment.participants(connection, region, Scheme.EMPLOYEE, after, most);
    }

    @Override
    public Decided decide(Connection connection, Collection<String> persons, Instant now) throws SQLException {
        var ledgers = accounts.ledgers(connection, persons, now);
        var open = ledgers.values().stream()
                .filter(ledger -> ledger.version() > 0 && ledger.interestYear() < year)
                .toList();
        var changes = new ArrayList<Change>(open.size());
        var others = new Tally();
        if (!open.isEmpty()) {
            var numbers = open.stream().map(Ledger::person).toList();
            var enrolled = enrolment.byNumbers(connection, numbers);
            var first = open.stream().mapToInt(Ledger::interestYear).min().orElseThrow() + 1;
            var kept = store.closed(connection, numbers, first, year);
            var today = BusinessDay.of(now);
            for (var ledger : open) {
                var found = Optional.ofNullable(enrolled.get(ledger.person()));
                found.flatMap(person -> insured(person, today))
                        .filter(insured -> insured.region().equals(region))
                        .ifPresent(insured -> {
                            var sums = new ClosedYears(ledger, kept.getOrDefault(ledger.person(), Map.of()));
                            decide(ledger, insured, sums, changes, others);
                        });
            }
        }
        return new Decided(changes, others);
    }

    /// The day sums of a person's years that are over: those that are kept, and those that the books have just left.
    private record ClosedYears(Ledger ledger, Map<Integer, DaySums> kept) {
        DaySums of(int closed) {
            return ledger.turn().closed().stream()
                    .filter(turned -> turned.year() == closed)
                    .map(Ledger.ClosedYear::daySums)
                    .findFirst()
                    .orElseGet(() -> kept.getOrDefault(closed, DaySums.NONE));
        }
    }

    private Optional<Insured> insured(Enrolment.Enrolled enrolled, LocalDate today) {
        var parts = enrolled.participations().stream()
                .filter(part -> part.scheme() == Scheme.EMPLOYEE)
                .toList();
        return parts.stream()
                .filter(part -> !part.validFrom().isAfter(lastDay))
                .max(Comparator.comparing(Participation::validFrom))
                .or(() -> parts.stream().min(Comparator.comparing(Participation::validFrom)))
                .map(part -> enrolled.insured(part, book, lastDay, today));
    }

    private void decide(Ledger ledger, Insured insured, ClosedYears sums, List<Change> changes, Tally others) {
        var turned = turned(ledger);
        var owed = IntStream.range(ledger.interestYear() + 1, year)
                .anyMatch(earlier -> !sums.of(earlier).equals(DaySums.NONE));
        if (owed) {
            others.add(LeftOut.EARLIER_INTEREST, 1);
            turn(ledger, turned, changes);
            return;
        }
        var question = new YearEndDecider.Question(
                insured, ledger.balances(), sums.of(year), Year.of(year).length(), rates);
        switch (YearEndDecider.decide(book.on(region, insured.scheme(), lastDay), question)) {
            case YearEndDecider.Outcome.Refused(var reason) -> {
                others.add(LeftOut.of(reason), 1);
                turn(ledger, turned, changes);
            }
            case YearEndDecider.Outcome.Carried carried -> {
                turned.add(Figure.INTEREST, 1)
                        .add(Figure.INTEREST_CURRENT_FEN, carried.interestCurrent())
                        .add(Figure.INTEREST_PRIOR_FEN, carried.interestPrior());
                var entries = new ArrayList<Entry>(2);
                interest(entries, Bucket.CURRENT, carried.interestCurrent());
                interest(entries, Bucket.PRIOR, carried.interestPrior());
                changes.add(new Change(new Posting(ledger.withInterestPaid(year), entries), List.of(), turned));
            }
        }
    }

    /// Turning the year needs no rule and no interest.
    private static void turn(Ledger ledger, Tally turned, List<Change> changes) {
        if (!ledger.turn().closed().isEmpty()) {
            changes.add(new Change(new Posting(ledger, List.of()), List.of(), turned));
        }
    }

    private static Tally turned(Ledger ledger) {
        var carried = ledger.turn().carried();
        return carried.isZero()
                ? new Tally()
                : new Tally().add(Figure.TURNED, 1).add(Figure.CARRIED_FEN, carried);
    }

    private void interest(List<Entry> entries, Bucket bucket, Fen amount) {
        if (!amount.isZero()) {
            entries.add(new Entry(
                    Entry.interest(region), Entry.PRIOR, amount, Entry.Why.INTEREST, Entry.yearEnd(year, bucket)));
        }
    }
}
