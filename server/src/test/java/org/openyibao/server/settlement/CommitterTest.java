package org.openyibao.server.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openyibao.server.settlement.Rooms.fen;
import static org.openyibao.server.settlement.Rooms.line;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openyibao.engine.claim.Balances;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.crossregion.Filings;
import org.openyibao.server.crossregion.Registrations;
import org.openyibao.server.database.Ids;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.family.Family;
import org.openyibao.server.identity.AuditTrail;
import org.openyibao.server.policy.CitedRuleStore;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.Registry;

/// What happens around a commit: batches, their order, and everything that can go wrong with a database.
@Timeout(60)
class CommitterTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    private static final Function<Outcome, byte[]> NAME =
            outcome -> outcome.getClass().getSimpleName().getBytes(UTF_8);

    private static Rooms rooms;
    private static WatchedDatabase database;

    private Committer committer;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        database = new WatchedDatabase(rooms.service(DataSource.class));
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    @BeforeEach
    void start() {
        committer = committer();
    }

    @AfterEach
    void stop() {
        database.unwatched();
        committer.close();
    }

    private static Committer committer() {
        var clock = Clock.fixed(Rooms.NOW, ZoneId.of("Asia/Shanghai"));
        var ids = new Ids(clock, 7 + (int) (rooms.rows("message") % 200));
        var accounts = rooms.service(Accounts.class);
        var enrolment = rooms.service(Enrolment.class);
        var registry = rooms.service(Registry.class);
        var visits = new VisitStore();
        var fees = new FeeStore();
        var settlements = new SettlementStore();
        var started = new Committer(
                database,
                accounts,
                new Gatherer(
                        rooms.service(Policies.class),
                        accounts,
                        enrolment,
                        rooms.service(Filings.class),
                        rooms.service(Registrations.class),
                        new RelativesGatherer(accounts, enrolment, rooms.service(Family.class), settlements),
                        visits,
                        fees,
                        settlements),
                visits,
                fees,
                settlements,
                registry,
                rooms.service(CitedRuleStore.class),
                rooms.service(Filings.class),
                rooms.service(Registrations.class),
                rooms.service(AuditTrail.class),
                clock,
                ids,
                TestDatabase.keys());
        started.start();
        return started;
    }

    private CompletableFuture<byte[]> submit(Command command) {
        return submit(Rooms.message(command), command, NAME);
    }

    private CompletableFuture<byte[]> submit(Message message, Command command, Function<Outcome, byte[]> render) {
        try {
            return committer.submit(message, command, List.of(), render);
        } catch (Overloaded full) {
            throw new AssertionError(full);
        }
    }

    private static String text(CompletableFuture<byte[]> answer) {
        return new String(answer.join(), UTF_8);
    }

    /// With 40.00 in batch `b`; the account holds 100.00.
    private static Rooms.Visit visit() {
        var visit = rooms.visit(rooms.employee("100.00", "0.00"), DAY);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", line(Rooms.DRUG_A, "40.00", DAY)));
        return visit;
    }

    private static long settlementsOf(Rooms.Visit visit) {
        return rooms.number("select count(*) from settlement where psn_no = ?", visit.person());
    }

    private static SQLException lost() {
        return new SQLException("connection lost", "08006");
    }

    /// Holds up the committer with a command of no matter, until the latch is let go: what is submitted
    /// meanwhile makes one batch, and whoever watches meanwhile sees it from its first step.
    private CountDownLatch holdUp() throws InterruptedException {
        var held = new Semaphore(0);
        var release = new CountDownLatch(1);
        database.watchedBy(step -> {
            held.release();
            try {
                release.await();
            } catch (InterruptedException interrupted) {
                throw new SQLException(interrupted);
            }
        });
        submit(new Command.Remember(""));
        held.acquire();
        return release;
    }

    @Test
    void commands_of_different_persons_share_a_transaction() throws Exception {
        var visits = List.of(visit(), visit(), visit());
        var release = holdUp();
        var answers =
                visits.stream().map(visit -> submit(visit.settle("b", "40.00"))).toList();
        var commits = new AtomicInteger();
        database.watchedBy(step -> {
            if (step.equals(WatchedDatabase.COMMIT)) {
                commits.incrementAndGet();
            }
        });
        release.countDown();
        answers.forEach(answer -> assertThat(text(answer)).isEqualTo("Settled"));
        // That of what held it up, and one for the three.
        assertThat(commits).hasValue(2);
        visits.forEach(visit -> assertThat(settlementsOf(visit)).isEqualTo(1));
    }

    @Test
    void commands_of_one_person_are_carried_out_in_the_order_they_came() throws Exception {
        var visit = visit();
        var release = holdUp();
        // 1800.00 a year are deductible: the second of them meets what the first has left, 200.00, and gets 70 % of
        // 800.
        var answers = List.of(
                submit(visit.upload("c1", line(Rooms.DRUG_A, "1600.00", DAY))),
                submit(visit.settle("c1", "1600.00")),
                submit(visit.settle("c2", "1000.00")),
                submit(visit.upload("c2", line(Rooms.DRUG_A, "1000.00", DAY))),
                submit(visit.settle("c2", "1000.00")),
                submit(visit.settle("c2", "1000.00")));
        release.countDown();
        assertThat(answers.stream().map(CommitterTest::text))
                .containsExactly("FeesTaken", "Settled", "Refused", "FeesTaken", "Settled", "Refused");
        assertThat(rooms.year(visit)).isEqualTo("180000 56000 0 0 204000 0");
    }

    @Test
    void a_commit_that_fails_leaves_nothing_and_the_message_can_come_again() {
        var visit = visit();
        var command = visit.settle("b", "40.00");
        var message = Rooms.message(command);
        var before = rooms.state();
        database.watchedBy(step -> {
            if (step.equals(WatchedDatabase.COMMIT)) {
                throw lost();
            }
        });
        assertThatThrownBy(() -> submit(message, command, NAME).join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("connection lost");
        assertThat(rooms.state()).isEqualTo(before);

        database.unwatched();
        assertThat(text(submit(message, command, NAME))).isEqualTo("Settled");
        assertThat(settlementsOf(visit)).isEqualTo(1);
        assertThat(rooms.ledger(visit.person()).balances()).isEqualTo(new Balances(fen("60.00"), fen("0.00")));
    }

    @Test
    void a_commit_of_which_the_news_was_lost_took_effect_once() {
        var visit = visit();
        var command = visit.settle("b", "40.00");
        var message = Rooms.message(command);
        database.watchedBy(step -> {
            if (step.equals(WatchedDatabase.COMMITTED) || (step.equals(WatchedDatabase.CONNECT) && seen(message))) {
                throw lost();
            }
        });
        assertThatThrownBy(() -> submit(message, command, outcome -> "first".getBytes(UTF_8))
                        .join())
                .isInstanceOf(CompletionException.class);
        assertThat(settlementsOf(visit)).isEqualTo(1);

        database.unwatched();
        assertThat(text(submit(message, command, outcome -> "second".getBytes(UTF_8))))
                .isEqualTo("first");
        assertThat(settlementsOf(visit)).isEqualTo(1);
        assertThat(rooms.ledger(visit.person()).balances()).isEqualTo(new Balances(fen("60.00"), fen("0.00")));
    }

    private static boolean seen(Message message) {
        return rooms.number("select count(*) from message where msgid = ?", message.msgid()) == 1;
    }

    @Test
    void a_failure_that_passes_is_not_even_told() {
        var visit = visit();
        var failures = new AtomicInteger();
        database.watchedBy(step -> {
            if (step.equals(WatchedDatabase.COMMITTED) && failures.getAndIncrement() == 0) {
                throw lost();
            }
        });
        assertThat(text(submit(visit.settle("b", "40.00")))).isEqualTo("Settled");
        assertThat(failures.get()).isPositive();
        assertThat(settlementsOf(visit)).isEqualTo(1);
    }

    @Test
    void one_bad_command_does_not_take_the_others_of_its_batch_with_it() throws Exception {
        var good = List.of(visit(), visit());
        var bad = visit();
        var settled = rooms.done(Outcome.Settled.class, bad.settle("b", "40.00"));
        var id = settled.settlement().id();
        // A row that nobody could have written: something else reverses the settlement already.
        rooms.transaction(connection -> Rooms.change(
                connection, "create table planted as select * from settlement where settlement_id = '" + id + "'"));
        rooms.transaction(connection -> {
            Rooms.change(connection, "update planted set settlement_id = '7', visit_id = '8', reverses = ?", id);
            return Rooms.change(connection, "insert into settlement select * from planted");
        });
        var reverse = bad.reverse(settled);
        var message = Rooms.message(reverse);

        var release = holdUp();
        var first = submit(good.get(0).settle("b", "40.00"));
        var failing = submit(message, reverse, NAME);
        var last = submit(good.get(1).settle("b", "40.00"));
        release.countDown();
        assertThat(text(first)).isEqualTo("Settled");
        assertThat(text(last)).isEqualTo("Settled");
        assertThatThrownBy(failing::join).hasStackTraceContaining("settlement_reversed_once");
        good.forEach(visit -> assertThat(settlementsOf(visit)).isEqualTo(1));

        rooms.transaction(connection -> Rooms.change(connection, "delete from settlement where settlement_id = '7'"));
        rooms.transaction(connection -> Rooms.change(connection, "drop table planted"));
        assertThat(text(submit(message, reverse, NAME))).isEqualTo("Settled");
        assertThat(text(submit(message, reverse, NAME))).isEqualTo("Settled");
        assertThat(settlementsOf(bad)).isEqualTo(2);
        assertThat(rooms.ledger(bad.person()).balances()).isEqualTo(new Balances(fen("100.00"), fen("0.00")));
    }

    @Test
    void a_session_that_the_database_ends_leaves_no_half() throws Exception {
        var visit = visit();
        var command = visit.settle("b", "40.00");
        var message = Rooms.message(command);
        var before = rooms.state();
        try (var other = rooms.database().connect()) {
            other.setAutoCommit(false);
            Rooms.change(other, "update ledger set version = version where psn_no = ?", visit.person());
            var answer = submit(message, command, NAME);
            // It waits for the row, is ended, tries again, and is ended again.
            while (!answer.isDone()) {
                endWaitingSessions();
            }
            assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class);
            other.rollback();
        }
        assertThat(rooms.state()).isEqualTo(before);
        assertThat(text(submit(message, command, NAME))).isEqualTo("Settled");
        assertThat(settlementsOf(visit)).isEqualTo(1);
    }

    private static void endWaitingSessions() {
        rooms.text("select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock'");
    }

    @Test
    void without_a_database_the_whole_batch_is_told_after_one_attempt() throws Exception {
        var release = holdUp();
        var answers = new ArrayList<CompletableFuture<byte[]>>();
        for (var i = 0; i < 50; i++) {
            answers.add(submit(new Command.Remember("")));
        }
        var attempts = new AtomicInteger();
        database.watchedBy(step -> {
            if (step.equals(WatchedDatabase.CONNECT)) {
                attempts.incrementAndGet();
                throw lost();
            }
        });
        release.countDown();
        for (var answer : answers) {
            assertThatThrownBy(answer::join).hasRootCauseMessage("connection lost");
        }
        assertThat(attempts).hasValue(1);
        database.unwatched();
        assertThat(text(submit(new Command.Remember("")))).isEqualTo("Done");
    }

    @Test
    void without_a_database_the_end_does_not_wait_for_each_command() throws Exception {
        var release = holdUp();
        var answers = new ArrayList<CompletableFuture<byte[]>>();
        for (var i = 0; i < 3 * Committer.LARGEST_BATCH; i++) {
            answers.add(submit(new Command.Remember("")));
        }
        var attempts = new AtomicInteger();
        database.watchedBy(step -> {
            attempts.incrementAndGet();
            throw lost();
        });
        var ending = Thread.ofPlatform().start(committer::close);
        while (ending.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        release.countDown();
        ending.join();
        assertThat(answers).allMatch(CompletableFuture::isCompletedExceptionally);
        // What held it up fails at its next step and finds no database when it is tried again; that is the end.
        assertThat(attempts).hasValue(2);
    }

    @Test
    void an_answer_that_cannot_be_rendered_fails_alone_and_undoes_its_command() throws Exception {
        for (var failure : List.of(new IllegalStateException("unrenderable"), new StackOverflowError("unrenderable"))) {
            var good = visit();
            var bad = visit();
            var before = rooms.ledger(bad.person());
            var release = holdUp();
            var answer = submit(good.settle("b", "40.00"));
            var failing = submit(Rooms.message(bad.settle("b", "40.00")), bad.settle("b", "40.00"), outcome -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            });
            release.countDown();
            assertThat(text(answer)).isEqualTo("Settled");
            assertThatThrownBy(failing::join).hasRootCauseMessage("unrenderable");
            assertThat(rooms.ledger(bad.person())).usingRecursiveComparison().isEqualTo(before);
            assertThat(settlementsOf(bad)).isZero();
            assertThat(text(submit(bad.settle("b", "40.00")))).isEqualTo("Settled");
        }
    }

    @Test
    void a_full_queue_says_so_and_what_was_taken_is_answered() throws Exception {
        var release = holdUp();
        var answers = new ArrayList<CompletableFuture<byte[]>>();
        assertThatThrownBy(() -> {
                    for (var i = 0; i <= Committer.LARGEST_QUEUE; i++) {
                        var command = new Command.Remember("");
                        answers.add(committer.submit(Rooms.message(command), command, List.of(), NAME));
                    }
                })
                .isInstanceOf(Overloaded.class)
                .hasMessage("queue full: " + Committer.LARGEST_QUEUE + " waiting");
        assertThat(answers).hasSize(Committer.LARGEST_QUEUE);
        release.countDown();
        answers.forEach(answer -> assertThat(text(answer)).isEqualTo("Done"));
    }

    @Test
    void what_was_taken_before_the_end_is_finished_and_nothing_is_taken_after() throws Exception {
        var visit = visit();
        var release = holdUp();
        var answers = List.of(submit(visit.settle("b", "40.00")), submit(visit.withdrawAll()));
        var ending = Thread.ofVirtual().start(committer::close);
        release.countDown();
        ending.join();
        assertThat(answers.stream().map(answer -> new String(answer.getNow(new byte[0]), UTF_8)))
                .containsExactly("Settled", "Done");
        var late = visit.withdrawAll();
        assertThatThrownBy(() -> committer.submit(Rooms.message(late), late, List.of(), NAME))
                .isInstanceOf(Overloaded.class);
    }

    @Test
    void nobody_waits_for_ever_who_comes_while_it_ends() throws Exception {
        for (var round = 0; round < 20; round++) {
            var ending = committer();
            var answers = new ArrayList<CompletableFuture<byte[]>>();
            var started = new CountDownLatch(1);
            var sender = Thread.ofPlatform().start(() -> {
                started.countDown();
                try {
                    while (true) {
                        var command = new Command.Remember("");
                        answers.add(ending.submit(Rooms.message(command), command, List.of(), NAME));
                    }
                } catch (Overloaded over) {
                    // It has ended, or its queue is full.
                }
            });
            started.await();
            ending.close();
            sender.join();
            for (var answer : answers) {
                assertThat(answer.handle((bytes, failure) -> true).get(10, TimeUnit.SECONDS))
                        .isTrue();
            }
        }
    }
}
