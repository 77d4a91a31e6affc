package org.openyibao.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.Rooms;

/// Somebody shows himself to the cashier of a hospital.
class PresentationsTest {

    private static Rooms rooms;
    private static Presentations presentations;
    private static MedicalCodes codes;
    private static Cards cards;

    private String person;

    @BeforeAll
    static void start() {
        rooms = Rooms.open();
        presentations = rooms.service(Presentations.class);
        codes = rooms.service(MedicalCodes.class);
        cards = rooms.service(Cards.class);
    }

    @AfterAll
    static void stop() {
        rooms.close();
    }

    @BeforeEach
    void morning() {
        rooms.now("2025-07-01T10:00:00");
        person = rooms.employee("0.00", "0.00");
    }

    private static Presentation shown(Shown shown) {
        return rooms.once((Once<Presentation> once) -> presentations.present(once, Rooms.HOSPITAL, "cashier-1", shown));
    }

    private static Refusal refused(Shown shown) {
        return rooms.refusedOnce(
                (Once<Presentation> once) -> presentations.present(once, Rooms.HOSPITAL, "cashier-1", shown));
    }

    private Shown.Code code() {
        return new Shown.Code(rooms.once((Once<MedicalCode> once) -> codes.issue(once, person, "app"))
                .text());
    }

    @Test
    void a_code_opens_its_person_to_the_institution_until_the_day_is_over() {
        assertThat(presentations.isBefore(Rooms.HOSPITAL, person)).isFalse();
        var made = shown(code());
        assertThat(made.person()).isEqualTo(person);
        assertThat(made.takenBy()).isEqualTo("cashier-1");
        assertThat(presentations.open(Rooms.HOSPITAL, made.id())).contains(made);
        assertThat(presentations.isBefore(Rooms.HOSPITAL, person)).isTrue();

        assertThat(presentations.open(Rooms.OTHER_HOSPITAL, made.id())).isEmpty();
        assertThat(presentations.isBefore(Rooms.OTHER_HOSPITAL, person)).isFalse();
        assertThat(presentations.open(Rooms.HOSPITAL, "x")).isEmpty();

        rooms.now("2025-07-01T23:59:59");
        assertThat(presentations.open(Rooms.HOSPITAL, made.id())).contains(made);
        rooms.now("2025-07-02T00:00:00");
        assertThat(presentations.open(Rooms.HOSPITAL, made.id())).isEmpty();
        assertThat(presentations.isBefore(Rooms.HOSPITAL, person)).isFalse();
    }

    @Test
    void a_code_is_taken_once_within_its_minute() {
        var once = code();
        shown(once);
        assertThat(refused(once).code()).isEqualTo("CODE_USED");
        var late = code();
        rooms.now("2025-07-01T10:01:01");
        assertThat(refused(late).code()).isEqualTo("CODE_STALE");
        assertThat(refused(new Shown.Code("ABCD")).code()).isEqualTo("CODE_NOT_OURS");
    }

    @Test
    void a_card_in_use_opens_its_person_by_its_number_and_what_a_reader_reads() {
        cards.save(List.of(
                new Card("C" + person, person, "R-1", Card.State.ACTIVE),
                new Card("L" + person, person, "R-2", Card.State.LOST)));
        assertThat(shown(new Shown.Read("C" + person, "R-1")).person()).isEqualTo(person);
        assertThat(refused(new Shown.Read("L" + person, "R-2")).code()).isEqualTo("CARD_NOT_ACTIVE");
        var wrong = refused(new Shown.Read("C" + person, "R-2"));
        assertThat(wrong.code()).isEqualTo("CARD_UNKNOWN");
        assertThat(refused(new Shown.Read("X", "R-1"))).isEqualTo(wrong);
    }

    @Test
    void a_certificate_opens_its_person_with_the_name_on_it() {
        var certificate = "ID" + person;
        assertThat(shown(new Shown.Certificate(certificate, "张三丰")).person()).isEqualTo(person);
        var wrong = refused(new Shown.Certificate(certificate, "张三"));
        assertThat(wrong.code()).isEqualTo("CERTIFICATE_UNKNOWN");
        assertThat(refused(new Shown.Certificate("ID0", "张三丰"))).isEqualTo(wrong);
        assertThat(wrong.message().zh()).doesNotContain(certificate);
    }

    @Test
    void nothing_is_opened_to_whoever_is_refused() {
        var before = rooms.rows("presentation");
        refused(new Shown.Certificate("ID0", "张三丰"));
        assertThat(rooms.rows("presentation")).isEqualTo(before);
    }
}
