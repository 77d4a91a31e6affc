package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

/// A stay over the national interface, from the admission to a settlement, its reversal, and settling again.
class StayTest {

    private static Gateway gateway;
    private static Stays stays;

    private String person;

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
    void person() {
        person = stays.employee();
    }

    private static void assertAmount(JsonNode node, String name, String amount) {
        assertThat(node.get(name).isNumber()).as(name).isTrue();
        assertThat(node.get(name).decimalValue()).as(name).isEqualByComparingTo(amount);
    }

    private static JsonNode setlinfo(ObjectNode message) {
        return gateway.done(message).at("/output/setlinfo");
    }

    private String admitted() {
        return stays.admitted(person, "2025-03-03 09:30:00");
    }

    private ObjectNode discharge(String visit) {
        return stays.discharge(person, visit, "2025-03-09 11:00:00");
    }

    private void discharged(String visit) {
        assertThat(gateway.done(discharge(visit)).get("output").isNull()).isTrue();
    }

    private void charged(String visit, Line... lines) {
        gateway.done(stays.charge(person, visit, lines));
    }

    @Test
    void a_whole_stay() {
        var visit = admitted();
        var drugs = new Line(Stays.serial(), "", Stays.DRUG, "30", "1000", "30000.00", "2025-03-03");
        charged(visit, drugs, Line.one(Stays.DRUG_C, "500.00", "2025-03-04"));
        // A scan at 300.00: 60.00 above the ceiling, 8 % of 240.00 first.
        var split = gateway.done(stays.charge(person, visit, Line.one(Stays.SCAN, "300.00", "2025-03-05")))
                .at("/output/result/0");
        assertAmount(split, "overlmt_amt", "60.00");
        assertAmount(split, "preselfpay_amt", "19.20");
        assertAmount(split, "inscp_scp_amt", "220.80");
        // Two of the thirty are given back.
        var back = gateway.done(stays.charge(person, visit, drugs.back("-2", "-2000.00", "2025-03-06")))
                .at("/output/result/0");
        assertAmount(back, "det_item_fee_sumamt", "-2000.00");
        assertAmount(back, "cnt", "-2");
        assertAmount(back, "inscp_scp_amt", "-2000.00");
        discharged(visit);

        // In scope 28,000.00 + 220.80; of what is above the deductible of 1,300.00 the fund pays 85 %: 22,882.68.
        var preview = setlinfo(stays.settlement("2303", person, visit, "28800.00"));
        assertThat(preview.get("setl_id").isNull()).isTrue();
        assertAmount(preview, "hifp_pay", "22882.68");
        var settlement = stays.settlement("2304", person, visit, "28800.00");
        var answer = gateway.done(settlement);
        var settled = answer.at("/output/setlinfo");
        assertThat(settled.get("mdtrt_id").stringValue()).isEqualTo(visit);
        assertThat(settled.get("med_type").stringValue()).isEqualTo("21");
        assertThat(settled.get("clr_type").stringValue()).isEqualTo("21");
        assertAmount(settled, "medfee_sumamt", "28800.00");
        assertAmount(settled, "fulamt_ownpay_amt", "500.00");
        assertAmount(settled, "overlmt_selfpay", "60.00");
        assertAmount(settled, "preselfpay_amt", "19.20");
        assertAmount(settled, "inscp_scp_amt", "28220.80");
        assertAmount(settled, "act_pay_dedc", "1300.00");
        assertAmount(settled, "hifp_pay", "22882.68");
        assertAmount(settled, "psn_part_amt", "5917.32");
        assertAmount(settled, "psn_cash_pay", "5917.32");
        assertThat(gateway.answer(settlement)).isEqualTo(answer);

        var id = settled.get("setl_id").stringValue();
        var reversed = setlinfo(stays.reversal(person, visit, id));
        assertAmount(reversed, "medfee_sumamt", "-28800.00");
        assertAmount(reversed, "hifp_pay", "-22882.68");
        assertThat(reversed.get("med_type").stringValue()).isEqualTo("21");

        // Put right what was wrong, and settled again: the reversed one is no admission of the year.
        gateway.done(stays.of("2405", person, visit));
        charged(visit, drugs.back("-8", "-8000.00", "2025-03-06"));
        discharged(visit);
        // In scope 20,220.80, less 1,300.00, of which 85 %: 16,082.68.
        var again = setlinfo(stays.settlement("2304", person, visit, "20800.00"));
        assertAmount(again, "act_pay_dedc", "1300.00");
        assertAmount(again, "hifp_pay", "16082.68");
        assertThat(again.get("setl_id").stringValue()).isNotEqualTo(id);
    }

