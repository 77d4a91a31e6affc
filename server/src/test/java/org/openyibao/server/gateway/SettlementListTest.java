package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.gateway.Stays.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Settlement lists of stays over the national interface.
///
/// Each stay: 5,000.00 of a drug of grade A, a scan at 300.00 of which 60.00 lie above the ceiling and 19.20 are paid
/// first, 500.00 of a drug outside the catalogue. In scope 5,220.80, less 1,300.00, of which the fund pays 85 %:
/// 3,332.68; the person bears 2,467.32 of 5,800.00, of which 560.00 are own pay.
class SettlementListTest {

    private static Gateway gateway;
    private static Stays stays;

    private String person;
    private String visit;
    private String settlement;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
        stays = new Stays(gateway);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void settle() {
        person = stays.employee();
        visit = stays.admitted(person, "2025-03-03 09:30:00");
        gateway.done(stays.charge(
                person,
                visit,
                Line.one(Stays.DRUG, "5000.00", "2025-03-03"),
                Line.one(Stays.SCAN, "300.00", "2025-03-04"),
                Line.one(Stays.DRUG_C, "500.00", "2025-03-05")));
        gateway.done(stays.discharge(person, visit, "2025-03-09 11:00:00"));
        var settled = gateway.done(stays.settlement("2304", person, visit, "5800.00"));
        assertThat(settled.at("/output/setlinfo/hifp_pay").decimalValue()).isEqualByComparingTo("3332.68");
        settlement = settled.at("/output/setlinfo/setl_id").stringValue();
    }

    /// The example of the interface's description, of this stay.
    private ObjectNode list() {
        return list("4101");
    }

    private ObjectNode list(String transaction) {
        var input = example(transaction);
        ((ObjectNode) input.get("setlinfo"))
                .put("psn_no", person)
                .put("mdtrt_id", visit)
                .put("setl_id", settlement);
        return gateway.message(transaction, Stays.HOSPITAL, input.toString());
    }

