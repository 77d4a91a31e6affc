package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.server.identity.MedicalCode;
import org.openyibao.server.identity.MedicalCodes;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Rooms;
import tools.jackson.databind.JsonNode;

/// The cashier of a hospital in Beijing has an employee of Beijing before him, with 300.00 and 500.00 in the account.
///
/// His bill: a drug of grade A for 1900.00; two scans of 300.00 each, of which 240.00 are recognised and 8 % are paid
/// first; one of grade C for 50.00; a limited one for 100.00 whose conditions are not met. Own pay 150.00, over the
/// limit 120.00, first 8 % of 480.00, 38.40, in scope 2341.60; 1800.00 of it are deductible, and of the 541.60 left the
/// fund pays 70 %, 379.12. Of the other 2270.88 the account pays 800.00.
class DeskApiTest {

    private static final String DESK = "/api/institutions/" + Rooms.HOSPITAL;

    private static final String LINES = """
            {"code": "DRUG-A", "quantity": "1", "price": "1900"}, {"code": "SCAN", "quantity": "2.0", "price": "300.00"},
            {"code": "DRUG-C", "quantity": "0.5", "price": "100.00"}, {"code": "LIMITED", "quantity": "1", "price": "100.00"}""";

    private static final AtomicInteger MESSAGES = new AtomicInteger();

    private static ServedRooms served;
    private static Rooms rooms;
    private static TestApi desk;

    private String person;

    @BeforeAll
    static void start() {
        served = ServedRooms.open();
        rooms = served.rooms();
        desk = served.api().cashier(Rooms.HOSPITAL);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void morning() {
        rooms.now("2025-07-01T10:00:00");
        person = rooms.employee("300.00", "500.00");
    }

    private String code() {
        return rooms.once((Once<MedicalCode> once) ->
                        rooms.service(MedicalCodes.class).issue(once, person, "app"))
                .text();
    }

    private TestApi.Answer present() {
        return desk.post(DESK + "/presentations", "{\"code\": \"" + code() + "\"}");
    }

    private String presentation() {
        var answer = present();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.at("/presentation");
    }

    /// How often the record of the person was looked at by a route.
    private long looks(String route) {
        return rooms.number("select count(*) from look where psn_no = ? and route = ?", person, route);
    }

    private static String order(String presentation, String lines) {
        return """
                {"presentation": "%s", "scheme": "employee", "visitKind": "outpatient", "useAccount": true, "lines": [%s]}""".formatted(presentation, lines);
    }

    private static TestApi.Answer preview(String order) {
        return desk.post(DESK + "/visits/preview", order);
    }

    private static void assertComesToTheBill(TestApi.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("figures").toString()).isEqualTo("""
                {"total":"2650.00","ownPay":"150.00","overLimit":"120.00","firstPay":"38.40","inScope":"2341.60",\
                "deductible":"1800.00","funds":"379.12","account":"800.00","family":"0.00","wallet":"0.00",\
                "cash":"1470.88","burden":"2270.88","accountAfter":"0.00"}""");
        assertThat(answer.json().get("lines").get(1).toString()).isEqualTo("""
                {"code":"SCAN","name":"样例项目 SCAN","quantity":"2.0","price":"300.00","amount":"600.00","grade":"B",\
                "ownPay":"0.00","overLimit":"120.00","firstPay":"38.40","inScope":"441.60"}""");
        assertThat(answer.at("/lines/2/amount")).isEqualTo("50.00");
        assertThat(answer.at("/lines/3/grade")).isEqualTo("excluded");
        assertThat(answer.at("/receipt/totals/pool")).isEqualTo("379.12");
        assertThat(answer.at("/receipt/heading/person")).isEqualTo("张**");
    }

