package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.gateway.Gateway.EMPLOYEE;
import static org.openyibao.server.gateway.Gateway.PHARMACY;
import static org.openyibao.server.gateway.Gateway.RESIDENT;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.server.api.TestApi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An employee of Jilin City orders at a pharmacy: two of DRUG-A at 30.00, and of DRUG-C at 12.50, which is in no
/// scope, two, of which one goes back: 72.50, all of which the account pays, that holds 150.00. Each test leaves it
/// so.
class PurchaseOrderTest {

    private static final String CERTIFICATE = "220000199003150029";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static final MovableClock CLOCK = new MovableClock("2026-11-02T02:00:00Z");

    private static Gateway gateway;
    private static TestApi api;

    @BeforeAll
    static void open() {
        gateway = Gateway.open(options -> options.withClock(CLOCK));
        api = new TestApi(gateway.server());
    }

    @AfterAll
    static void close() {
        api.close();
        gateway.close();
    }

    /// A person gets no more than ten codes within a minute.
    private static String token(String person, String institution) {
        CLOCK.pass(Duration.ofSeconds(6));
        var code = api.insured(person)
                .post("/api/persons/" + person + "/medical-codes", "{}")
                .at("/code");
        return gateway.done(gateway.message("1162", institution, "{\"data\": {\"ecQrCode\": \"" + code + "\"}}"))
                .at("/output/ecToken")
                .stringValue();
    }

    /// The example's order under a number that was not used before.
    private static ObjectNode order() {
        var message = message("2166", Samples.example("2166").toString());
        input(message).put("ec_token", token(EMPLOYEE, PHARMACY)).put("mdtrtsn", "G" + NUMBERS.incrementAndGet());
        return message;
    }

    private static ObjectNode message(String transaction, String input) {
        return gateway.message(transaction, PHARMACY, input);
    }

    private static ObjectNode input(ObjectNode message) {
        return (ObjectNode) message.get("input");
    }

    private static ObjectNode line(ObjectNode order, int index) {
        return (ObjectNode) order.at("/input/feedetl/" + index);
    }

    private static String ordered() {
        return gateway.done(order()).at("/output/mdtrt_regno").stringValue();
    }

    private static ObjectNode about(String transaction, String order) {
        return message(
                transaction,
                "{\"fixmedins_code\": \"" + PHARMACY + "\", \"mdtrt_regno\": \"" + order
                        + "\", \"opter_name\": \"a\", \"ssn\": \"" + CERTIFICATE + "\"}");
    }

    private static ObjectNode takingBack(String status, String order) {
        var message = about("2181", order);
        input(message).put("status", status);
        return message;
    }

    private static ObjectNode lookedUp() {
        return message("2170", "{\"ssn\": \"" + CERTIFICATE + "\"}");
    }

    private static TestApi.Answer paying(String person, String order, String total) {
        return api.insured(person).post(payment(person, order), "{\"total\": \"" + total + "\", \"useAccount\": true}");
    }

    private static String payment(String person, String order) {
        return "/api/persons/" + person + "/orders/" + order + "/payment";
    }

    private static String paid() {
        var order = ordered();
        var answer = paying(EMPLOYEE, order, "72.50");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return order;
    }

    private static String balance() {
        return gateway.done(message("2161", Samples.example("2161").toString()))
                .at("/output/acct_balc")
                .decimalValue()
                .toPlainString();
    }

    private static void assertTexts(JsonNode row, List<String> namesAndValues) {
        for (var i = 0; i < namesAndValues.size(); i += 2) {
            var name = namesAndValues.get(i);
            assertThat(row.get(name).asString()).as(name).isEqualTo(namesAndValues.get(i + 1));
        }
    }

    private static void assertAmounts(JsonNode row, List<String> namesAndValues) {
        for (var i = 0; i < namesAndValues.size(); i += 2) {
            var name = namesAndValues.get(i);
            assertThat(row.get(name).decimalValue()).as(name).isEqualByComparingTo(namesAndValues.get(i + 1));
        }
    }

