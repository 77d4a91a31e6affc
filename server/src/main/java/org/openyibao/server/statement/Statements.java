package org.openyibao.server.statement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// The door of the room. Everything is told as of now, of persons that are registered; a person without books has an
/// account without anything in it.
@Component
public class Statements {

    /// The longest time that one statement covers.
    static final int MOST_YEARS = 10;

    /// The most lines that one statement has.
    static final int MOST_LINES = 10_000;

    private final Requests requests;
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final DetailsReader details;
    private final Clock clock;

    Statements(Requests requests, Accounts accounts, Enrolment enrolment, DetailsReader details, Clock clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.enrolment = enrolment;
        this.details = details;
        this.clock = clock;
    }

    /// What an account holds.
    public Result<Overview> overview(String number) {
        return of(number, person -> Result.done(overview(accounts.ledger(number), BusinessDay.of(clock.instant()))));
    }

    /// What became of an account from one day to another, both counted; `to` is today if it is not given, and
    /// `from` the 1 January before `to`.
    public Result<Statement> statement(String number, Optional<LocalDate> from, Optional<LocalDate> to) {
        return of(number, person -> switch (extract(number, from, to, clock.instant())) {
            case Result.Refused<Extract>(var refusal) -> Result.refused(refusal);
            case Result.Done<Extract>(var extract) ->
                Result.done(extract.told(person, details.read(number, extract.movements())));
        });
    }

    /// Why an account holds what it holds, with every change from a day on, 1 January if it is not given.
    public Result<Explanation> why(String number, Optional<LocalDate> from) {
        var now = clock.instant();
        return of(number, person -> switch (extract(number, from, Optional.empty(), now)) {
            case Result.Refused<Extract>(var refusal) -> Result.refused(refusal);
            case Result.Done<Extract>(var extract) -> {
                var known = details.withRules(details.read(number, extract.movements()), extract.movements());
                yield Result.done(new Explanation(
                        overview(extract.ledger(), BusinessDay.of(now)), extract.told(person, known), extract.prior()));
            }
        });
    }

    /// All years of an account, the first first.
    public Result<List<Year>> years(String number) {
        return of(number, person -> {
            var now = clock.instant();
            var movements = new ArrayList<Movement>();
            requests.read(connection -> Movements.of(accounts, connection, number, now, movements::add));
            var known = details.read(number, movements);
            return Result.done(Years.of(movements, known, BusinessDay.of(now).getYear()));
        });
    }

    private interface Telling<T> {
        Result<T> of(Person person);
    }

    private <T> Result<T> of(String number, Telling<T> telling) {
        return enrolment
                .byNumber(number)
                .map(Enrolled::person)
                .map(telling::of)
                .orElseGet(() -> Result.refused(Refusal.unknownPerson("person", number)));
    }

    private static Overview overview(Ledger ledger, LocalDate day) {
        return new Overview(
                ledger.person(),
                day,
                Holding.of(ledger),
                ledger.year(),
                ledger.interestYear(),
                ledger.version(),
                ledger.entries(),
                ledger.turn().entry().map(Entry::amount));
    }

    private Result<Extract> extract(String number, Optional<LocalDate> asked, Optional<LocalDate> until, Instant now) {
        var today = BusinessDay.of(now);
        var to = until.orElse(today);
        var from = asked.orElse(to.withDayOfYear(1));
        var wrong = wrong(from, to, today);
        if (wrong.isPresent()) {
            return Result.refused(wrong.get());
        }
        var gathering = new Extract.Gathering(from, to, MOST_LINES);
        var ledger = requests.read(connection -> Movements.of(accounts, connection, number, now, gathering::add));
        return gathering.isTooLong()
                ? Result.refused(Refusal.badInput(
                        "TOO_MANY_LINES",
                        "from",
                        new Text("不超过 " + MOST_LINES + " 行的一段时间", "a time with at most " + MOST_LINES + " lines"),
                        Text.same(from.toString())))
                : Result.done(gathering.of(ledger));
    }

    private static Optional<Refusal> wrong(LocalDate from, LocalDate to, LocalDate today) {
        if (to.isAfter(today)) {
            return Optional.of(
                    wrong("to", new Text("不晚于今天 " + today + " 的日期", "a date not after today, " + today), to));
        }
        if (from.isAfter(to)) {
            return Optional.of(wrong("from", new Text("不晚于 " + to + " 的日期", "a date not after " + to), from));
        }
        var earliest = to.minusYears(MOST_YEARS);
        return from.isAfter(earliest)
                ? Optional.empty()
                : Optional.of(wrong(
                        "from",
                        new Text(
                                earliest + " 以后的日期（一次不超过 " + MOST_YEARS + " 年）",
                                "a date after " + earliest + ", at most " + MOST_YEARS + " years at once"),
                        from));
    }

    private static Refusal wrong(String field, Text expected, LocalDate got) {
        return Refusal.badInput("WRONG_VALUE", field, expected, Text.same(got.toString()));
    }
}
