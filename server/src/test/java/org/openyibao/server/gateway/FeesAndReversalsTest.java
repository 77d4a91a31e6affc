package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What happens to a visit beside its plain course: lines withdrawn, the visit cancelled, settlements reversed,
/// undone and looked up.
class FeesAndReversalsTest {

    private static Gateway gateway;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static ObjectNode asking(String transaction, String data) {
        return gateway.message(transaction, Gateway.CLINIC, "{\"data\": " + data.replace('\'', '"') + "}");
    }

    private static ObjectNode withdrawal(String visit, String batch) {
        return asking(
                "2205",
                "{'psn_no': '%s', 'mdtrt_id': '%s', 'chrg_bchno': '%s'}".formatted(Gateway.RESIDENT, visit, batch));
    }

    private static ObjectNode reversal(String visit, String settlement) {
        var message = Samples.read("2208.cqex.request.json").put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        Gateway.data(message).put("mdtrt_id", visit).put("setl_id", settlement);
        return message;
    }

    private static ObjectNode query(String visit, String settlement) {
        return reversal(visit, settlement).put("infno", "5203");
    }

    private static ObjectNode undo(String message, String transaction) {
        return asking(
                "2601",
                "{'psn_no': '%s', 'omsgid': '%s', 'oinfno': '%s'}".formatted(Gateway.RESIDENT, message, transaction));
    }

    private static void assertAmount(JsonNode node, String name, String amount) {
        assertThat(node.get(name).isNumber()).as(name).isTrue();
        assertThat(node.get(name).decimalValue()).as(name).isEqualByComparingTo(amount);
    }

    @Test
    void the_catalogue_splits_a_line() {
        var visit = gateway.visit();
        var message = gateway.fees(visit, "split");
        // 3 at 25.00: 15.00 above the ceiling of 20.00, then 10 % of 60.00 first.
        var line = (ObjectNode) message.at("/input/feedetail/1");
        line.put("med_list_codg", "DRUG-B").put("cnt", 3).put("pric", 25).put("det_item_fee_sumamt", "75.00");
        var split = gateway.done(message).at("/output/result/1");
        assertAmount(split, "det_item_fee_sumamt", "75.00");
        assertAmount(split, "fulamt_ownpay_amt", "0");
        assertAmount(split, "overlmt_amt", "15.00");
        assertAmount(split, "preselfpay_amt", "6.00");
        assertAmount(split, "inscp_scp_amt", "54.00");
        assertAmount(split, "pric_uplmt_amt", "20");
        assertAmount(split, "selfpay_prop", "0.1");
        assertThat(split.get("chrgitm_lv").stringValue()).isEqualTo("02");
        // In scope 2.98 + 54.00, of which 70 % is 39.886.
        var settlement = gateway.settlement("2207", visit, "split");
        Gateway.data(settlement)
                .put("medfee_sumamt", "77.98")
                .put("overlmt_selfpay", "15.00")
                .put("preselfpay_amt", "6.00");
        var settled = gateway.done(settlement).at("/output/setlinfo");
        assertAmount(settled, "overlmt_selfpay", "15.00");
        assertAmount(settled, "preselfpay_amt", "6.00");
        assertAmount(settled, "inscp_scp_amt", "56.98");
        assertAmount(settled, "hifp_pay", "39.89");
        assertAmount(settled, "psn_part_amt", "38.09");
        assertAmount(settled, "psn_cash_pay", "38.09");
    }

    @Test
    void a_single_line_may_come_without_a_list_and_a_visit_be_described_without_a_disease() {
        var visit = gateway.visit();
        var message = gateway.fees(visit, "single");
        var line = message.at("/input/feedetail/0").deepCopy();
        ((ObjectNode) message.get("input")).set("feedetail", line);
        assertThat(gateway.done(message).at("/output/result")).hasSize(1);

        var description = Samples.request("2203").put("infno", "2203A").put("msgid", gateway.nextMessageId("H"));
        ((ObjectNode) description.at("/input/mdtrtinfo")).put("mdtrt_id", visit).remove("dise_codg");
        ((ObjectNode) description.at("/input/mdtrtinfo")).remove("dise_name");
        var diagnosis = description.at("/input/diseinfo/0").deepCopy();
        ((ObjectNode) description.get("input")).set("diseinfo", diagnosis);
        assertThat(gateway.done(description).get("output").isNull()).isTrue();
    }

    @Test
    void a_diagnosis_is_voided_by_its_number() {
        var visit = gateway.visit();
        var description = Samples.request("2203").put("msgid", gateway.nextMessageId("H"));
        ((ObjectNode) description.at("/input/mdtrtinfo")).put("mdtrt_id", visit);
        var diagnosis = (ObjectNode) description.at("/input/diseinfo/0");
        ((ObjectNode) description.get("input"))
                .putArray("diseinfo")
                .add(diagnosis.deepCopy().put("diag_srt_no", 1).put("vali_flag", "1"))
                .add(diagnosis.deepCopy().put("diag_srt_no", 2).put("vali_flag", "1"));
        gateway.done(description);
        assertThat(numbers(visit)).isEqualTo("[\"1\",\"2\"]");
        description.put("msgid", gateway.nextMessageId("H"));
        ((ObjectNode) description.get("input"))
                .set("diseinfo", diagnosis.deepCopy().put("diag_srt_no", 1).put("vali_flag", "0"));
        gateway.done(description);
        assertThat(numbers(visit)).isEqualTo("\"2\"");
    }

