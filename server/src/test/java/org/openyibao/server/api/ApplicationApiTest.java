package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.clearing.Application;
import org.openyibao.server.clearing.Applications;
import org.openyibao.server.clearing.AwayRooms;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Rooms;

/// Clerks of an agency decide what a pharmacy applies for: 300.00, paid by an account, of each of two days.
class ApplicationApiTest {

    private static final String LIST = "/api/regions/220200/clearing-applications?state=";

    private static ServedRooms served;
    private static TestApi api;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        api = served.api();
        var away = AwayRooms.in(served.rooms());
        for (var day = 18; day < 21; day++) {
            served.rooms().now("2023-04-" + day + "T10:00:00");
            away.bought(AwayRooms.JILIN, Rooms.PHARMACY, "300.00");
        }
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String applied(int day) {
        var on = LocalDate.of(2023, 4, day);
        var asked = new Application.Asked(
                Rooms.PHARMACY,
                Optional.of(Scheme.EMPLOYEE),
                VisitKind.PHARMACY,
                YearMonth.of(2023, 4),
                on,
                on,
                Optional.of(1L),
                Fen.of(30_000),
                Fen.of(30_000),
                Fen.ZERO,
                Fen.of(30_000),
                Fen.ZERO,
                "{}");
        return served.rooms()
                .once((Once<Application> once) ->
                        served.rooms().service(Applications.class).apply(once, asked, "001"))
                .id();
    }

    @Test
    void an_application_takes_two_steps() {
        var id = applied(18);
        var path = "/api/clearing/applications/" + id;
        assertThat(api.get(LIST + "applied").text()).contains(id);
        var accepted = api.clerk("clerk-1").post(path + "/acceptance", "{}");
        assertThat(accepted.at("/state")).isEqualTo("accepted");
        assertThat(accepted.at("/total")).isEqualTo("300.00");
        assertThat(accepted.at("/month")).isEqualTo("2023-04");
        assertThat(api.get(LIST + "applied").text()).doesNotContain(id);
        var own = api.promoted("clerk-1").post(path + "/approval", "{}");
        assertThat(own.status()).isEqualTo(409);
        assertThat(own.at("/field")).isEqualTo("reviewer");
        assertThat(api.reviewer("clerk-2").post(path + "/approval", "{}").at("/state"))
                .isEqualTo("approved");
        var told = api.get(path);
        assertThat(told.at("/steps/0/who")).isEqualTo("001");
        assertThat(told.at("/steps/1/who")).isEqualTo("clerk-1");
        assertThat(told.at("/steps/2/kind")).isEqualTo("approved");
        assertThat(api.post(path + "/rejection", "{\"why\": \"x\"}").status()).isEqualTo(409);
    }

    @Test
    void a_rejection_says_why() {
        var id = applied(19);
        var path = "/api/clearing/applications/" + id;
        assertThat(api.post(path + "/rejection", "{\"why\": \"材料不全\"}").at("/steps/1/why"))
                .isEqualTo("材料不全");
        assertThat(api.get(LIST + "rejected").text()).contains(id);
        assertThat(api.get(LIST + "rejected&after=" + id).text()).isEqualTo("[]");
    }

    @Test
    void what_is_wrong_is_named_in_both_languages() {
        assertThat(api.get("/api/clearing/applications/77").status()).isEqualTo(404);
        assertThat(api.post("/api/clearing/applications/77/acceptance", "{}").status())
                .isEqualTo(404);
        assertThat(api.get("/api/clearing/applications/77", "zh").at("/message"))
                .contains("已有的清算申请编号");
        assertThat(api.get(LIST + "lost").at("/field")).isEqualTo("state");
        var id = applied(20);
        var named = api.post("/api/clearing/applications/" + id + "/acceptance", "{\"clerk\": \"c-9\"}");
        assertThat(named.status()).isEqualTo(400);
        assertThat(named.at("/message")).isEqualTo("clerk: expected nothing, got clerk");
    }
}