    @Test
    void a_pharmacy_is_told_who_the_person_is() {
        var person = gateway.done(message("2161", Samples.example("2161").toString()))
                .get("output");
        assertTexts(
                person,
                List.of(
                        "psn_no",
                        EMPLOYEE,
                        "psn_name",
                        "测试乙",
                        "gend",
                        "2",
                        "brdy",
                        "1990-03-15",
                        "ssn",
                        CERTIFICATE,
                        "psn_type",
                        "11",
                        "emp_name",
                        "测试单位",
                        "insuplc_admdvs",
                        "220200",
                        "insutype",
                        "310"));
        assertThat(person.get("outmed_fundmgt_optins_fulname").stringValue()).contains("吉林");
        assertAmounts(person, List.of("acct_balc", "150.00"));
        assertThat(person.size()).isEqualTo(11);
        var resident = gateway.done(message("2161", "{\"ssn\": \"430000198801010010\", \"insuplc\": \"430100\"}"))
                .get("output");
        assertThat(resident.get("acct_balc").isNull()).isTrue();
        assertThat(resident.get("insutype").stringValue()).isEqualTo("390");
        assertThat(gateway.refused(message("2161", "{\"ssn\": \"" + CERTIFICATE + "\", \"insuplc\": \"430100\"}")))
                .isEqualTo("insuplc：应为该人员现在的参保地，实为 430100");
        assertThat(gateway.refused(message("2161", "{\"ssn\": \"1\", \"insuplc\": \"430100\"}")))
                .isEqualTo("ssn：应为已登记人员的社会保障号码，实为 1");
    }

    @Test
    void an_order_is_paid_by_the_person_refunded_and_restored() {
        var message = order();
        var first = gateway.post(message.toString());
        assertThat(gateway.post(message.toString())).as("sent again").isEqualTo(first);
        var answer = gateway.answer(message).get("output");
        var order = answer.get("mdtrt_regno").stringValue();
        assertTexts(
                answer, List.of("push_flag", "true", "prmmsg", "试算：医疗费总额 72.50，基金 0.00，个人账户 72.50，现金 0.00；待参保人确认支付"));
        assertThat(balance()).isEqualTo("150.00");

        var found = gateway.done(lookedUp()).get("output");
        assertTexts(
                found,
                List.of(
                        "mdtrt_regno",
                        order,
                        "fixmedins_code",
                        PHARMACY,
                        "fixmedins_name",
                        "测试药店",
                        "insuplc",
                        "220200",
                        "mdtrtarea",
                        "220200",
                        "certno",
                        CERTIFICATE,
                        "psn_name",
                        "测试乙",
                        "gend",
                        "2",
                        "brdy",
                        "1990-03-15",
                        "dscg_date",
                        "2025-12-10",
                        "psn_type",
                        "11",
                        "insutype",
                        "310"));
        assertAmounts(found, List.of("medfee_sumamt", "72.50"));
        assertThat(found.get("feedetl")).hasSize(3);
        assertTexts(
                found.at("/feedetl/0"),
                List.of(
                        "medins_list_codg",
                        "A",
                        "medins_list_name",
                        "测试片",
                        "hilist_code",
                        "DRUG-A",
                        "hilist_name",
                        "药品 DRUG-A",
                        "hilist_type",
                        "11",
                        "chrgitm_lv",
                        "01",
                        "med_invo_item_type",
                        "09",
                        "dosform",
                        "片剂",
                        "dosunt",
                        "mg",
                        "spec",
                        "5mg*14片",
                        "orplc",
                        "长沙",
                        "used_mtd",
                        "口服",
                        "detl_ocur_time",
                        "2025-12-10 10:00:00",
                        "adm_diag_dr",
                        "测试医师",
                        "opter_name",
                        "测试收费员",
                        "opt_time",
                        "2025-12-10 10:01:00"));
        assertAmounts(found.at("/feedetl/0"), List.of("pric", "30", "cnt", "2", "amt", "60", "sin_dos", "5"));
        assertAmounts(found.at("/feedetl/2"), List.of("pric", "12.5", "cnt", "-1", "amt", "-12.50"));
        assertTexts(found.at("/feedetl/2"), List.of("chrgitm_lv", "03", "hilist_name", "药品 DRUG-C"));

        var waiting = api.insured(EMPLOYEE).get("/api/persons/" + EMPLOYEE + "/orders");
        assertThat(waiting.at("/0/order")).isEqualTo(order);
        assertThat(waiting.at("/0/total")).isEqualTo("72.50");
        assertThat(waiting.at("/0/lines/1/amount")).isEqualTo("12.50");
        assertThat(paying(RESIDENT, order, "72.50").status()).isEqualTo(404);
        var wrong = paying(EMPLOYEE, order, "70.00");
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.at("/field")).isEqualTo("total");
        var body = "{\"total\": \"72.50\", \"useAccount\": true}";
        var payment = api.insured(EMPLOYEE).post(payment(EMPLOYEE, order), "pay-1", body, "zh");
        assertThat(payment.at("/account")).isEqualTo("72.50");
        assertThat(payment.at("/cash")).isEqualTo("0.00");
        assertThat(api.insured(EMPLOYEE)
                        .post(payment(EMPLOYEE, order), "pay-1", body, "zh")
                        .text())
                .isEqualTo(payment.text());
        assertThat(paying(EMPLOYEE, order, "72.50").status()).isEqualTo(409);
        assertThat(balance()).isEqualTo("77.50");