    @Test
    void whoever_shows_a_code_is_seen_with_standing_balances_and_who_pays_here() {
        var answer = present();
        assertThat(answer.at("/name")).isEqualTo("张**");
        assertThat(answer.at("/age")).isEqualTo("45");
        assertThat(answer.at("/shown")).isEqualTo("code");
        assertThat(answer.json().get("balances").toString())
                .isEqualTo("{\"current\":\"300.00\",\"prior\":\"500.00\",\"wallet\":\"0.00\",\"total\":\"800.00\"}");
        assertThat(answer.json().get("insurances")).hasSize(1);
        assertThat(answer.at("/insurances/0/standing")).isEqualTo("normal");
        assertThat(answer.at("/insurances/0/homeName")).isEqualTo("Beijing");
        assertThat(answer.at("/insurances/0/use/route")).isEqualTo("direct");
        assertThat(answer.at("/insurances/0/use/payers/0/payer")).isEqualTo("fund");
        assertThat(answer.at("/insurances/0/use/payers/0/allowed")).isEqualTo("true");
        assertThat(answer.text()).doesNotContain(person, "张三丰");

        var again = desk.get(DESK + "/presentations/" + answer.at("/presentation"));
        assertThat(again.json()).isEqualTo(answer.json());
        var chronic = desk.get(DESK + "/presentations/" + answer.at("/presentation") + "?visitKind=chronic", "zh");
        assertThat(chronic.at("/visitKind")).isEqualTo("chronic");
        assertThat(chronic.at("/insurances/0/homeName")).isEqualTo("北京市");
        assertThat(looks("POST /api/institutions/{institution}/presentations")).isEqualTo(1);
        assertThat(looks("GET /api/institutions/{institution}/presentations/{presentation}"))
                .isEqualTo(2);
    }