    @Test
    void later_admissions_of_the_year_bear_half_the_deductible_and_the_next_year_begins_anew() {
        assertAmount(settled("2025-03-03", "2025-03-09"), "act_pay_dedc", "1300.00");
        assertAmount(settled("2025-05-03", "2025-05-09"), "act_pay_dedc", "650.00");
        // The day of discharge decides: a stay across the end of a year is one of the year in which it ends.
        assertAmount(settled("2025-12-20", "2026-01-09"), "act_pay_dedc", "1300.00");
        assertAmount(settled("2026-02-03", "2026-02-09"), "act_pay_dedc", "650.00");
    }

    private JsonNode settled(String from, String to) {
        var visit = stays.admitted(person, from + " 09:30:00");
        charged(visit, Line.one(Stays.DRUG, "5000.00", from));
        gateway.done(stays.discharge(person, visit, to + " 11:00:00"));
        return setlinfo(stays.settlement("2304", person, visit, "5000.00"));
    }

    @Test
    void steps_in_a_wrong_order_are_refused() {
        var visit = admitted();
        var line = Line.one(Stays.DRUG, "5000.00", "2025-03-04");
        assertThat(gateway.refused(stays.settlement("2304", person, visit, "0.00")))
                .isEqualTo("mdtrt_id：应为已办理出院的住院就诊ID，实为 " + visit + "（在院）");
        assertThat(gateway.refused(stays.of("2405", person, visit))).startsWith("mdtrt_id：应为已办理出院的住院就诊ID");
        charged(visit, line);
        discharged(visit);
        assertThat(gateway.refused(discharge(visit))).isEqualTo("mdtrt_id：应为在院的住院就诊ID（先撤销出院），实为 " + visit + "（已出院）");
        for (var late : new ObjectNode[] {
            stays.charge(person, visit, Line.one(Stays.DRUG, "1.00", "2025-03-05")),
            stays.withdrawal(person, visit, line.serial()),
            stays.change(person, visit, "2025-03-03 09:30:00"),
            stays.of("2404", person, visit)
        }) {
            assertThat(gateway.refused(late)).startsWith("mdtrt_id：应为在院的住院就诊ID（先撤销出院）");
        }
        gateway.done(stays.settlement("2304", person, visit, "5000.00"));
        for (var late : new ObjectNode[] {
            stays.charge(person, visit, Line.one(Stays.DRUG, "1.00", "2025-03-05")),
            stays.of("2405", person, visit),
            stays.of("2404", person, visit),
            stays.settlement("2304", person, visit, "5000.00")
        }) {
            assertThat(gateway.refused(late)).startsWith("mdtrt_id：应为未结算的住院就诊ID（先撤销结算）");
        }
    }

    @Test
    void a_preview_before_the_discharge_tells_what_would_come_today() {
        var visit = admitted();
        assertThat(gateway.refused(stays.settlement("2303", person, visit, "0.00")))
                .startsWith("mdtrt_id：应为有费用明细的住院就诊ID");
        charged(visit, Line.one(Stays.DRUG, "5000.00", "2025-03-04"));
        assertAmount(setlinfo(stays.settlement("2303", person, visit, "5000.00")), "hifp_pay", "3145.00");
        assertThat(gateway.refused(stays.settlement("2303", person, visit, "4999.00")))
                .startsWith("medfee_sumamt：");
    }

