package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.gateway.Gateway.CLINIC;
import static org.openyibao.server.gateway.Gateway.EMPLOYEE;
import static org.openyibao.server.gateway.Gateway.RESIDENT;
import static org.openyibao.server.gateway.Gateway.data;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.server.api.TestApi;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Card;
import org.openyibao.server.identity.Cards;
import org.openyibao.server.identity.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Medical codes and cards, from the person's telephone to the settlement.
class CredentialsTest {

    private static final MovableClock CLOCK = new MovableClock("2025-12-27T02:00:00Z");
    private static Gateway gateway;
    private static TestApi api;
    private static Stays stays;

    @BeforeAll
    static void open() {
        gateway = Gateway.open(options -> options.withClock(CLOCK));
        api = new TestApi(gateway.server());
        stays = new Stays(gateway);
        gateway.server()
                .service(Cards.class)
                .save(List.of(
                        new Card("A00000001", EMPLOYEE, "220200D156000005", Card.State.ACTIVE),
                        new Card("A00000002", EMPLOYEE, "220200D156000006", Card.State.LOST),
                        new Card("A00000003", EMPLOYEE, "220200D156000007", Card.State.BLOCKED),
                        new Card("A00000009", "22020000000000000999", "220200D156000009", Card.State.ACTIVE)));
    }

    @AfterAll
    static void close() {
        api.close();
        gateway.close();
    }

    /// A person gets no more than ten codes within a minute.
    @BeforeEach
    void a_minute_later() {
        CLOCK.pass(Duration.ofMinutes(1));
    }

    private static TestApi.Answer issue(String person) {
        return api.post("/api/persons/" + person + "/medical-codes", "{}");
    }

    private static String code(String person) {
        var answer = issue(person);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.at("/code");
    }

    private static ObjectNode reading(String transaction, String code) {
        return gateway.message(transaction, CLINIC, """
                {"data": {"orgId": "%s", "businessType": "01101", "operatorId": "001", "ecQrCode": "%s"}}""".formatted(CLINIC, code));
    }

    private static String token(String person) {
        return gateway.done(reading("1162", code(person))).at("/output/ecToken").stringValue();
    }

    private static ObjectNode shown(ObjectNode message, String type, String number) {
        for (var node : message.get("input")) {
            if (node instanceof ObjectNode object && object.has("mdtrt_cert_type")) {
                object.put("mdtrt_cert_type", type).put("mdtrt_cert_no", number);
            }
        }
        return message;
    }

    private static ObjectNode asked(String type, String number, String recognition) {
        return gateway.message("1101", CLINIC, """
                {"data": {"mdtrt_cert_type": "%s", "mdtrt_cert_no": "%s", "card_sn": "%s", "psn_cert_type": "01",
                  "certno": "", "psn_name": ""}}""".formatted(type, number, recognition));
    }

    private static String whom(JsonNode answer) {
        return answer.at("/output/baseinfo/psn_no").asString("");
    }

    @Test
    void a_code_opens_a_visit_to_its_settlement() {
        var issued = issue(RESIDENT);
        assertThat(issued.at("/code")).matches("[0-9A-F]{56}");
        assertThat(Duration.between(
                        Instant.parse(instant(issued.at("/issuedAt"))), Instant.parse(instant(issued.at("/until")))))
                .isEqualTo(Duration.ofMinutes(1));
        var output = gateway.done(reading("1162", issued.at("/code"))).get("output");
        assertThat(output.propertyNames()).containsExactly("cardno", "card_sn", "ecToken");
        assertThat(output.get("cardno").isNull()).isTrue();
        var token = output.get("ecToken").stringValue();
        assertThat(token.length()).isBetween(20, 50);

        assertThat(whom(gateway.done(asked("01", token, "")))).isEqualTo(RESIDENT);
        var registered =
                gateway.done(shown(Samples.request("2201").put("msgid", gateway.nextMessageId(CLINIC)), "01", token));
        var visit = registered.at("/output/data/mdtrt_id").stringValue();
        gateway.upload(visit, "by-code");
        gateway.done(shown(gateway.settlement("2206", visit, "by-code"), "01", token));
        var settled = gateway.done(shown(gateway.settlement("2207", visit, "by-code"), "01", token));
        assertThat(settled.at("/output/setlinfo/fund_pay_sumamt").decimalValue().toPlainString())
                .isEqualTo("39.89");
        assertThat(settled.at("/output/setlinfo/mdtrt_cert_type").stringValue()).isEqualTo("01");
    }