    @Test
    void the_same_request_is_answered_as_before_though_the_code_is_used_up() {
        var key = UUID.randomUUID().toString();
        var body = "{\"code\": \"" + code() + "\"}";
        var first = desk.post(DESK + "/presentations", key, body, "en");
        assertThat(desk.post(DESK + "/presentations", key, body, "en").json()).isEqualTo(first.json());
        var used = desk.post(DESK + "/presentations", body);
        assertThat(used.status()).isEqualTo(400);
        assertThat(used.at("/code")).isEqualTo("CODE_USED");
        assertThat(used.at("/field")).isEqualTo("code");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|body|WRONG_VALUE",
                "{'code': 'A', 'certificate': 'B', 'name': 'C'}|body|WRONG_VALUE",
                "{'certificate': 'ID0'}|name|MISSING_FIELD",
                "{'certificate': 'ID0', 'name': 'C'}|certificate|CERTIFICATE_UNKNOWN",
                "{'card': {'number': 'C0', 'recognition': 'R'}}|card|CARD_UNKNOWN",
                "{'card': {'number': 'C0'}}|card.recognition|MISSING_FIELD",
                "{'code': 'A'}|code|CODE_NOT_OURS"
            })
    void what_opens_nobody_is_refused_by_its_field(String body, String field, String code) {
        var answer = desk.post(DESK + "/presentations", body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/field")).isEqualTo(field);
        assertThat(answer.at("/code")).isEqualTo(code);
    }

    @Test
    void the_catalogue_is_searched_as_it_holds_here() {
        var found = desk.get(DESK + "/catalogue?search=scan");
        assertThat(found.text()).isEqualTo("""
                [{"code":"SCAN","name":"样例项目 SCAN","region":"000000","from":"2010-01-01","category":"treatment","grade":"B","firstPay":"8%",\
                "ceiling":"240.00","limited":false}]""");
        assertThat(desk.get(DESK + "/catalogue?search=ylxm").json()).hasSize(6);
        assertThat(desk.get(DESK + "/catalogue?search=%20").at("/field")).isEqualTo("search");
        assertThat(desk.get(DESK + "/catalogue").at("/field")).isEqualTo("search");
    }

    @Test
    void a_bill_is_previewed_and_nothing_is_written() {
        var presentation = presentation();
        var before = rooms.state();
        assertComesToTheBill(preview(order(presentation, LINES)));
        assertThat(rooms.state()).isEqualTo(before);

        var met = preview(order(presentation, LINES.replace("\"LIMITED\",", "\"LIMITED\", \"conditions\": \"met\",")));
        assertThat(met.at("/figures/ownPay")).isEqualTo("50.00");
        assertThat(met.at("/figures/firstPay")).isEqualTo("58.40");
        assertThat(met.at("/figures/funds")).isEqualTo("435.12");
        var cash = preview(order(presentation, LINES).replace("\"useAccount\": true", "\"useAccount\": false"));
        assertThat(cash.at("/figures/cash")).isEqualTo("2270.88");
    }

    @Test
    void a_bill_is_settled_once_printed_again_and_taken_back() {
        var presentation = presentation();
        var key = UUID.randomUUID().toString();
        var settled = desk.post(DESK + "/visits", key, order(presentation, LINES), "en");
        assertComesToTheBill(settled);
        assertThat(settled.at("/cashier")).isEqualTo("cashier-" + Rooms.HOSPITAL.toLowerCase(Locale.ROOT));
        assertThat(desk.post(DESK + "/visits", key, order(presentation, LINES), "en")
                        .json())
                .isEqualTo(settled.json());
        var other = desk.post(DESK + "/visits", key, order(presentation, LINES.replace("1900", "1901")), "en");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/code")).isEqualTo("KEY_REUSED");
        assertThat(other.at("/message")).contains("lines[0].price");
        assertThat(desk.get(DESK + "/presentations/" + presentation).at("/balances/total"))
                .isEqualTo("0.00");

        var id = settled.at("/settlement");
        var kept = desk.get(DESK + "/settlements/" + id);
        assertComesToTheBill(kept);
        assertThat(kept.at("/stands")).isEqualTo("true");

        var back = desk.post(DESK + "/settlements/" + id + "/reversal", "{\"reason\": \"wrong item\"}");
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(back.at("/reverses")).isEqualTo(id);
        assertThat(back.at("/reason")).isEqualTo("wrong item");
        assertThat(back.at("/figures/funds")).isEqualTo("-379.12");
        assertThat(back.at("/figures/accountAfter")).isEqualTo("800.00");
        assertThat(desk.get(DESK + "/settlements/" + id).at("/stands")).isEqualTo("false");
        var twice = desk.post(DESK + "/settlements/" + id + "/reversal", "{\"reason\": \"wrong item\"}");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.at("/field")).isEqualTo("settlement");

        var day = desk.get(DESK + "/settlements?day=2025-07-01");
        assertThat(day.at("/settlements/0/reverses")).isEqualTo(id);
        assertThat(day.at("/settlements/1/settlement")).isEqualTo(id);
        assertThat(day.at("/settlements/1/reversedBy")).isEqualTo(back.at("/settlement"));
        assertThat(day.at("/settlements/1/person")).isEqualTo("张**");
        assertThat(looks("GET /api/institutions/{institution}/settlements")).isEqualTo(1);
        assertThat(day.at("/settlements/1/account")).isEqualTo("800.00");
        assertThat(desk.get(DESK + "/settlements?day=2025-06-30").at("/all")).isEqualTo("0");
        assertThat(desk.get(DESK + "/settlements?page=0").at("/field")).isEqualTo("page");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'quantity': '1'|'quantity': '0'|lines[0].quantity",
                "'quantity': '1'|'quantity': '-1'|lines[0].quantity",
                "'quantity': '1'|'quantity': '1.00001'|lines[0].quantity",
                "'price': '10'|'price': '0.001'|lines[0].price",
                "'price': '10'|'price': '1,5'|lines[0].price",
                "'price': '10'|'price': '99999999'|lines[0].price",
                "DRUG-A|FORMER|lines[0].code",
                "DRUG-A|NOTHING|lines[0].code",
                "outpatient|inpatient|visitKind",
                "employee|pension|scheme",
                "employee|resident|scheme"
            })
    void a_bill_that_is_none_is_refused_by_its_field(String right, String wrong, String field) {
        var lines = "{\"code\": \"DRUG-A\", \"quantity\": \"1\", \"price\": \"10\"}";
        var order = order(presentation(), lines).replace(right.replace('\'', '"'), wrong.replace('\'', '"'));
        var scaled = wrong.contains("99999999") ? order.replace("\"1\"", "\"999999\"") : order;
        var before = rooms.state();
        for (var path : new String[] {"/visits/preview", "/visits"}) {
            var answer = desk.post(DESK + path, scaled);
            assertThat(answer.status()).as(answer.text()).isIn(400, 409);
            assertThat(answer.at("/field")).as(answer.text()).isEqualTo(field);
        }
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void of_a_stay_is_told_what_to_do_with_it() {
        var order = order(presentation(), LINES).replace("outpatient", "inpatient");
        assertThat(preview(order).at("/whatToDo")).isEqualTo("admit, charge and settle a stay on the page for stays");
        assertThat(desk.post(DESK + "/visits", UUID.randomUUID().toString(), order, "zh")
                        .at("/whatToDo"))
                .startsWith("住院请在“住院”页面办理入院");
    }

    @Test
    void a_bill_needs_a_line_and_somebody_who_was_here_today() {
        var presentation = presentation();
        assertThat(preview(order(presentation, "")).at("/field")).isEqualTo("lines");
        assertThat(preview(order("nobody", LINES)).at("/code")).isEqualTo("UNKNOWN_PRESENTATION");
        rooms.now("2025-07-02T00:00:00");
        var late = desk.post(DESK + "/visits", order(presentation, LINES));
        assertThat(late.status()).isEqualTo(404);
        assertThat(late.at("/whatToDo")).startsWith("have the person show");
    }

    /// Somebody of Zigong, without a filing, sees a doctor in Beijing.
    @Test
    void what_cannot_be_settled_here_is_refused_with_the_reason() {
        person = rooms.resident();
        var order = order(presentation(), LINES).replace("employee", "resident");
        var refused = desk.post(DESK + "/visits", order);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/code")).isEqualTo("CANNOT_BE_SETTLED");
        assertThat(refused.at("/field")).isEqualTo("presentation");
        assertThat(refused.at("/message")).contains("a home region whose bills are settled here");
        var zh = desk.post(DESK + "/visits", UUID.randomUUID().toString(), order, "zh");
        assertThat(zh.at("/message")).contains("可以在此直接结算的参保地");
    }

    @Test
    void a_pharmacy_settles_what_is_bought() {
        var pharmacy = "/api/institutions/" + Rooms.PHARMACY;
        var till = served.api().cashier(Rooms.PHARMACY);
        person = rooms.employee("220200", "50.00", "900.00");
        var shown =
                till.post(pharmacy + "/presentations", "{\"certificate\": \"ID" + person + "\", \"name\": \"张三丰\"}");
        assertThat(shown.at("/visitKind")).isEqualTo("pharmacy");
        assertThat(shown.at("/shown")).isEqualTo("certificate");
        var bought = till.post(
                pharmacy + "/visits",
                order(shown.at("/presentation"), "{\"code\": \"DRUG-A\", \"quantity\": \"2\", \"price\": \"32.52\"}")
                        .replace("outpatient", "pharmacy"));
        assertThat(bought.status()).as(bought.text()).isEqualTo(200);
        assertThat(bought.at("/figures/account")).isEqualTo("65.04");
        assertThat(bought.at("/figures/cash")).isEqualTo("0.00");
        assertThat(classes(Rooms.PHARMACY, bought.at("/settlement"))).containsExactly("41", "41", "41");
    }

    /// The desk says a kind of care; the nation's class of it is told to the institution's software.
    @ParameterizedTest
    @CsvSource({"outpatient, 11", "emergency, 13"})
    void the_institutions_software_is_told_the_class_of_care(String kind, String code) {
        var settled = desk.post(DESK + "/visits", order(presentation(), LINES).replace("outpatient", kind));
        assertThat(settled.status()).as(settled.text()).isEqualTo(200);
        assertThat(classes(Rooms.HOSPITAL, settled.at("/settlement"))).containsExactly(code, code, code);
        var back = desk.post(DESK + "/settlements/" + settled.at("/settlement") + "/reversal", "{\"reason\": \"x\"}");
        assertThat(classes(Rooms.HOSPITAL, back.at("/settlement"))).containsExactly(code, code, code);
        var asked = send("5201", Rooms.HOSPITAL, """
                {"data": {"psn_no": "%s", "begntime": "2025-07-01 00:00:00", "endtime": "2025-07-01 23:59:59",
                  "med_type": "%s"}}""".formatted(person, code.equals("11") ? "13" : "11"));
        assertThat(asked.at("/output/mdtrtinfo").size()).as(asked.toString()).isZero();
    }

    /// The med_type of a settlement, of its lines, and of its visit (5203, 5204, 5201).
    private List<String> classes(String institution, String settlement) {
        var visit = rooms.text("select visit_id from settlement where settlement_id = ?", settlement);
        var of = """
                {"data": {"psn_no": "%s", "mdtrt_id": "%s", "setl_id": "%s"}}""".formatted(person, visit, settlement);
        var visits = """
                {"data": {"psn_no": "%s", "mdtrt_id": "%s", "begntime": "2025-07-01 00:00:00",
                  "endtime": "2025-07-01 23:59:59"}}""".formatted(person, visit);
        return List.of(
                send("5203", institution, of).at("/output/setlinfo/med_type").asString(""),
                send("5204", institution, of).at("/output/0/med_type").asString(""),
                send("5201", institution, visits)
                        .at("/output/mdtrtinfo/0/med_type")
                        .asString(""));
    }

    /// The answer to a message of the institution's software, which must be carried out.
    private static JsonNode send(String transaction, String institution, String input) {
        return send(served, transaction, institution, input);
    }

    static JsonNode send(ServedRooms served, String transaction, String institution, String input) {
        var message = TestApi.JSON.createObjectNode();
        message.put("infno", transaction)
                .put("msgid", institution + "20250701100000" + "%04d".formatted(MESSAGES.incrementAndGet()))
                .put("mdtrtarea_admvs", "110000")
                .put("insuplc_admdvs", "110000")
                .put("recer_sys_code", "YBXT")
                .put("infver", "V1.0")
                .put("opter_type", "1")
                .put("opter", "1")
                .put("opter_name", "x")
                .put("inf_time", "2025-07-01 10:00:00")
                .put("fixmedins_code", institution)
                .put("fixmedins_name", "x")
                .set("input", TestApi.JSON.readTree(input));
        var answer = served.api().send(message.toString());
        assertThat(answer.path("infcode").asString("")).as(answer.toString()).isEqualTo("0");
        return answer;
    }

    /// Nobody learns whether it was done when the answer is lost: the page asks again, also after the day is over.
    @Test
    void what_is_asked_again_after_midnight_is_answered_as_before() {
        var presentation = presentation();
        rooms.now("2025-07-01T23:59:59");
        var key = UUID.randomUUID().toString();
        var settled = desk.post(DESK + "/visits", key, order(presentation, LINES), "en");
        rooms.now("2025-07-02T00:00:01");
        assertThat(desk.get("/api/session").at("/today")).isEqualTo("2025-07-02");
        var before = rooms.state();
        var again = desk.post(DESK + "/visits", key, order(presentation, LINES), "en");
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(settled.json());
        var other = desk.post(DESK + "/visits", key, order(presentation, LINES.replace("1900", "1901")), "en");
        assertThat(other.at("/code")).isEqualTo("KEY_REUSED");
        assertThat(rooms.state()).isEqualTo(before);

        var reversal = DESK + "/settlements/" + settled.at("/settlement") + "/reversal";
        var back = desk.post(reversal, key.replace('-', '.'), "{\"reason\": \"x\"}", "en");
        rooms.now("2025-07-03T00:00:01");
        assertThat(desk.post(reversal, key.replace('-', '.'), "{\"reason\": \"x\"}", "en")
                        .json())
                .isEqualTo(back.json());
        assertThat(rooms.number("select count(*) from settlement where psn_no = ?", person))
                .isEqualTo(2);
    }

    @Test
    void what_the_hospitals_software_settled_is_seen_and_taken_back() {
        var visit = rooms.visit(person, Scheme.EMPLOYEE, Rooms.HOSPITAL, LocalDate.of(2025, 7, 1));
        var settled = rooms.settled(visit, "b", "100.00").settlement();
        var seen = desk.get(DESK + "/settlements/" + settled.id());
        assertThat(seen.at("/lines/0/amount")).isEqualTo("100.00");
        assertThat(seen.json().has("cashier")).isFalse();
        assertThat(desk.post(DESK + "/settlements/" + settled.id() + "/reversal", "{\"reason\": \"x\"}")
                        .at("/cashier"))
                .startsWith("cashier-");
    }

    @Test
    void an_institution_has_its_own_persons_and_settlements_alone() {
        var presentation = presentation();
        var settled = desk.post(DESK + "/visits", order(presentation, LINES)).at("/settlement");
        var others = served.api().cashier(Rooms.OTHER_HOSPITAL);
        var there = "/api/institutions/" + Rooms.OTHER_HOSPITAL;
        assertThat(others.post(there + "/visits/preview", order(presentation, LINES))
                        .at("/code"))
                .isEqualTo("UNKNOWN_PRESENTATION");
        assertThat(others.get(there + "/settlements/" + settled).status()).isIn(403, 404);
        assertThat(others.get(DESK + "/settlements").status()).isEqualTo(403);
        assertThat(others.post(there + "/settlements/" + settled + "/reversal", "{\"reason\": \"x\"}")
                        .status())
                .isIn(403, 404);
    }
}