    private static ObjectNode example(String transaction) {
        try (var in = Objects.requireNonNull(
                SettlementListTest.class.getResourceAsStream("/interface/examples/" + transaction + ".json"))) {
            return Json.object(in.readAllBytes());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private ObjectNode asking(String transaction, String data) {
        return gateway.message(transaction, Stays.HOSPITAL, "{\"data\": " + data.replace('\'', '"') + "}");
    }

    private ObjectNode status(String code) {
        return asking(
                "4102", "{'psn_no': '%s', 'setl_id': '%s', 'stas_type': '%s'}".formatted(person, settlement, code));
    }

    private JsonNode found() {
        return gateway.done(asking("4103", "{'psn_no': '%s', 'setl_id': '%s'}".formatted(person, settlement)))
                .get("output");
    }

    private static void assertAmount(JsonNode node, String name, String amount) {
        assertThat(node.get(name).isNumber()).as(name).isTrue();
        assertThat(node.get(name).decimalValue()).as(name).isEqualByComparingTo(amount);
    }

    @Test
    void a_list_is_kept_and_told_with_what_the_settlement_says() {
        var message = list();
        var answer = gateway.done(message);
        var id = answer.at("/output/data/setl_list_id").stringValue();
        assertThat(gateway.answer(message)).isEqualTo(answer);
        var found = found();
        var info = found.get("setlinfo");
        assertThat(info.get("setl_list_sn").stringValue()).isEqualTo(id);
        assertThat(info.get("psn_name").stringValue()).isEqualTo("测试丙");
        assertThat(info.get("brdy").stringValue()).isEqualTo("1980-03-07");
        assertThat(info.get("fixmedins_code").stringValue()).isEqualTo(Stays.HOSPITAL);
        assertThat(info.get("insutype").stringValue()).isEqualTo("310");
        assertThat(info.get("insu_admdvs").stringValue()).isEqualTo("110000");
        assertThat(info.get("medcasno").stringValue()).isEqualTo("BA-2025-0303");
        assertThat(info.get("adm_time").stringValue()).isEqualTo("2025-03-03 09:30:00");
        assertThat(info.get("adm_way_code").stringValue()).isEqualTo("1");
        assertThat(info.get("adm_dept_codg").stringValue()).isEqualTo("A03.01");
        assertThat(info.get("stas_type").stringValue()).isEqualTo("0");
        assertThat(info.get("chk_cont").isNull()).isTrue();
        assertAmount(info, "act_ipt_days", "6");
        assertAmount(info, "diag_code_cnt", "1");
        assertAmount(info, "vent_used_days", "0");
        assertAmount(info, "vent_used_h_cnt", "13");
        assertAmount(info, "vent_used_m_cnt", "24");
        assertAmount(info, "scd_nurscare_days", "5");
        assertAmount(info, "psn_ownpay", "560.00");
        assertAmount(info, "psn_selfpay", "1907.32");
        assertAmount(info, "acct_pay", "0.00");
        assertAmount(info, "psn_cashpay", "2467.32");
        assertAmount(info, "ybtcPay", "3332.68");
        var paid = found.at("/payinfo/0");
        assertAmount(paid, "fund_payamt", "3332.68");
        assertThat(paid.get("poolarea_fund_pay_name").stringValue()).isEqualTo("城镇职工基本医疗保险统筹基金");
        var diagnosis = found.at("/diseinfo/0");
        assertThat(diagnosis.get("diag_code").stringValue()).isEqualTo("J18.900");
        assertThat(diagnosis.get("setl_list_diag_id").stringValue()).isEqualTo(id + "001");
        assertThat(found.get("iteminfo")).hasSize(3);
        assertAmount(found.at("/iteminfo/1"), "item_clab_amt", "240");
        assertAmount(found.at("/iteminfo/1"), "item_ownpay_amt", "60");
        var operation = found.at("/oprninfo/0");
        assertThat(operation.get("main_oprn_flag").stringValue()).isEqualTo("1");
        assertThat(operation.get("oprn_oprt_date").stringValue()).isEqualTo("2025-03-04");
        assertThat(found.get("icuinfo")).isEmpty();
    }

    @Test
    void a_list_is_put_right_until_it_is_submitted() {
        var id = gateway.done(list("4101A")).at("/output/data/setl_list_id").stringValue();
        var again = list();
        ((ObjectNode) again.at("/input/setlinfo")).put("medcasno", "BA-2");
        assertThat(gateway.done(again).at("/output/data/setl_list_id").stringValue())
                .isEqualTo(id);
        assertThat(found().at("/setlinfo/medcasno").stringValue()).isEqualTo("BA-2");
        assertThat(gateway.done(status("1")).get("output").isNull()).isTrue();
        assertThat(found().at("/setlinfo/stas_type").stringValue()).isEqualTo("1");
        assertThat(gateway.refused(list())).isEqualTo("setl_id：应为结算清单未提交的结算（已提交的先改为未提交），实为 " + settlement + "（清单已提交）");
        // As the sample of the interface's text has it.
        gateway.done(asking(
                "4102", "{'stastinfo': [{'psn_no': '', 'setl_id': '%s', 'stas_type': '0'}]}".formatted(settlement)));
        gateway.done(list());
        assertThat(gateway.refused(status("2"))).startsWith("stas_type：应为");
        // Of several all or none.
        assertThat(gateway.refused(asking("4102", """
                        [{'psn_no': '%s', 'setl_id': '%s', 'stas_type': '1'},
                         {'psn_no': '%s', 'setl_id': '404', 'stas_type': '1'}]""".formatted(person, settlement, person))))
                .isEqualTo("setl_id：应为本机构已上传结算清单的结算，实为 404");
        assertThat(found().at("/setlinfo/stas_type").stringValue()).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "setlinfo, setl_id, 404, setl_id：应为本机构为该人员该次就诊所作、未撤销的结算，实为 404",
        "setlinfo, mdtrt_id, 404, setl_id：应为本机构为该人员该次就诊所作",
        "setlinfo, psn_no, 404, psn_no：应为该结算的人员编号",
        "setlinfo, psn_name, 李四, psn_name：应为登记的姓名 测试丙，实为李四",
        "setlinfo, brdy, 1980-03-08, 'brdy：应为登记的出生日期 1980-03-07，实为 1980-03-08'",
        "setlinfo, gend, 2, gend：应为登记的性别 1",
        "setlinfo, insuplc, 430100, insuplc：应为结算的参保地 110000",
        "setlinfo, adm_time, 2025-03-04 09:30:00, adm_time：应为结算的入院日期 2025-03-03",
        "setlinfo, dscg_time, 2025-03-08 11:00:00, dscg_time：应为结算的出院日期 2025-03-09",
        "setlinfo, act_ipt_days, 7, act_ipt_days：应为住院天数 6",
        "setlinfo, setl_begn_date, 2025-03-02, setl_begn_date：应为 2025-03-03 至",
        "setlinfo, setl_end_date, 2025-03-02, setl_end_date：应为 2025-03-03 至",
        "setlinfo, medfee_sumamt, 5801.00, medfee_sumamt：应为结算的医疗费总额 5800.00",
        "setlinfo, psn_ownpay, 500.00, psn_ownpay：应为结算的全自费与超限价自费之和 560.00",
        "setlinfo, psn_selfpay, 1967.32, psn_selfpay：应为结算的个人负担减个人自费 1907.32",
        "setlinfo, acct_pay, 1.00, acct_pay：应为结算的个人账户支出 0.00",
        "setlinfo, psn_cashpay, 2467.33, psn_cashpay：应为结算的个人现金支出 2467.32",
        "setlinfo, diag_code_cnt, 2, diag_code_cnt：应为行数 1",
        "setlinfo, oprn_oprt_code_cnt, 0, oprn_oprt_code_cnt：应为行数 1",
        "setlinfo, vent_used_dura, 1/24/00, vent_used_dura：应为天数/小时数/分钟数",
        "setlinfo, spga_nurscare_days, x, spga_nurscare_days：应为",
        "setlinfo, stas_type, 3, stas_type：应为",
        "payinfo/0, fund_payamt, 3332.69, payinfo/fund_payamt（统筹基金）：应为结算中该基金的支付金额 3332.68",
        "payinfo/0, fund_pay_type, 320100, payinfo/fund_payamt（统筹基金）：应为结算中该基金的支付金额 3332.68，实为未送",
        "iteminfo/0, amt, 5001, iteminfo/amt：应为甲类、乙类、全自费与其他金额之和 5000.00",
        "diseinfo/0, maindiag_flag, 0, maindiag_flag：应为一条主诊断",
        "diseinfo/0, diag_code, '', diag_code（第 1 行）：应为",
        "oprninfo/0, oprn_oprt_begntime, 2025-03-10 09:00:00, oprninfo/oprn_oprt_begntime",
        "oprninfo/0, oprn_oprt_endtime, 2025-03-04 08:00:00, oprninfo/oprn_oprt_begntime"
    })
    void what_is_otherwise_than_in_the_settlement_is_named(String node, String field, String sent, String text) {
        var message = list();
        ((ObjectNode) message.at("/input/" + node)).put(field, sent);
        assertThat(gateway.refused(message)).startsWith(text);
    }

    @Test
    void sums_of_items_and_numbers_of_main_rows_are_checked() {
        var fewer = list();
        ((ArrayNode) fewer.at("/input/iteminfo")).remove(2);
        assertThat(gateway.refused(fewer)).isEqualTo("iteminfo：应为合计为医疗费总额 5800.00，实为 5300.00");
        var twice = list();
        var diagnoses = (ArrayNode) twice.at("/input/diseinfo");
        diagnoses.add(((ObjectNode) diagnoses.get(0)).deepCopy().put("diag_code", "E11.900"));
        assertThat(gateway.refused(twice)).isEqualTo("maindiag_flag：应为每类诊断至多一条主诊断，实为 2 条");
        var operated = list();
        var operations = (ArrayNode) operated.at("/input/oprninfo");
        operations.add(operations.get(0).deepCopy());
        assertThat(gateway.refused(operated)).startsWith("oprn_oprt_type：应为至多一项主要手术");
        var nothing = list();
        ((ObjectNode) nothing.get("input")).remove("diseinfo");
        assertThat(gateway.refused(nothing)).startsWith("diseinfo：应为至少一条诊断");
        ((ObjectNode) nothing.get("input")).remove("setlinfo");
        assertThat(gateway.refused(nothing)).startsWith("setlinfo：");
    }

    @Test
    void other_institutions_and_reversed_settlements_have_none() {
        assertThat(gateway.refused(list().put("fixmedins_code", Stays.OTHER_HOSPITAL)))
                .startsWith("setl_id：应为本机构");
        gateway.done(list());
        assertThat(gateway.refused(status("1").put("fixmedins_code", Stays.OTHER_HOSPITAL)))
                .startsWith("setl_id：应为本机构已上传");
        var query = asking("4103", "{'setl_id': '%s'}".formatted(settlement));
        assertThat(gateway.refused(query.put("fixmedins_code", Stays.OTHER_HOSPITAL)))
                .startsWith("setl_id：应为本机构已上传");
        gateway.done(stays.reversal(person, visit, settlement));
        assertThat(gateway.refused(list())).startsWith("setl_id：应为本机构为该人员该次就诊所作、未撤销的结算");
        assertThat(found().at("/setlinfo/setl_id").stringValue()).isEqualTo(settlement);
    }

    private JsonNode findings(String more) {
        var month = YearMonth.now(BusinessDay.ZONE).format(DateTimeFormatter.ofPattern("uuuuMM"));
        return gateway.done(asking(
                        "4104",
                        "{'setl_ym': '%s', 'page_num': 1, 'page_size': 10, 'setl_id': '%s' %s}"
                                .formatted(month, settlement, more)))
                .get("output");
    }

    @Test
    void what_our_checks_note_is_told_by_month() {
        gateway.done(list());
        var passed = findings("").at("/data/0");
        assertThat(passed.get("qltctrl_rslt").stringValue()).isEqualTo("1");
        assertThat(passed.get("err_lv").isNull()).isTrue();
        assertThat(passed.get("detailinfo")).isEmpty();

        var message = list();
        ((ObjectNode) message.at("/input/setlinfo"))
                .put("medcasno", "")
                .put("dscg_way", "2")
                .put("lv1_nurscare_days", "3.5");
        ((ObjectNode) message.at("/input/diseinfo/0")).put("diag_code", "J15.900");
        gateway.done(message);
        var output = findings("");
        assertThat(output.get("recordCounts").asInt()).isEqualTo(1);
        var row = output.at("/data/0");
        assertThat(row.get("psn_no").stringValue()).isEqualTo(person);
        assertThat(row.get("psn_name").stringValue()).isEqualTo("测试丙");
        assertThat(row.get("qltctrl_rslt").stringValue()).isEqualTo("0");
        assertThat(row.get("err_lv").stringValue()).isEqualTo("1");
        assertThat(row.get("qltctrl_ver").stringValue()).isEqualTo("1");
        var told = row.get("detailinfo")
                .valueStream()
                .map(each -> each.get("exam_data_fld").stringValue() + " "
                        + each.get("err_lv").stringValue() + " "
                        + each.get("qltctrl_chk_rslt").stringValue())
                .toList();
        // 5 + 3.5 days of nursing in a stay of six days and the one of the discharge.
        assertThat(told)
                .containsExactly(
                        "diag_code 1 主诊断与出院登记的主诊断不同",
                        "dscg_way 1 离院方式与出院登记不同",
                        "nurscare_days 1 护理天数之和超过住院天数",
                        "medcasno 2 未填病案号");
        assertThat(row.at("/detailinfo/0/init_val").stringValue()).isEqualTo("J15.900");
        assertThat(found().at("/setlinfo/chk_cont").stringValue()).contains("未填病案号");
        assertThat(findings(", 'err_lv': '2'").get("data")).hasSize(1);
        assertThat(findings(", 'psn_no': '404'").get("data")).isEmpty();
        assertThat(gateway.refused(asking("4104", "{'setl_ym': '202513', 'page_num': 1, 'page_size': 10}")))
                .startsWith("setl_ym：应为 yyyyMM");
    }

    private JsonNode counts(String more) {
        var today = LocalDate.now(BusinessDay.ZONE);
        return gateway.done(asking("4105", """
                        {'fixmedins_code': 'H11000000001', 'medtype_list': ['21'], 'stt_begntime': '%s 00:00:00',
                         'stt_endtime': '%s 23:59:59' %s}""".formatted(today.minusDays(1), today, more)))
                .get("output");
    }

    @Test
    void lists_that_are_due_and_uploaded_are_counted() {
        var before = counts("");
        gateway.done(list());
        assertAmount(counts(""), "needUploadCnt", before.get("needUploadCnt").asString());
        assertThat(counts("").get("uploadedCnt").asInt())
                .isEqualTo(before.get("uploadedCnt").asInt() + 1);
        var all = counts(", 'refdset_flag': '1'").get("needUploadCnt").asInt();
        gateway.done(stays.reversal(person, visit, settlement));
        // Reversed it is not due, and counts only where reversals do, then with the reversal.
        assertThat(counts("").get("needUploadCnt").asInt())
                .isEqualTo(before.get("needUploadCnt").asInt() - 1);
        assertThat(counts("").get("uploadedCnt").asInt())
                .isEqualTo(before.get("uploadedCnt").asInt());
        assertThat(counts(", 'refdset_flag': '1'").get("needUploadCnt").asInt()).isEqualTo(all + 1);
        var nested =
                asking("4105", "{'medtype_list': [['21']], 'stt_begntime': '2025-01-01', 'stt_endtime': '2025-01-01'}");
        assertThat(gateway.refused(nested)).startsWith("medtype_list：应为医疗类别的列表");
        assertThat(counts(", 'medtype_list': '11,14'").get("needUploadCnt").asInt())
                .isZero();
        var foreign = asking("4105", "{'fixmedins_code': 'H11000000002', 'medtype_list': ['21']}");
        assertThat(gateway.refused(foreign)).startsWith("fixmedins_code：应为本机构编号");
    }

    @Test
    void a_list_without_the_person_is_known_by_its_settlement() {
        var message = list();
        ((ObjectNode) message.at("/input/setlinfo")).remove("psn_no");
        gateway.done(message);
        assertThat(found().at("/setlinfo/psn_no").stringValue()).isEqualTo(person);
    }
}
