package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;
import static org.openyibao.server.settlement.Rooms.line;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;

/// Undoing a message of which its sender does not know whether it was carried out.
class UndoTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    private static final String SETTLE = "2207";

    private static Rooms rooms;

    /// With a line of 40.00 in batch `b`; the account holds 100.00.
    private Rooms.Visit visit;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    @BeforeEach
    void upload() {
        visit = rooms.visit(rooms.employee("100.00", "0.00"), DAY);
        rooms.done(Outcome.FeesTaken.class, visit.upload("b", line(Rooms.DRUG_A, "40.00", DAY)));
    }

    private Command.Undo undo(Message original) {
        return undo(original.msgid(), SETTLE);
    }

    private Command.Undo undo(String msgid, String transaction) {
        return new Command.Undo(visit.person(), visit.institution(), msgid, transaction);
    }

    private Message settle() {
        var command = visit.settle("b", "40.00");
        var message = Rooms.message(command);
        assertThat(rooms.perform(message, command)).isInstanceOf(Outcome.Settled.class);
        return message;
    }

    private long reversals() {
        return rooms.number(
                "select count(*) from settlement where psn_no = ? and reverses is not null", visit.person());
    }

    private Balances balances() {
        return rooms.ledger(visit.person()).balances();
    }

    @Test
    void what_a_message_settled_is_reversed_and_may_be_settled_by_another_message() {
        var message = settle();
        assertThat(balances()).isEqualTo(new Balances(fen("60.00"), fen("0.00")));
        rooms.done(Outcome.Done.class, undo(message));
        assertThat(balances()).isEqualTo(new Balances(fen("100.00"), fen("0.00")));
        assertThat(reversals()).isEqualTo(1);
        settle();
        assertThat(balances()).isEqualTo(new Balances(fen("60.00"), fen("0.00")));
    }

    @Test
    void undone_twice_is_undone_once() {
        var message = settle();
        rooms.done(Outcome.Done.class, undo(message));
        rooms.done(Outcome.Done.class, undo(message));
        assertThat(reversals()).isEqualTo(1);
        assertThat(balances()).isEqualTo(new Balances(fen("100.00"), fen("0.00")));
    }

    @Test
    void what_was_reversed_already_stays_reversed_once() {
        var command = visit.settle("b", "40.00");
        var message = Rooms.message(command);
        var settled = (Outcome.Settled) rooms.perform(message, command);
        rooms.done(Outcome.Settled.class, visit.reverse(settled));
        rooms.done(Outcome.Done.class, undo(message));
        assertThat(reversals()).isEqualTo(1);
    }

    @Test
    void a_message_that_never_came_must_not_come_late() {
        var command = visit.settle("b", "40.00");
        var late = Rooms.message(command);
        rooms.done(Outcome.Done.class, undo(late));
        var before = rooms.state();
        assertThat(rooms.perform(late, command))
                .isInstanceOfSatisfying(
                        Outcome.MessageReused.class,
                        reused -> assertThat(reused.first()).isEmpty());
        assertThat(rooms.state()).isEqualTo(before);
        // The same in a message of its own is another matter.
        settle();
    }

    @Test
    void a_message_that_never_came_may_be_undone_again() {
        var command = visit.settle("b", "40.00");
        var late = Rooms.message(command);
        rooms.done(Outcome.Done.class, undo(late));
        rooms.done(Outcome.Done.class, undo(late));
        assertThat(rooms.perform(late, command)).isInstanceOf(Outcome.MessageReused.class);
    }

    @Test
    void a_message_that_was_refused_is_one_that_never_came() {
        var command = visit.settle("b", "40.01");
        var message = Rooms.message(command);
        assertThat(rooms.perform(message, command)).isInstanceOf(Outcome.Refused.class);
        rooms.done(Outcome.Done.class, undo(message));
        assertThat(rooms.perform(message, command)).isInstanceOf(Outcome.MessageReused.class);
    }

    @Test
    void a_message_that_settled_nothing_is_not_undone() {
        var upload = visit.upload("c", line(Rooms.DRUG_A, "1.00", DAY));
        var message = Rooms.message(upload);
        assertThat(rooms.perform(message, upload)).isInstanceOf(Outcome.FeesTaken.class);
        assertRefused(undo(message));
        settle();
        assertThat(reversals()).isZero();
    }

    @Test
    void a_message_is_undone_only_as_what_it_asked_for_and_for_whom() {
        var message = settle();
        assertRefused(undo(message.msgid(), "2102"));
        var somebody = rooms.employee("0.00", "0.00");
        assertRefused(new Command.Undo(somebody, visit.institution(), message.msgid(), SETTLE));
        assertThat(reversals()).isZero();
    }

    @Test
    void the_message_of_another_institution_is_not_undone() {
        var message = settle();
        rooms.done(Outcome.Done.class, new Command.Undo(visit.person(), Rooms.OTHER_HOSPITAL, message.msgid(), SETTLE));
        assertThat(reversals()).isZero();
        assertThat(balances()).isEqualTo(new Balances(fen("60.00"), fen("0.00")));
    }

    @Test
    void a_message_does_not_undo_itself() {
        var before = rooms.state();
        var command = undo("SELF" + visit.id(), SETTLE);
        var outcome = rooms.perform(Rooms.message(command.originalMessage(), command), command);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().field()).isEqualTo(Field.ORIGINAL_MESSAGE));
        assertThat(rooms.state()).isEqualTo(before);
    }

    private static void assertRefused(Command.Undo undo) {
        var refusal = rooms.refused(undo);
        assertThat(refusal.field()).isEqualTo(Field.ORIGINAL_MESSAGE);
        assertThat(refusal.expected().en())
                .isEqualTo("the id of a message that settled something for the person, or admitted the person");
        assertThat(refusal.got()).isEqualTo(undo.originalMessage());
    }
}