    private static String instant(String local) {
        return java.time.OffsetDateTime.parse(local).toInstant().toString();
    }

    @Test
    void reading_a_code_can_say_whose_it_is_at_once() {
        var employee = stays.employee();
        var output = gateway.done(reading("1161", code(employee))).get("output");
        assertThat(output.at("/baseinfo/psn_no").stringValue()).isEqualTo(employee);
        assertThat(output.at("/insuinfo/0/insutype").stringValue()).isEqualTo("310");
        assertThat(output.get("card_sn").isNull()).isTrue();
        var token = output.get("ecToken").stringValue();
        assertThat(whom(gateway.done(asked("01", token, "")))).isEqualTo(employee);
    }

    @Test
    void a_code_counts_once_but_its_message_may_come_again() {
        var code = code(RESIDENT);
        var message = reading("1162", code);
        var first = gateway.post(message.toString());
        assertThat(first).contains("\"infcode\":0");
        assertThat(gateway.refused(reading("1162", code))).isEqualTo("ecQrCode：应为一分钟之内、尚未用过的医保码，实为已用过的医保码，请刷新后再扫");
        assertThat(gateway.refused(reading("1161", code))).contains("已用过");
        CLOCK.pass(Duration.ofMinutes(2));
        assertThat(gateway.post(message.toString())).isEqualTo(first);
    }

    @Test
    void a_code_is_good_for_a_minute() {
        var inTime = code(RESIDENT);
        var late = code(RESIDENT);
        CLOCK.pass(Duration.ofSeconds(60));
        gateway.done(reading("1162", inTime));
        CLOCK.pass(Duration.ofSeconds(1));
        assertThat(gateway.refused(reading("1162", late))).isEqualTo("ecQrCode：应为一分钟之内、尚未用过的医保码，实为已过期的医保码，请刷新后再扫");
    }

    @Test
    void no_other_code_is_taken() {
        var code = code(RESIDENT);
        var otherEnd = code.substring(0, 55) + (code.endsWith("0") ? "1" : "0");
        var otherSerial = (code.startsWith("0") ? "1" : "0") + code.substring(1);
        for (var forged : List.of(otherEnd, otherSerial, code + "00", code.substring(2), "430000198801010010", "！")) {
            assertThat(gateway.refused(reading("1162", forged)))
                    .isEqualTo("ecQrCode：应为一分钟之内、尚未用过的医保码，实为不是本服务签发的医保码，请使用医保电子凭证二维码");
        }
        assertThat(gateway.refused(reading("1162", ""))).startsWith("ecQrCode：");
        var wrong = reading("1162", code);
        data(wrong).put("orgId", "x".repeat(41));
        assertThat(gateway.refused(wrong)).startsWith("orgId：");
        gateway.done(reading("1162", code));
    }

