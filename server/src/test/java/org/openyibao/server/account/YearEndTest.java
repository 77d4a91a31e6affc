package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openyibao.server.settlement.Rooms.fen;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.engine.text.Text;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.settlement.Rooms;
import org.openyibao.server.settlement.WatchedDatabase;
import org.springframework.dao.DataAccessResourceFailureException;

/// Closing years of Beijing. Accounts are opened on 1 July 2025, of which year 184 days are left; the rates are 0.05 %
/// and 0.65 %.
class YearEndTest {

    private static final String BEIJING = "110000";
    private static final String TIANJIN = "120000";
    private static final Map<RateKind, Ratio> RATES =
            Map.of(RateKind.DEMAND, Ratio.ofMillionths(500), RateKind.THREE_MONTH, Ratio.ofMillionths(6_500));
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private WatchedDatabase seen;
    private Rooms rooms;
    private Batches batches;

    @BeforeEach
    void open() {
        rooms = Rooms.open(database -> seen = new WatchedDatabase(database));
        rooms.today("2025-07-01");
        batches = rooms.service(Batches.class);
        batches.setPersonsAtOnce(2);
    }

    @AfterEach
    void close() {
        assertThat(rooms.offender().map(Text::en)).isEmpty();
        rooms.close();
    }

    private BatchReport close(String region, int year) {
        var outcome = batches.run(new Batches.Order.YearEnd(region, year, RATES, "clerk-1"), false, report -> {});
        assertThat(outcome).isInstanceOf(Batches.Outcome.Finished.class);
        return ((Batches.Outcome.Finished) outcome).report();
    }

    private Balances balances(String person) {
        return rooms.ledger(person).balances();
    }

    private void post(String person, Entry entry) {
        var posting = new Posting(rooms.ledger(person), List.of(entry));
        var posted = rooms.<Set<String>>transaction(
                connection -> rooms.service(Accounts.class).post(connection, List.of(posting), rooms.now()));
        assertThat(posted).containsExactly(person);
    }

    private static Balances prior(String yuan) {
        return new Balances(fen("0.00"), fen(yuan));
    }

    private String journal(String person) {
        return rooms.text(
                "select string_agg(concat_ws(' ', why, source, target, amount_fen, reference), ', ' order by entry)"
                        + " from journal where psn_no = ? and why <> 'OPENING'",
                person);
    }

    /// 300.00 for 184 of 365 days at 0.05 % bear 7.56 fen, 500.00 at 0.65 % bear 163.84.
    @Test
    void each_buckets_average_bears_its_rate_and_all_becomes_money_of_prior_years() {
        var person = rooms.employee("300.00", "500.00");
        rooms.today("2026-01-10");
        var report = close(BEIJING, 2025);
        assertThat(balances(person)).isEqualTo(prior("801.72"));
        assertThat(journal(person))
                .isEqualTo("CARRY_OVER current prior 30000 year-end:2025,"
                        + " INTEREST interest:110000 prior 8 year-end:2025:current,"
                        + " INTEREST interest:110000 prior 164 year-end:2025:prior");
        assertThat(rooms.ledger(person).interestYear()).isEqualTo(2025);
        assertThat(report.figures())
                .isEqualTo(Map.of(
                        Figure.PERSONS, 1L,
                        Figure.TURNED, 1L,
                        Figure.CARRIED_FEN, 30_000L,
                        Figure.INTEREST, 1L,
                        Figure.INTEREST_CURRENT_FEN, 8L,
                        Figure.INTEREST_PRIOR_FEN, 164L));
        assertThat(report.rates()).isEqualTo(RATES);
    }

    /// 800.00 all of 2026, and 1.72 from 10 January on, 356 days: 521.09 fen at 0.65 %.
    @Test
    void interest_counts_from_the_day_it_is_booked() {
        var person = rooms.employee("300.00", "500.00");
        rooms.today("2026-01-10");
        close(BEIJING, 2025);
        rooms.today("2027-02-01");
        close(BEIJING, 2026);
        assertThat(balances(person)).isEqualTo(prior("806.93"));
        assertThat(journal(person)).endsWith("INTEREST interest:110000 prior 521 year-end:2026:prior");
    }

    @Test
    void who_was_posted_to_in_the_new_year_gets_the_old_ones_interest_all_the_same() {
        var person = rooms.employee("300.00", "500.00");
        rooms.today("2026-01-05");
        var draw = new Entry(Entry.PRIOR, Entry.institution("h"), fen("100.00"), Entry.Why.USE, "premium");
        post(person, draw);
        rooms.today("2026-01-10");
        var report = close(BEIJING, 2025);
        assertThat(balances(person)).isEqualTo(prior("701.72"));
        assertThat(report.figure(Figure.TURNED)).isZero();
        assertThat(report.figure(Figure.INTEREST)).isEqualTo(1);
    }