        assertThat(gateway.refused(lookedUp())).isEqualTo("ssn：应为在本机构有待支付购药订单的人员，实为没有待支付订单的人员");
        assertThat(gateway.refused(about("2167", order)))
                .isEqualTo("mdtrt_regno：应为待支付的购药订单的就诊登记号，实为 " + order + "（已支付）");
        assertThat(gateway.refused(takingBack("1106", order))).startsWith("mdtrt_regno：应为未支付的购药订单");
        var settled = gateway.done(about("2171", order)).get("output");
        assertAmounts(settled, List.of("medfee_sumamt", "72.50", "psn_cashpay", "0", "acct_payamt", "72.50"));
        assertTexts(
                settled,
                List.of(
                        "mdtrt_regno",
                        order,
                        "ssn",
                        CERTIFICATE,
                        "out_type",
                        "0",
                        "insuplc",
                        "220200",
                        "mdtrtarea",
                        "220200"));
        assertThat(settled.get("feedetl")).hasSize(3);
        var byDays = message(
                "2171",
                "{\"ssn\": \"" + CERTIFICATE + "\", \"start_date\": \"2025-12-10\", \"end_date\": \"2025-12-10\"}");
        assertThat(gateway.done(byDays).at("/output/mdtrt_regno").stringValue()).isEqualTo(order);

        var refund = about("2163", order);
        var refunded = gateway.post(refund.toString());
        assertThat(gateway.post(refund.toString())).as("sent again").isEqualTo(refunded);
        var back = gateway.answer(refund).get("output");
        assertAmounts(back, List.of("medfee_sumamt", "-72.50", "psn_cashpay", "0", "acct_payamt", "-72.50"));
        assertTexts(back, List.of("certno", CERTIFICATE, "psn_name", "测试乙", "psn_type", "11", "insutype", "310"));
        assertThat(balance()).isEqualTo("150.00");
        assertThat(gateway.refused(about("2163", order))).endsWith(order + "（已退费）");
        assertThat(gateway.refused(about("2171", order))).endsWith(order + "（已退费）");
        assertThat(paying(EMPLOYEE, order, "72.50").status()).isEqualTo(409);

        var restoring = takingBack("1203", order);
        var restored = gateway.post(restoring.toString());
        assertThat(gateway.post(restoring.toString())).as("sent again").isEqualTo(restored);
        assertThat(balance()).isEqualTo("77.50");
        assertThat(gateway.refused(takingBack("1203", order))).endsWith("实为已支付 " + order);

