package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.settlement.Rooms;

/// Who looked at whose record, over HTTP.
class LookApiTest {

    private static ServedRooms served;
    private static Rooms rooms;
    private static TestApi api;
    private static TestApi auditor;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        rooms = served.rooms();
        api = served.api();
        auditor = api.as(new Caller("auditor", Role.AUDITOR, ""));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void today() {
        rooms.now("2025-06-02T10:00:00");
    }

    private static TestApi.Answer searched(String wanted) {
        var answer = auditor.post("/api/audit/search", wanted);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /// `user person route` of each, the newest first.
    private static List<String> shown(TestApi.Answer page) {
        return StreamSupport.stream(page.json().get("looks").spliterator(), false)
                .map(look -> look.path("user").asString() + " "
                        + look.path("person").asString("-") + " "
                        + look.path("route").asString())
                .toList();
    }

    private static String of(String person) {
        return "{\"person\": \"" + person + "\"}";
    }

    @Test
    void each_look_is_a_line_whatever_named_the_person() {
        var person = rooms.employee("300.00", "500.00");
        var settled = rooms.settled(rooms.visit(person, LocalDate.of(2025, 6, 1)), "b", "70.00")
                .settlement()
                .id();
        assertThat(searched(of(person)).json().get("looks")).isEmpty();
        api.get("/api/persons/" + person);
        api.clerk("c-7").get("/api/accounts/" + person + "/statement");
        api.cashier(Rooms.HOSPITAL).get("/api/settlements/" + settled);
        api.insured(person).post("/api/can-i-use", """
                {"person": "%s", "visit": {"kind": "pharmacy", "place": "110000"}}""".formatted(person));
        var found = searched(of(person));
        assertThat(shown(found))
                .containsExactly(
                        person + " " + person + " POST /api/can-i-use",
                        "cashier-h11000000001 " + person + " GET /api/settlements/{settlement}",
                        "c-7 " + person + " GET /api/accounts/{person}/statement",
                        "c-1 " + person + " GET /api/persons/{person}");
        assertThat(found.at("/looks/1/role") + " " + found.at("/looks/1/scope")).isEqualTo("cashier " + Rooms.HOSPITAL);
        assertThat(found.at("/looks/0/at")).startsWith("2025-06-02T10:00");
        assertThat(found.at("/looks/0/address")).isEqualTo("127.0.0.1");
    }

    @Test
    void a_reason_that_was_asked_for_is_told_and_a_search_is_a_look_at_whom_it_found() {
        var person = rooms.employee("1.00", "0.00");
        api.clerk("c-why").post("/api/persons/" + person + "/reveal", "{\"reason\": \"核对死亡证明\"}");
        var found = searched(of(person));
        assertThat(found.at("/looks/0/route") + " " + found.at("/looks/0/reason"))
                .isEqualTo("POST /api/persons/{person}/reveal 核对死亡证明");
        api.clerk("c-search").post("/api/persons/search", of(person));
        assertThat(shown(searched("{\"user\": \"c-search\"}")))
                .containsExactly("c-search " + person + " POST /api/persons/search");
    }

    @Test
    void what_was_refused_is_no_look() {
        var person = rooms.employee("220200", "0.00", "0.00");
        api.as(new Caller("c-beijing", Role.CLERK, "110000")).get("/api/persons/" + person);
        api.cashier(Rooms.HOSPITAL).get("/api/persons/" + person);
        api.nobody().get("/api/persons/" + person);
        api.get("/api/persons/" + "9".repeat(300));
        assertThat(searched(of(person)).json().get("looks")).isEmpty();
        assertThat(searched("{\"user\": \"c-beijing\"}").json().get("looks")).isEmpty();
    }

    @Test
    void a_household_shows_each_of_its_members_and_a_call_notes_a_person_once() {
        var one = rooms.resident();
        var other = rooms.resident();
        for (var person : List.of(one, other)) {
            api.clerk("c-household").post("/api/households/H-look/members", """
                    {"person": "%s", "from": "2025-01-01"}""".formatted(person));
        }
        var members = "c-household %s POST /api/households/{household}/members";
        assertThat(shown(searched(of(one)))).containsExactly(members.formatted(one), members.formatted(one));
        assertThat(shown(searched(of(other)))).containsExactly(members.formatted(other));
        api.clerk("c-9").get("/api/households/H-look");
        assertThat(shown(searched("{\"user\": \"c-9\"}")))
                .containsExactlyInAnyOrder(
                        "c-9 " + one + " GET /api/households/{household}",
                        "c-9 " + other + " GET /api/households/{household}");
    }

    @Test
    void what_waits_at_an_agency_is_a_look_at_each_whom_the_page_names() {
        var region = "220100";
        var one = rooms.insured(new Insured(region, Scheme.EMPLOYEE, Status.RETIRED, Standing.NORMAL), Balances.NONE);
        var other = rooms.insured(new Insured(region, Scheme.EMPLOYEE, Status.RETIRED, Standing.NORMAL), Balances.NONE);
        for (var person : List.of(one, other)) {
            var proposed = api.clerk("c-paper").post("/api/persons/" + person + "/proposals", """
                    {"paper": "备案登记表 9 号", "filing": {"ground": "resettled-retiree", "place": "310000",
                     "documents": ["household-register"], "reason": "随子女居住"}}""");
            assertThat(proposed.status()).as(proposed.text()).isEqualTo(200);
        }
        var work = "/api/regions/" + region + "/work?kind=proposal";
        assertThat(api.clerk("c-queue").get(work + "&most=1").json().get("items"))
                .hasSize(1);
        assertThat(shown(searched("{\"user\": \"c-queue\"}")))
                .containsExactly("c-queue " + one + " GET /api/regions/{region}/work");
        assertThat(api.clerk("c-both").get(work).json().get("items")).hasSize(2);
        assertThat(shown(searched("{\"user\": \"c-both\"}")))
                .containsExactlyInAnyOrder(
                        "c-both " + one + " GET /api/regions/{region}/work",
                        "c-both " + other + " GET /api/regions/{region}/work");
    }

    @Test
    void whoever_finds_a_relative_by_name_and_number_leaves_a_line_there() {
        var person = rooms.employee("1.00", "0.00");
        var relative = rooms.resident();
        var known =
                rooms.service(Enrolment.class).byNumber(relative).orElseThrow().person();
        var order = "{\"name\": \"%s\", \"certificate\": \"%s\"}";
        var user = api.insured(person);
        assertThat(user.post("/api/relatives/search", order.formatted("另一人", known.certificate()))
                        .status())
                .isEqualTo(404);
        assertThat(searched(of(relative)).json().get("looks")).isEmpty();
        assertThat(user.post("/api/relatives/search", order.formatted(known.name(), known.certificate()))
                        .at("/person"))
                .isEqualTo(relative);
        assertThat(shown(searched(of(relative))))
                .containsExactly(person + " " + relative + " POST /api/relatives/search");
    }

    @Test
    void it_is_searched_by_user_period_and_route_in_pages() {
        var person = rooms.employee("1.00", "0.00");
        var clerk = api.clerk("c-pages");
        for (var day : List.of("2025-06-03", "2025-06-04", "2025-06-05")) {
            rooms.now(day + "T23:59:59");
            clerk.get("/api/persons/" + person);
            clerk.get("/api/accounts/" + person);
        }
        assertThat(searched("{\"user\": \"c-pages\"}").json().get("looks")).hasSize(6);
        assertThat(shown(searched("{\"user\": \"c-pages\", \"route\": \"/accounts/\"}")))
                .hasSize(3)
                .allMatch(line -> line.endsWith("GET /api/accounts/{person}"));
        assertThat(searched("{\"user\": \"c-pages\", \"from\": \"2025-06-04\", \"to\": \"2025-06-04\"}")
                        .json()
                        .get("looks"))
                .hasSize(2);
        assertThat(searched("{\"user\": \"c-pages\", \"route\": \"%\"}").json().get("looks"))
                .isEmpty();
        var first = searched("{\"user\": \"c-pages\", \"most\": 4}");
        assertThat(first.json().get("looks")).hasSize(4);
        var second = searched("{\"user\": \"c-pages\", \"most\": 4, \"after\": \"" + first.at("/next") + "\"}");
        assertThat(second.json().get("looks")).hasSize(2);
        assertThat(second.json().has("next")).isFalse();
        assertThat(second.at("/looks/1/at")).startsWith("2025-06-03");
    }

    @Test
    void a_person_reads_who_looked_and_nobody_elses() {
        var person = rooms.employee("1.00", "0.00");
        api.clerk("c-seen").get("/api/accounts/" + person);
        var mine = api.insured(person).get("/api/persons/" + person + "/looks");
        assertThat(shown(mine))
                .containsExactly(
                        person + " " + person + " GET /api/persons/{person}/looks",
                        "c-seen " + person + " GET /api/accounts/{person}");
        assertThat(mine.at("/looks/1/address")).isEmpty();
        assertThat(api.insured(rooms.employee("1.00", "0.00"))
                        .get("/api/persons/" + person + "/looks")
                        .at("/code"))
                .isEqualTo("NOT_YOURS");
    }

    @Test
    void what_is_wrong_is_named_in_both_languages() {
        var backwards = "{\"from\": \"2025-06-02\", \"to\": \"2025-06-01\"}";
        var answer = auditor.post("/api/audit/search", backwards);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/message")).isEqualTo("to: expected a date not before from, got 2025-06-01");
        assertThat(auditor.post("/api/audit/search", "k", backwards, "zh").at("/message"))
                .isEqualTo("to：应为不早于 from 的日期，实为2025-06-01");
        assertThat(auditor.post("/api/audit/search", "{\"most\": 201}").at("/field"))
                .isEqualTo("most");
        assertThat(auditor.post("/api/audit/search", "{\"after\": \"x\"}").at("/field"))
                .isEqualTo("after");
        var person = rooms.employee("1.00", "0.00");
        assertThat(api.insured(person)
                        .get("/api/persons/" + person + "/looks?after=x")
                        .at("/field"))
                .isEqualTo("after");
    }

    /// What cannot be written down is not shown.
    @Test
    void without_the_line_there_is_no_answer() {
        var person = rooms.employee("1.00", "0.00");
        rooms.transaction(connection -> Rooms.change(connection, "alter table look rename to hidden"));
        try {
            var answer = api.get("/api/accounts/" + person);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).doesNotContain("1.00");
        } finally {
            rooms.transaction(connection -> Rooms.change(connection, "alter table hidden rename to look"));
        }
        assertThat(api.get("/api/accounts/" + person).status()).isEqualTo(200);
    }
}
