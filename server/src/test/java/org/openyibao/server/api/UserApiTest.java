package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.UserTokens;
import org.openyibao.server.identity.Users;
import org.openyibao.server.settlement.Rooms;

/// Users as an administrator sees to them.
class UserApiTest {

    private static ServedRooms served;
    private static TestApi api;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        api = served.api().as(new Caller("admin", Role.ADMINISTRATOR, ""));
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static Users users() {
        return served.server().service(Users.class);
    }

    @Test
    void a_user_is_added_given_a_new_password_disabled_and_enabled() {
        var added = api.post("/api/users", "{\"name\": \"clerk2\", \"role\": \"clerk\", \"scope\": \"510300\"}");
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.at("/password")).matches("([2-9a-z]{4}-){3}[2-9a-z]{4}");
        var session = users().signIn("clerk2", added.at("/password")).orElseThrow();
        assertThat(session.caller()).isEqualTo(new Caller("clerk2", Role.CLERK, "510300"));

        var reset = api.post("/api/users/clerk2/password", "");
        assertThat(reset.status()).isEqualTo(200);
        assertThat(reset.at("/password")).isNotEqualTo(added.at("/password"));
        var tokens = served.server().service(UserTokens.class);
        assertThat(tokens.ofSession(session.secret())).isEmpty();
        assertThat(users().signIn("clerk2", added.at("/password"))).isEmpty();
        var again = users().signIn("clerk2", reset.at("/password")).orElseThrow();

        assertThat(api.post("/api/users/clerk2/disable", "")
                        .json()
                        .at("/disabled")
                        .asBoolean())
                .isTrue();
        assertThat(tokens.ofSession(again.secret())).isEmpty();
        assertThat(users().signIn("clerk2", reset.at("/password"))).isEmpty();
        assertThat(api.post("/api/users/clerk2/enable", "")
                        .json()
                        .at("/disabled")
                        .asBoolean(true))
                .isFalse();
        assertThat(users().signIn("clerk2", reset.at("/password"))).isPresent();
    }

    @Test
    void a_lock_is_seen_and_ended() {
        var password = api.post("/api/users", "{\"name\": \"locked\", \"role\": \"auditor\"}")
                .at("/password");
        for (var i = 0; i < Users.MOST_FAILURES; i++) {
            users().signIn("locked", "wrong-horse-77");
        }
        var seen = api.get("/api/users")
                .json()
                .at("/users")
                .valueStream()
                .filter(user -> user.at("/name").asString().equals("locked"))
                .findFirst()
                .orElseThrow();
        assertThat(seen.at("/lockedUntil").asString()).isEqualTo("2025-07-01T10:15:00+08:00");
        assertThat(seen.has("scope")).isFalse();
        assertThat(api.post("/api/users/locked/unlock", "").json().has("lockedUntil"))
                .isFalse();
        assertThat(users().signIn("locked", password)).isPresent();
    }

    @Test
    void what_is_wrong_is_refused_by_name() {
        Map.of(
                        "{\"name\": \"New Clerk\", \"role\": \"clerk\", \"scope\": \"510300\"}",
                        "name: expected text of the form [a-z0-9][a-z0-9._@-]{0,59}, got \"New Clerk\"",
                        "{\"name\": \"x\", \"role\": \"king\"}",
                        "role: expected one of insured, cashier, clerk, reviewer, analyst, auditor, administrator, got"
                                + " \"king\"",
                        "{\"name\": \"x\", \"role\": \"clerk\"}",
                        "scope: expected the six digits of a region, got ",
                        "{\"name\": \"x\", \"role\": \"cashier\", \"scope\": \"H0\"}",
                        "scope: expected the code of a registered institution, got H0",
                        "{\"name\": \"admin\", \"role\": \"auditor\"}",
                        "name: expected a name that nobody has, got admin")
                .forEach((body, message) ->
                        assertThat(api.post("/api/users", body).at("/message")).isEqualTo(message));
        var cashier = "{\"name\": \"cashier2\", \"role\": \"cashier\", \"scope\": \"" + Rooms.HOSPITAL + "\"}";
        assertThat(api.post("/api/users", cashier).status()).isEqualTo(200);
        assertThat(api.post("/api/users/nobody/unlock", "").at("/message"))
                .isEqualTo("user: expected the name of a user, got nobody");
        assertThat(api.post("/api/users/nobody/disable", "").status()).isEqualTo(404);
    }

    @Test
    void an_administrator_does_not_shut_himself_out() {
        for (var path : new String[] {"/api/users/admin/disable", "/api/users/admin/password"}) {
            var answer = api.post(path, "");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.at("/code")).isEqualTo("OWN_USER");
        }
        assertThat(api.get("/api/users").status()).isEqualTo(200);
    }
}