    private static String numbers(String visit) {
        return Json.kept(gateway.one("select details from visit where visit_id = ?", visit))
                .at("/diseinfo/diag_srt_no")
                .toString();
    }

    /// 2206A and 2207A are asked as 2206 and 2207 are, under their numbers or their services' names.
    @Test
    void the_later_versions_of_preview_and_settlement_settle_alike() throws Exception {
        var visit = gateway.visit();
        gateway.upload(visit, "a1");
        var preview = gateway.settlement("2206", visit, "a1").put("infno", "2206A");
        assertAmount(gateway.done(preview).at("/output/setlinfo"), "hifp_pay", "39.89");
        var wrong = gateway.settlement("2207", visit, "a1").put("infno", "2207A");
        Gateway.data(wrong).put("acct_used_flag", "7");
        assertThat(gateway.refused(wrong)).startsWith("acct_used_flag：");
        var settle = gateway.settlement("2207", visit, "a1");
        settle.remove("infno");
        var sent = gateway.server().post("/fsi/api/outpatientSettleService/saveSettletmentA", settle.toString());
        var answer = Json.object(sent.body().getBytes(StandardCharsets.UTF_8));
        assertAmount(answer.at("/output/setlinfo"), "hifp_pay", "39.89");
        gateway.done(undo(settle.get("msgid").stringValue(), "2207A"));
        for (var method : List.of("saveSettletmentV2", "saveSettletment")) {
            var again = gateway.settlement("2207", visit, "a1");
            again.remove("infno");
            var done = Json.object(gateway.server()
                    .post("/fsi/api/outpatientSettleService/" + method, again.toString())
                    .body()
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(done.get("infcode").asInt()).as(done.toString()).isZero();
            gateway.done(reversal(visit, done.at("/output/setlinfo/setl_id").stringValue()));
        }
    }

    @Test
    void an_item_declared_own_expense_is_paid_by_the_person() {
        var visit = gateway.visit();
        var message = gateway.fees(visit, "own");
        ((ObjectNode) message.at("/input/feedetail/1")).put("hosp_appr_flag", "2");
        var split = gateway.done(message).at("/output/result/1");
        assertAmount(split, "fulamt_ownpay_amt", "54.00");
        assertAmount(split, "selfpay_prop", "1");
        assertAmount(split, "inscp_scp_amt", "0");
    }

    @Test
    void lines_are_withdrawn_by_batch_or_all_that_are_not_settled() {
        var visit = gateway.visit();
        gateway.upload(visit, "b1");
        gateway.upload(visit, "b2");
        gateway.upload(visit, "b3");
        assertThat(gateway.done(withdrawal(visit, "b1")).get("output").isNull()).isTrue();
        assertThat(gateway.refused(gateway.settlement("2207", visit, "b1"))).startsWith("chrg_bchno：");
        gateway.upload(visit, "b1");
        gateway.done(gateway.settlement("2207", visit, "b3"));
        gateway.done(withdrawal(visit, "0000"));
        assertThat(gateway.refused(gateway.settlement("2207", visit, "b1"))).startsWith("chrg_bchno：应为已上传");
        assertThat(gateway.refused(gateway.settlement("2207", visit, "b2"))).startsWith("chrg_bchno：应为已上传");
        assertThat(gateway.refused(withdrawal(visit, "b3"))).startsWith("chrg_bchno：");
        assertThat(gateway.refused(gateway.fees(visit, "0000"))).startsWith("chrg_bchno（第 1 行）：应为 0000 以外");
    }

    @Test
    void a_visit_is_cancelled_unless_something_of_it_is_settled() {
        var cancellation = "{'psn_no': '" + Gateway.RESIDENT + "', 'mdtrt_id': '%s', 'ipt_otp_no': '%s'}";
        var visit = gateway.visit();
        assertThat(gateway.refused(asking("2202", cancellation.formatted(visit, "7"))))
                .isEqualTo("ipt_otp_no：应为挂号时的住院/门诊号 90570715560534，实为 7");
        gateway.done(asking("2202", cancellation.formatted(visit, "90570715560534")));
        assertThat(gateway.refused(gateway.fees(visit, "late"))).startsWith("mdtrt_id：应为未撤销的就诊ID");

        var settled = gateway.visit();
        gateway.upload(settled, "c");
        gateway.done(gateway.settlement("2207", settled, "c"));
        assertThat(gateway.refused(asking("2202", cancellation.formatted(settled, "90570715560534"))))
                .startsWith("mdtrt_id：应为没有已结算费用的就诊");
    }

    @Test
    void a_reversal_is_a_settlement_below_zero() {
        var visit = gateway.visit();
        gateway.upload(visit, "r");
        var settled = gateway.done(gateway.settlement("2207", visit, "r")).at("/output/setlinfo");
        var id = settled.get("setl_id").stringValue();
        var message = reversal(visit, id);
        var answer = gateway.done(message);
        var reversed = answer.at("/output/setlinfo");
        assertThat(reversed.get("setl_id").stringValue()).isNotEqualTo(id);
        assertThat(reversed.get("medins_setl_id")).isEqualTo(message.get("msgid"));
        assertThat(reversed.get("med_type").stringValue()).isEqualTo("11");
        assertThat(reversed.get("mdtrt_cert_type").stringValue()).isEqualTo("02");
        assertAmount(reversed, "medfee_sumamt", "-56.98");
        assertAmount(reversed, "inscp_scp_amt", "-56.98");
        assertAmount(reversed, "fund_pay_sumamt", "-39.89");
        assertAmount(reversed, "hifp_pay", "-39.89");
        assertAmount(reversed, "psn_part_amt", "-17.09");
        assertAmount(reversed, "psn_cash_pay", "-17.09");
        assertAmount(reversed, "pdn_cash_pay", "-17.09");
        assertAmount(reversed, "pool_prop_selfpay", "0.7");
        assertAmount(answer.at("/output/setldetail/0"), "fund_payamt", "-39.89");
        assertThat(gateway.refused(reversal(visit, id))).startsWith("setl_id：应为未撤销的结算ID");
        assertThat(gateway.refused(reversal(visit, reversed.get("setl_id").stringValue())))
                .startsWith("setl_id：");
        gateway.done(gateway.settlement("2207", visit, "r"));
    }

    @Test
    void a_settlement_is_undone_by_its_message() {
        var visit = gateway.visit();
        gateway.upload(visit, "u");
        var settlement = gateway.settlement("2207", visit, "u");
        gateway.done(settlement);
        var undo = undo(settlement.get("msgid").stringValue(), "2207");
        var before = gateway.rows();
        var answer = gateway.post(undo.toString());
        assertThat(answer).contains("\"output\":null,\"infcode\":0");
        assertThat(gateway.rows().get("settlement")).isEqualTo(before.get("settlement") + 1);
        assertThat(gateway.post(undo.toString())).isEqualTo(answer);
        gateway.done(undo(settlement.get("msgid").stringValue(), "2207"));
        assertThat(gateway.rows().get("settlement")).isEqualTo(before.get("settlement") + 1);
        gateway.done(gateway.settlement("2207", visit, "u"));
    }

    @Test
    void a_message_that_was_undone_before_it_came_is_not_carried_out() {
        var visit = gateway.visit();
        gateway.upload(visit, "never");
        var settlement = gateway.settlement("2207", visit, "never");
        gateway.done(undo(settlement.get("msgid").stringValue(), "2207"));
        assertThat(gateway.refused(settlement)).isEqualTo("msgid：此报文已被冲正（2601），不再办理");
    }

    @Test
    void only_what_can_be_undone_is() {
        assertThat(gateway.refused(undo("m", "2201")))
                .startsWith("oinfno：应为可以冲正的交易")
                .endsWith("实为 2201");
    }

    @Test
    void a_settlement_is_looked_up_by_its_institution() {
        var visit = gateway.visit();
        gateway.upload(visit, "q");
        var settlement = gateway.settlement("2207", visit, "q");
        Gateway.data(settlement).put("invono", "F-7");
        var id = gateway.done(settlement).at("/output/setlinfo/setl_id").stringValue();
        var answer = gateway.done(query(visit, id));
        var found = answer.at("/output/setlinfo");
        assertAmount(found, "medfee_sumamt", "56.98");
        assertAmount(found, "psn_pay", "17.09");
        assertAmount(found, "cash_payamt", "17.09");
        assertAmount(found, "fund_pay_sumamt", "39.89");
        assertAmount(answer.at("/output/setldetail/0"), "fund_payamt", "39.89");
        assertThat(found.get("medins_setl_id")).isEqualTo(settlement.get("msgid"));
        assertThat(found.get("invono").stringValue()).isEqualTo("F-7");
        assertThat(found.get("refd_setl_flag").stringValue()).isEqualTo("0");
        assertThat(found.get("begndate").stringValue()).isEqualTo("2025-12-10");
        assertThat(found.get("year").stringValue()).isEqualTo("2025");
        assertThat(found.get("pay_loc").stringValue()).isEqualTo("2");
        assertThat(found.get("fixmedins_name").stringValue()).isEqualTo("测试医院");
        assertThat(found.get("opter_name").stringValue()).isEqualTo("测试员");

        var others = query(visit, id).put("fixmedins_code", "H43000000002");
        assertThat(gateway.refused(others)).startsWith("setl_id：应为本机构");
        assertThat(gateway.refused(query(visit, "1"))).startsWith("setl_id：应为本机构");

        var reversal =
                gateway.done(reversal(visit, id)).at("/output/setlinfo/setl_id").stringValue();
        var back = gateway.done(query(visit, reversal)).at("/output/setlinfo");
        assertThat(back.get("refd_setl_flag").stringValue()).isEqualTo("1");
        assertAmount(back, "cash_payamt", "-17.09");
    }
}
