package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.server.account.BusinessDay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A clinic settled 56.98 three times, of which the fund paid 39.89 each, and took one back: two persons with 113.96,
/// 79.78 from the fund and 34.18 in cash. A pharmacy sold for 72.50, which the account paid, and once more, when the
/// account paid 72.50 again, and a third time, when it paid its last 5.00 and the person 67.50.
class DeclarationTest {

    private static final String OTHER = "H43000000002";
    private static final LocalDate TODAY = LocalDate.now(BusinessDay.ZONE);
    private static final DateTimeFormatter MONTHS = DateTimeFormatter.ofPattern("uuuuMM");
    private static final String MONTH = TODAY.format(MONTHS);

    private static Gateway gateway;
    private static String visit;

    @BeforeAll
    static void settle() {
        gateway = Gateway.open();
        visit = gateway.visit();
        settled("a");
        settled("b");
        var back = Samples.read("2208.cqex.request.json").put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        Gateway.data(back).put("mdtrt_id", visit).put("setl_id", settled("c"));
        gateway.done(back);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static String settled(String batch) {
        gateway.upload(visit, batch);
        return gateway.done(gateway.settlement("2207", visit, batch))
                .at("/output/setlinfo/setl_id")
                .stringValue();
    }

    private static ObjectNode asking(String transaction, String institution, String state, String more) {
        return gateway.message(transaction, institution, """
                {"fixmedins_code": "%s", "clr_type": "11", "start_clrym": "%s", "end_clrym": "%s",
                 "clr_optins": "430100", "clr_stas": "%s"%s}""".formatted(institution, MONTH, MONTH, state, more));
    }

    private static JsonNode asked(String transaction, String state, String more) {
        return gateway.done(asking(transaction, Gateway.CLINIC, state, more)).get("output");
    }

    private static String applied(String institution, String type, String data) {
        return gateway.done(gateway.message("3203", institution, """
                        {"data": {"clr_type": "%s", "begndate": "%s", "enddate": "%s", "clr_way": "1", "setlym": "%s", %s}}""".formatted(type, TODAY, TODAY, MONTH, data)))
                .at("/output/result/clr_appy_evt_id")
                .stringValue();
    }

    private static String applied() {
        return applied(
                Gateway.CLINIC,
                "11",
                "\"medfee_sumamt\": 113.96, \"med_sumfee\": 113.96, \"fund_appy_sum\": 79.78,"
                        + " \"cash_payamt\": 34.18, \"acct_pay\": 0, \"psntime\": 2");
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
    void what_was_not_applied_for_is_told_by_month() {
        var answer = asked("2172", "0", "");
        assertThat(answer.get("n_output")).hasSize(1);
        var row = answer.at("/n_output/0");
        assertThat(row.get("setl_dcla_no").isNull()).isTrue();
        assertThat(row.get("setl_ids_key").isNull()).isTrue();
        assertTexts(
                row,
                List.of(
                        "fixmedins_code",
                        Gateway.CLINIC,
                        "fixmedins_name",
                        "测试医院",
                        "clr_optins",
                        "430100",
                        "clr_type",
                        "11",
                        "clr_type_name",
                        "门诊",
                        "clr_stas",
                        "0",
                        "clr_stas_name",
                        "未申报",
                        "start_clrym",
                        MONTH,
                        "end_clrym",
                        MONTH,
                        "begndate",
                        MONTH + "01",
                        "enddate",
                        YearMonth.from(TODAY).atEndOfMonth().format(DateTimeFormatter.BASIC_ISO_DATE)));
        assertAmounts(
                row,
                List.of(
                        "sumamt",
                        "113.96",
                        "cash_payamt",
                        "34.18",
                        "acct_pay_sumamt",
                        "0",
                        "fund_pay_sumamt",
                        "79.78",
                        "clr_psntime",
                        "2"));
        assertAmounts(
                answer.get("parameters"),
                List.of(
                        "pageNum",
                        "1",
                        "pageSize",
                        "20",
                        "startRow",
                        "1",
                        "endRow",
                        "1",
                        "recordCounts",
                        "1",
                        "size",
                        "1",
                        "pages",
                        "1"));
        assertThat(answer.at("/parameters/isFirstPage").booleanValue()).isTrue();
        assertThat(answer.at("/parameters/isLastPage").booleanValue()).isTrue();
    }

    @Test
    void an_application_takes_its_settlements_along_until_it_is_withdrawn() {
        assertThat(asked("2172", "10", "").get("n_output")).isEmpty();
        var id = applied();
        assertThat(asked("2172", "0", "").get("n_output")).isEmpty();
        assertThat(asked("2173", "0", "").get("n_output")).isEmpty();
        var row = asked("2172", "10", "").at("/n_output/0");
        var day = TODAY.format(DateTimeFormatter.BASIC_ISO_DATE);
        assertTexts(
                row,
                List.of("setl_dcla_no", id, "clr_stas", "10", "clr_stas_name", "已申报", "begndate", day, "enddate", day));
        assertAmounts(
                row,
                List.of("sumamt", "113.96", "fund_pay_sumamt", "79.78", "cash_payamt", "34.18", "clr_psntime", "2"));
        assertThat(asked("2173", "10", "").get("n_output")).hasSize(4);
        gateway.done(gateway.message("3204", Gateway.CLINIC, "{\"data\": {\"clr_appy_evt_id\": \"" + id + "\"}}"));
        assertThat(asked("2172", "10", "").get("n_output")).isEmpty();
        assertThat(asked("2173", "0", "").get("n_output")).hasSize(4);
    }

    @Test
    void settlements_and_reversals_are_told_page_by_page() {
        var first = asked("2173", "0", ", \"page_num\": \"1\", \"page_size\": \"3\"");
        assertThat(first.get("n_output")).hasSize(3);
        assertThat(first.at("/parameters/isLastPage").booleanValue()).isFalse();
        assertThat(first.at("/parameters/recordCounts").asInt()).isEqualTo(4);
        var row = first.at("/n_output/0");
        assertThat(row.size()).isEqualTo(25);
        assertTexts(
                row,
                List.of(
                        "fixmedins_name",
                        "测试医院",
                        "out_type",
                        "0",
                        "out_type_name",
                        "本地就医",
                        "med_type",
                        "11",
                        "med_type_name",
                        "普通门诊",
                        "insutype",
                        "390",
                        "insutype_name",
                        "城乡居民基本医疗保险",
                        "psn_type",
                        "15",
                        "psn_type_name",
                        "居民（成年）",
                        "psn_no",
                        Gateway.RESIDENT,
                        "psn_name",
                        "测试甲",
                        "gend",
                        "2",
                        "gend_name",
                        "女",
                        "ssn",
                        "430000198801010010",
                        "emp_name",
                        "测试单位",
                        "mdtrt_regno",
                        visit,
                        "mdtrtsn",
                        Gateway.data(Samples.request("2201")).get("ipt_otp_no").stringValue()));
        assertThat(row.get("mdtrt_setl_time").stringValue()).startsWith(TODAY.toString());
        assertThat(row.get("emp_type").isNull()).isTrue();
        assertAmounts(row, List.of("sumamt", "56.98", "cash_payamt", "17.09", "acct_payamt", "0", "clr_psntime", "1"));
        var last = asked("2173", "0", ", \"page_num\": \"2\", \"page_size\": \"3\"");
        assertThat(last.get("n_output")).hasSize(1);
        assertThat(last.at("/parameters/isLastPage").booleanValue()).isTrue();
        assertThat(last.at("/parameters/startRow").asInt()).isEqualTo(4);
        assertAmounts(
                last.at("/n_output/0"),
                List.of("sumamt", "-56.98", "cash_payamt", "-17.09", "acct_payamt", "0", "clr_psntime", "-1"));
        assertTexts(last.at("/n_output/0"), List.of("psn_type", "15", "mdtrt_regno", visit));
    }

    @Test
    void each_fund_is_told_what_it_pays() {
        var rows = asked("2174", "0", "").get("n_output");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).size()).isEqualTo(20);
        assertTexts(
                rows.get(0),
                List.of(
                        "clr_optins",
                        "430100",
                        "clr_type",
                        "11",
                        "clr_way",
                        "1",
                        "clr_way_name",
                        "按项目",
                        "med_type",
                        "11",
                        "insutype",
                        "390",
                        "psn_type",
                        "15",
                        "clr_stas",
                        "0",
                        "fund_pay_type",
                        "390100",
                        "fund_pay_type_name",
                        "城乡居民基本医疗保险基金",
                        "poolarea_fund_pay_type",
                        "390100",
                        "poolarea_fund_pay_name",
                        "城乡居民基本医疗保险基金"));
        assertAmounts(rows.get(0), List.of("fund_appy_sum", "79.78"));
        assertThat(asked("2174", "0", ", \"mdtrt_regno\": \"" + visit + "\"").get("n_output"))
                .hasSize(1);
        assertThat(asked("2174", "0", ", \"mdtrt_regno\": \"1\"").get("n_output"))
                .isEmpty();
    }

