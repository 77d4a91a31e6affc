package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.server.settlement.Rooms;
import org.openyibao.server.settlement.ServedStay;
import tools.jackson.databind.JsonNode;

/// An employee of Beijing, with 300.00 and 500.00 in the account, is admitted to a hospital of level 3 there on the 1st
/// of July.
///
/// Charged on the 1st: a drug of grade A for 30,000.00, and two scans of 300.00 each, of which 240.00 are recognised
/// and 8 % are paid first: over the limit 120.00, first 38.40, in scope 441.60. On the 2nd: one of grade C for 50.00;
/// one of grade B for 1,000.55, of which 10 %, 100.055, are paid first: 100.06, and 900.49 are in scope; a limited one
/// for 100.00 whose conditions are not met.
///
/// In all 31,750.55: own pay 150.00, over the limit 120.00, first 138.46, in scope 31,342.09. Of that 1,300.00 are
/// deductible; of the 28,700.00 up to 30,000.00 the fund pays 85 %, 24,395.00, and of the 1,342.09 above 90 %,
/// 1,207.881: together 25,602.88. Of the other 6,147.67 the account pays 800.00.
class StayApiTest {

    private static final String DESK = "/api/institutions/" + Rooms.HOSPITAL;

    private static final String FIRST_DAY = lines("2025-07-01", """
            {"code": "DRUG-A", "quantity": "1", "price": "30000"}, {"code": "SCAN", "quantity": "2.0", "price": "300.00"}""");

    private static final String SECOND_DAY = lines("2025-07-02", """
            {"code": "DRUG-C", "quantity": "0.5", "price": "100.00"}, {"code": "DRUG-B", "quantity": "1", "price": "1000.55"},
            {"code": "LIMITED", "quantity": "1", "price": "100.00"}""");