        gateway.done(about("2163", order));
        var bought = List.of(bought(), bought());
        assertThat(balance()).isEqualTo("5.00");
        assertThat(gateway.refused(takingBack("1203", order)))
                .isEqualTo("mdtrt_regno：应为与退费前同样结算的订单（个人账户 72.50，现金 0.00），实为个人账户 5.00，现金 67.50");
        bought.forEach(PurchaseOrderTest::undo);
        assertThat(balance()).isEqualTo("150.00");
    }

    private static String bought() {
        var purchase = PharmacyTest.purchase(gateway, "2102", "1");
        gateway.done(purchase);
        return purchase.get("msgid").stringValue();
    }

    private static void undo(String message) {
        gateway.done(message("2601", """
                {"data": {"psn_no": "%s", "omsgid": "%s", "oinfno": "2102"}}""".formatted(EMPLOYEE, message)));
    }

    @Test
    void what_is_cancelled_or_taken_back_is_never_paid() {
        var cancelled = ordered();
        gateway.done(about("2167", cancelled));
        gateway.done(takingBack("1106", cancelled));
        assertThat(paying(EMPLOYEE, cancelled, "72.50").status()).isEqualTo(409);
        var tried = ordered();
        gateway.done(takingBack("1106", tried));
        var unpaid = ordered();
        gateway.done(takingBack("1107", unpaid));
        assertThat(paying(EMPLOYEE, unpaid, "72.50").at("/field")).isEqualTo("order");
        assertThat(api.insured(EMPLOYEE)
                        .get("/api/persons/" + EMPLOYEE + "/orders")
                        .text())
                .isEqualTo("[]");
        var paid = paid();
        assertThat(balance()).isEqualTo("77.50");
        gateway.done(takingBack("1107", paid));
        assertThat(balance()).isEqualTo("150.00");
        gateway.done(takingBack("1107", paid));
        assertThat(balance()).isEqualTo("150.00");
    }

    private static void refused(String field, String value, String text) {
        var order = order();
        input(order).put(field, value);
        assertThat(gateway.refused(order)).isEqualTo(text);
    }

    @Test
    void an_order_must_be_about_one_person_and_place() {
        refused("psn_no", RESIDENT, "psn_no：应为 ssn 所指人员的编号，实为 " + RESIDENT);
        refused("psn_name", "测试甲", "psn_name：应为 ssn 所指人员的姓名，实为测试甲");
        refused("gend", "1", "gend：应为 ssn 所指人员的性别代码，实为 1");
        refused("brdy", "1990-03-16", "brdy：应为 ssn 所指人员的出生日期，实为 1990-03-16");
        refused("ec_token", token(RESIDENT, PHARMACY), "ec_token：应为 ssn 所指人员的电子凭证令牌，实为他人的令牌");
        refused("mdtrtarea", "430100", "mdtrtarea：应为本机构所在的统筹区 220200，实为 430100");
        refused("insuplc", "430100", "insuplc：应为该人员该险种的参保地 220200，实为 430100");
        refused("med_type", "11", "med_type：应为 41（药店购药），实为 11");
        refused("medfee_sumamt", "72.51", "medfee_sumamt：应为费用明细合计 72.50，实为 72.51");
        var elsewhere = order();
        input(elsewhere).put("ec_token", token(EMPLOYEE, Gateway.CLINIC));
        assertThat(gateway.refused(elsewhere)).startsWith("ec_token：应为本机构由 1161 或 1162 取得");
    }

    @Test
    void a_number_is_used_once_and_lines_must_be_what_they_say() {
        var used = order();
        var order = gateway.done(used).at("/output/mdtrt_regno").stringValue();
        var number = used.at("/input/mdtrtsn").stringValue();
        refused("mdtrtsn", number, "mdtrtsn：应为本机构未用过的就诊顺序号，实为 " + number);
        gateway.done(about("2167", order));
        refused("mdtrtsn", number, "mdtrtsn：应为本机构未用过的就诊顺序号，实为 " + number);

        var amount = order();
        line(amount, 0).put("amt", 60.02);
        assertThat(gateway.refused(amount)).isEqualTo("amt（第 1 行）：应为单价×数量 60.00（相差不超过 0.01），实为 60.02");
        var code = order();
        line(code, 0).put("hilist_code", "DRUG-X");
        assertThat(gateway.refused(code)).startsWith("hilist_code：应为就医地医保目录中");
        var serial = order();
        line(serial, 1).put("feedetl_sn", "1");
        assertThat(gateway.refused(serial)).isEqualTo("feedetl_sn（第 2 行）：应为本订单内未用过的流水号，实为 1");
        var returned = order();
        line(returned, 2).put("cnt", -3).put("amt", -37.5);
        assertThat(gateway.refused(returned)).startsWith("cnt（第 3 行）：应为不超过本订单前面同一编码、同一单价的明细");
        var nothing = order();
        ((ArrayNode) nothing.at("/input/feedetl")).remove(0);
        line(nothing, 1).put("cnt", -2).put("amt", -25);
        assertThat(gateway.refused(nothing)).startsWith("cnt（第 2 行）：应为退货后仍有药品的订单");
    }

    /// 0.333333 times 1.5 is 0.4999995, half up 0.50; times 3 it is 0.999999, half up 1.00.
    @Test
    void amounts_of_lines_are_rounded_half_up() {
        var order = order();
        var lines = (ArrayNode) order.at("/input/feedetl");
        lines.remove(2);
        line(order, 0).put("pric", "0.333333").put("cnt", "1.5").put("amt", "0.50");
        line(order, 1).put("pric", "0.333333").put("cnt", 3).put("amt", 1.01);
        input(order).put("medfee_sumamt", "1.51");
        var id = gateway.done(order).at("/output/mdtrt_regno").stringValue();
        gateway.done(about("2167", id));
        var far = order();
        line(far, 0).put("pric", "0.333333").put("cnt", "1.5").put("amt", "0.48");
        assertThat(gateway.refused(far)).startsWith("amt（第 1 行）：应为单价×数量 0.50");
    }

    @Test
    void another_institution_neither_sees_nor_changes_an_order() {
        var order = ordered();
        for (var transaction : List.of("2163", "2167", "2171", "2181")) {
            var message = takingBack("1106", order).put("infno", transaction).put("fixmedins_code", Gateway.CLINIC);
            input(message).put("fixmedins_code", Gateway.CLINIC);
            assertThat(gateway.refused(message)).isEqualTo("mdtrt_regno：应为本机构购药订单的就诊登记号，实为 " + order);
        }
        assertThat(gateway.refused(lookedUp().put("fixmedins_code", Gateway.CLINIC)))
                .startsWith("ssn：应为在本机构有待支付购药订单的人员");
        var others = takingBack("1106", order);
        input(others).put("ssn", "430000198801010010");
        assertThat(gateway.refused(others)).isEqualTo("ssn：应为该订单的人员的社会保障号码，实为他人的社会保障号码");
        gateway.done(about("2167", order));
    }
}