    @Test
    void a_year_is_closed_once() {
        var person = rooms.employee("300.00", "500.00");
        rooms.today("2026-01-10");
        close(BEIJING, 2025);
        var again = close(BEIJING, 2025);
        assertThat(again.pass()).isEqualTo(2);
        assertThat(again.figures()).isEqualTo(Map.of(Figure.PERSONS, 1L));
        assertThat(balances(person)).isEqualTo(prior("801.72"));
    }

    @Test
    void who_has_no_money_is_closed_without_an_entry() {
        var person = rooms.employee("0.00", "0.00");
        rooms.today("2026-01-10");
        var report = close(BEIJING, 2025);
        assertThat(report.figure(Figure.INTEREST)).isEqualTo(1);
        assertThat(rooms.ledger(person).interestYear()).isEqualTo(2025);
        assertThat(rooms.ledger(person).entries()).isZero();
    }

    @Test
    void who_has_no_books_needs_no_closing() {
        var person = rooms.insured(Scheme.EMPLOYEE, BEIJING, Status.ACTIVE);
        rooms.today("2026-01-10");
        assertThat(close(BEIJING, 2025).figures()).isEqualTo(Map.of(Figure.PERSONS, 1L));
        assertThat(rooms.ledger(person).version()).isZero();
    }

    @Test
    void a_year_waits_for_the_interest_of_the_one_before_but_turns() {
        var person = rooms.employee("300.00", "500.00");
        rooms.today("2027-02-01");
        var early = close(BEIJING, 2026);
        assertThat(early.left()).isEqualTo(Map.of(LeftOut.EARLIER_INTEREST, 1L));
        assertThat(early.figure(Figure.TURNED)).isEqualTo(1);
        assertThat(balances(person)).isEqualTo(prior("800.00"));
        assertThat(close(BEIJING, 2025).figure(Figure.INTEREST)).isEqualTo(1);
        // 800.00 all year at 0.65 % are 5.20.
        assertThat(close(BEIJING, 2026).figure(Figure.INTEREST_PRIOR_FEN)).isEqualTo(520);
        assertThat(balances(person)).isEqualTo(prior("806.92"));
    }

    @Test
    void years_without_money_need_not_be_closed() {
        var person = rooms.employee("0.00", "0.00");
        rooms.today("2027-03-01");
        post(person, new Entry(Entry.CASH, Entry.CURRENT, fen("100.00"), Entry.Why.TRANSFER, "t"));
        rooms.today("2028-01-03");
        var report = close(BEIJING, 2027);
        // 306 days from 1 March on: 100.00 bear 4.19 fen.
        assertThat(report.left()).isEmpty();
        assertThat(report.figure(Figure.INTEREST_CURRENT_FEN)).isEqualTo(4);
    }

    @Test
    void who_moved_belongs_to_where_the_year_ended() {
        var mover = rooms.employee(TIANJIN, "300.00", "500.00");
        rooms.participates(
                mover, Scheme.EMPLOYEE, TIANJIN, Status.ACTIVE, Standing.NORMAL, START, LocalDate.of(2025, 9, 30));
        rooms.participates(
                mover, Scheme.EMPLOYEE, BEIJING, Status.ACTIVE, Standing.NORMAL, LocalDate.of(2025, 10, 1), EVER);
        rooms.today("2026-01-10");
        assertThat(close(TIANJIN, 2025).figures()).isEqualTo(Map.of(Figure.PERSONS, 1L));
        assertThat(balances(mover)).isEqualTo(prior("800.00"));
        assertThat(close(BEIJING, 2025).figure(Figure.INTEREST)).isEqualTo(1);
        assertThat(balances(mover)).isEqualTo(prior("801.72"));
        assertThat(journal(mover)).contains("INTEREST interest:110000");
    }

    @Test
    void who_left_the_scheme_keeps_the_money_and_its_interest() {
        var person = rooms.employee("300.00", "500.00");
        rooms.participates(
                person, Scheme.EMPLOYEE, BEIJING, Status.ACTIVE, Standing.ENDED, START, LocalDate.of(2025, 8, 31));
        rooms.today("2026-01-10");
        close(BEIJING, 2025);
        assertThat(balances(person)).isEqualTo(prior("801.72"));
    }

    @Test
    void rates_stay_as_the_batch_was_begun_with_and_may_be_left_out_then() {
        rooms.employee("300.00", "500.00");
        rooms.today("2026-01-10");
        assertThat(batches.run(new Batches.Order.YearEnd(BEIJING, 2025, Map.of(), "clerk-1"), false, report -> {}))
                .isInstanceOfSatisfying(
                        Batches.Outcome.Refused.class,
                        refused -> assertThat(
                                        refused.refusal().wrong().orElseThrow().field())
                                .isEqualTo("rates"));
        close(BEIJING, 2025);
        var others = Map.of(RateKind.DEMAND, Ratio.ofMillionths(500), RateKind.THREE_MONTH, Ratio.ofMillionths(1));
        assertThat(batches.run(new Batches.Order.YearEnd(BEIJING, 2025, others, "clerk-1"), false, report -> {}))
                .isInstanceOf(Batches.Outcome.Refused.class);
        assertThat(batches.run(new Batches.Order.YearEnd(BEIJING, 2025, Map.of(), "clerk-1"), false, report -> {}))
                .isInstanceOfSatisfying(
                        Batches.Outcome.Finished.class,
                        finished -> assertThat(finished.report().rates()).isEqualTo(RATES));
    }

