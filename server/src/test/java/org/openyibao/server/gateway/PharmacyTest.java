package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An employee of Jilin City buys at a pharmacy. The account holds 50.00 of this year and 100.00 of prior years; it
/// pays all that the person bears, this year's money first; nothing else pays there.
class PharmacyTest {

    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway = Gateway.open();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /// Two of DRUG-A at 30.00 and one of DRUG-C, which is not in the catalogue's scope, at 12.50.
    static ObjectNode purchase(Gateway gateway, String transaction, String useAccount) {
        return gateway.message(transaction, Gateway.PHARMACY, """
                {"druginfo": {"psn_no": "%s", "mdtrt_cert_type": "02", "mdtrt_cert_no": "220000199003150029",
                  "begntime": "2025-12-10 10:00:00", "medfee_sumamt": "72.50", "insutype": "310", "med_type": "41",
                  "acct_used_flag": "%s"},
                 "drugdetail": [
                  {"feedetl_sn": "1", "rx_circ_flag": "0", "fee_ocur_time": "2025-12-10 10:00:00",
                   "med_list_codg": "DRUG-A", "medins_list_codg": "A", "det_item_fee_sumamt": 60, "cnt": 2, "pric": 30},
                  {"feedetl_sn": "2", "rx_circ_flag": "0", "fee_ocur_time": "2025-12-10 10:00:00",
                   "med_list_codg": "DRUG-C", "medins_list_codg": "C", "det_item_fee_sumamt": "12.5", "cnt": "1",
                   "pric": "12.5"}]}
                """.formatted(Gateway.EMPLOYEE, useAccount));
    }

    private ObjectNode purchase(String transaction, String useAccount) {
        return purchase(gateway, transaction, useAccount);
    }

    private static void assertAmount(JsonNode node, String name, String amount) {
        assertThat(node.get(name).decimalValue()).as(name).isEqualByComparingTo(amount);
    }

    private String balance() {
        var message = gateway.message(
                "1101",
                Gateway.PHARMACY,
                "{\"data\": {\"mdtrt_cert_type\": \"02\", \"mdtrt_cert_no\": \"220000199003150029\"}}");
        var insured = gateway.done(message).at("/output/insuinfo/0");
        assertThat(insured.get("insutype").stringValue()).isEqualTo("310");
        assertThat(insured.get("psn_type").stringValue()).isEqualTo("11");
        return insured.get("balc").decimalValue().toPlainString();
    }

    @Test
    void the_preview_writes_nothing_but_its_answer() {
        var before = gateway.rows();
        var answer = gateway.done(purchase("2101", "1"));
        var preview = answer.at("/output/setlinfo");
        assertAmount(preview, "medfee_sumamt", "72.50");
        assertAmount(preview, "acct_pay", "72.50");
        assertAmount(preview, "psn_cash_pay", "0");
        assertAmount(preview, "balc", "77.50");
        assertThat(preview.get("setl_id").isNull()).isTrue();
        assertThat(preview.get("setl_time").isNull()).isTrue();
        assertThat(answer.at("/output/detlcutinfo")).hasSize(2);
        var after = gateway.rows();
        assertThat(after.remove("message")).isEqualTo(before.remove("message") + 1);
        assertThat(after).isEqualTo(before);
        assertThat(balance()).isEqualTo("150.00");
    }

    @Test
    void the_account_pays_this_years_money_first_and_gets_it_back() {
        var answer = gateway.done(purchase("2102", "1"));
        var settled = answer.at("/output/setlinfo");
        assertAmount(settled, "medfee_sumamt", "72.50");
        assertAmount(settled, "fulamt_ownpay_amt", "12.50");
        assertAmount(settled, "inscp_scp_amt", "60.00");
        assertAmount(settled, "hifp_pay", "0");
        assertAmount(settled, "fund_pay_sumamt", "0");
        assertAmount(settled, "psn_part_amt", "72.50");
        assertAmount(settled, "acct_pay", "72.50");
        assertAmount(settled, "acct_mulaid_pay", "0");
        assertAmount(settled, "psn_cash_pay", "0");
        assertAmount(settled, "balc", "77.50");
        assertThat(settled.get("clr_type").stringValue()).isEqualTo("41");
        assertThat(answer.at("/output/setldetail")).hasSize(1);
        assertThat(answer.at("/output/setldetail/0/fund_pay_type").stringValue())
                .isEqualTo("310200");
        assertAmount(answer.at("/output/setldetail/0"), "fund_payamt", "72.50");
        assertAmount(answer.at("/output/detlcutinfo/1"), "fulamt_ownpay_amt", "12.50");
        assertThat(answer.at("/output/detlcutinfo/1/chrgitm_lv").stringValue()).isEqualTo("03");
        assertThat(balance()).isEqualTo("77.50");

        var second = gateway.done(purchase("2102", "1")).at("/output/setlinfo");
        assertAmount(second, "acct_pay", "72.50");
        assertAmount(second, "balc", "5.00");
        var third = gateway.done(purchase("2102", "1")).at("/output/setlinfo");
        assertAmount(third, "acct_pay", "5.00");
        assertAmount(third, "psn_cash_pay", "67.50");
        assertAmount(third, "balc", "0");

        var reversal = gateway.message("2103", Gateway.PHARMACY, """
                {"data": {"setl_id": "%s", "mdtrt_id": "%s", "psn_no": "%s"}}""".formatted(
                settled.get("setl_id").stringValue(), settled.get("mdtrt_id").stringValue(), Gateway.EMPLOYEE));
        var reversed = gateway.done(reversal).at("/output/setlinfo");
        assertAmount(reversed, "acct_pay", "-72.50");
        assertAmount(reversed, "medfee_sumamt", "-72.50");
        assertAmount(reversed, "balc", "72.50");
        assertThat(balance()).isEqualTo("72.50");
    }

    @Test
    void the_account_stays_untouched_where_it_is_not_to_be_used() {
        var settled = gateway.done(purchase("2102", "0")).at("/output/setlinfo");
        assertAmount(settled, "acct_pay", "0");
        assertAmount(settled, "psn_cash_pay", "72.50");
        assertThat(balance()).isEqualTo("150.00");
    }

    @Test
    void a_purchase_is_undone_by_its_message() {
        var purchase = purchase("2102", "1");
        gateway.done(purchase);
        gateway.done(gateway.message("2601", Gateway.PHARMACY, """
                {"data": {"psn_no": "%s", "omsgid": "%s", "oinfno": "2102"}}""".formatted(
                        Gateway.EMPLOYEE, purchase.get("msgid").stringValue())));
        assertThat(balance()).isEqualTo("150.00");
    }

    @Test
    void a_clinic_sells_no_drugs_over_the_counter() {
        var purchase = purchase("2102", "1").put("fixmedins_code", Gateway.CLINIC);
        assertThat(gateway.refused(purchase)).startsWith("fixmedins_code：应为零售药店");
        var wrong = purchase("2101", "1");
        ((ObjectNode) wrong.at("/input/druginfo")).put("medfee_sumamt", 70);
        assertThat(gateway.refused(wrong)).isEqualTo("medfee_sumamt：应为费用明细合计 72.50，实为 70.00");
    }
}
