package org.openyibao.server.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;
import static org.openyibao.server.settlement.Rooms.line;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Scheme;

/// A message is carried out once, however often and however many at once it comes.
class IdempotencyTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    private static final int COPIES = 16;

    private static Rooms rooms;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    /// With 40.00 in batch `b`; the account holds 100.00.
    private static Rooms.Visit visit() {
        var visit = rooms.visit(rooms.employee("100.00", "0.00"), DAY);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", line(Rooms.DRUG_A, "40.00", DAY)));
        return visit;
    }

    /// An answer that no second rendering can give again.
    private static Function<Outcome, byte[]> rendering(AtomicInteger renderings) {
        return outcome -> (outcome.getClass().getSimpleName() + " rendered " + renderings.incrementAndGet() + " by "
                        + System.nanoTime())
                .getBytes(UTF_8);
    }

    private static List<byte[]> atOnce(IntFunction<Callable<byte[]>> sender) throws Exception {
        var start = new CountDownLatch(1);
        var answers = new ArrayList<Future<byte[]>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < COPIES; i++) {
                var send = sender.apply(i);
                answers.add(threads.submit(() -> {
                    start.await();
                    return send.call();
                }));
            }
            start.countDown();
        }
        var bytes = new ArrayList<byte[]>();
        for (var answer : answers) {
            bytes.add(answer.get());
        }
        return bytes;
    }

    @Test
    void a_message_sent_again_gets_the_first_answer_and_does_nothing() {
        var visit = visit();
        var command = visit.settle("b", "40.00");
        var message = Rooms.message(command);
        var renderings = new AtomicInteger();
        var first = rooms.send(message, command, rendering(renderings));
        var before = rooms.state();
        assertThat(rooms.send(message, command, rendering(renderings))).isEqualTo(first);
        assertThat(new String(first, UTF_8)).startsWith("Settled rendered 1");
        assertThat(renderings).hasValue(1);
        assertThat(rooms.state()).isEqualTo(before);
        assertThat(rooms.ledger(visit.person()).balances()).isEqualTo(new Balances(fen("60.00"), fen("0.00")));
    }

    @Test
    void the_first_answer_outlives_the_reversal_of_what_it_answered() {
        var visit = visit();
        var command = visit.settle("b", "40.00");
        var message = Rooms.message(command);
        var first = rooms.send(message, command, rendering(new AtomicInteger()));
        var id = rooms.text("select settlement_id from settlement where psn_no = ?", visit.person());
        rooms.done(Outcome.Settled.class, new Command.Reverse(visit.person(), visit.institution(), visit.id(), id));
        var before = rooms.state();
        assertThat(rooms.send(message, command, rendering(new AtomicInteger()))).isEqualTo(first);
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void an_answer_is_kept_byte_for_byte() {
        var command = new Command.Remember("");
        var message = Rooms.message(command);
        var answer = new byte[256];
        for (var i = 0; i < answer.length; i++) {
            answer[i] = (byte) i;
        }
        assertThat(rooms.send(message, command, outcome -> answer)).isEqualTo(answer);
        assertThat(rooms.send(message, command, outcome -> new byte[] {1})).isEqualTo(answer);
    }

    @Test
    void an_answer_that_is_only_remembered_is_rendered_once_and_kept() {
        var person = rooms.employee("0.00", "0.00");
        var command = new Command.Remember(person);
        var message = Rooms.message(command);
        var renderings = new AtomicInteger();
        var first = rooms.send(message, command, rendering(renderings));
        assertThat(new String(first, UTF_8)).startsWith("Done rendered 1");
        assertThat(rooms.send(message, command, rendering(renderings))).isEqualTo(first);
        assertThat(rooms.number("select count(*) from message where psn_no = ?", person))
                .isEqualTo(1);
    }

    @Test
    void another_content_under_the_same_id_is_refused_and_the_first_content_shown() {
        var visit = visit();
        var first = visit.settle("b", "40.00");
        var message = Rooms.message(first);
        rooms.perform(message, first);
        var other = visit.withdrawAll();
        var before = rooms.state();
        var outcome = rooms.perform(Rooms.message(message.msgid(), other), other);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.MessageReused.class,
                        reused -> assertThat(reused.first()).isEqualTo(message.content()));
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void the_ids_of_another_institution_are_others() {
        var here = visit();
        var there = rooms.visit(here.person(), Scheme.EMPLOYEE, Rooms.OTHER_HOSPITAL, DAY);
        var id = "SAME" + here.id();
        for (var command : List.of(here.withdrawAll(), there.withdrawAll())) {
            assertThat(rooms.perform(Rooms.message(id, command), command)).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void copies_that_come_at_once_take_effect_once_and_get_the_same_bytes() throws Exception {
        var visit = visit();
        var unopened = new Rooms.Visit(rooms.resident(), Scheme.RESIDENT, Rooms.COMMUNITY, "", DAY);
        for (var command : List.of(
                unopened.open(),
                visit.upload("c", line(Rooms.DRUG_A, "1.00", DAY)),
                visit.settle("b", "40.00"),
                visit.withdrawAll(),
                new Command.Remember(""))) {
            var message = Rooms.message(command);
            var answers = atOnce(copy -> () -> rooms.send(message, command, rendering(new AtomicInteger())));
            assertThat(new HashSet<>(answers.stream()
                            .map(bytes -> new String(bytes, UTF_8))
                            .toList()))
                    .as(command.getClass().getSimpleName())
                    .hasSize(1);
        }
        assertThat(rooms.number("select count(*) from visit where psn_no = ?", unopened.person()))
                .isEqualTo(1);
        assertThat(rooms.number("select count(*) from fee_upload where psn_no = ?", visit.person()))
                .isEqualTo(2);
        assertThat(rooms.number("select count(*) from settlement where psn_no = ?", visit.person()))
                .isEqualTo(1);
        assertThat(rooms.ledger(visit.person()).balances()).isEqualTo(new Balances(fen("60.00"), fen("0.00")));
    }

    @Test
    void of_different_contents_that_come_at_once_under_one_id_one_is_carried_out() throws Exception {
        var visit = visit();
        var id = "RACE" + visit.id();
        var answers = atOnce(copy -> () -> {
            var command = visit.upload("b" + copy, line(Rooms.DRUG_A, "1.00", DAY));
            return rooms.send(
                    Rooms.message(id, command),
                    command,
                    outcome -> outcome.getClass().getSimpleName().getBytes(UTF_8));
        });
        assertThat(answers.stream()
                        .map(bytes -> new String(bytes, UTF_8))
                        .sorted()
                        .distinct())
                .containsExactly("FeesTaken", "MessageReused");
        assertThat(rooms.number("select count(*) from fee_upload where psn_no = ?", visit.person()))
                .isEqualTo(2);
    }

    @Test
    void a_server_started_later_knows_what_was_answered() {
        var visit = visit();
        var command = visit.settle("b", "40.00");
        var message = Rooms.message(command);
        var first = rooms.send(message, command, rendering(new AtomicInteger()));
        var before = rooms.state();
        try (var later = rooms.beside(UnaryOperator.identity())) {
            assertThat(later.send(message, command, rendering(new AtomicInteger())))
                    .isEqualTo(first);
        }
        assertThat(rooms.state()).isEqualTo(before);
    }
}