    /// 5,000.00 less the deductible of 1,300.00 at 85 %; then 300.00 above 30,000.00 at 90 %, the rest at 85 %.
    @Test
    void a_stay_is_settled_in_parts_while_it_goes_on() {
        var visit = admitted();
        charged(visit, Line.one(Stays.DRUG, "5000.00", "2025-03-04"));
        var wrong = interim("2304", visit, "5000.00");
        Gateway.data(wrong).put("mid_setl_flag", "2");
        assertThat(gateway.refused(wrong)).isEqualTo("mid_setl_flag：应为 0（否）或 1（是），实为 2");
        assertAmount(setlinfo(interim("2303", visit, "5000.00")), "hifp_pay", "3145.00");
        var message = interim("2304", visit, "5000.00");
        var answer = gateway.done(message);
        var first = answer.at("/output/setlinfo");
        assertAmount(first, "act_pay_dedc", "1300.00");
        assertAmount(first, "hifp_pay", "3145.00");
        assertThat(gateway.answer(message)).isEqualTo(answer);
        assertThat(gateway.refused(interim("2304", visit, "0.00")))
                .isEqualTo("mdtrt_id：应为上次结算后有费用明细的住院就诊ID，实为 " + visit + "（费用明细均已结算）");

        charged(visit, Line.one(Stays.DRUG, "25300.00", "2025-03-05"));
        discharged(LocalDate.now(BusinessDay.ZONE), visit);
        assertThat(gateway.refused(interim("2304", visit, "25300.00"))).startsWith("mdtrt_id：应为在院的住院就诊ID");
        var last = setlinfo(stays.settlement("2304", person, visit, "25300.00"));
        assertAmount(last, "act_pay_dedc", "0.00");
        assertAmount(last, "hifp_pay", "21520.00");
        var id = first.get("setl_id").stringValue();
        var lastId = last.get("setl_id").stringValue();
        for (var each : List.of(id + " 5000.00", lastId + " 25300.00")) {
            var query = gateway.message(
                    "5204", Stays.HOSPITAL, """
                    {"data": {"psn_no": "%s", "mdtrt_id": "%s", "setl_id": "%s"}}""".formatted(person, visit, each.substring(0, each.indexOf(' '))));
            var lines = gateway.done(query).get("output");
            assertThat(lines).hasSize(1);
            assertAmount(lines.get(0), "det_item_fee_sumamt", each.substring(each.indexOf(' ') + 1));
        }
        assertThat(gateway.refused(stays.reversal(person, visit, id)))
                .isEqualTo("setl_id：应为本次住院最后一次结算的结算ID " + lastId + "（由后向前撤销），实为 " + id);
        assertAmount(setlinfo(stays.reversal(person, visit, lastId)), "hifp_pay", "-21520.00");
        assertAmount(setlinfo(stays.reversal(person, visit, id)), "hifp_pay", "-3145.00");
        assertAmount(setlinfo(stays.settlement("2304", person, visit, "30300.00")), "hifp_pay", "24665.00");
    }

    private ObjectNode interim(String transaction, String visit, String total) {
        var message = stays.settlement(transaction, person, visit, total);
        Gateway.data(message).put("mid_setl_flag", "1");
        return message;
    }

    private void discharged(LocalDate day, String visit) {
        gateway.done(stays.discharge(person, visit, day + " 00:00:01"));
    }

    @Test
    void a_person_lies_in_one_bed_at_a_time() {
        var visit = admitted();
        var expected = "psn_no：应为没有其他住院登记的人员，实为 2025-03-03 在 H11000000001 入院的人员";
        assertThat(gateway.refused(stays.admission(person, "2025-03-20 09:30:00")))
                .isEqualTo(expected);
        var elsewhere = stays.admission(person, "2025-03-20 09:30:00").put("fixmedins_code", Stays.OTHER_HOSPITAL);
        assertThat(gateway.refused(elsewhere)).isEqualTo(expected);
        discharged(visit);
        assertThat(gateway.refused(stays.admission(person, "2025-03-08 23:59:59")))
                .isEqualTo("begntime：应为不早于上次出院日期 2025-03-09，实为 2025-03-08");
        // Moved to the other hospital on the day of the discharge; the first stay cannot go on now.
        var moved = gateway.done(
                stays.admission(person, "2025-03-09 10:00:00").put("fixmedins_code", Stays.OTHER_HOSPITAL));
        assertThat(gateway.refused(stays.of("2405", person, visit)))
                .isEqualTo("psn_no：应为没有其他住院登记的人员，实为 2025-03-09 在 H11000000002 入院的人员");
        var foreign = moved.at("/output/result/mdtrt_id").stringValue();
        assertThat(gateway.refused(discharge(foreign))).startsWith("mdtrt_id：应为该人员在本机构的就诊ID");
    }

