package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Rooms;

/// What would now be decided otherwise, over HTTP. Today is 1 July 2025. In Beijing an employee bears 1,800.00 of a
/// year's outpatient care, and of what is above the fund pays 70 % at a hospital; somebody retired bears 1,300.00.
class DifferenceApiTest {

    private static final LocalDate APRIL = LocalDate.of(2025, 4, 15);
    private static final LocalDate MAY = LocalDate.of(2025, 5, 10);
    private static final String SAID = "\"reason\": \"补办\"";

    private static ServedRooms served;
    private static Rooms rooms;
    private static TestApi api;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        rooms = served.rooms();
        api = served.api();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String settled(String person, LocalDate day, String total) {
        return rooms.settled(rooms.visit(person, day), "b", total).settlement().id();
    }

    /// With the person's version as it is now; the answer says how many settlements differ.
    private static TestApi.Answer change(String person, String path, String body) {
        var version = api.get("/api/persons/" + person).at("/version");
        var answer =
                api.post("/api/persons/" + person + path, "{\"version\": " + version + ", " + body + ", " + SAID + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static String employed(String region, String status, String standing) {
        return """
                {"region": "%s", "status": "%s", "standing": "%s", "tier": "0", "assistance": "none",
                 "civilServant": false}""".formatted(region, status, standing);
    }

    private static TestApi.Answer differences(String person) {
        return api.get("/api/persons/" + person + "/differences");
    }

    /// Each share as `payer was -> now (difference)`.
    private static List<String> shares(TestApi.Answer answer, int index) {
        return StreamSupport.stream(
                        answer.json().at("/differences/" + index + "/shares").spliterator(), false)
                .map(share ->
                        share.get("payer").asString() + " " + share.get("was").asString() + " -> "
                                + share.get("now").asString() + " ("
                                + share.get("difference").asString() + ")")
                .toList();
    }

    private static List<String> causes(TestApi.Answer answer, int index) {
        return StreamSupport.stream(
                        answer.json().at("/differences/" + index + "/causes").spliterator(), false)
                .map(cause -> cause.get("what").asString() + " "
                        + cause.path("before").asString("") + " -> "
                        + cause.path("now").asString(""))
                .toList();
    }

    /// Insured in Langfang to January 2025 and in Beijing since April, which leaves February and March unpaid.
    private static String moved(String current) {
        var person = rooms.employee("110000", current, "0.00");
        rooms.insuredUntil(person, LocalDate.of(2019, 12, 31));
        change(person, "/participations", """
                "scheme": "employee", "from": "2020-01-01", "to": "2025-01-31", "terms": %s""".formatted(employed("131000", "active", "normal")));
        change(person, "/participations", """
                "scheme": "employee", "from": "2025-02-01", "insuredSince": "2020-01-01", "terms": %s""".formatted(employed("110000", "active", "normal")));
        rooms.paid(person, "131000", YearMonth.of(2024, 1), YearMonth.of(2025, 1));
        rooms.paid(person, "110000", YearMonth.of(2025, 4), YearMonth.of(2025, 6));
        return person;
    }

    private static TestApi.Answer payBack(String person, String month) {
        return change(person, "/contributions", """
                "scheme": "employee", "period": "%s", "region": "110000", "kind": "back-payment",
                "paidOn": "2025-06-20", "corrects": false""".formatted(month));
    }

    /// While waiting, the account of 2,500.00 pays all of that of 2,800.00; nothing is left for 1,000.00.
    /// Else the fund pays 70 % of 2,800.00 less 1,800.00, which leaves 2,100.00 to the account; and 70 % of
    /// all of the second, the deductible being borne, which leaves 300.00 to it.
    @Test
    void a_back_payment_within_three_months_repairs_the_waiting_and_the_deductible_is_borne_once() {
        var person = moved("2500.00");
        var first = settled(person, APRIL, "2800.00");
        var second = settled(person, MAY, "1000.00");
        assertThat(differences(person).json().get("differences")).isEmpty();
        assertThat(payBack(person, "2025-02").at("/differing"))
                .as("March is still unpaid")
                .isEqualTo("0");
        assertThat(payBack(person, "2025-03").at("/differing")).isEqualTo("2");
        var found = differences(person);
        assertThat(found.at("/differences/0/settlement")).isEqualTo(first);
        assertThat(found.at("/differences/0/fundsOwe")).isEqualTo("700.00");
        assertThat(shares(found, 0))
                .containsExactlyInAnyOrder(
                        "pool 0.00 -> 700.00 (700.00)",
                        "account 2500.00 -> 2100.00 (-400.00)",
                        "cash 300.00 -> 0.00 (-300.00)");
        assertThat(causes(found, 0)).containsExactly("standing waiting -> normal");
        assertThat(found.at("/differences/0/causes/0/because"))
                .as("with February and March made up for, April is a month like any other")
                .isEqualTo("paid when due");
        assertThat(found.at("/differences/1/settlement")).isEqualTo(second);
        assertThat(shares(found, 1))
                .containsExactlyInAnyOrder(
                        "pool 0.00 -> 700.00 (700.00)",
                        "account 0.00 -> 300.00 (300.00)",
                        "cash 1000.00 -> 0.00 (-1000.00)");
        assertThat(causes(found, 1)).containsExactly("standing waiting -> normal", "earlier-settlement  -> ");
        assertThat(rooms.ledger(person).balances().total())
                .as("nothing is paid by itself")
                .isEqualTo(Rooms.fen("0.00"));
    }

    /// The account pays 50.00 of March and has 50.00 left; April is 70 % of 2,850.00 less 1,750.00.
    @Test
    void a_death_reported_late_lists_what_the_fund_is_to_get_back_and_taken_back_nothing() {
        var person = rooms.employee("100.00", "0.00");
        settled(person, LocalDate.of(2025, 3, 1), "50.00");
        settled(person, APRIL, "2850.00");
        var died = change(person, "/death", "\"day\": \"2025-04-14\"");
        assertThat(died.at("/differing")).isEqualTo("1");
        var found = differences(person);
        assertThat(shares(found, 0))
                .containsExactlyInAnyOrder(
                        "pool 770.00 -> 0.00 (-770.00)",
                        "account 50.00 -> 50.00 (0.00)",
                        "cash 2030.00 -> 2800.00 (770.00)");
        assertThat(found.at("/differences/0/fundsOwe")).isEqualTo("-770.00");
        assertThat(causes(found, 0)).containsExactly("standing normal -> ended");
        assertThat(found.at("/differences/0/causes/0/because")).isEqualTo("died");
        assertThat(api.get("/api/persons/" + person + "/differences", "zh").at("/differences/0/causes/0/because"))
                .isEqualTo("死亡");
        var version = api.get("/api/persons/" + person).at("/version");
        var back = api.post(
                "/api/persons/" + person + "/death/taking-back", "{\"version\": " + version + ", " + SAID + "}");
        assertThat(back.at("/differing")).isEqualTo("0");
        assertThat(differences(person).json().get("differences")).isEmpty();
    }

    /// Care of March, settled after that of April, did not bear the deductible any more; without April's it does.
    @Test
    void what_follows_from_an_earlier_settlement_is_listed_too() {
        var person = rooms.employee("0.00", "0.00");
        settled(person, APRIL, "2800.00");
        settled(person, LocalDate.of(2025, 3, 1), "50.00");
        assertThat(change(person, "/death", "\"day\": \"2025-04-14\"").at("/differing"))
                .isEqualTo("2");
        var found = differences(person);
        assertThat(shares(found, 1))
                .containsExactlyInAnyOrder("pool 35.00 -> 0.00 (-35.00)", "cash 15.00 -> 50.00 (35.00)");
        assertThat(causes(found, 1)).containsExactly("earlier-settlement  -> ");
    }

    /// Of three bills the first, which bore the deductible, was reversed: the second was decided after it and stands.
    @Test
    void where_nothing_differs_nothing_is_listed_whatever_was_reversed_in_between() {
        var person = rooms.employee("300.00", "0.00");
        var visit = rooms.visit(person, APRIL);
        var reversed = rooms.settled(visit, "b1", "2000.00");
        rooms.settled(visit, "b2", "700.00");
        rooms.done(Outcome.Settled.class, visit.reverse(reversed));
        rooms.settled(visit, "b3", "900.00");
        var opened = change(person, "/participations", """
                "scheme": "resident", "from": "2005-01-01", "to": "2005-12-31", "terms": %s""".formatted(employed("110000", "adult", "normal")));
        assertThat(opened.at("/differing")).isEqualTo("0");
        var found = differences(person);
        assertThat(found.json().get("differences")).isEmpty();
        assertThat(found.at("/notComparable")).isEqualTo("0");
    }

    @Test
    void insurance_ended_backwards_leaves_all_to_the_person_and_can_still_be_reversed_and_shown() {
        var person = rooms.employee("0.00", "0.00");
        var visit = rooms.visit(person, APRIL);
        var settlement = rooms.settled(visit, "b", "2800.00");
        change(person, "/participations/employee/2010-01-01/end", "\"lastDay\": \"2025-03-31\"");
        var found = differences(person);
        assertThat(shares(found, 0))
                .containsExactlyInAnyOrder("pool 700.00 -> 0.00 (-700.00)", "cash 2100.00 -> 2800.00 (700.00)");
        assertThat(causes(found, 0)).containsExactly("standing normal -> ended");
        assertThat(found.at("/differences/0/refused")).contains("a scheme the person was in on 2025-04-15");
        assertThat(api.get("/api/settlements/" + settlement.settlement().id()).status())
                .isEqualTo(200);
        rooms.done(Outcome.Settled.class, visit.reverse(settlement));
        assertThat(differences(person).json().get("differences")).isEmpty();
    }

    /// Retired since the beginning of the year after all: 85 % of what is above 1,300.00.
    @Test
    void another_status_from_a_day_on_differs_from_that_day_on() {
        var person = rooms.employee("0.00", "0.00");
        settled(person, LocalDate.of(2024, 4, 15), "2800.00");
        settled(person, APRIL, "2800.00");
        var retired = change(
                person,
                "/participations/employee/2010-01-01/changes",
                "\"from\": \"2025-01-01\", \"terms\": " + employed("110000", "retired", "normal"));
        assertThat(retired.at("/differing")).isEqualTo("1");
        var found = differences(person);
        assertThat(found.at("/differences/0/day")).isEqualTo("2025-04-15");
        assertThat(shares(found, 0))
                .containsExactlyInAnyOrder("pool 700.00 -> 1275.00 (575.00)", "cash 2100.00 -> 1525.00 (-575.00)");
        assertThat(causes(found, 0)).containsExactly("status active -> retired");
    }

    /// Without a filing nothing of an outpatient visit in Beijing is settled there for somebody of Jilin City.
    @Test
    void another_region_all_along_may_mean_that_it_could_not_be_settled_there() {
        var person = rooms.employee("0.00", "0.00");
        settled(person, APRIL, "2800.00");
        change(
                person,
                "/participations/employee/2010-01-01/changes",
                "\"from\": \"2010-01-01\", \"terms\": " + employed("220200", "active", "normal"));
        var found = differences(person);
        assertThat(causes(found, 0)).containsExactly("region 110000 -> 220200");
        assertThat(found.at("/differences/0/fundsOwe")).isEqualTo("-700.00");
        assertThat(found.at("/differences/0/shares/0/of")).isEqualTo("110000");
    }

    /// The mother's account may pay 2,150.00 a year: 2,100.00 of the first bill and 50.00 of the second. Of somebody
    /// retired the fund pays 1,275.00 of the first and 850.00 of the second, which leaves 1,525.00 and 150.00.
    @Test
    void a_relatives_account_and_its_limit_are_moved_too() {
        var person = rooms.employee("0.00", "0.00");
        var mother = rooms.employee("2600.00", "0.00");
        rooms.bind(person, mother, Relation.MOTHER, Optional.of("2150.00"));
        settled(person, LocalDate.of(2025, 7, 1), "2800.00");
        settled(person, LocalDate.of(2025, 7, 1), "1000.00");
        change(
                person,
                "/participations/employee/2010-01-01/changes",
                "\"from\": \"2025-01-01\", \"terms\": " + employed("110000", "retired", "normal"));
        var found = differences(person);
        assertThat(shares(found, 0))
                .containsExactlyInAnyOrder("pool 700.00 -> 1275.00 (575.00)", "family 2100.00 -> 1525.00 (-575.00)");
        assertThat(shares(found, 1))
                .containsExactlyInAnyOrder(
                        "pool 700.00 -> 850.00 (150.00)",
                        "family 50.00 -> 150.00 (100.00)",
                        "cash 250.00 -> 0.00 (-250.00)");
    }

    @Test
    void a_relatives_death_lists_what_that_account_should_not_have_paid() {
        var person = rooms.employee("0.00", "0.00");
        var mother = rooms.employee("100.00", "0.00");
        rooms.bind(person, mother, Relation.MOTHER);
        settled(person, LocalDate.of(2025, 7, 1), "80.00");
        change(mother, "/death", "\"day\": \"2025-06-30\"");
        var found = differences(person);
        assertThat(shares(found, 0))
                .containsExactlyInAnyOrder("family 80.00 -> 0.00 (-80.00)", "cash 0.00 -> 80.00 (80.00)");
        assertThat(causes(found, 0)).containsExactly("relative normal -> ended");
        assertThat(found.at("/differences/0/causes/0/of")).isEqualTo(mother);
        assertThat(found.at("/differences/0/fundsOwe")).isEqualTo("0.00");
    }

    @Test
    void a_settlement_of_which_too_little_was_kept_is_said_to_be_so() {
        var person = rooms.employee("0.00", "0.00");
        settled(person, APRIL, "2800.00");
        rooms.transaction(
                connection -> Rooms.change(connection, "update settlement set status = null where psn_no = ?", person));
        var died = change(person, "/death", "\"day\": \"2025-04-14\"");
        assertThat(died.at("/differing")).isEqualTo("0");
        assertThat(died.at("/notComparable")).isEqualTo("1");
        assertThat(differences(person).at("/notComparable")).isEqualTo("1");
    }

    @Test
    void a_region_is_looked_through_in_pages_from_a_day_on() {
        var dead = new ArrayList<Map.Entry<String, String>>();
        for (var i = 0; i < 3; i++) {
            var person = rooms.insured(Scheme.RESIDENT, "510300", org.openyibao.engine.claim.Status.ADULT);
            dead.add(Map.entry(person, zigong(person, MAY)));
            zigong(person, APRIL);
            change(person, "/death", "\"day\": \"2025-01-01\"");
        }
        var found = new ArrayList<Map.Entry<String, String>>();
        var pages = 0;
        var after = "";
        do {
            var page = api.get("/api/regions/510300/differences?since=2025-05-01&persons=2" + after);
            assertThat(page.status()).isEqualTo(200);
            page.json()
                    .get("differences")
                    .forEach(each -> found.add(Map.entry(
                            each.get("person").asString(),
                            each.get("settlement").asString())));
            after = page.json().has("next") ? "&after=" + page.at("/next") : "";
            pages++;
        } while (!after.isEmpty());
        assertThat(pages).isEqualTo(2);
        assertThat(found).containsExactlyElementsOf(dead);
    }

    private static String zigong(String person, LocalDate day) {
        var visit = rooms.visit(person, Scheme.RESIDENT, Rooms.COMMUNITY, day);
        return rooms.settled(visit, "b", "100.00").settlement().id();
    }

    @Test
    void what_is_asked_wrongly_is_named() {
        assertThat(api.get("/api/persons/77/differences").at("/code")).isEqualTo("UNKNOWN_PERSON");
        var noDay = api.get("/api/regions/110000/differences");
        assertThat(noDay.status()).isEqualTo(400);
        assertThat(noDay.at("/field")).isEqualTo("since");
        var notDay = api.get("/api/regions/110000/differences?since=May", "zh");
        assertThat(notDay.status() + " " + notDay.at("/field") + " " + notDay.at("/expected"))
                .isEqualTo("400 since 日期，如 2025-03-31");
        var none = api.get("/api/regions/110000/differences?since=2025-01-01&persons=0");
        assertThat(none.status() + " " + none.at("/message"))
                .isEqualTo("400 persons: expected a whole number from 1 to 1000, got 0");
        assertThat(api.get("/api/regions/110000/differences?since=2025-01-01&persons=many")
                        .at("/field"))
                .isEqualTo("persons");
    }
}
