package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.settlement.Rooms;
import org.openyibao.server.settlement.WatchedDatabase;
import org.springframework.dao.DataAccessResourceFailureException;

/// Crediting a month of Beijing on 15 July 2025: 2 % of the base for the active, a fixed amount for the retired.
class CreditingTest {

    private static final String BEIJING = "110000";
    private static final YearMonth JUNE = YearMonth.of(2025, 6);

    private WatchedDatabase seen;
    private Rooms rooms;
    private Batches batches;

    @BeforeEach
    void open() {
        rooms = Rooms.open(database -> seen = new WatchedDatabase(database));
        rooms.today("2025-07-15");
        batches = rooms.service(Batches.class);
        batches.setPersonsAtOnce(2);
    }

    @AfterEach
    void close() {
        assertThat(rooms.offender().map(Text::en)).isEmpty();
        rooms.close();
    }

    private String active() {
        return rooms.insured(Scheme.EMPLOYEE, BEIJING, Status.ACTIVE);
    }

    private void contributes(String person, ContributionKind kind, String base, String employee, String fixed) {
        contributes(person, Scheme.EMPLOYEE, JUNE, kind, base, employee, fixed);
    }

    /// The employer pays 588.00 where the employee pays anything.
    private void contributes(
            String person,
            Scheme scheme,
            YearMonth month,
            ContributionKind kind,
            String base,
            String employee,
            String fixed) {
        var employer = employee.equals("0.00") || scheme == Scheme.RESIDENT ? "0.00" : "588.00";
        var contribution = new Contribution(
                person,
                scheme,
                month,
                BEIJING,
                kind,
                fen(base),
                fen(employee),
                fen(employer),
                fen(fixed),
                LocalDate.of(2025, 7, 10));
        var taken = rooms.transaction(connection -> rooms.service(Enrolment.class)
                .contribute(connection, List.of(new Enrolment.Offered(contribution, true)), "clerk", "test"));
        assertThat(taken.refused()).isEmpty();
    }

    private void regular(String person, String base, String employee) {
        contributes(person, ContributionKind.REGULAR, base, employee, "0.00");
    }

    private BatchReport credit() {
        var outcome = batches.run(new Batches.Order.Credit(BEIJING, JUNE, "clerk-1"), false, report -> {});
        assertThat(outcome).isInstanceOf(Batches.Outcome.Finished.class);
        return ((Batches.Outcome.Finished) outcome).report();
    }

    private Balances balances(String person) {
        return rooms.ledger(person).balances();
    }

    private static Balances current(String yuan) {
        return new Balances(fen(yuan), fen("0.00"));
    }

    private String journal(String person) {
        return rooms.text(
                "select string_agg(concat_ws(' ', why, source, target, amount_fen, reference), ', ' order by entry)"
                        + " from journal where psn_no = ?",
                person);
    }

    @Test
    void the_active_get_their_own_share_the_retired_a_fixed_amount_and_residents_nothing() {
        var active = active();
        var retired = rooms.insured(Scheme.EMPLOYEE, BEIJING, Status.RETIRED);
        var resident = rooms.insured(Scheme.RESIDENT, BEIJING, Status.ADULT);
        regular(active, "7350.00", "147.00");
        contributes(retired, ContributionKind.FIXED, "0.00", "0.00", "95.50");
        var january = YearMonth.of(2025, 1);
        contributes(resident, Scheme.RESIDENT, january, ContributionKind.REGULAR, "0.00", "400.00", "0.00");

        var report = credit();

        assertThat(balances(active)).isEqualTo(current("147.00"));
        assertThat(journal(active))
                .isEqualTo("CREDIT contribution:110000:employee current 14700 credit:employee:2025-06:1");
        assertThat(balances(retired)).isEqualTo(current("95.50"));
        assertThat(report.figures())
                .isEqualTo(Map.of(
                        Figure.PERSONS, 2L,
                        Figure.CREDITED, 2L,
                        Figure.CREDITED_FEN, 14_700L + 9_550L,
                        Figure.POOLED_FEN, 58_800L));
        assertThat(report.left()).isEmpty();
        assertThat(report.finishedAt()).contains(rooms.now());

        var outcome = (Batches.Outcome.Finished)
                batches.run(new Batches.Order.Credit(BEIJING, january, "clerk-1"), false, each -> {});
        assertThat(outcome.report().left()).isEqualTo(Map.of(LeftOut.NO_ACCOUNT, 1L));
        assertThat(rooms.ledger(resident).version()).isZero();
    }