    @Test
    void days_out_of_order_are_refused() {
        assertThat(gateway.refused(stays.admission(person, "2999-01-01 00:00:00")))
                .startsWith("begntime：应为不晚于今天");
        assertThat(gateway.refused(stays.admission(person, "2009-12-31 10:00:00")))
                .startsWith("insutype：");
        var visit = admitted();
        assertThat(gateway.refused(stays.discharge(person, visit, "2025-03-03 09:29:59")))
                .startsWith("endtime：应为不早于入院时间 2025-03-03 09:30");
        assertThat(gateway.refused(stays.discharge(person, visit, "2999-01-01 00:00:00")))
                .startsWith("endtime：应为不晚于今天");
        assertThat(gateway.refused(stays.charge(person, visit, Line.one(Stays.DRUG, "1.00", "2025-03-02"))))
                .startsWith("fee_ocur_time：应为入院日 2025-03-03 至今天");
        assertThat(gateway.refused(stays.charge(person, visit, Line.one(Stays.DRUG, "1.00", "2999-01-01"))))
                .startsWith("fee_ocur_time：");
        charged(visit, Line.one(Stays.DRUG, "1.00", "2025-03-10"), Line.one(Stays.DRUG, "1.00", "2025-03-04"));
        assertThat(gateway.refused(discharge(visit))).isEqualTo("endtime：应为不早于末条费用日期 2025-03-10 的出院时间，实为 2025-03-09");
        assertThat(gateway.refused(stays.change(person, visit, "2025-03-05 00:00:00")))
                .isEqualTo("begntime：应为不晚于首条费用日期 2025-03-04 的入院时间，实为 2025-03-05");
        gateway.done(stays.change(person, visit, "2025-03-04 00:00:00"));
    }

    @Test
    void no_more_is_taken_back_than_was_charged() {
        var visit = admitted();
        var three = new Line(Stays.serial(), "", Stays.DRUG, "3", "0.333333", "1.00", "2025-03-03");
        charged(visit, three);
        var tooMuch = three.back("-3.5", "-1.17", "2025-03-04");
        assertThat(gateway.refused(stays.charge(person, visit, tooMuch)))
                .isEqualTo("cnt：应为不超过未退数量的退费数量（未退 3），实为 -3.5（费用明细 " + tooMuch.serial() + "）");
        charged(visit, three.back("-1", "-0.33", "2025-03-04"));
        assertThat(gateway.refused(stays.charge(person, visit, three.back("-1", "-0.35", "2025-03-04"))))
                .startsWith("det_item_fee_sumamt：应为退费金额 -0.33，实为 -0.35");
        charged(visit, three.back("-1", "-0.33", "2025-03-04"));
        // Of the last one all that is left comes back, though one costs 0.33.
        assertThat(gateway.refused(stays.charge(person, visit, three.back("-1", "-0.33", "2025-03-04"))))
                .startsWith("det_item_fee_sumamt：应为退费金额 -0.34，实为 -0.33");
        charged(visit, three.back("-1", "-0.34", "2025-03-04"));
        assertThat(gateway.refused(stays.charge(person, visit, three.back("-0.0001", "-0.01", "2025-03-04"))))
                .startsWith("cnt：应为不超过未退数量的退费数量（未退 0）");
        discharged(visit);
        assertThat(gateway.refused(stays.settlement("2304", person, visit, "0.00")))
                .startsWith("mdtrt_id：应为有费用明细的住院就诊ID");
    }

