package org.openyibao.server.account;

import static java.time.temporal.ChronoUnit.DAYS;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.decision.InflowDecider;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;

/// Credits a region's contributions of a month to accounts: to this year's money, whatever the month. What was credited
/// of a contribution before is taken off, so that it is credited once, and a corrected one up to what it says now.
final class Crediting implements BatchKind {

    private final Accounts accounts;
    private final Enrolment enrolment;
    private final PolicyBook book;
    private final BatchStore store;
    private final String region;
    private final YearMonth month;
    private final LocalDate lastDay;

    Crediting(
            Accounts accounts, Enrolment enrolment, PolicyBook book, BatchStore store, String region, YearMonth month) {
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.book = book;
        this.store = store;
        this.region = region;
        this.month = month;
        lastDay = month.atEndOfMonth();
    }

    @Override
    public List<String> persons(Connection connection, String after, int most) throws SQLException {
        return enrolment.contributors(connection, region, month, after, most);
    }

    @Override
    public Decided decide(Connection connection, Collection<String> persons, Instant now) throws SQLException {
        // The books first: whatever was credited since they were read moved them on.
        var ledgers = accounts.ledgers(connection, persons, now);
        var credited = store.credited(connection, month, persons);
        var contributions = enrolment.contributions(connection, region, month, persons);
        var enrolled = enrolment.byNumbers(connection, persons);
        var today = BusinessDay.of(now);
        var changes = new ArrayList<Change>(persons.size());
        var others = new Tally();
        for (var each : contributions.entrySet()) {
            var person = each.getKey();
            var ledger = ledgers.get(person);
            if (ledger == null) {
                throw new IllegalStateException("books that were asked for are missing");
            }
            var credits = new ArrayList<BatchStore.Credit>(1);
            for (var contribution : each.getValue()) {
                var key = new BatchStore.CreditKey(person, contribution.scheme());
                var before = credited.getOrDefault(key, BatchStore.Until.NOTHING);
                switch (due(contribution, Optional.ofNullable(enrolled.get(person)), today)) {
                    case Due.None(var reason) -> others.add(reason, 1);
                    case Due.Amount due -> {
                        if (before.account().compareTo(due.account()) > 0) {
                            others.add(LeftOut.CREDITED_MORE, 1);
                        } else if (!before.account().equals(due.account())) {
                            credits.add(credit(contribution, due, before));
                        }
                    }
                }
            }
            if (!credits.isEmpty()) {
                changes.add(change(ledger, credits));
            }
        }
        return new Decided(changes, others);
    }

    /// What of a contribution belongs to the account.
    private sealed interface Due {

        record Amount(Fen account, Fen pool, Optional<Rule> rule) implements Due {
            static final Amount NOTHING = new Amount(Fen.ZERO, Fen.ZERO, Optional.empty());
        }

        record None(LeftOut reason) implements Due {}
    }

    private Due due(Contribution contribution, Optional<Enrolment.Enrolled> enrolled, LocalDate today) {
        return switch (contribution.kind()) {
            case REGULAR, BACK_PAYMENT, FIXED -> decided(contribution, enrolled, today);
            // Credited where it was paid, or never paid at all.
            case TRANSFERRED, DEEMED, WITHDRAWN -> Due.Amount.NOTHING;
        };
    }

    private Due decided(Contribution contribution, Optional<Enrolment.Enrolled> enrolled, LocalDate today) {
        var participation = enrolled.flatMap(found -> participation(contribution, found.participations()));
        if (participation.isEmpty()) {
            return new Due.None(LeftOut.NOT_INSURED);
        }
        var insured = enrolled.orElseThrow().insured(participation.get(), book, lastDay, today);
        var question = new InflowDecider.Question(
                insured,
                contribution.base(),
                contribution.employee(),
                contribution.employer(),
                fixedAmount(contribution));
        var policy = book.on(region, contribution.scheme(), lastDay);
        return switch (InflowDecider.decide(policy, question)) {
            case InflowDecider.Outcome.Credited(var account, var pool, var rule) ->
                new Due.Amount(account, pool, Optional.of(rule));
            case InflowDecider.Outcome.NoAccount ignored -> new Due.None(LeftOut.NO_ACCOUNT);
            case InflowDecider.Outcome.Refused(var reason) -> new Due.None(LeftOut.of(reason));
        };
    }

    static Optional<Fen> fixedAmount(Contribution contribution) {
        return contribution.kind() == ContributionKind.FIXED ? Optional.of(contribution.fixed()) : Optional.empty();
    }

    /// As what the person was insured at the end of the month; of a month that was made up for, the nearest there is.
    private Optional<Participation> participation(Contribution contribution, List<Participation> participations) {
        return participations.stream()
                .filter(part ->
                        part.scheme() == contribution.scheme() && part.region().equals(region))
                .min(Comparator.comparingLong(part -> Math.abs(DAYS.between(part.nearest(lastDay), lastDay))));
    }

    private BatchStore.Credit credit(Contribution contribution, Due.Amount due, BatchStore.Until before) {
        return new BatchStore.Credit(
                contribution.person(),
                contribution.scheme(),
                month,
                before.parts() + 1,
                region,
                due.account().minus(before.account()),
                due.pool().minus(before.pool()),
                due.rule().map(Rule::key).orElse(""),
                contribution.kind());
    }

    private Change change(Ledger ledger, List<BatchStore.Credit> credits) {
        var entries = credits.stream()
                .map(credit -> new Entry(
                        Entry.contribution(region, credit.scheme().toString()),
                        Entry.CURRENT,
                        credit.account(),
                        Entry.Why.CREDIT,
                        credit.reference()))
                .toList();
        var tally = new Tally().add(Figure.CREDITED, 1);
        credits.forEach(
                credit -> tally.add(Figure.CREDITED_FEN, credit.account()).add(Figure.POOLED_FEN, credit.pool()));
        return new Change(new Posting(ledger, entries), credits, tally);
    }
}
