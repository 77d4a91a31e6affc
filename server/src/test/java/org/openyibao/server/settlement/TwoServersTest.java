package org.openyibao.server.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;
import static org.openyibao.server.settlement.Rooms.line;
import static org.openyibao.server.settlement.Rooms.paid;

import java.time.LocalDate;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.server.enrolment.Changes;

/// Two servers on one database: whoever loses a person to the other decides again on what the other left.
@Timeout(60)
class TwoServersTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    private static final int ROUNDS = 20;

    private static Rooms first;
    private static WatchedDatabase seenByFirst;
    private static Rooms second;

    @BeforeAll
    static void open() {
        var seen = new AtomicReference<WatchedDatabase>();
        first = Rooms.open(database -> {
            seen.set(new WatchedDatabase(database));
            return seen.get();
        });
        seenByFirst = seen.get();
        second = first.beside(UnaryOperator.identity());
    }

    @AfterEach
    void provedByBoth() {
        seenByFirst.unwatched();
        assertThat(first.offender()).isEmpty();
    }

    @AfterAll
    static void close() {
        second.close();
        first.close();
    }

    /// With 80.00 in each of two batches; the account holds 100.00.
    private static Rooms.Visit visit() {
        var visit = first.visit(first.employee("100.00", "0.00"), DAY);
        first.done(Outcome.FeesTaken.class, visit.upload("b1", line(Rooms.DRUG_A, "80.00", DAY)));
        first.done(Outcome.FeesTaken.class, visit.upload("b2", line(Rooms.DRUG_A, "80.00", DAY)));
        return visit;
    }

    /// Lets the second server be faster: it does its work after the first has decided and before the first
    /// writes.
    private static void overtaken(Runnable work) {
        var overtaken = new AtomicBoolean();
        seenByFirst.watchedBy(step -> {
            if (step.startsWith("update ledger") && overtaken.compareAndSet(false, true)) {
                work.run();
            }
        });
    }

    @Test
    void a_loser_is_decided_again_on_the_balance_that_the_winner_left() {
        var visit = visit();
        overtaken(() -> assertThat(paid(second.done(Outcome.Settled.class, visit.settle("b2", "80.00"))))
                .isEqualTo("80.00 = funds 0.00 + current 80.00 + prior 0.00 + cash 0.00"));
        assertThat(paid(first.done(Outcome.Settled.class, visit.settle("b1", "80.00"))))
                .isEqualTo("80.00 = funds 0.00 + current 20.00 + prior 0.00 + cash 60.00");
        assertThat(first.ledger(visit.person()).balances()).isEqualTo(Balances.NONE);
        assertThat(first.year(visit)).isEqualTo("16000 0 0 0 16000 0");
    }

    @Test
    void a_loser_that_became_impossible_is_refused() {
        var visit = visit();
        overtaken(() -> second.done(Outcome.Settled.class, visit.settle("b1", "80.00")));
        assertThat(first.perform(visit.settle("b1", "80.00"))).isInstanceOf(Outcome.Refused.class);
        assertThat(first.number("select count(*) from settlement where psn_no = ?", visit.person()))
                .isEqualTo(1);
    }

    /// A visit with 2,800.00 in a batch, of somebody who had died the day before, which is not reported yet.
    private static Rooms.Visit afterDeath() {
        var visit = first.visit(first.employee("100.00", "0.00"), DAY);
        first.done(Outcome.FeesTaken.class, visit.upload("b1", line(Rooms.DRUG_A, "2800.00", DAY)));
        return visit;
    }

    private static void reportDeath(Rooms rooms, Rooms.Visit visit) {
        var of = new Changes.Of(visit.person(), 0);
        var said = new Changes.Said("clerk-2", "补报");
        rooms.<Changes.Made>once(once -> rooms.service(Changes.class).reportDeath(once, of, DAY.minusDays(1), said));
    }

    @Test
    void what_was_decided_before_a_change_of_insurance_is_decided_again_after_it() {
        var visit = afterDeath();
        overtaken(() -> reportDeath(second, visit));
        assertThat(paid(first.done(Outcome.Settled.class, visit.settle("b1", "2800.00"))))
                .isEqualTo("2800.00 = funds 0.00 + current 100.00 + prior 0.00 + cash 2700.00");
    }

    @Test
    void a_change_of_insurance_that_a_settlement_overtakes_is_made_after_it() {
        var visit = afterDeath();
        var settled = new AtomicReference<String>();
        overtaken(() -> settled.set(paid(second.done(Outcome.Settled.class, visit.settle("b1", "2800.00")))));
        var version = first.ledger(visit.person()).version();
        reportDeath(first, visit);
        assertThat(settled.get())
                .as("70 % of what is above the deductible of 1,800.00")
                .isEqualTo("2800.00 = funds 700.00 + current 100.00 + prior 0.00 + cash 2000.00");
        assertThat(first.ledger(visit.person()).version()).isEqualTo(version + 2);
    }

    @Test
    void a_visit_cancelled_by_the_one_takes_no_lines_from_the_other() {
        var visit = visit();
        overtaken(() -> second.done(Outcome.Done.class, visit.cancel()));
        assertThat(first.perform(visit.upload("b3", line(Rooms.DRUG_A, "1.00", DAY))))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(first.number("select count(*) from fee_upload where psn_no = ?", visit.person()))
                .isEqualTo(2);
    }

    @Test
    void the_first_visits_of_a_person_without_books_are_both_opened() {
        var person = first.resident();
        var opening = new Rooms.Visit(person, Scheme.RESIDENT, Rooms.COMMUNITY, "", DAY);
        var overtaken = new AtomicBoolean();
        seenByFirst.watchedBy(step -> {
            if (step.startsWith("insert into ledger") && overtaken.compareAndSet(false, true)) {
                second.done(Outcome.Opened.class, opening.open());
            }
        });
        first.done(Outcome.Opened.class, opening.open());
        assertThat(overtaken).isTrue();
        assertThat(first.number("select count(*) from visit where psn_no = ?", person))
                .isEqualTo(2);
        assertThat(first.ledger(person).version()).isEqualTo(2);
    }

    @Test
    void a_message_that_came_to_both_is_carried_out_by_one_and_answered_alike() {
        var visit = visit();
        var settle = visit.settle("b1", "80.00");
        var message = Rooms.message(settle);
        var answer = new AtomicReference<byte[]>();
        overtaken(() -> answer.set(second.send(message, settle, outcome -> "second".getBytes(UTF_8))));
        assertThat(first.send(message, settle, outcome -> "first".getBytes(UTF_8)))
                .isEqualTo(answer.get());
        assertThat(new String(answer.get(), UTF_8)).isEqualTo("second");
        assertThat(first.number("select count(*) from settlement where psn_no = ?", visit.person()))
                .isEqualTo(1);
    }

    @Test
    void a_message_that_changes_nothing_and_came_to_both_is_answered_alike() {
        var remember = new Command.Remember("");
        var message = Rooms.message(remember);
        var overtaken = new AtomicBoolean();
        seenByFirst.watchedBy(step -> {
            if (step.startsWith("insert into message") && overtaken.compareAndSet(false, true)) {
                second.send(message, remember, outcome -> "second".getBytes(UTF_8));
            }
        });
        assertThat(first.send(message, remember, outcome -> "first".getBytes(UTF_8)))
                .isEqualTo("second".getBytes(UTF_8));
    }

    @Test
    void both_draw_on_one_account_until_it_is_empty_and_no_further() throws Exception {
        var visit = first.visit(first.employee("50.00", "0.00"), DAY);
        for (var i = 0; i < 2 * ROUNDS; i++) {
            first.done(Outcome.FeesTaken.class, visit.upload("b" + i, line(Rooms.DRUG_A, "3.00", DAY)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < ROUNDS; i++) {
                var here = "b" + i;
                var there = "b" + (ROUNDS + i);
                threads.submit(() -> first.perform(visit.settle(here, "3.00")));
                threads.submit(() -> second.perform(visit.settle(there, "3.00")));
            }
        }
        // 40 times 3.00: 50.00 from the account, the other 70.00 in cash.
        assertThat(first.ledger(visit.person()).balances().total()).isEqualTo(fen("0.00"));
        assertThat(first.text(
                        "select count(*) || ' ' || sum(account_current_fen) || ' ' || sum(cash_fen) from settlement"
                                + " where psn_no = ?",
                        visit.person()))
                .isEqualTo("40 5000 7000");
        assertThat(first.year(visit)).isEqualTo("12000 0 0 0 12000 0");
    }
}
