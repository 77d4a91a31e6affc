package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.server.settlement.Command;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Rooms;

/// Binding relatives' accounts, over HTTP. Siblings may share from 2024-07-26 on, spouses from 2021-04-13.
class BindingApiTest {

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

    @BeforeEach
    void today() {
        rooms.today("2025-03-10");
    }

    private static String path(String user) {
        return "/api/accounts/" + user + "/bindings";
    }

    private static TestApi.Answer bind(String user, String owner, String relation, String more) {
        return api.insured(owner).post(path(user), """
                {"owner": "%s", "relation": "%s"%s}""".formatted(owner, relation, more));
    }

    private static String bound(String user, String owner) {
        var answer = bind(user, owner, "mother", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.at("/binding");
    }

    private static TestApi.Answer change(String user, String binding, String what, String body) {
        return api.insured(user).post(path(user) + "/" + binding + "/" + what, body);
    }

    @Test
    void a_binding_is_listed_for_user_and_owner_with_all_that_was_done_to_it() {
        var user = rooms.resident("220200");
        var owner = rooms.employee("220100", "0.00", "100.00");
        var answer = bind(user, owner, "mother", ", \"yearLimit\": \"800.00\"");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/position")).isEqualTo("1");
        assertThat(answer.at("/from")).isEqualTo("2025-03-10");
        assertThat(answer.json().has("until")).isFalse();
        var binding = answer.at("/binding");
        api.insured(owner).post(path(user) + "/" + binding + "/limit", "{}");
        api.insured(user).post(path(user) + "/" + binding + "/end", "{\"because\": \"requested\"}");
        for (var person : new String[] {user, owner}) {
            var listed = api.get(path(person));
            assertThat(listed.json().size()).isEqualTo(1);
            assertThat(listed.at("/0/binding")).isEqualTo(binding);
            assertThat(listed.at("/0/endedOn")).isEqualTo("2025-03-10");
            assertThat(listed.at("/0/endedBecause")).isEqualTo("requested");
            var events = IntStream.range(0, listed.json().at("/0/events").size())
                    .mapToObj(i -> listed.at("/0/events/" + i + "/what") + " "
                            + listed.at("/0/events/" + i + "/details") + " " + listed.at("/0/events/" + i + "/clerk"))
                    .toList();
            assertThat(events).containsExactly("bound mother " + owner, "limited  " + owner, "ended requested " + user);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    2025-03-10, mother,        220100, NORMAL,    NORMAL,    ''
                    2025-03-10, mother-in-law, 220100, NORMAL,    NORMAL,    NOT_NEAR_RELATIVE
                    2025-03-10, sister,        220100, NORMAL,    NORMAL,    ''
                    2024-07-25, sister,        220100, NORMAL,    NORMAL,    RELATION_NOT_ALLOWED_ON_DATE
                    2024-07-26, sister,        220100, NORMAL,    NORMAL,    ''
                    2025-03-10, mother,        110000, NORMAL,    NORMAL,    OTHER_PROVINCE_USE_WALLET
                    2025-03-10, mother,        220100, SUSPENDED, NORMAL,    AUTHORISER_NOT_NORMAL
                    2025-03-10, mother,        220100, NORMAL,    WAITING,   STATUS_NOT_NORMAL""")
    void the_engines_reasons_refuse(
            LocalDate day, String relation, String region, Standing owners, Standing users, String reason) {
        rooms.today(day.toString());
        var user = rooms.resident("220200");
        var owner = rooms.employee(region, "0.00", "100.00");
        rooms.stands(owner, owners);
        rooms.stands(user, users);
        var answer = bind(user, owner, relation, "");
        assertThat(answer.at("/code")).isEqualTo(reason);
        assertThat(answer.status()).isEqualTo(reason.isEmpty() ? 200 : 422);
        if (!reason.isEmpty()) {
            assertThat(answer.at("/rule/id")).contains("near-relatives");
            assertThat(api.get(path(user)).json().size()).isZero();
        }
    }

    @Test
    void somebody_not_insured_or_not_registered_is_bound_to_nobody() {
        var owner = rooms.employee("220100", "0.00", "100.00");
        var resident = rooms.resident("220200");
        assertThat(bind(resident, rooms.resident("220200"), "mother", "").at("/code"))
                .isEqualTo("NO_ACCOUNT");
        var nobody = bind("77", owner, "mother", "");
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.at("/field")).isEqualTo("user");
        assertThat(bind(resident, "77", "mother", "").at("/field")).isEqualTo("owner");
        rooms.insuredUntil(owner, LocalDate.of(2025, 3, 9));
        assertThat(bind(resident, owner, "mother", "").at("/code")).isEqualTo("AUTHORISER_NOT_NORMAL");
    }

    @Test
    void a_term_begins_today_or_later_and_ends_after_it_begins() {
        var user = rooms.resident("220200");
        var owner = rooms.employee("220100", "0.00", "100.00");
        var past = bind(user, owner, "mother", ", \"from\": \"2025-03-09\"");
        assertThat(past.status()).isEqualTo(400);
        assertThat(past.at("/field")).isEqualTo("from");
        var backwards = bind(user, owner, "mother", ", \"from\": \"2025-03-12\", \"until\": \"2025-03-11\"");
        assertThat(backwards.at("/field")).isEqualTo("until");
        assertThat(bind(user, owner, "mother", ", \"until\": \"2025-03-10\"").status())
                .isEqualTo(200);
    }

    @Test
    void nobody_is_bound_twice_but_again_after_the_end() {
        var user = rooms.resident("220200");
        var owner = rooms.employee("220100", "0.00", "100.00");
        var binding = bound(user, owner);
        var again = bind(user, owner, "mother", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/code")).isEqualTo("ALREADY_BOUND");
        change(user, binding, "end", "{\"because\": \"relation-ended\"}");
        assertThat(bind(user, owner, "mother", "").status()).isEqualTo(200);
        var ended = change(user, binding, "position", "{\"position\": 1}");
        assertThat(ended.status()).isEqualTo(404);
        assertThat(ended.at("/code")).isEqualTo("UNKNOWN_BINDING");
    }

    @Test
    void those_that_make_room_move_up() {
        var user = rooms.resident("220200");
        var first = bound(user, rooms.employee("220100", "0.00", "1.00"));
        var second = bound(user, rooms.employee("220100", "0.00", "1.00"));
        var third = bound(user, rooms.employee("220100", "0.00", "1.00"));
        assertThat(change(user, third, "position", "{\"position\": 1}").at("/position"))
                .isEqualTo("1");
        var listed = api.get(path(user));
        assertThat(listed.at("/0/binding")).isEqualTo(third);
        assertThat(listed.at("/1/binding")).isEqualTo(first);
        assertThat(listed.at("/2/binding")).isEqualTo(second);
        var outside = change(user, third, "position", "{\"position\": 4}");
        assertThat(outside.status()).isEqualTo(400);
        assertThat(outside.at("/message")).isEqualTo("position: expected a whole number from 1 to 3, got 4");
    }

    @Test
    void a_key_binds_once() {
        var user = rooms.resident("220200");
        var owner = rooms.employee("220100", "0.00", "100.00");
        var body = "{\"owner\": \"" + owner + "\", \"relation\": \"mother\"}";
        var first = api.insured(owner).post(path(user), "key-" + user, body, "en");
        var again = api.insured(owner).post(path(user), "key-" + user, body, "en");
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(api.get(path(user)).json().size()).isEqualTo(1);
    }

    @Test
    void an_interruption_is_told_and_ends_nothing() {
        var user = rooms.resident("220200");
        var owner = rooms.employee("220100", "0.00", "100.00");
        bound(user, owner);
        rooms.stands(owner, Standing.SUSPENDED);
        var listed = api.get(path(user), "zh");
        assertThat(listed.at("/0/unusable/code")).isEqualTo("AUTHORISER_NOT_NORMAL");
        assertThat(listed.at("/0/unusable/message")).contains("共济授权人");
        assertThat(listed.json().at("/0").has("endedOn")).isFalse();
        rooms.stands(owner, Standing.NORMAL);
        assertThat(api.get(path(user)).json().at("/0").has("unusable")).isFalse();
    }

    /// The owner's account pays 260.00 of a limit of 800.00: 540.00 are left this year, all of it the next.
    @Test
    void what_an_account_paid_for_a_relative_is_listed_by_year_with_what_is_left() {
        var user = rooms.resident("220200");
        var owner = rooms.employee("220100", "0.00", "2000.00");
        var answer = bind(user, owner, "father", ", \"yearLimit\": \"800.00\"");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(api.get(path(owner)).at("/0/left")).isEqualTo("800.00");
        var day = LocalDate.of(2025, 3, 10);
        rooms.done(
                Outcome.Settled.class,
                new Command.Buy(
                        user,
                        Rooms.PHARMACY,
                        day.atTime(9, 0),
                        List.of(Rooms.line(Rooms.DRUG_A, "260.00", day)),
                        Rooms.terms(Scheme.RESIDENT, VisitKind.PHARMACY, "260.00")));
        for (var person : List.of(user, owner)) {
            var listed = api.get(path(person));
            assertThat(listed.at("/0/drawn/0/year") + " " + listed.at("/0/drawn/0/amount"))
                    .as(listed.text())
                    .isEqualTo("2025 260.00");
            assertThat(listed.at("/0/left")).isEqualTo("540.00");
        }
        rooms.today("2026-03-10");
        assertThat(api.get(path(owner)).at("/0/left")).isEqualTo("800.00");
        assertThat(api.get(path(owner)).at("/0/drawn/0/amount")).isEqualTo("260.00");
    }
}