    @Test
    void a_line_is_taken_back_as_it_was_charged() {
        var visit = admitted();
        var drug = Line.one(Stays.DRUG, "10.00", "2025-03-03");
        var unknown = new Line(Stays.serial(), "77", Stays.DRUG, "-1", "10.00", "-10.00", "2025-03-03");
        assertThat(gateway.refused(stays.charge(person, visit, unknown))).startsWith("init_feedetl_sn：应为本次住院已上传");
        // Charged and taken back in one message.
        charged(visit, drug, drug.back("-1", "-10.00", "2025-03-03"));
        var other = new Line(Stays.serial(), drug.serial(), Stays.SCAN, "-1", "10.00", "-10.00", "2025-03-03");
        assertThat(gateway.refused(stays.charge(person, visit, other))).startsWith("med_list_codg：应为与被退费用明细相同的编码");
        var unsigned = new Line(Stays.serial(), drug.serial(), Stays.DRUG, "1", "10.00", "10.00", "2025-03-03");
        assertThat(gateway.refused(stays.charge(person, visit, unsigned))).startsWith("cnt（第 1 行）：应为小于 0");
        var positive = new Line(Stays.serial(), drug.serial(), Stays.DRUG, "-1", "10.00", "10.00", "2025-03-03");
        assertThat(gateway.refused(stays.charge(person, visit, positive)))
                .startsWith("det_item_fee_sumamt（第 1 行）：应为小于 0");
        var nothing = new Line(Stays.serial(), "", Stays.DRUG, "-1", "10.00", "-10.00", "2025-03-03");
        assertThat(gateway.refused(stays.charge(person, visit, nothing)))
                .isEqualTo("init_feedetl_sn（第 1 行）：应为被退费用的费用明细流水号，实为未送");
    }

    @Test
    void lines_are_withdrawn_one_by_one_or_all() {
        var visit = admitted();
        var first = new Line(Stays.serial(), "", Stays.DRUG, "2", "10.00", "20.00", "2025-03-03");
        var second = Line.one(Stays.DRUG, "5000.00", "2025-03-03");
        var back = first.back("-1", "-10.00", "2025-03-04");
        charged(visit, first, second);
        charged(visit, back);
        assertThat(gateway.refused(stays.withdrawal(person, visit, first.serial())))
                .startsWith("feedetl_sn：应为没有退费的费用明细流水号（先撤销退费）");
        gateway.done(stays.withdrawal(person, visit, back.serial()));
        gateway.done(stays.withdrawal(person, visit, first.serial()));
        assertThat(gateway.refused(stays.withdrawal(person, visit, first.serial())))
                .startsWith("feedetl_sn：应为本次住院未撤销的费用明细流水号");
        assertAmount(setlinfo(stays.settlement("2303", person, visit, "5000.00")), "medfee_sumamt", "5000.00");
        // Its number is free again, the other one's is not.
        charged(visit, first);
        assertThat(gateway.refused(stays.charge(person, visit, second))).startsWith("feedetl_sn：应为本次就诊内未用过");
        gateway.done(stays.withdrawal(person, visit, "0000"));
        assertThat(gateway.refused(stays.settlement("2303", person, visit, "5020.00")))
                .startsWith("mdtrt_id：应为有费用明细的住院就诊ID");
        var reserved = new Line("0000", "", Stays.DRUG, "1", "10.00", "10.00", "2025-03-03");
        assertThat(gateway.refused(stays.charge(person, visit, reserved))).startsWith("feedetl_sn（第 1 行）：应为 0000 以外");
    }

    @Test
    void a_cancelled_admission_leaves_nothing_and_is_undone_by_its_message_too() {
        var visit = admitted();
        charged(visit, Line.one(Stays.DRUG, "10.00", "2025-03-03"));
        gateway.done(stays.of("2404", person, visit));
        assertThat(gateway.refused(discharge(visit))).startsWith("mdtrt_id：应为未撤销的就诊ID");

        var admission = stays.admission(person, "2025-03-03 09:30:00");
        gateway.done(admission);
        gateway.done(undo(admission, "2401"));
        gateway.done(undo(admission, "2401"));
        var visit2 = admitted();
        discharged(visit2);
        // A message that did nothing yet is not carried out any more.
        var late = stays.admission(person, "2025-03-10 09:30:00");
        gateway.done(undo(late, "2401"));
        assertThat(gateway.refused(late)).startsWith("msgid：");
    }