    @Test
    void a_year_that_is_not_over_is_refused() {
        rooms.today("2025-12-31");
        assertThat(batches.run(new Batches.Order.YearEnd(BEIJING, 2025, RATES, "clerk-1"), false, report -> {}))
                .isInstanceOfSatisfying(Batches.Outcome.Refused.class, refused -> {
                    assertThat(refused.refusal().wrong().orElseThrow().field()).isEqualTo("year");
                    assertThat(refused.refusal()
                                    .wrong()
                                    .orElseThrow()
                                    .expected()
                                    .en())
                            .isEqualTo("a year that is over, before 2025");
                });
    }

    @Test
    void a_dry_run_says_what_a_run_would_do_and_writes_nothing() {
        for (var i = 0; i < 3; i++) {
            rooms.employee("300.00", "500.00");
        }
        rooms.today("2026-01-10");
        var before = rooms.state();
        var dry = (Batches.Outcome.Finished)
                batches.run(new Batches.Order.YearEnd(BEIJING, 2025, RATES, "clerk-1"), true, report -> {});
        assertThat(rooms.state()).isEqualTo(before);
        assertThat(dry.report().figure(Figure.INTEREST_PRIOR_FEN)).isEqualTo(3 * 164);
        assertThat(close(BEIJING, 2025).figures()).isEqualTo(dry.report().figures());
    }

    @Test
    void a_batch_that_broke_off_goes_on_where_it_was() {
        var persons = List.of(
                rooms.employee("300.00", "500.00"),
                rooms.employee("300.00", "500.00"),
                rooms.employee("300.00", "500.00"));
        rooms.today("2026-01-10");
        var commits = new AtomicInteger();
        seen.watchedBy(step -> {
            if (step.equals(WatchedDatabase.COMMIT) && commits.incrementAndGet() == 2) {
                throw new SQLException("the database is gone", "08006");
            }
        });
        assertThatThrownBy(() -> close(BEIJING, 2025)).isInstanceOf(DataAccessResourceFailureException.class);
        seen.unwatched();
        assertThat(rooms.number("select count(*) from ledger where interest_year = 2025"))
                .isEqualTo(2);
        assertThat(rooms.offender()).isEmpty();
        var report = close(BEIJING, 2025);
        assertThat(report.pass()).isEqualTo(1);
        assertThat(report.figure(Figure.INTEREST)).isEqualTo(3);
        for (var person : persons) {
            assertThat(balances(person)).isEqualTo(prior("801.72"));
        }
    }

    /// A settlement that comes in between: the interest is of the year that is over, whatever is drawn now.
    @Test
    void books_that_moved_on_are_decided_again() {
        var person = rooms.employee("300.00", "500.00");
        rooms.today("2026-01-10");
        var moved = new AtomicInteger();
        seen.watchedBy(step -> {
            if (step.startsWith("update ledger") && moved.incrementAndGet() == 1) {
                post(person, new Entry(Entry.PRIOR, Entry.institution("h"), fen("4.00"), Entry.Why.USE, "p"));
            }
        });
        var report = close(BEIJING, 2025);
        seen.unwatched();
        assertThat(report.figure(Figure.INTEREST)).isEqualTo(1);
        assertThat(report.figure(Figure.TURNED)).isZero();
        assertThat(balances(person)).isEqualTo(prior("797.72"));
    }

    @Test
    void interest_is_worked_out_again_from_the_day_sums_and_the_rates_of_its_batch() {
        var person = rooms.employee("300.00", "500.00");
        rooms.today("2026-01-10");
        close(BEIJING, 2025);
        for (var change : List.of(
                "update batch set three_month_millionths = 7500",
                "update batch set demand_millionths = 600",
                "delete from batch",
                "update closed_year set prior_fen_days = prior_fen_days * 2",
                "delete from closed_year")) {
            var offender = rooms.undone(connection -> {
                Rooms.change(connection, change);
                return InflowBooks.prove(
                                connection, rooms.service(Policies.class).current())
                        .offender();
            });
            assertThat(offender.map(Text::en).orElse(""))
                    .as(change)
                    .startsWith("person " + person + ": interest of 2025, ")
                    .endsWith("is not what its day sums come to at the rates of its batch");
        }
    }
}
