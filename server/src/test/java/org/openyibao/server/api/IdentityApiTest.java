package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.settlement.Rooms;

/// Persons of Jilin City and of Beijing, two of them namesakes, looked for by a clerk of Jilin province.
class IdentityApiTest {

    private static final LocalDate BIRTH = LocalDate.of(1990, 3, 7);
    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private static ServedRooms served;
    private static Rooms rooms;
    private static TestApi clerk;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        rooms = served.rooms();
        clerk = served.api().as(new Caller("k-jilin", Role.CLERK, "220000"));
        person("ID-A", "22020019900307001X", "欧阳样例", "220200");
        person("ID-B", "110000199003070022", "欧阳样例", "110000");
        person("ID-C", "220200199003070033", "欧阳样例", "220200");
    }

    private static void person(String number, String certificate, String name, String region) {
        var enrolment = rooms.service(Enrolment.class);
        enrolment.savePersons(List.of(new Person(number, "01", certificate, name, "1", "01", BIRTH)));
        enrolment.saveParticipations(List.of(new Participation(
                number,
                Scheme.EMPLOYEE,
                LocalDate.of(2020, 1, 1),
                EVER,
                region,
                Status.ACTIVE,
                Standing.NORMAL,
                Tier.NONE,
                Assistance.NONE,
                false,
                LocalDate.of(2020, 1, 1),
                "",
                "")));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String found(String body) {
        var answer = clerk.post("/api/persons/search", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("persons").toString();
    }

    @Test
    void a_clerk_finds_those_of_his_region_masked() {
        var first = "{\"person\":\"ID-A\",\"name\":\"欧***\",\"certificate\":\"220***********001X\",\"sex\":\"1\","
                + "\"birth\":\"1990-03-07\"}";
        var third = first.replace("ID-A", "ID-C").replace("001X", "0033");
        assertThat(found("{\"certificate\": \"22020019900307001x\"}")).isEqualTo("[" + first + "]");
        assertThat(found("{\"person\": \"ID-A\"}")).isEqualTo("[" + first + "]");
        assertThat(found("{\"name\": \"欧阳样例\", \"birth\": \"1990-03-07\"}")).isEqualTo("[" + first + "," + third + "]");
        assertThat(found("{\"certificate\": \"110000199003070022\"}")).isEqualTo("[]");
        assertThat(found("{\"name\": \"欧阳\", \"birth\": \"1990-03-07\"}")).isEqualTo("[]");
        assertThat(found("{\"name\": \"欧阳样例\", \"birth\": \"1990-03-08\"}")).isEqualTo("[]");
    }

    @Test
    void a_search_says_what_it_lacks() {
        var nothing = clerk.post("/api/persons/search", "{}");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.at("/field")).isEqualTo("certificate");
        assertThat(nothing.at("/message")).contains("one of person, certificate, and name with birth");
        var name = clerk.post("/api/persons/search", "key-1", "{\"name\": \"欧阳样例\"}", "zh");
        assertThat(name.status()).isEqualTo(400);
        assertThat(name.at("/field")).isEqualTo("birth");
        assertThat(name.at("/message")).contains("出生日期");
        assertThat(clerk.post("/api/persons/search", "{\"certificate\": \"" + "1".repeat(51) + "\"}")
                        .at("/field"))
                .isEqualTo("certificate");
    }

    @Test
    void a_record_is_masked_until_somebody_says_why() {
        var seen = clerk.get("/api/persons/ID-A");
        assertThat(seen.at("/name")).isEqualTo("欧***");
        assertThat(seen.at("/certificate")).isEqualTo("220***********001X");
        var shown = clerk.post("/api/persons/ID-A/reveal", "{\"reason\": \"核对证件\"}");
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        assertThat(shown.at("/name")).isEqualTo("欧阳样例");
        assertThat(shown.at("/certificate")).isEqualTo("22020019900307001X");
        assertThat(rooms.text(
                        "select string_agg(name || ' ' || role || ' ' || reason, ';') from look where psn_no = ? and reason like '核对%'",
                        "ID-A"))
                .isEqualTo("k-jilin clerk 核对证件");
    }

    @Test
    void without_a_reason_or_of_another_region_nothing_is_shown_or_noted() {
        assertThat(clerk.post("/api/persons/ID-C/reveal", "{\"reason\": \"\"}").at("/field"))
                .isEqualTo("reason");
        assertThat(clerk.post("/api/persons/ID-C/reveal", "{}").status()).isEqualTo(400);
        assertThat(clerk.post("/api/persons/ID-B/reveal", "{\"reason\": \"核对证件\"}")
                        .status())
                .isEqualTo(403);
        assertThat(rooms.number(
                        "select count(*) from look where psn_no in ('ID-B', ?) and reason <> '' and role = 'clerk'",
                        "ID-C"))
                .isZero();
    }

    @Test
    void a_person_sees_his_own_name_and_asks_for_his_number() {
        var insured = served.api().insured("ID-B");
        var seen = insured.get("/api/persons/ID-B");
        assertThat(seen.at("/name")).isEqualTo("欧阳样例");
        assertThat(seen.at("/certificate")).isEqualTo("110***********0022");
        assertThat(insured.post("/api/persons/ID-B/reveal", "{\"reason\": \"本人查看\"}")
                        .at("/certificate"))
                .isEqualTo("110000199003070022");
        assertThat(insured.post("/api/persons/ID-A/reveal", "{\"reason\": \"本人查看\"}")
                        .status())
                .isEqualTo(403);
    }
}