    private ObjectNode undo(ObjectNode message, String transaction) {
        return gateway.message("2601", Stays.HOSPITAL, """
                {"data": {"psn_no": "%s", "omsgid": "%s", "oinfno": "%s"}}""".formatted(
                        person, message.get("msgid").stringValue(), transaction));
    }

    @Test
    void an_admission_is_not_undone_after_the_discharge() {
        var admission = stays.admission(person, "2025-03-03 09:30:00");
        var visit = gateway.done(admission).at("/output/result/mdtrt_id").stringValue();
        discharged(visit);
        assertThat(gateway.refused(undo(admission, "2401"))).startsWith("mdtrt_id：应为在院的住院就诊ID（先撤销出院）");
    }

    @Test
    void visits_and_stays_are_kept_apart() {
        var visit = admitted();
        var asOutpatient = gateway.message("2205", Stays.HOSPITAL, """
                {"data": {"psn_no": "%s", "mdtrt_id": "%s", "chrg_bchno": "0000"}}""".formatted(person, visit));
        assertThat(gateway.refused(asOutpatient)).isEqualTo("mdtrt_id：应为门诊就诊ID，实为 " + visit + "（住院）");
        var outpatient = gateway.visit();
        var asStay = gateway.message("2405", Gateway.CLINIC, """
                {"data": {"psn_no": "%s", "mdtrt_id": "%s"}}""".formatted(Gateway.RESIDENT, outpatient));
        assertThat(gateway.refused(asStay)).isEqualTo("mdtrt_id：应为住院就诊ID，实为 " + outpatient + "（门诊）");
        assertThat(gateway.refused(
                        stays.admission(person, "2025-03-03 09:30:00").put("fixmedins_code", Gateway.PHARMACY)))
                .startsWith("fixmedins_code：应为可以住院的医疗机构");
    }

    @ParameterizedTest
    @CsvSource({
        "2401, mdtrtinfo, begntime, 2025-03-03T09:30, begntime：应为",
        "2401, mdtrtinfo, med_type, 11, med_type：应为本服务支持的住院医疗类别",
        "2401, mdtrtinfo, insutype, 320, insutype：应为",
        "2401, mdtrtinfo, adm_dept_name, '', adm_dept_name：应为",
        "2401, mdtrtinfo, ipt_no, '', ipt_no：应为",
        "2401, mdtrtinfo, psn_no, 999, psn_no：应为已参保登记的人员编号",
        "2401, diseinfo/0, maindiag_flag, x, maindiag_flag（第 1 行）：应为",
        "2401, diseinfo/0, diag_time, '', diag_time（第 1 行）：应为",
        "2402, dscginfo, dscg_way, 7, dscg_way：应为离院方式",
        "2402, dscginfo, endtime, '', endtime：应为",
        "2402, dscginfo, insutype, 390, insutype：应为办理就诊时的险种",
        "2403, adminfo, med_type, 11, med_type：应为本服务支持的住院医疗类别",
        "2301, feedetail/0, cnt, 0, cnt（第 1 行）：应为",
        "2301, feedetail/0, med_type, 11, med_type（第 1 行）：应为",
        "2301, feedetail/0, med_list_codg, X, med_list_codg：应为就医地医保目录中",
        "2301, feedetail/0, det_item_fee_sumamt, 11.00, det_item_fee_sumamt：应为大于 0 且等于单价×数量 10.00",
        "2301, feedetail/0, hosp_appr_flag, 9, hosp_appr_flag（第 1 行）：应为",
        "2304, data, psn_setlway, 02, psn_setlway：应为",
        "2304, data, acct_used_flag, 5, acct_used_flag：应为",
        "2304, data, insutype, 390, insutype：应为办理就诊时的险种",
        "2304, data, inscp_scp_amt, 9.00, inscp_scp_amt：应为"
    })
    void what_is_wrong_with_a_message_is_named(
            String transaction, String node, String field, String sent, String text) {
        var visit = transaction.equals("2401") ? "" : admitted();
        var line = Line.one(Stays.DRUG, "10.00", "2025-03-03");
        if (transaction.equals("2304")) {
            charged(visit, line);
            discharged(visit);
        }
        var message = switch (transaction) {
            case "2401" -> stays.admission(person, "2025-03-03 09:30:00");
            case "2402" -> discharge(visit);
            case "2403" -> stays.change(person, visit, "2025-03-03 09:30:00");
            case "2301" -> stays.charge(person, visit, line);
            default -> stays.settlement("2304", person, visit, "10.00");
        };
        ((ObjectNode) message.at("/input/" + node)).put(field, sent);
        assertThat(gateway.refused(message)).startsWith(text);
    }