    @Test
    void no_more_is_credited_than_the_employee_contributed() {
        var person = active();
        regular(person, "7350.00", "100.00");
        credit();
        assertThat(balances(person)).isEqualTo(current("100.00"));
    }

    @Test
    void the_money_of_a_month_of_last_year_is_this_years_money() {
        var person = rooms.employee("50.00", "0.00");
        regular(person, "7350.00", "147.00");
        rooms.today("2026-01-08");
        credit();
        assertThat(balances(person)).isEqualTo(new Balances(fen("147.00"), fen("50.00")));
        assertThat(journal(person))
                .endsWith("CARRY_OVER current prior 5000 year-end:2025,"
                        + " CREDIT contribution:110000:employee current 14700 credit:employee:2025-06:1");
    }

    @Test
    void a_second_pass_credits_those_who_came_too_late_and_nobody_twice() {
        var early = active();
        regular(early, "7350.00", "147.00");
        credit();
        var late = active();
        regular(late, "5000.00", "100.00");
        var second = credit();
        assertThat(second.pass()).isEqualTo(2);
        assertThat(second.figure(Figure.PERSONS)).isEqualTo(2);
        assertThat(second.figure(Figure.CREDITED)).isEqualTo(1);
        assertThat(second.figure(Figure.CREDITED_FEN)).isEqualTo(10_000);
        assertThat(balances(early)).isEqualTo(current("147.00"));
        assertThat(balances(late)).isEqualTo(current("100.00"));
        assertThat(credit().figures()).isEqualTo(Map.of(Figure.PERSONS, 2L));
    }

    @Test
    void a_correction_upwards_is_credited_by_the_difference() {
        var person = active();
        regular(person, "7350.00", "147.00");
        credit();
        regular(person, "8000.00", "160.00");
        assertThat(credit().figure(Figure.CREDITED_FEN)).isEqualTo(1_300);
        assertThat(balances(person)).isEqualTo(current("160.00"));
        assertThat(journal(person)).endsWith("current 1300 credit:employee:2025-06:2");
        assertThat(credit().figure(Figure.CREDITED)).isZero();
    }

    @Test
    void nothing_is_taken_back_by_a_correction_downwards_or_a_withdrawal() {
        var person = active();
        var withdrawn = active();
        regular(person, "7350.00", "147.00");
        regular(withdrawn, "7350.00", "147.00");
        credit();
        regular(person, "5000.00", "100.00");
        contributes(withdrawn, ContributionKind.WITHDRAWN, "0.00", "0.00", "0.00");
        var report = credit();
        assertThat(report.left()).isEqualTo(Map.of(LeftOut.CREDITED_MORE, 2L));
        assertThat(report.figure(Figure.CREDITED)).isZero();
        assertThat(balances(person)).isEqualTo(current("147.00"));
        assertThat(balances(withdrawn)).isEqualTo(current("147.00"));
    }

    @Test
    void what_was_paid_elsewhere_or_not_at_all_is_not_credited() {
        for (var kind : List.of(ContributionKind.DEEMED, ContributionKind.TRANSFERRED)) {
            contributes(active(), kind, "0.00", "0.00", "0.00");
        }
        assertThat(credit().figures()).isEqualTo(Map.of(Figure.PERSONS, 2L));
    }

    @Test
    void who_has_no_rule_is_left_out_and_counted() {
        var person = rooms.insured(Scheme.EMPLOYEE, BEIJING, Status.FLEXIBLE);
        regular(person, "7350.00", "147.00");
        assertThat(credit().left()).isEqualTo(Map.of(LeftOut.NO_RULE_FOR_REGION, 1L));
        assertThat(rooms.ledger(person).version()).isZero();
    }