    private static void sold() {
        for (var i = 0; i < 3; i++) {
            gateway.done(PharmacyTest.purchase(gateway, "2102", "1"));
        }
    }

    private static ObjectNode payable(String institution, LocalDate day, String more) {
        return gateway.message("2175", institution, """
                {"fixmedins_code": "%s", "query_date": "%s"%s}""".formatted(institution, day, more));
    }

    private static ObjectNode account(String from, LocalDate to) {
        return gateway.message("2176", Gateway.PHARMACY, """
                {"fixmedins_code": "%s", "start_date": "%s", "end_date": "%s"}""".formatted(Gateway.PHARMACY, from, to));
    }

    @Test
    void a_pharmacy_is_told_what_it_is_to_be_paid() {
        var before = account(TODAY.toString(), TODAY).toString();
        var nothing = gateway.post(before);
        sold();
        assertThat(gateway.post(before)).as("sent again").isEqualTo(nothing);
        var answer = gateway.done(payable(Gateway.PHARMACY, TODAY, "")).get("output");
        assertThat(answer.at("/parameters/pageSize").asInt()).isEqualTo(1_000);
        assertThat(answer.get("n_output")).hasSize(3);
        var row = answer.at("/n_output/2");
        assertThat(row.size()).isEqualTo(19);
        assertTexts(
                row,
                List.of(
                        "fixmedins_name",
                        "测试药店",
                        "med_type",
                        "41",
                        "certno",
                        "220000199003150029",
                        "psn_name",
                        "测试乙",
                        "insutype",
                        "310",
                        "psn_type",
                        "11",
                        "clr_stas",
                        "0",
                        "fund_pay_type",
                        "310200"));
        assertAmounts(row, List.of("medfee_sumamt", "72.50", "dfr_sumamt", "5.00"));
        assertThat(row.get("dcla_sum").isNull()).isTrue();
        assertThat(row.get("pay_sum").isNull()).isTrue();
        var totals = gateway.done(account(TODAY.toString(), TODAY)).get("output");
        assertAmounts(totals, List.of("medfee_sumamt", "217.50", "dfr_sumamt", "150.00", "dcla_sum", "0"));
        assertTexts(totals, List.of("fixmedins_code", Gateway.PHARMACY, "med_type", "41"));
        assertThat(totals.size()).isEqualTo(9);

        applied(
                Gateway.PHARMACY,
                "41",
                "\"medfee_sumamt\": 217.50, \"med_sumfee\": 0, \"fund_appy_sum\": 0, \"cash_payamt\": 67.50,"
                        + " \"acct_pay\": 150, \"psntime\": 3");
        var declared = gateway.done(payable(Gateway.PHARMACY, TODAY, ", \"page_num\": 3, \"page_size\": 1"))
                .at("/output/n_output/0");
        assertAmounts(declared, List.of("dfr_sumamt", "5.00", "dcla_sum", "5.00"));
        assertTexts(declared, List.of("clr_stas", "10", "clr_stas_name", "已申报"));
        assertAmounts(
                gateway.done(account(TODAY.toString(), TODAY)).get("output"),
                List.of("dfr_sumamt", "150.00", "dcla_sum", "150.00"));
        assertThat(gateway.done(payable(Gateway.PHARMACY, TODAY.minusDays(1), ""))
                        .at("/output/n_output"))
                .isEmpty();
    }