    private static JsonNode diagnoses(String visit) {
        return Json.kept(gateway.one("select details from visit where visit_id = ?", visit))
                .get("diseinfo");
    }

    @Test
    void a_change_of_admission_merges_diagnoses_by_their_number_and_keeps_what_it_does_not_say() {
        var visit = admitted();
        var change = stays.change(person, visit, "2025-03-03 09:30:00");
        var row = (ObjectNode) change.at("/input/diseinfo/0");
        row.put("diag_srt_no", 2).put("diag_code", "E11.900").put("diag_name", "2型糖尿病");
        gateway.done(change);
        var both = diagnoses(visit);
        assertThat(both.get("diag_code").toString()).isEqualTo("[\"J18.900\",\"E11.900\"]");
        assertThat(both.get("diag_type").stringValue()).isEqualTo("1");
        var kept = Json.kept(gateway.one("select details from visit where visit_id = ?", visit));
        assertThat(Details.read(kept, "adm_bed")).isEqualTo("13");
        assertThat(Details.read(kept, "insuplc_admdvs")).isEqualTo("110000");

        // The first is put right, the second is no diagnosis any more.
        var again = stays.change(person, visit, "2025-03-03 09:30:00");
        var first = (ObjectNode) again.at("/input/diseinfo/0");
        first.put("diag_code", "J15.900");
        var second = first.deepCopy().put("diag_srt_no", "2").put("vali_flag", "0");
        ((ArrayNode) again.at("/input/diseinfo")).add(second);
        ((ObjectNode) again.at("/input/adminfo")).put("main_cond_dscr", "好转").put("chfpdr_name", "另一医师");
        gateway.done(again);
        assertThat(diagnoses(visit).get("diag_code").stringValue()).isEqualTo("J15.900");
        assertThat(diagnoses(visit).get("diag_srt_no").stringValue()).isEqualTo("1");

        // Some send hardly more than the ids: all else is as it was.
        ((ObjectNode) again.get("input")).remove("diseinfo");
        var shorter = again.deepCopy().put("msgid", gateway.nextMessageId(Stays.HOSPITAL));
        ((ObjectNode) shorter.at("/input/adminfo"))
                .retain("mdtrt_id", "psn_no", "adm_bed")
                .put("adm_bed", "14");
        gateway.done(shorter);
        assertThat(diagnoses(visit).get("diag_code").stringValue()).isEqualTo("J15.900");
        assertThat(gateway.one(
                        "select concat_ws(' ', number, category, opened_at) from visit where visit_id = ?", visit))
                .isEqualTo("ZY-2 21 2025-03-03 09:30:00");

        ((ObjectNode) again.get("input")).putArray("diseinfo").add(first).add(second);
        second.put("vali_flag", "7");
        again.put("msgid", gateway.nextMessageId(Stays.HOSPITAL));
        assertThat(gateway.refused(again)).startsWith("vali_flag（第 2 行）：应为");
    }

    private ObjectNode memo(String visit, String serial, String code, String memo) {
        return gateway.message("2306", Stays.HOSPITAL, """
                {"data": {"mdtrt_id": "%s", "bkkp_sn": "%s", "psn_no": "%s", "memo": "%s", "med_list_codg": "%s"}}""".formatted(visit, serial, person, memo, code));
    }