    @Test
    void a_dry_run_says_what_a_run_would_do_and_writes_nothing() {
        for (var i = 0; i < 5; i++) {
            regular(active(), "7350.00", "147.00");
        }
        var before = rooms.state();
        var dry = (Batches.Outcome.Finished)
                batches.run(new Batches.Order.Credit(BEIJING, JUNE, "clerk-1"), true, report -> {});
        assertThat(rooms.state()).isEqualTo(before);
        assertThat(dry.report().figure(Figure.CREDITED_FEN)).isEqualTo(5 * 14_700);
        assertThat(credit().figures()).isEqualTo(dry.report().figures());
        var again = (Batches.Outcome.Finished)
                batches.run(new Batches.Order.Credit(BEIJING, JUNE, "clerk-1"), true, report -> {});
        assertThat(again.report().figures()).isEqualTo(Map.of(Figure.PERSONS, 5L));
    }

    @Test
    void what_cannot_be_is_refused() {
        var future =
                batches.run(new Batches.Order.Credit(BEIJING, YearMonth.of(2025, 8), "clerk-1"), false, report -> {});
        assertThat(future).isInstanceOfSatisfying(Batches.Outcome.Refused.class, refused -> {
            assertThat(refused.refusal().wrong().orElseThrow().field()).isEqualTo("month");
            assertThat(refused.refusal().wrong().orElseThrow().expected().en())
                    .isEqualTo("a month not after this one, 2025-07");
            assertThat(refused.refusal().wrong().orElseThrow().got().en()).isEqualTo("2025-08");
        });
        assertThat(batches.run(new Batches.Order.Credit("11", JUNE, "clerk-1"), false, report -> {}))
                .isInstanceOfSatisfying(
                        Batches.Outcome.Refused.class,
                        refused -> assertThat(
                                        refused.refusal().wrong().orElseThrow().field())
                                .isEqualTo("region"));
        assertThat(rooms.rows("batch")).isZero();
    }