    private static final String SETTLEMENT = """
            {"dischargedAt": "2025-07-03T09:00:00", "useAccount": true, "total": "31750.55"}""";

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
        assertThat(rooms.offender()).isEmpty();
        served.close();
    }

    @BeforeEach
    void morning() {
        rooms.now("2025-07-01T10:00:00");
        person = rooms.employee("300.00", "500.00");
    }

    private static String lines(String day, String lines) {
        return "{\"day\": \"" + day + "\", \"lines\": [" + lines + "]}";
    }

    private String presentation() {
        var shown = desk.post(DESK + "/presentations", "{\"certificate\": \"ID" + person + "\", \"name\": \"张三丰\"}");
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        return shown.at("/presentation");
    }

    private static String admission(String presentation) {
        return """
                {"presentation": "%s", "scheme": "employee", "admittedAt": "2025-07-01T08:30:00", "number": "ZY-7",
                 "emergency": false, "department": "呼吸内科", "bed": "3-12", "diagnosis": "肺炎"}""".formatted(presentation);
    }

    private static TestApi.Answer done(String path, String body) {
        var answer = desk.post(DESK + path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /// The path of a stay of the person, admitted on the 1st.
    private String admitted() {
        return "/stays/" + done("/stays", admission(presentation())).at("/stay");
    }

    /// With all lines charged; it is the 3rd, 10 o'clock.
    private String charged() {
        var stay = admitted();
        done(stay + "/lines", FIRST_DAY);
        rooms.now("2025-07-02T18:00:00");
        done(stay + "/lines", SECOND_DAY);
        rooms.now("2025-07-03T10:00:00");
        return stay;
    }

    private static void assertComesToTheBill(TestApi.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("figures").toString()).isEqualTo("""
                {"total":"31750.55","ownPay":"150.00","overLimit":"120.00","firstPay":"138.46","inScope":"31342.09",\
                "deductible":"1300.00","funds":"25602.88","account":"800.00","family":"0.00","wallet":"0.00",\
                "cash":"5347.67","burden":"6147.67","accountAfter":"0.00"}""");
    }

    private static JsonNode listed(String stay) {
        var id = stay.substring("/stays/".length());
        return desk.get(DESK + "/stays")
                .json()
                .valueStream()
                .filter(each -> each.get("stay").asString().equals(id))
                .findFirst()
                .orElseGet(TestApi.JSON::createObjectNode);
    }

    private long looks(String route) {
        return rooms.number("select count(*) from look where psn_no = ? and route = ?", person, route);
    }

    private static void assertRefused(TestApi.Answer answer, int status, String code, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.at("/code")).as(answer.text()).isEqualTo(code);
        assertThat(answer.at("/field")).as(answer.text()).isEqualTo(field);
    }

    @Test
    void whoever_is_admitted_is_listed_and_has_a_page_of_charges_by_day() {
        var stay = charged();
        var entry = listed(stay);
        assertThat(entry.path("person").asString("")).isEqualTo("张**");
        assertThat(entry.path("number").asString("")).isEqualTo("ZY-7");
        assertThat(entry.path("department").asString("")).isEqualTo("呼吸内科");
        assertThat(entry.path("bed").asString("")).isEqualTo("3-12");
        assertThat(entry.path("admittedAt").asString("")).isEqualTo("2025-07-01T08:30:00");
        assertThat(entry.has("dischargedAt")).isFalse();
        assertThat(looks("GET /api/institutions/{institution}/stays")).isEqualTo(1);

        var page = desk.get(DESK + stay);
        assertThat(page.at("/diagnosis")).isEqualTo("肺炎");
        assertThat(page.at("/total")).isEqualTo("31750.55");
        assertThat(page.json().get("days")).hasSize(2);
        assertThat(page.at("/days/0/day")).isEqualTo("2025-07-01");
        assertThat(page.at("/days/0/total")).isEqualTo("30600.00");
        assertThat(page.at("/days/1/total")).isEqualTo("1150.55");
        assertThat(page.json().at("/days/0/lines/1/bill").toString()).isEqualTo("""
                {"code":"SCAN","name":"样例项目 SCAN","quantity":"2.0","price":"300.00","amount":"600.00","grade":"B",\
                "ownPay":"0.00","overLimit":"120.00","firstPay":"38.40","inScope":"441.60"}""");
        assertThat(page.at("/days/1/lines/2/bill/grade")).isEqualTo("excluded");
        assertThat(page.text()).doesNotContain(person, "张三丰");
        assertThat(looks("GET /api/institutions/{institution}/stays/{stay}")).isEqualTo(1);
    }

    @Test
    void charges_come_late_and_are_withdrawn_while_they_are_not_settled() {
        var stay = admitted();
        rooms.now("2025-07-02T10:00:00");
        done(stay + "/lines", lines("2025-07-02", "{\"code\": \"DRUG-C\", \"quantity\": \"3\", \"price\": \"1.115\"}"));
        done(stay + "/lines", FIRST_DAY);
        var page = desk.get(DESK + stay);
        assertThat(page.at("/days/0/day")).isEqualTo("2025-07-01");
        assertThat(page.at("/days/1/total")).as("3.345, half up").isEqualTo("3.35");
        assertThat(page.at("/total")).isEqualTo("30603.35");

        var scan = "{\"line\": \"" + page.at("/days/0/lines/1/serial") + "\"}";
        var key = UUID.randomUUID().toString();
        desk.post(DESK + stay + "/lines/withdrawal", key, scan, "en");
        assertThat(desk.get(DESK + stay).at("/total")).isEqualTo("30003.35");
        assertThat(desk.get(DESK + stay).json().at("/days/0/lines")).hasSize(1);
        assertThat(desk.post(DESK + stay + "/lines/withdrawal", key, scan, "en").status())
                .as("asked again")
                .isEqualTo(200);
        assertRefused(desk.post(DESK + stay + "/lines/withdrawal", scan), 409, "CANNOT_BE_SETTLED", "line");
    }

    @Test
    void a_charge_asked_for_again_is_charged_once() {
        var stay = admitted();
        var key = UUID.randomUUID().toString();
        var first = desk.post(DESK + stay + "/lines", key, FIRST_DAY, "en");
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(desk.post(DESK + stay + "/lines", key, FIRST_DAY, "en").json())
                .isEqualTo(first.json());
        assertThat(desk.get(DESK + stay).at("/total")).isEqualTo("30600.00");
        assertRefused(desk.post(DESK + stay + "/lines", key, SECOND_DAY, "en"), 409, "KEY_REUSED", "Idempotency-Key");
    }

    @Test
    void what_it_would_come_to_is_told_before_it_ends_and_nothing_is_written() {
        var stay = charged();
        var before = rooms.state();
        var preview = desk.post(DESK + stay + "/preview", "{\"useAccount\": true}");
        assertComesToTheBill(preview);
        assertThat(preview.at("/receipt/totals/pool")).isEqualTo("25602.88");
        assertComesToTheBill(desk.post(
                DESK + stay + "/preview", "{\"dischargedAt\": \"2025-07-02T20:00:00\", \"useAccount\": true}"));
        assertThat(desk.post(DESK + stay + "/preview", "{\"useAccount\": false}")
                        .at("/figures/cash"))
                .isEqualTo("6147.67");
        assertThat(rooms.state()).isEqualTo(before);
        assertThat(desk.get(DESK + stay).json().has("dischargedAt")).isFalse();
    }

    @Test
    void it_ends_and_is_settled_at_once_printed_again_taken_back_and_settled_anew() {
        var stay = charged();
        var key = UUID.randomUUID().toString();
        var settled = desk.post(DESK + stay + "/settlement", key, SETTLEMENT, "en");
        assertComesToTheBill(settled);
        assertThat(settled.at("/visitKind")).isEqualTo("inpatient");
        assertThat(settled.at("/stay/admitted")).isEqualTo("2025-07-01");
        assertThat(settled.at("/stay/discharged")).isEqualTo("2025-07-03");
        assertThat(settled.at("/cashier")).startsWith("cashier-");
        assertThat(settled.json().get("lines")).hasSize(5);
        assertThat(settled.json().at("/lines/1").toString()).isEqualTo("""
                {"code":"SCAN","name":"样例项目 SCAN","quantity":"2.0","price":"300.00","amount":"600.00","grade":"B",\
                "ownPay":"0.00","overLimit":"120.00","firstPay":"38.40","inScope":"441.60"}""");
        assertThat(desk.post(DESK + stay + "/settlement", key, SETTLEMENT, "en").json())
                .isEqualTo(settled.json());
        assertThat(rooms.number("select count(*) from settlement where psn_no = ?", person))
                .isEqualTo(1);
        assertThat(listed(stay)).isEmpty();
        var page = desk.get(DESK + stay);
        var id = settled.at("/settlement");
        assertThat(page.at("/settlement")).isEqualTo(id);
        assertThat(page.at("/total")).isEqualTo("0.00");
        assertThat(page.at("/days/1/lines/0/settled")).isEqualTo("true");
        assertRefused(desk.post(DESK + stay + "/settlement", SETTLEMENT), 409, "CANNOT_BE_SETTLED", "stay");
        assertRefused(desk.post(DESK + stay + "/lines", SECOND_DAY), 409, "CANNOT_BE_SETTLED", "stay");
        assertRefused(
                desk.post(
                        DESK + stay + "/lines/withdrawal", "{\"line\": \"" + page.at("/days/0/lines/0/serial") + "\"}"),
                409,
                "CANNOT_BE_SETTLED",
                "stay");
        assertRefused(desk.post(DESK + stay + "/cancellation", "{}"), 409, "CANNOT_BE_SETTLED", "stay");

        var back = done("/settlements/" + id + "/reversal", "{\"reason\": \"a line is missing\"}");
        assertThat(back.at("/reverses")).isEqualTo(id);
        assertThat(back.at("/figures/funds")).isEqualTo("-25602.88");
        assertThat(back.at("/figures/accountAfter")).isEqualTo("800.00");
        assertThat(listed(stay).path("dischargedAt").asString("")).isEqualTo("2025-07-03T09:00:00");
        assertRefused(desk.post(DESK + stay + "/lines", SECOND_DAY), 409, "CANNOT_BE_SETTLED", "stay");
        assertComesToTheBill(desk.post(DESK + stay + "/preview", "{\"useAccount\": true}"));

        done(stay + "/discharge/withdrawal", "{}");
        assertThat(listed(stay).has("dischargedAt")).isFalse();
        done(stay + "/lines", lines("2025-07-03", "{\"code\": \"DRUG-A\", \"quantity\": \"1\", \"price\": \"10\"}"));
        assertRefused(desk.post(DESK + stay + "/settlement", SETTLEMENT), 409, "CANNOT_BE_SETTLED", "total");
        var again = done(stay + "/settlement", SETTLEMENT.replace("31750.55", "31760.55"));
        assertThat(again.at("/figures/funds")).as("9.00 more").isEqualTo("25611.88");
        assertThat(again.at("/figures/deductible")).isEqualTo("1300.00");
    }

    /// As it is when it was taken back: it has its end.
    @Test
    void a_stay_that_has_ended_is_settled_by_its_end() {
        var stay = charged();
        var id = done(stay + "/settlement", SETTLEMENT).at("/settlement");
        done("/settlements/" + id + "/reversal", "{\"reason\": \"x\"}");
        assertRefused(desk.post(DESK + stay + "/settlement", SETTLEMENT), 409, "CANNOT_BE_SETTLED", "stay");
        assertComesToTheBill(done(stay + "/settlement", "{\"useAccount\": true, \"total\": \"31750.55\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2025-07-01T08:30:00|2025-07-02T00:00:00|409|admittedAt|a time not after today, 2025-07-01",
                "2025-07-01T08:30:00|2025-07-01|400|admittedAt|a date and time such as",
                "employee|resident|409|scheme|a scheme the person was in on 2025-07-01",
                "employee|pauper|400|scheme|one of employee, resident",
                "ZY-7||400|number|text of 1 to 30 characters",
                "\"肺炎\"|null|400|diagnosis|expected text",
                "呼吸内科| |400|department|text of 1 to 100 characters"
            })
    void an_admission_that_is_none_is_refused_by_its_field(
            String right, String wrong, int status, String field, String expected) {
        var body = admission(presentation()).replace(right, wrong == null ? "" : wrong);
        var before = rooms.state();
        var answer = desk.post(DESK + "/stays", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.at("/field")).as(answer.text()).isEqualTo(field);
        assertThat(answer.at("/message")).contains(expected);
        assertThat(rooms.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2025-07-03T09:00:00|2025-07-01T08:29:59|dischargedAt|a time not before the admission, 2025-07-01T08:30|不早于入院时间 2025-07-01 08:30",
                "2025-07-03T09:00:00|2025-07-01T23:00:00|dischargedAt|not before the last fee line, 2025-07-02|不早于末条费用日期 2025-07-02",
                "2025-07-03T09:00:00|2025-07-04T00:00:00|dischargedAt|a time not after today, 2025-07-03|不晚于今天 2025-07-03",
                "\"dischargedAt\": \"2025-07-03T09:00:00\",||dischargedAt|when the stay ended|出院时间",
                "31750.55|31750.54|total|the sum of the lines, 31750.55|费用明细合计 31750.55"
            })
    void an_end_that_is_none_is_refused_by_its_field_and_the_stay_goes_on(
            String right, String wrong, String field, String en, String zh) {
        var stay = charged();
        var body = SETTLEMENT.replace(right, wrong == null ? "" : wrong);
        var before = rooms.state();
        var answer = desk.post(DESK + stay + "/settlement", body);
        assertThat(answer.status()).as(answer.text()).isIn(400, 409);
        assertThat(answer.at("/field")).as(answer.text()).isEqualTo(field);
        assertThat(answer.at("/message")).contains(en);
        assertThat(desk.post(DESK + stay + "/settlement", UUID.randomUUID().toString(), body, "zh")
                        .at("/message"))
                .contains(zh);
        assertThat(rooms.state()).isEqualTo(before);
        assertThat(listed(stay).has("dischargedAt")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2025-07-01|2025-06-30|day",
                "2025-07-01|2025-07-02|day",
                "DRUG-A|FORMER|lines[0].code",
                "\"1\"|\"0\"|lines[0].quantity",
                "\"30000\"|\"-1\"|lines[0].price"
            })
    void charges_that_are_none_are_refused_by_their_field(String right, String wrong, String field) {
        var stay = admitted();
        var before = rooms.state();
        var answer = desk.post(DESK + stay + "/lines", FIRST_DAY.replace(right, wrong));
        assertThat(answer.status()).as(answer.text()).isIn(400, 409);
        assertThat(answer.at("/field")).as(answer.text()).isEqualTo(field);
        assertThat(desk.post(DESK + stay + "/lines", lines("2025-07-01", "")).at("/field"))
                .isEqualTo("lines");
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void a_stay_without_charges_has_nothing_to_settle_and_can_be_cancelled() {
        var stay = admitted();
        assertRefused(desk.post(DESK + stay + "/preview", "{\"useAccount\": true}"), 409, "CANNOT_BE_SETTLED", "stay");
        done(stay + "/lines", FIRST_DAY);
        var charged = desk.post(DESK + stay + "/cancellation", "{}");
        assertRefused(charged, 409, "CANNOT_BE_SETTLED", "stay");
        assertThat(charged.at("/message")).contains("a stay without fee lines (withdraw those first)", "2 行费用明细");
        var page = desk.get(DESK + stay);
        IntStream.range(0, 2)
                .forEach(i -> done(
                        stay + "/lines/withdrawal",
                        "{\"line\": \"" + page.at("/days/0/lines/" + i + "/serial") + "\"}"));
        var key = UUID.randomUUID().toString();
        assertThat(desk.post(DESK + stay + "/cancellation", key, "{}", "en").status())
                .isEqualTo(200);
        assertThat(listed(stay)).isEmpty();
        assertRefused(desk.get(DESK + stay), 404, "UNKNOWN_STAY", "stay");
        assertThat(desk.post(DESK + stay + "/cancellation", key, "{}", "en").status())
                .as("asked again")
                .isEqualTo(200);
        assertThat(admitted()).as("free to be admitted anew").isNotEqualTo(stay);
    }

    @Test
    void who_is_in_hospital_is_not_admitted_twice_and_an_admission_asked_for_again_is_one() {
        var presentation = presentation();
        var key = UUID.randomUUID().toString();
        var first = desk.post(DESK + "/stays", key, admission(presentation), "en");
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(desk.post(DESK + "/stays", key, admission(presentation), "en")
                        .json())
                .isEqualTo(first.json());
        var twice = desk.post(DESK + "/stays", admission(presentation));
        assertRefused(twice, 409, "CANNOT_BE_SETTLED", "presentation");
        assertThat(twice.at("/message")).contains("a person without another stay", Rooms.HOSPITAL);
        assertThat(twice.text()).doesNotContain(person);
        rooms.now("2025-07-02T00:00:00");
        assertRefused(desk.post(DESK + "/stays", admission(presentation)), 404, "UNKNOWN_PRESENTATION", "presentation");
    }

    @Test
    void a_pharmacy_has_no_beds() {
        var pharmacy = "/api/institutions/" + Rooms.PHARMACY;
        var till = served.api().cashier(Rooms.PHARMACY);
        var shown =
                till.post(pharmacy + "/presentations", "{\"certificate\": \"ID" + person + "\", \"name\": \"张三丰\"}");
        assertRefused(
                till.post(pharmacy + "/stays", admission(shown.at("/presentation"))),
                409,
                "CANNOT_BE_SETTLED",
                "institution");
    }

    /// Somebody of Zigong, without a filing, is in hospital in Beijing: the stay goes on, for somebody must decide.
    @Test
    void what_cannot_be_settled_here_does_not_end_either() {
        person = rooms.resident();
        var stay = "/stays/"
                + done("/stays", admission(presentation()).replace("employee", "resident"))
                        .at("/stay");
        done(stay + "/lines", FIRST_DAY);
        var before = rooms.state();
        var answer = desk.post(DESK + stay + "/settlement", """
                {"dischargedAt": "2025-07-01T20:00:00", "useAccount": true, "total": "30600.00"}""");
        assertRefused(answer, 409, "CANNOT_BE_SETTLED", "stay");
        assertThat(answer.at("/message")).contains("a home region whose bills are settled here");
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void a_stay_is_its_institutions_alone() {
        var stay = charged();
        var others = served.api().cashier(Rooms.OTHER_HOSPITAL);
        var there = "/api/institutions/" + Rooms.OTHER_HOSPITAL;
        assertThat(others.get(DESK + stay).status()).isEqualTo(403);
        assertThat(others.get(DESK + "/stays").status()).isEqualTo(403);
        assertThat(others.get(there + "/stays").json()).isEmpty();
        assertRefused(others.get(there + stay), 404, "UNKNOWN_STAY", "stay");
        var before = rooms.state();
        assertRefused(others.post(there + stay + "/lines", SECOND_DAY), 404, "UNKNOWN_STAY", "stay");
        assertRefused(others.post(there + stay + "/preview", "{\"useAccount\": true}"), 404, "UNKNOWN_STAY", "stay");
        assertRefused(others.post(there + stay + "/settlement", SETTLEMENT), 404, "UNKNOWN_STAY", "stay");
        assertRefused(others.post(there + stay + "/cancellation", "{}"), 404, "UNKNOWN_STAY", "stay");
        assertRefused(others.post(there + stay + "/discharge/withdrawal", "{}"), 404, "UNKNOWN_STAY", "stay");
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void a_stay_of_the_hospitals_software_is_seen_taken_back_and_settled() {
        // Their numbers come of another server: of another second they are others than the desk's.
        rooms.now("2025-06-26T10:00:00");
        var theirs =
                ServedStay.admitted(rooms, person, Scheme.EMPLOYEE, Rooms.HOSPITAL, LocalDate.of(2025, 6, 20), true);
        var settled = theirs.settled("5000.00", LocalDate.of(2025, 6, 25));
        var stay = "/stays/" + theirs.id();
        var page = desk.get(DESK + stay);
        assertThat(page.at("/emergency")).isEqualTo("true");
        assertThat(page.at("/days/0/lines/0/bill/amount")).isEqualTo("5000.00");
        assertThat(page.json().has("department")).isFalse();
        var id = settled.settlement().id();
        assertThat(page.at("/settlement")).isEqualTo(id);
        done("/settlements/" + id + "/reversal", "{\"reason\": \"x\"}");
        var again = done(stay + "/settlement", "{\"useAccount\": false, \"total\": \"5000.00\"}");
        assertThat(again.at("/figures/funds")).as("3,700.00 at 85 %").isEqualTo("3145.00");
        assertThat(again.at("/figures/cash")).isEqualTo("1855.00");
    }

    /// The class of care, where, why and what it came to: while it lasts (5201, 5303), of the settlement (5203, 5204),
    /// of the year (5206), of what is to be paid for (2173, 2174, 2175) and of what lists are due for (4105).
    ///
    /// Of 30,600.00, 30,441.60 are in scope: the fund pays 24,395.00 and 90 % of 441.60, 397.44.
    @ParameterizedTest
    @CsvSource({"false, 21", "true, 24"})
    void the_institutions_software_is_told_of_the_stay(String emergency, String code) {
        var made = done(
                        "/stays",
                        admission(presentation()).replace("\"emergency\": false", "\"emergency\": " + emergency))
                .at("/stay");
        var times = "\"begntime\": \"2025-07-01 00:00:00\", \"endtime\": \"2025-07-03 23:59:59\"";
        var here = send("5303", "{\"data\": {\"psn_no\": \"%s\", %s}}".formatted(person, times));
        assertThat(texts(here.at("/output/data/0"), "mdtrt_id", "med_type")).containsExactly(made, code);
        var lists = due(code);

        done("/stays/" + made + "/lines", FIRST_DAY);
        rooms.now("2025-07-03T10:00:00");
        var id = done("/stays/" + made + "/settlement", SETTLEMENT.replace("31750.55", "30600.00"))
                .at("/settlement");
        var visit = send(
                        "5201",
                        "{\"data\": {\"psn_no\": \"%s\", \"med_type\": \"%s\", %s}}".formatted(person, code, times))
                .at("/output/mdtrtinfo/0");
        assertThat(texts(visit, "mdtrt_id", "med_type", "ipt_otp_no", "adm_dept_name", "adm_bed", "dscg_maindiag_name"))
                .containsExactly(made, code, "ZY-7", "呼吸内科", "3-12", "肺炎");
        var of = """
                {"data": {"psn_no": "%s", "mdtrt_id": "%s", "setl_id": "%s"}}""".formatted(person, made, id);
        assertThat(texts(send("5203", of).at("/output/setlinfo"), "med_type")).containsExactly(code);
        var line = send("5204", of).at("/output/1");
        assertThat(texts(line, "med_type")).containsExactly(code);
        assertThat(line.path("fee_ocur_time").asString("")).startsWith("2025-07-01");

        var year = send("5206", "{\"data\": {\"psn_no\": \"" + person + "\"}}").at("/output/cuminfo");
        assertThat(year.valueStream()
                        .filter(row -> row.get("cum_type_code").asString().contains("_BIZ"))
                        .map(row -> row.get("cum_type_code").asString() + " "
                                + row.get("cum")
                                        .decimalValue()
                                        .stripTrailingZeros()
                                        .toPlainString()))
                .containsExactly(
                        "S0000_BIZ" + code + " 30441.6",
                        "F0000_BIZ" + code + " 30600",
                        "C0000_BIZ" + code + " 1",
                        "Q0000_BIZ" + code + " 1300",
                        "D310101_BIZ" + code + " 24792.44");

        assertThat(toBePaid("2173", "", made)).containsExactly(code + " ");
        assertThat(toBePaid("2174", ", \"mdtrt_regno\": \"" + made + "\"", ""))
                .containsExactly(code + " 310100", code + " 310200");
        assertThat(toBePaid("2175", ", \"query_date\": \"2025-07-03\"", made))
                .containsExactly(code + " 310100", code + " 310200");
        assertThat(due(code)).isEqualTo(lists + 1);
    }

    private static List<String> texts(JsonNode row, String... names) {
        return Stream.of(names).map(name -> row.path(name).asString("")).toList();
    }

    /// The class of care and the fund of each row about a visit, where rows tell of which.
    private static List<String> toBePaid(String transaction, String more, String visit) {
        return send(transaction, """
                        {"data": {"fixmedins_code": "%s", "clr_type": "21", "start_clrym": "202507",
                          "end_clrym": "202507", "clr_optins": "110000", "clr_stas": "0"%s}}""".formatted(Rooms.HOSPITAL, more))
                .at("/output/n_output")
                .valueStream()
                .filter(row -> row.path("mdtrt_regno").asString("").equals(visit))
                .map(row -> String.join(" ", texts(row, "med_type", "fund_pay_type")))
                .toList();
    }

    /// Of how many settlements in a class of care lists are due.
    private static int due(String code) {
        return send("4105", """
                        {"data": {"fixmedins_code": "%s", "medtype_list": ["%s"], "stt_begntime": "2025-07-01 00:00:00",
                          "stt_endtime": "2025-07-03 23:59:59"}}""".formatted(Rooms.HOSPITAL, code))
                .at("/output/needUploadCnt")
                .asInt();
    }

    private static JsonNode send(String transaction, String input) {
        return DeskApiTest.send(served, transaction, Rooms.HOSPITAL, input);
    }
}
