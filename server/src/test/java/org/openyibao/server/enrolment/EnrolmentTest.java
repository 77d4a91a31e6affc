package org.openyibao.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.server.settlement.Rooms;

class EnrolmentTest {

    private static Rooms rooms;
    private static Enrolment enrolment;

    @BeforeAll
    static void open() {
        rooms = Rooms.empty();
        enrolment = rooms.service(Enrolment.class);
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private static Person person(String number, String name) {
        return new Person(number, "01", "ID" + number, name, "2", "01", LocalDate.of(1988, 2, 29));
    }

    private static Participation participation(String person, Scheme scheme, LocalDate from, Standing standing) {
        return new Participation(
                person,
                scheme,
                from,
                LocalDate.of(9999, 12, 31),
                "110000",
                Status.RETIRED,
                standing,
                Tier.TWO,
                Assistance.SUBSISTENCE,
                true,
                LocalDate.of(2001, 7, 1),
                "样例工厂",
                "H1");
    }

    @Test
    void a_person_is_found_by_number_and_by_certificate_with_the_latest_participation_first() {
        var person = person("p1", "甲");
        var former = participation("p1", Scheme.RESIDENT, LocalDate.of(2010, 1, 1), Standing.ENDED);
        var latest = participation("p1", Scheme.EMPLOYEE, LocalDate.of(2020, 1, 1), Standing.NORMAL);
        enrolment.savePersons(List.of(person));
        enrolment.saveParticipations(List.of(former, latest));
        var expected = new Enrolment.Enrolled(person, List.of(latest, former), Optional.empty(), List.of());
        assertThat(enrolment.byNumber("p1")).contains(expected);
        assertThat(enrolment.byCertificate("IDp1")).contains(expected);
        assertThat(enrolment.byNumber("IDp1")).isEmpty();
        assertThat(enrolment.byCertificate("p1")).isEmpty();
    }

    @Test
    void a_person_without_participation_is_known() {
        var person = person("p2", "乙");
        enrolment.savePersons(List.of(person));
        assertThat(enrolment.byNumber("p2"))
                .contains(new Enrolment.Enrolled(person, List.of(), Optional.empty(), List.of()));
    }

    @Test
    void what_is_saved_again_replaces_what_was() {
        enrolment.savePersons(List.of(person("p3", "丙")));
        enrolment.saveParticipations(
                List.of(participation("p3", Scheme.EMPLOYEE, LocalDate.of(2020, 1, 1), Standing.NORMAL)));
        var renamed = person("p3", "丁");
        var suspended = participation("p3", Scheme.EMPLOYEE, LocalDate.of(2020, 1, 1), Standing.SUSPENDED);
        enrolment.savePersons(List.of(renamed));
        enrolment.saveParticipations(List.of(suspended));
        assertThat(enrolment.byNumber("p3"))
                .contains(new Enrolment.Enrolled(renamed, List.of(suspended), Optional.empty(), List.of()));
    }

    @Test
    void many_are_read_in_the_callers_transaction() {
        enrolment.savePersons(List.of(person("p4", "戊"), person("p5", "己")));
        var found =
                rooms.transaction(connection -> enrolment.byNumbers(connection, List.of("p5", "p4", "nobody", "p5")));
        assertThat(found).containsOnlyKeys("p4", "p5");
        assertThat(found.get("p5").person().name()).isEqualTo("己");
    }

    @Test
    void age_counts_whole_years() {
        var person = person("p6", "庚");
        assertThat(person.ageOn(LocalDate.of(2025, 2, 28))).isEqualTo(36);
        assertThat(person.ageOn(LocalDate.of(2025, 3, 1))).isEqualTo(37);
        assertThat(person.ageOn(LocalDate.of(2028, 2, 29))).isEqualTo(40);
    }

    @Test
    void a_person_says_nothing_of_itself_to_a_log() {
        assertThat(person("p7", "辛").toString()).doesNotContain("p7", "辛", "1988");
    }
}