    @Test
    void what_is_noted_of_a_line_can_be_said_otherwise_even_when_it_is_settled() {
        var visit = admitted();
        var line = Line.one(Stays.DRUG, "5000.00", "2025-03-04");
        charged(visit, line, Line.one(Stays.DRUG, "1.00", "2025-03-04"));
        assertThat(gateway.refused(memo(visit, "404", Stays.DRUG, "x"))).isEqualTo("bkkp_sn：应为本次就诊未撤销的费用明细流水号，实为 404");
        assertThat(gateway.refused(memo(visit, line.serial(), Stays.SCAN, "x")))
                .isEqualTo("med_list_codg：应为该费用明细的编码 STAY-DRUG-A，实为 STAY-SCAN");
        assertThat(gateway.refused(memo(visit, line.serial(), Stays.DRUG, "长".repeat(501))))
                .startsWith("memo：应为不超过 500 个字符的文本");
        var foreign = memo(visit, line.serial(), Stays.DRUG, "x").put("fixmedins_code", Stays.OTHER_HOSPITAL);
        assertThat(gateway.refused(foreign)).startsWith("mdtrt_id：应为该人员在本机构的就诊ID");
        gateway.done(memo(visit, line.serial(), Stays.DRUG, "溯源码 81"));
        discharged(visit);
        gateway.done(stays.settlement("2304", person, visit, "5001.00"));
        gateway.done(memo(visit, line.serial(), Stays.DRUG, "溯源码 82"));
        assertThat(gateway.one(
                        "select array_to_string(memo_serials || memos, ' ') from fee_upload where visit_id = ?", visit))
                .isEqualTo("%s %s 溯源码 81 溯源码 82".formatted(line.serial(), line.serial()));
    }

    /// Settled, reversed and settled again: 5,000.00 in the end, of which the fund paid 3,145.00.
    @Test
    void stays_are_reconciled_as_such() {
        var visit = elsewhere(stays.admission(person, "2025-03-03 09:30:00"))
                .at("/output/result/mdtrt_id")
                .stringValue();
        elsewhere(stays.charge(person, visit, Line.one(Stays.DRUG, "5000.00", "2025-03-03")));
        elsewhere(discharge(visit));
        var settled = elsewhere(stays.settlement("2304", person, visit, "5000.00"));
        elsewhere(stays.reversal(
                person, visit, settled.at("/output/setlinfo/setl_id").stringValue()));
        var again = elsewhere(stays.settlement("2304", person, visit, "5000.00"));
        var today = LocalDate.now(BusinessDay.ZONE);
        var sums = gateway.message("3201", Stays.OTHER_HOSPITAL, """
                {"data": {"insutype": "310", "setl_optins": "110000", "clr_type": "21", "stmt_begndate": "%s",
                  "stmt_enddate": "%s", "fixmedins_setl_cnt": 3, "medfee_sumamt": 5000.00, "fund_pay_sumamt": 3145.00,
                  "acct_pay": 0}}""".formatted(today.minusDays(1), today.plusDays(1)));
        assertThat(gateway.done(sums).at("/output/stmtinfo/stmt_rslt_dscr").stringValue())
                .isEqualTo("对平");

        var query = gateway.message("5203", Stays.OTHER_HOSPITAL, """
                {"data": {"psn_no": "%s", "mdtrt_id": "%s", "setl_id": "%s"}}""".formatted(
                        person, visit, again.at("/output/setlinfo/setl_id").stringValue()));
        var found = gateway.done(query).at("/output/setlinfo");
        assertThat(found.get("begndate").stringValue()).isEqualTo("2025-03-03");
        assertThat(found.get("enddate").stringValue()).isEqualTo("2025-03-09");
        assertThat(found.get("med_type").stringValue()).isEqualTo("21");
    }

    private static ObjectNode elsewhere(ObjectNode message) {
        return gateway.done(message.put("fixmedins_code", Stays.OTHER_HOSPITAL));
    }

    /// A day's lines come in one message.
    @Test
    void five_hundred_lines_in_one_message() {
        var visit = admitted();
        var lines = new ArrayList<Line>();
        for (var i = 0; i < 500; i++) {
            lines.add(Line.one(Stays.DRUG, "10.00", "2025-03-03"));
        }
        assertThat(gateway.done(stays.charge(person, visit, lines)).at("/output/result"))
                .hasSize(500);
        discharged(visit);
        // 5,000.00 less 1,300.00, of which 85 %.
        assertAmount(setlinfo(stays.settlement("2304", person, visit, "5000.00")), "hifp_pay", "3145.00");
    }
}