    @Test
    void another_institution_sees_nothing_of_it() {
        assertThat(gateway.done(asking("2172", OTHER, "0", "")).at("/output/n_output"))
                .isEmpty();
        assertThat(gateway.done(asking("2173", OTHER, "0", "")).at("/output/n_output"))
                .isEmpty();
        assertThat(gateway.done(asking("2174", OTHER, "0", ", \"mdtrt_regno\": \"" + visit + "\""))
                        .at("/output/n_output"))
                .isEmpty();
        assertThat(gateway.done(payable(OTHER, TODAY, "")).at("/output/n_output"))
                .isEmpty();
        var theirs = asking("2172", Gateway.CLINIC, "0", "").put("fixmedins_code", OTHER);
        assertThat(gateway.refused(theirs)).isEqualTo("fixmedins_code：应为本机构编号 " + OTHER + "，实为 " + Gateway.CLINIC);
    }

    @Test
    void what_cannot_be_asked_for_is_refused() {
        assertThat(gateway.refused(asking("2172", Gateway.CLINIC, "20", "")))
                .isEqualTo("clr_stas：应为 0（未申报）或 10（已申报），实为 20");
        assertThat(gateway.refused(asking("2173", Gateway.CLINIC, "0", ", \"page_size\": \"0\"")))
                .isEqualTo("page_size：应为 1 至 1000 的整数，实为 0");
        var month = asking("2174", Gateway.CLINIC, "0", "");
        ((ObjectNode) month.get("input")).put("start_clrym", "202513");
        assertThat(gateway.refused(month)).isEqualTo("start_clrym：应为 yyyyMM 格式的年月，实为 202513");
        var tooLong = asking("2172", Gateway.CLINIC, "0", "");
        ((ObjectNode) tooLong.get("input"))
                .put("start_clrym", TODAY.minusMonths(12).format(MONTHS));
        assertThat(gateway.refused(tooLong)).startsWith("end_clrym：应为自 start_clrym 起至多 12 个月之内的年月");
        var agency = asking("2172", Gateway.CLINIC, "0", "");
        ((ObjectNode) agency.get("input")).put("clr_optins", "430200");
        assertThat(gateway.refused(agency)).isEqualTo("clr_optins：应为本机构清算的经办机构 430100，实为 430200");
        assertThat(gateway.refused(account("2025-02-30", TODAY))).startsWith("start_date：应为 yyyy-MM-dd 格式的日期");
        assertThat(gateway.refused(account(TODAY.plusDays(1).toString(), TODAY)))
                .startsWith("end_date：应为自 start_date 起");
    }
}