    @Test
    void of_two_who_show_one_code_at_once_one_is_let_in() throws Exception {
        try (var senders = Executors.newFixedThreadPool(2)) {
            for (var round = 0; round < 5; round++) {
                var code = code(RESIDENT);
                var together = new CyclicBarrier(2);
                var answers = new ArrayList<Future<String>>();
                for (var copy = 0; copy < 2; copy++) {
                    var message = reading("1162", code).toString();
                    answers.add(senders.submit(() -> {
                        together.await();
                        return gateway.post(message);
                    }));
                }
                assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
                        .filteredOn(answer -> answer.contains("\"infcode\":0"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void a_token_is_for_the_institution_that_got_it_and_for_a_day() {
        var token = token(RESIDENT);
        var elsewhere = asked("01", token, "").put("fixmedins_code", "H43000000002");
        assertThat(gateway.refused(elsewhere)).endsWith("实为其他机构取得的令牌");
        var other = (token.startsWith("x") ? "y" : "x") + token.substring(1);
        assertThat(gateway.refused(asked("01", other, ""))).endsWith("实为不是本服务给出的令牌");
        CLOCK.pass(Duration.ofHours(24));
        assertThat(whom(gateway.done(asked("01", token, "")))).isEqualTo(RESIDENT);
        CLOCK.pass(Duration.ofSeconds(1));
        assertThat(gateway.refused(asked("01", token, ""))).endsWith("实为已过期的令牌");
    }

    @Test
    void a_settlement_that_was_made_is_answered_again_when_its_token_is_old() {
        var token = token(RESIDENT);
        var visit = gateway.visit();
        gateway.upload(visit, "old-token");
        var settling = shown(gateway.settlement("2207", visit, "old-token"), "01", token);
        var first = gateway.post(settling.toString());
        assertThat(first).contains("\"infcode\":0");
        CLOCK.pass(Duration.ofHours(25));
        assertThat(gateway.post(settling.toString())).isEqualTo(first);
        assertThat(gateway.refused(settling.put("msgid", gateway.nextMessageId(CLINIC))))
                .contains("已过期的令牌");
    }

    /// Each transaction that is sent for somebody with what somebody else showed.
    @ParameterizedTest
    @ValueSource(strings = {"2201", "2206", "2207", "2101", "2102", "2303", "2304", "2401"})
    void nobody_is_treated_for_what_somebody_else_shows(String transaction) {
        var message = complete(transaction);
        var institution = message.get("fixmedins_code").stringValue();
        var token = gateway.done(reading(
                                "1162", code("43000000000000000001".equals(person(message)) ? EMPLOYEE : RESIDENT))
                        .put("fixmedins_code", institution))
                .at("/output/ecToken")
                .stringValue();
        assertThat(gateway.refused(shown(message, "01", token)))
                .isEqualTo("mdtrt_cert_no：应为 psn_no 所指人员的电子凭证令牌，实为他人的令牌");
        assertThat(gateway.refused(shown(message, "02", "110000190001010011")))
                .isEqualTo("mdtrt_cert_no：应为 psn_no 所指人员的证件号码，实为 110000190001010011");
        assertThat(gateway.refused(shown(message, "03", "A00000009")))
                .isEqualTo("mdtrt_cert_no：应为 psn_no 所指人员的社会保障卡卡号，实为他人的卡");
        gateway.done(shown(message, "02", certificate(person(message))));
    }

    private static String person(ObjectNode message) {
        return message.at("/input")
                .valueStream()
                .map(node -> node.path("psn_no").asString(""))
                .filter(number -> !number.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String certificate(String person) {
        return switch (person) {
            case RESIDENT -> "430000198801010010";
            case EMPLOYEE -> "220000199003150029";
            default -> Stays.certificate(person);
        };
    }

    private static ObjectNode complete(String transaction) {
        return switch (transaction) {
            case "2201" -> Samples.request("2201").put("msgid", gateway.nextMessageId(CLINIC));
            case "2206", "2207" -> {
                var visit = gateway.visit();
                gateway.upload(visit, "complete" + transaction);
                yield gateway.settlement(transaction, visit, "complete" + transaction);
            }
            case "2101", "2102" -> purchase(transaction);
            case "2401" -> stays.admission(stays.employee(), "2025-12-20 10:00:00");
            default -> stay(transaction);
        };
    }

    private static ObjectNode purchase(String transaction) {
        return gateway.message(transaction, Gateway.PHARMACY, """
                {"druginfo": {"psn_no": "%s", "mdtrt_cert_type": "02", "mdtrt_cert_no": "220000199003150029",
                   "begntime": "2025-12-26 10:00:00", "medfee_sumamt": "6.00", "invono": "", "insutype": "310",
                   "dise_codg": "", "dise_name": "", "acct_used_flag": "1", "med_type": "41"},
                 "drugdetail": [{"feedetl_sn": "%s", "rxno": "", "rx_circ_flag": "0",
                   "fee_ocur_time": "2025-12-26 10:00:00", "med_list_codg": "DRUG-A", "medins_list_codg": "1",
                   "det_item_fee_sumamt": "6.00", "cnt": "1", "pric": "6.00", "hosp_appr_flag": "0"}]}""".formatted(EMPLOYEE, "9" + transaction));
    }

    private static ObjectNode stay(String transaction) {
        var person = stays.employee();
        var visit = stays.admitted(person, "2025-12-20 10:00:00");
        gateway.done(stays.charge(person, visit, Stays.Line.one(Stays.DRUG, "100.00", "2025-12-21")));
        gateway.done(stays.discharge(person, visit, "2025-12-22 10:00:00"));
        return stays.settlement(transaction, person, visit, "100.00");
    }

    @Test
    void a_stay_is_settled_with_the_token_it_was_begun_with() {
        var settling = stay("2304");
        var person = person(settling);
        var token = gateway.done(reading("1162", code(person)).put("fixmedins_code", Stays.HOSPITAL))
                .at("/output/ecToken")
                .stringValue();
        CLOCK.pass(Duration.ofDays(3));
        assertThat(gateway.refused(shown(stays.admission(person, "2025-12-28 10:00:00"), "01", token)))
                .contains("已过期的令牌");
        gateway.done(shown(settling, "01", token));
    }

    @Test
    void a_card_names_its_person() {
        assertThat(whom(gateway.done(asked("03", "A00000001", "220200D156000005"))))
                .isEqualTo(EMPLOYEE);
        var read = gateway.done(gateway.message("1163", CLINIC, """
                {"data": {"cardno": "A00000001", "card_sn": "220200D156000005"}}""")).get("output");
        assertThat(read.at("/baseinfo/psn_no").stringValue()).isEqualTo(EMPLOYEE);
        assertThat(read.get("cardno").stringValue()).isEqualTo("A00000001");
        assertThat(read.get("ecToken").isNull()).isTrue();
        var plain = gateway.done(gateway.message("1162", CLINIC, """
                {"mdtrt_cert_type": "0", "cardno": "A00000001", "card_sn": "220200D156000005"}""")).get("output");
        assertThat(plain.get("card_sn").stringValue()).isEqualTo("220200D156000005");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A00000001 | 220200D156000006 | card_sn：应为该卡的卡识别码，实为不符
            A00000001 | ''               | card_sn：应为不超过 32 个字符的文本，实为空
            A00000002 | 220200D156000006 | mdtrt_cert_no：应为可用的社会保障卡，实为已挂失的卡
            A00000003 | 220200D156000007 | mdtrt_cert_no：应为可用的社会保障卡，实为已停用的卡
            A00000009 | 220200D156000009 | mdtrt_cert_no：应为已登记的社会保障卡卡号；未登记的卡请另送 certno，实为 A00000009
            B00000001 | 220200D156000005 | mdtrt_cert_no：应为已登记的社会保障卡卡号；未登记的卡请另送 certno，实为 B00000001""")
    void no_other_card_does(String number, String recognition, String message) {
        assertThat(gateway.refused(asked("03", number, recognition))).isEqualTo(message);
        if (!number.equals("A00000009")) {
            var read = gateway.message("1163", CLINIC, """
                    {"data": {"cardno": "%s", "card_sn": "%s"}}""".formatted(number, recognition));
            assertThat(gateway.refused(read)).matches("(cardno|card_sn)：.*");
        }
    }

    @Test
    void a_card_nobody_registered_is_taken_of_whom_none_is_registered() {
        var unknown = asked("03", "B00000001", "");
        data(unknown).put("certno", "430000198801010010");
        assertThat(whom(gateway.done(unknown))).isEqualTo(RESIDENT);
        gateway.done(shown(complete("2201"), "03", "B00000001"));
        assertThat(gateway.refused(shown(purchase("2102"), "03", "B00000001")))
                .isEqualTo("mdtrt_cert_no：应为 psn_no 所指人员的社会保障卡卡号，实为 B00000001");
        assertThat(gateway.refused(shown(purchase("2102"), "03", "A00000002"))).contains("已挂失");
    }

    @Test
    void a_code_and_a_certificate_of_two_persons_are_not_one() {
        var asked = asked("01", token(RESIDENT), "");
        data(asked).put("certno", "220000199003150029");
        assertThat(gateway.refused(asked)).isEqualTo("certno：应为就诊凭证所指人员的证件号码，实为 220000199003150029");
    }

    @Test
    void whoever_shows_a_code_is_told_when_it_was_taken_and_where() {
        var person = stays.employee();
        var own = api.as(new Caller("shows-" + person, Role.INSURED, person));
        var path = "/api/persons/" + person + "/medical-codes/latest";
        var never = own.get(path);
        assertThat(never.status() + " " + never.at("/code")).isEqualTo("404 UNKNOWN_CODE");
        var first = issue(person);
        var code = code(person);
        var shown = own.get(path);
        assertThat(shown.status()).as(shown.text()).isEqualTo(200);
        assertThat(shown.at("/issuedAt")).isEqualTo(first.at("/issuedAt"));
        assertThat(shown.json().has("usedAt")).isFalse();
        gateway.done(reading("1162", code));
        var taken = own.get(path);
        assertThat(taken.at("/institution")).isEqualTo(CLINIC);
        assertThat(taken.at("/institutionName")).isNotEmpty();
        assertThat(taken.at("/usedAt")).isEqualTo(taken.at("/issuedAt"));
        assertThat(taken.text()).doesNotContain(code);
    }

    @Test
    void codes_are_for_the_living_who_are_registered() {
        var unknown = issue("999");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/code")).isEqualTo("UNKNOWN_PERSON");
        var wordy = api.post("/api/persons/" + RESIDENT + "/medical-codes", "{\"clerk\": \"app\"}");
        assertThat(wordy.status()).isEqualTo(400);
        assertThat(wordy.text()).contains("clerk");
        var person = stays.employee();
        var version = api.get("/api/persons/" + person).at("/version");
        var death = api.post("/api/persons/" + person + "/death", """
                {"version": %s, "day": "2025-12-20", "reason": "test"}""".formatted(version));
        assertThat(death.status()).as(death.text()).isEqualTo(200);
        var late = issue(person);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.at("/message")).isEqualTo("person: expected a person who is alive, got died on 2025-12-20");
        var zh = api.post("/api/persons/" + person + "/medical-codes", "key-of-the-dead", "{}", "zh");
        assertThat(zh.at("/message")).isEqualTo("person：应为在世的人员，实为已于 2025-12-20 去世");
    }

    @Test
    void nothing_of_it_is_ever_printed() {
        assertThat(Stream.of(
                        new Card("A00000001", EMPLOYEE, "220200D156000005", Card.State.LOST),
                        new org.openyibao.server.identity.Token("secret", EMPLOYEE, CLINIC, CLOCK.now),
                        new org.openyibao.server.identity.MedicalCode("secret", CLOCK.now, CLOCK.now)))
                .allSatisfy(record -> assertThat(record.toString()).endsWith("[...]"));
    }
}
