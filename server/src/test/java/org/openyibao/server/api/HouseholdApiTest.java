package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.server.settlement.Rooms;

/// Households, over HTTP.
class HouseholdApiTest {

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

    private static TestApi.Answer join(String household, String person, String from) {
        return api.post("/api/households/" + household + "/members", """
                {"person": "%s", "from": "%s"}""".formatted(person, from));
    }

    private static TestApi.Answer leave(String household, String person, String lastDay) {
        return api.post("/api/households/" + household + "/members/" + person + "/leaving", """
                {"lastDay": "%s"}""".formatted(lastDay));
    }

    @Test
    void who_joins_another_household_leaves_the_former_the_day_before() {
        var person = rooms.resident();
        assertThat(join("H-1", person, "2025-01-01").status()).isEqualTo(200);
        assertThat(join("H-2", person, "2025-05-01").status()).isEqualTo(200);
        var former = api.get("/api/households/H-1");
        assertThat(former.at("/0/to")).isEqualTo("2025-04-30");
        var now = api.get("/api/households/H-2");
        assertThat(now.at("/0/person")).isEqualTo(person);
        assertThat(now.json().at("/0").has("to")).isFalse();
        var backwards = join("H-3", person, "2025-05-01");
        assertThat(backwards.status()).isEqualTo(409);
        assertThat(backwards.at("/field")).isEqualTo("from");
    }

    @Test
    void who_left_is_a_member_no_longer() {
        var person = rooms.resident();
        join("H-4", person, "2025-01-01");
        assertThat(leave("H-4", person, "2025-06-30").at("/to")).isEqualTo("2025-06-30");
        var again = leave("H-4", person, "2025-07-01");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.at("/code")).isEqualTo("NO_MEMBER");
        assertThat(leave("H-5", person, "2025-03-01").status()).isEqualTo(404);
        assertThat(join("H-4", "77", "2025-01-01").at("/code")).isEqualTo("UNKNOWN_PERSON");
    }
}