    @Test
    void a_batch_that_broke_off_goes_on_where_it_was() {
        var persons = List.of(active(), active(), active(), active(), active());
        persons.forEach(person -> regular(person, "7350.00", "147.00"));
        var commits = new AtomicInteger();
        seen.watchedBy(step -> {
            if (step.equals(WatchedDatabase.COMMIT) && commits.incrementAndGet() == 3) {
                throw new SQLException("the database is gone", "08006");
            }
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(this::credit)
                .isInstanceOf(DataAccessResourceFailureException.class);
        seen.unwatched();
        assertThat(rooms.text("select last_psn_no from batch")).isEqualTo(persons.get(3));
        assertThat(rooms.rows("credit")).isEqualTo(4);
        assertThat(rooms.offender()).isEmpty();

        var asked = new AtomicInteger();
        var outcome = (Batches.Outcome.Finished) batches.run(
                new Batches.Order.Credit(BEIJING, JUNE, "clerk-1"), false, report -> asked.incrementAndGet());
        assertThat(asked).hasValue(1);
        assertThat(outcome.report().pass()).isEqualTo(1);
        assertThat(outcome.report().figure(Figure.CREDITED)).isEqualTo(5);
        for (var person : persons) {
            assertThat(balances(person)).isEqualTo(current("147.00"));
        }
    }

    @Test
    void books_that_moved_on_are_decided_again_and_the_others_not() {
        var busy = rooms.employee("10.00", "0.00");
        var quiet = rooms.employee("10.00", "0.00");
        regular(busy, "7350.00", "147.00");
        regular(quiet, "7350.00", "147.00");
        var moved = new AtomicInteger();
        seen.watchedBy(step -> {
            if (step.startsWith("update ledger") && moved.incrementAndGet() == 1) {
                rooms.transaction(connection -> {
                    var draw = new Entry(Entry.CURRENT, Entry.institution("h"), fen("4.00"), Entry.Why.USE, "premium");
                    return rooms.service(Accounts.class)
                            .post(connection, List.of(new Posting(rooms.ledger(busy), List.of(draw))), rooms.now());
                });
            }
        });
        var report = credit();
        seen.unwatched();
        assertThat(moved.get()).isGreaterThan(1);
        assertThat(report.figure(Figure.CREDITED)).isEqualTo(2);
        assertThat(balances(busy)).isEqualTo(current("153.00"));
        assertThat(balances(quiet)).isEqualTo(current("157.00"));
    }

    /// Another process that begins the batch in the middle of it is told, and does nothing.
    @Test
    void who_begins_a_batch_that_is_under_way_is_told() {
        var persons = List.of(active(), active(), active(), active(), active());
        persons.forEach(person -> regular(person, "7350.00", "147.00"));
        var begun = new AtomicInteger();
        seen.watchedBy(step -> {
            if (step.startsWith("insert into ledger") && begun.incrementAndGet() == 2) {
                assertThat(batches.run(new Batches.Order.Credit(BEIJING, JUNE, "another"), false, report -> {}))
                        .isInstanceOf(Batches.Outcome.UnderWay.class);
            }
        });
        assertThat(credit().figure(Figure.CREDITED)).isEqualTo(5);
        assertThat(begun.get()).isGreaterThan(1);
        seen.unwatched();
        assertThat(credit().pass()).isEqualTo(2);
        for (var person : persons) {
            assertThat(balances(person)).isEqualTo(current("147.00"));
        }
    }

    /// A batch that was moved on although it was held: nothing of the chunk lasts.
    @Test
    void a_batch_is_not_moved_on_from_where_it_is_not() {
        var persons = List.of(active(), active(), active());
        persons.forEach(person -> regular(person, "7350.00", "147.00"));
        var begun = new AtomicInteger();
        seen.watchedBy(step -> {
            if (step.startsWith("insert into ledger") && begun.incrementAndGet() == 2) {
                rooms.transaction(
                        connection -> Rooms.change(connection, "update batch set last_psn_no = ?", persons.getLast()));
            }
        });
        assertThat(batches.run(new Batches.Order.Credit(BEIJING, JUNE, "clerk-1"), false, report -> {}))
                .isInstanceOf(Batches.Outcome.UnderWay.class);
        seen.unwatched();
        assertThat(rooms.ledger(persons.getLast()).version()).isZero();
        assertThat(rooms.rows("credit")).isEqualTo(2);
    }

    @Test
    void a_credit_without_its_entry_is_found() {
        var person = active();
        regular(person, "7350.00", "147.00");
        credit();
        for (var change : List.of(
                "update credit set account_fen = 14701",
                "delete from credit",
                "update credit set part = 2",
                "insert into credit select psn_no, scheme, month, 2, region, 1, 0, '', kind from credit")) {
            var offender = rooms.undone(connection -> {
                Rooms.change(connection, change);
                return AccountBooks.prove(connection).offender();
            });
            assertThat(offender.map(Text::en))
                    .as(change)
                    .contains("person " + person + ": what was credited is not what the entries say");
        }
    }

    private BooksReport proved(String change) {
        return rooms.undone(connection -> {
            Rooms.change(connection, change);
            return InflowBooks.prove(connection, rooms.service(Policies.class).current());
        });
    }

    @Test
    void what_was_credited_is_worked_out_again_from_the_contribution_and_the_rule() {
        var person = active();
        regular(person, "7350.00", "147.00");
        credit();
        regular(person, "8000.00", "160.00");
        credit();
        assertThat(proved("update credit set part = part").counts()).containsEntry("credit", 2L);
        for (var change : List.of(
                "update contribution set employee_fen = 15999 where seq = 2",
                "update contribution set base_fen = 700000 where seq = 1",
                "update contribution set employer_fen = 58801",
                "delete from contribution where seq = 1",
                "update credit set pool_fen = pool_fen + 1 where part = 2",
                "update credit set rule = '000000/inflow-retired@2021-04-13'")) {
            assertThat(proved(change).offender().map(Text::en).orElse(""))
                    .as(change)
                    .startsWith("person " + person + " employee 2025-06: credited ")
                    .contains("which is not what the contribution comes to by the rule 000000/inflow-");
        }
        for (var change : List.of(
                "delete from contribution",
                "update contribution set region = '120000'",
                "update contribution set month = '2025-05-01'")) {
            assertThat(proved(change).offender().map(Text::en))
                    .as(change)
                    .contains("person " + person + " employee 2025-06: credited of a contribution that is not there");
        }
    }

    @Test
    void a_credit_by_a_rule_that_the_packs_have_no_more_is_counted() {
        regular(active(), "7350.00", "147.00");
        credit();
        var report = proved("update credit set rule = '000000/inflow-active@1999-01-01'");
        assertThat(report.offender()).isEmpty();
        assertThat(report.counts()).containsEntry("credit", 1L).containsEntry("credit, no rule", 1L);
    }
}
