package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openyibao.server.clearing.AwayRooms;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.settlement.Rooms;

/// A month of clearing over HTTP: its days, a dispute, prefunds, netting and payment, one after the other.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClearingApiTest {

    private static final String NOTHING = "{}";

    private static ServedRooms served;
    private static AwayRooms away;
    private static TestApi api;

    /// 300.00 owed by Jilin City to Changchun, 72.00 by Shenzhen to Beijing.
    private static String item;

    private static String emergency;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        api = served.api();
        away = AwayRooms.in(served.rooms());
        served.rooms().now("2023-04-18T10:00:00");
        item = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00")
                .id();
        emergency = away.emergency().id();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void now() {
        served.rooms().now("2023-04-20T10:00:00");
    }

    private static TestApi.Answer csv(String path) {
        var request = api.request(path, "en").header("Accept", "text/csv").GET();
        return api.call("GET", path, request);
    }

    @Test
    @Order(1)
    void a_day_is_cleared_once_for_a_key_and_read_as_sums_and_as_a_list() {
        var day = "/api/clearing/days/2023-04-18";
        assertThat(api.get(day).at("/code")).isEqualTo("NOT_CLEARED");
        assertThat(csv(day + "/items").status()).isEqualTo(404);
        var first = api.post(day, "key-day", NOTHING, "en");
        assertThat(first.at("/items")).isEqualTo("2");
        assertThat(api.post(day, "key-day", NOTHING, "en").bytes()).isEqualTo(first.bytes());
        var reused = api.post("/api/clearing/days/2023-04-17", "key-day", NOTHING, "en");
        assertThat(reused.status()).isEqualTo(409);
        assertThat(reused.at("/code")).isEqualTo("KEY_REUSED");
        var lines = api.get(day);
        assertThat(lines.json()).isEqualTo(first.json().get("lines"));
        assertThat(lines.at("/0/home") + lines.at("/0/place") + lines.at("/0/owed") + lines.at("/0/sameProvince"))
                .isEqualTo("220200220100300.00true");
        assertThat(lines.at("/1/funds") + lines.at("/1/account") + lines.at("/1/owed") + lines.at("/1/sameProvince"))
                .isEqualTo("72.000.0072.00false");
        var all = csv(day + "/items");
        assertThat(all.response().headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        var rows = all.text().lines().toList();
        assertThat(rows).hasSize(3);
        assertThat(rows.getFirst())
                .isEqualTo(
                        "day,home,place,settlement,run,person,institution,scheme,visitKind,reverses,total,funds,account,"
                                + "family,owed");
        assertThat(rows.get(2))
                .startsWith("2023-04-18,440300,110000," + emergency + ",1,")
                .endsWith("," + Rooms.HOSPITAL + ",employee,emergency,,100.00,72.00,0.00,0.00,72.00");
        assertThat(csv(day + "/items?home=220200&place=220100").text().lines().toList())
                .hasSize(2);
        assertThat(csv(day + "/items?home=220100").text().lines().toList()).hasSize(1);
    }

    @Test
    @Order(2)
    void a_dispute_is_raised_answered_and_upheld() {
        var raised = api.post("/api/clearing/disputes", """
                {"settlement": "%s", "amount": "100.00", "reason": "目录外用药"}""".formatted(item));
        var dispute = raised.at("/dispute");
        assertThat(raised.at("/state")).isEqualTo("raised");
        var path = "/api/clearing/disputes/" + dispute;
        assertThat(api.clerk("changchun-1")
                        .post(path + "/answer", "{\"words\": \"相符\"}")
                        .at("/state"))
                .isEqualTo("answered");
        var late = api.clerk("changchun-2").post(path + "/answer", "key-late", "{\"words\": \"相符\"}", "zh");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.at("/message")).isEqualTo("dispute：应为未答复的争议，实为已由 changchun-1 答复");
        var decided = api.reviewer("province-1").post(path + "/decision", "{\"upheld\": true, \"words\": \"核减\"}");
        assertThat(decided.at("/state")).isEqualTo("upheld");
        assertThat(api.get(path).json()).isEqualTo(decided.json());
        assertThat(api.get("/api/clearing/days/2023-04-18/disputes").json().get(0))
                .isEqualTo(decided.json());
        var adjustment = api.get("/api/clearing/adjustments?month=2023-04");
        assertThat(adjustment.at("/0/adjustment")).isEqualTo(decided.at("/adjustment"));
        assertThat(adjustment.at("/0/debtor") + adjustment.at("/0/creditor") + adjustment.at("/0/amount"))
                .isEqualTo("220100220200100.00");
        assertThat(api.get("/api/clearing/disputes/7-1").at("/code")).isEqualTo("UNKNOWN_DISPUTE");
    }

    @Test
    @Order(3)
    void prefunds_and_adjustments_are_booked() {
        var prefund = api.post("/api/clearing/prefunds", """
                {"home": "440300", "place": "110000", "direction": "deposit", "amount": "50.00", "paidOn": "2023-04-20",
                 "document": "bank-1"}""");
        assertThat(prefund.at("/left")).isEqualTo("50.00");
        assertThat(api.get("/api/clearing/prefunds").json().get(0)).isEqualTo(prefund.json());
        var adjustment = api.post("/api/clearing/adjustments", """
                {"debtor": "220200", "creditor": "220100", "amount": "5.00", "reason": "补记"}""");
        assertThat(adjustment.at("/bookedOn")).isEqualTo("2023-04-20");
        // -300.00 + 100.00 - 5.00 and its opposite; 72.00 less the 50.00 that are paid ahead.
        assertThat(api.get("/api/clearing/balances").text())
                .isEqualTo(
                        "[{\"region\":\"110000\",\"balance\":\"22.00\"},{\"region\":\"220100\",\"balance\":\"205.00\"},"
                                + "{\"region\":\"220200\",\"balance\":\"-205.00\"},{\"region\":\"440300\",\"balance\":\"-22.00\"}]");
    }

    @Test
    @Order(4)
    void a_month_is_netted_and_paid() {
        served.rooms().now("2023-05-10T10:00:00");
        var month = "/api/clearing/nettings/2023-04";
        assertThat(api.get(month).at("/code")).isEqualTo("NOT_NETTED");
        assertThat(api.post(month, NOTHING).at("/code")).isEqualTo("DAY_NOT_CLEARED");
        away.clearAll(YearMonth.of(2023, 4));
        var netted = api.post(month, NOTHING);
        assertThat(netted.at("/nettings/0/net")).isEqualTo("205.00");
        assertThat(netted.at("/nettings/1/fromPrefund")).isEqualTo("50.00");
        assertThat(netted.at("/nettings/1/due")).isEqualTo("22.00");
        var moved = "/api/clearing/prefunds/movements?home=440300&place=110000";
        var movements = api.get(moved);
        assertThat(movements.json().size()).isEqualTo(2);
        assertThat(movements.at("/0/kind") + " " + movements.at("/0/on") + " " + movements.at("/0/amount") + " "
                        + movements.at("/0/document") + " " + movements.at("/0/clerk"))
                .isEqualTo("deposit 2023-04-20 50.00 bank-1 c-1");
        assertThat(movements.at("/1/kind") + " " + movements.at("/1/on") + " " + movements.at("/1/amount") + " "
                        + movements.at("/1/month"))
                .isEqualTo("netting 2023-05-10 50.00 2023-04");
        assertThat(api.get("/api/clearing/prefunds/movements?home=110000&place=440300")
                        .json()
                        .size())
                .isZero();
        var elsewhere = api.as(new Caller("clerk-220200", Role.CLERK, "220200"));
        assertThat(elsewhere.get(moved).json().size()).isZero();
        assertThat(api.get(month).json()).isEqualTo(netted.json());
        assertThat(api.post(month, NOTHING).at("/code")).isEqualTo("MONTH_NETTED");
        var payment = """
                {"payer": "440300", "payee": "110000", "amount": "22.00", "paidOn": "2023-05-10", "document": "bank-2"}""";
        assertThat(api.post(month + "/payments", "key-pay", payment, "en").at("/amount"))
                .isEqualTo("22.00");
        assertThat(api.post(month + "/payments", "key-pay", payment, "en").status())
                .isEqualTo(200);
        assertThat(api.post(month + "/payments", payment).at("/code")).isEqualTo("TOO_MUCH");
        assertThat(csv(month).text()).isEqualTo("""
                        month,payer,payee,sameProvince,owed,owedBack,adjusted,net,fromPrefund,due,paid
                        2023-04,220200,220100,true,300.00,0.00,-95.00,205.00,0.00,205.00,0.00
                        2023-04,440300,110000,false,72.00,0.00,0.00,72.00,50.00,22.00,22.00
                        """);
    }

    @Test
    @Order(5)
    void wrong_input_is_named_and_nothing_is_booked() {
        var before = api.get("/api/clearing/balances").text();
        assertThat(api.post("/api/clearing/days/2023-4-18", NOTHING).at("/field"))
                .isEqualTo("day");
        assertThat(api.post("/api/clearing/days/2023-04-20", NOTHING).at("/code"))
                .isEqualTo("DAY_NOT_OVER");
        assertThat(api.post("/api/clearing/days/2023-04-18", "{\"clerk\": \"c\"}")
                        .at("/field"))
                .isEqualTo("clerk");
        assertThat(api.post("/api/clearing/nettings/2023-13", NOTHING).at("/field"))
                .isEqualTo("month");
        assertThat(api.get("/api/clearing/adjustments").at("/field")).isEqualTo("month");
        var adjustment = "{\"debtor\": \"%s\", \"creditor\": \"220100\", \"amount\": \"%s\", \"reason\": \"x\"}";
        assertThat(api.post("/api/clearing/adjustments", adjustment.formatted("2202", "5.00"))
                        .at("/field"))
                .isEqualTo("debtor");
        assertThat(api.post("/api/clearing/adjustments", adjustment.formatted("220200", "0.00"))
                        .at("/field"))
                .isEqualTo("amount");
        assertThat(api.post("/api/clearing/adjustments", adjustment.formatted("220100", "5.00"))
                        .at("/field"))
                .isEqualTo("creditor");
        var movement = """
                {"home": "440300", "place": "110000", "direction": "%s", "amount": "1.00", "paidOn": "%s",
                 "document": "b"}""";
        assertThat(api.post("/api/clearing/prefunds", movement.formatted("give", "2023-04-20"))
                        .at("/field"))
                .isEqualTo("direction");
        assertThat(api.post("/api/clearing/prefunds", movement.formatted("deposit", "2023-04-21"))
                        .at("/field"))
                .isEqualTo("paidOn");
        assertThat(api.post("/api/clearing/prefunds", movement.formatted("return", "2023-04-20"))
                        .at("/code"))
                .isEqualTo("TOO_MUCH");
        assertThat(api.post("/api/clearing/disputes/x/answer", "{\"words\": \"x\"}")
                        .status())
                .isEqualTo(404);
        var unkeyed = api.request("/api/clearing/adjustments", "en")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(adjustment.formatted("220200", "5.00")));
        assertThat(api.call("POST", "/api/clearing/adjustments", unkeyed).at("/field"))
                .isEqualTo("Idempotency-Key");
        assertThat(api.get("/api/clearing/balances").text()).isEqualTo(before);
    }
}
