package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A pharmacy takes stock, buys, sells and takes back, each test in a batch of its own.
class GoodsTest {

    private static final String OTHER = "H43000000002";

    private static Gateway gateway;
    private static int batches;

    private String batch = "";

    @BeforeAll
    static void start() {
        gateway = Gateway.open();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void begin() {
        batches++;
        batch = "B" + batches;
    }

    private String trace(int number) {
        return "8100000000000" + (1_000 * batches + number);
    }

    private String row(String fields) {
        return """
                {"med_list_codg": "XA01", "fixmedins_hilist_id": "Y-%s", "fixmedins_hilist_name": "阿莫西林胶囊",
                 "rx_flag": "1", "fixmedins_bchno": "%s", "manu_lotnum": "L7", "manu_date": "2025-01-02",
                 "expy_end": "2027-01-01", "memo": "备注", %s}""".formatted(batch, batch, fields);
    }

    private static ObjectNode message(String transaction, String node, String... rows) {
        var many = transaction.endsWith("A");
        var content = many ? "[" + String.join(",", rows) + "]" : rows[0];
        return gateway.message(transaction, Gateway.PHARMACY, "{\"" + node + "\": " + content + "}");
    }

    private String stocktaking(String quantity) {
        return row("\"invdate\": \"2025-12-01\", \"inv_cnt\": " + quantity);
    }

    private String change(String type, String quantity, String traces) {
        return row("""
                "inv_chg_type": "%s", "pric": "12.500000", "cnt": %s, "inv_chg_time": "2025-12-02 08:00:00",
                "inv_chg_opter_name": "库管", "trdn_flag": "0", "drugtracinfo": [%s]""".formatted(type, quantity, traces));
    }

    private String purchase(String quantity) {
        return row("""
                "dynt_no": "D1", "spler_name": "供应商", "spler_pmtno": "P1", "prodentp_name": "药厂", "aprvno": "H1",
                "finl_trns_pric": 8.123456, "purc_retn_cnt": %s, "purc_invo_codg": "I1", "purc_invo_no": "N1",
                "purc_retn_stoin_time": "2025-12-03 09:00:00", "purc_retn_opter_name": "采购员", "prod_geay_flag": "0\"
                """.formatted(quantity));
    }

    private String purchaseReturn(String quantity, String number) {
        return row("""
                "spler_name": "供应商", "purc_retn_cnt": %s, "purc_invo_no": "N1", "medins_prod_purc_no": "%s",
                "purc_retn_stoin_time": "2025-12-04 09:00:00", "purc_retn_opter_name": "采购员\"""".formatted(quantity, number));
    }

    private String sale(String quantity, String visit, String split, String more) {
        return row("""
                "prsc_dr_name": "医师", "phar_name": "药师", "phar_prac_cert_no": "Z1", "hi_feesetl_type": "0",
                "mdtrt_sn": "%s", "trdn_flag": "%s", "finl_trns_pric": "12.5", "rtal_docno": "R1", "sel_retn_cnt": "%s",
                "sel_retn_time": "2025-12-05 10:00:00", "sel_retn_opter_name": "店员"%s""".formatted(visit, split, quantity, more));
    }

    private String saleReturn(String quantity, String visit, String more) {
        return row("""
                "trdn_flag": "0", "sel_retn_cnt": %s, "sel_retn_time": "2025-12-06 10:00:00",
                "sel_retn_opter_name": "店员", "mdtrt_sn": "%s"%s""".formatted(quantity, visit, more));
    }

    private static String traces(String node, String... traces) {
        var rows = new ArrayList<String>();
        for (var trace : traces) {
            rows.add("{\"drug_trac_codg\": \"" + trace + "\"}");
        }
        return ", \"" + node + "\": [" + String.join(",", rows) + "]";
    }

    private String deletion(String type) {
        return "{\"fixmedins_bchno\": \"" + batch + "\", \"inv_data_type\": \"" + type + "\"}";
    }

    private ObjectNode query(String transaction, String more) {
        return gateway.message(transaction, Gateway.PHARMACY, """
                {"data": {"fixmedins_code": "%s", "fixmedins_bchno": "%s", "begndate": "2025-12-01",
                 "enddate": "2025-12-31"%s}}""".formatted(Gateway.PHARMACY, batch, more));
    }

    private List<JsonNode> found(String transaction, String more) {
        var rows = new ArrayList<JsonNode>();
        gateway.done(query(transaction, more)).get("output").forEach(rows::add);
        return rows;
    }

    private static List<String> texts(List<JsonNode> rows, String name) {
        return rows.stream().map(row -> Scalars.text(row.get(name))).toList();
    }

    @Test
    void a_stocktaking_is_told_as_it_was_counted() {
        var message = message("3501", "invinfo", stocktaking("\"120.50\""));
        assertThat(gateway.done(message).get("output").isNull()).isTrue();
        var answer = gateway.post(message.toString());
        assertThat(gateway.post(message.toString())).isEqualTo(answer);
        var rows = found("3508", "");
        assertThat(texts(rows, "invCnt")).as("once").containsExactly("120.5");
        var row = rows.getFirst();
        assertThat(row.get("invCnt").isNumber()).isTrue();
        assertThat(row.get("invdate").stringValue()).isEqualTo("2025-12-01");
        assertThat(row.get("medListCodg").stringValue()).isEqualTo("XA01");
        assertThat(row.get("medinsListCodg").stringValue()).isEqualTo("Y-" + batch);
        assertThat(row.get("medinsListName").stringValue()).isEqualTo("阿莫西林胶囊");
        assertThat(row.get("fixmedinsBchno").stringValue()).isEqualTo(batch);
        assertThat(row.get("rxFlag").stringValue()).isEqualTo("1");
        assertThat(row.get("manuLotnum").stringValue()).isEqualTo("L7");
        assertThat(row.get("manuDate").stringValue()).isEqualTo("2025-01-02");
        assertThat(row.get("expyEnd").stringValue()).isEqualTo("2027-01-01");
        assertThat(row.get("memo").stringValue()).isEqualTo("备注");
        assertThat(row.get("valiFlag").stringValue()).isEqualTo("1");
        assertThat(row.get("poolareaNo").stringValue()).isEqualTo("220200");
        assertThat(row.get("fixmedinsCode").stringValue()).isEqualTo(Gateway.PHARMACY);
        assertThat(row.get("crteOptinsNo").stringValue()).isEqualTo(Gateway.PHARMACY);
        assertThat(row.get("crterName")).isEqualTo(row.get("opterName"));
        assertThat(row.get("medinsProdInvNo")).isEqualTo(row.get("rid"));
        assertThat(row.get("listSpItemFlag").isNull()).as("nobody says").isTrue();
        assertThat(row.size()).as("every field of the table").isEqualTo(27);
    }

    @Test
    void many_stocktakings_are_done_together_or_not_at_all() {
        gateway.done(message("3501A", "invinfoDetail", stocktaking("1"), stocktaking("0")));
        assertThat(texts(found("3508", ""), "invCnt")).containsExactly("1", "0");
        assertThat(gateway.refused(message("3501A", "invinfoDetail", stocktaking("1"), stocktaking("-1"))))
                .isEqualTo("inv_cnt（第 2 行）：应为不小于 0、最多四位小数的数量，实为 -1");
        assertThat(found("3508", "")).hasSize(2);
    }

    @Test
    void a_change_of_stock_that_came_in_brings_its_packages() {
        var code = "{\"drug_trac_codg\": \"" + trace(1) + "\"}";
        gateway.done(message("3502", "invinfo", change("101", "10.1234", code)));
        var out = "{\"drug_trac_codg\": \"" + trace(2) + "\"}";
        var answer = gateway.done(message("3502A", "invinfoDetail", change("105", "3", out), change("106", "1", "")));
        assertThat(answer.at("/output/invinfoErrDetail").isEmpty()).isTrue();
        var rows = found("3509", "");
        assertThat(texts(rows, "cnt")).containsExactly("10.1234", "3", "1");
        assertThat(texts(rows, "invChgType")).containsExactly("101", "105", "106");
        assertThat(rows.getFirst().get("pric").decimalValue()).isEqualByComparingTo("12.5");
        assertThat(rows.getFirst().get("invChgTime").stringValue()).isEqualTo("2025-12-02 08:00:00");
        assertThat(rows.getFirst().get("invChgOpterName").stringValue()).isEqualTo("库管");
        assertThat(texts(found("3509", ", \"inv_chg_type\": \"105\""), "cnt")).containsExactly("3");
        assertThat(texts(found("3512", ""), "drugTracCodg")).as("105 went out").containsExactly(trace(1));
        assertThat(found("3512", ", \"drug_trac_codg\": \"" + trace(2) + "\"")).isEmpty();
    }

    @Test
    void no_more_goes_back_to_the_supplier_than_was_bought() {
        assertThat(gateway.refused(message("3504", "purcinfo", purchaseReturn("1", ""))))
                .isEqualTo("fixmedins_bchno：应为本机构该批次该商品的一笔采购，实为 " + batch);
        gateway.done(message("3503", "purcinfo", purchase("10")));
        var bought = gateway.done(message("3503A", "purcinfoDetail", purchase("2.5")));
        var row = bought.at("/output/purcinfoDetail/0");
        assertThat(row.get("retRslt").stringValue()).isEqualTo("1");
        assertThat(row.get("msgRslt").isNull()).isTrue();
        assertThat(row.get("spler_name").stringValue()).isEqualTo("供应商");
        var number = row.get("medins_prod_purc_no").stringValue();
        assertThat(gateway.refused(message("3504", "purcinfo", purchaseReturn("2.5001", number))))
                .isEqualTo("purc_retn_cnt：应为不超过已购未退的数量 2.5，实为 2.5001");
        gateway.done(message("3504", "purcinfo", purchaseReturn("2.5", number)));
        var back = gateway.done(message(
                "3504A", "purcinfoDetail", purchaseReturn("9", ""), purchaseReturn("2", ""), purchaseReturn("1", "")));
        assertThat(back.at("/output/purcinfoErrDetail").size()).isEqualTo(1);
        var wrong = back.at("/output/purcinfoErrDetail/0");
        assertThat(wrong.get("retRslt").stringValue()).isEqualTo("0");
        assertThat(wrong.get("msgRslt").stringValue()).isEqualTo("purc_retn_cnt：应为不超过已购未退的数量 1，实为 2");
        assertThat(wrong.get("fixmedins_bchno").stringValue()).isEqualTo(batch);
        var rows = found("3510", "");
        assertThat(texts(rows, "purcRetnCnt")).containsExactly("10", "2.5", "-2.5", "-9", "-1");
        assertThat(texts(rows, "prodRetnFlag")).containsExactly("0", "0", "1", "1", "1");
        assertThat(rows.getFirst().get("finlTrnsPric").decimalValue()).isEqualByComparingTo("8.123456");
        assertThat(rows.getFirst().get("prodentpName").stringValue()).isEqualTo("药厂");
        assertThat(texts(found("3510", ", \"medins_prod_purc_no\": \"" + number + "\""), "purcRetnCnt"))
                .containsExactly("2.5");
        assertThat(found("3510", ", \"spler_name\": \"他人\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drugtracinfo", "drug_trac_info", "durg_trac_info"})
    void a_package_is_sold_once(String node) {
        var sold = gateway.done(message("3505", "selinfo", sale("1", "V1", "0", traces(node, trace(1)))));
        assertThat(sold.get("output").toString()).isEqualTo("{\"retRslt\":\"1\",\"msgRslt\":null}");
        var again = message("3505", "selinfo", sale("1", "V2", "0", traces("drugtracinfo", trace(2), trace(1))));
        assertThat(gateway.refused(again)).isEqualTo("drug_trac_codg：应为未售出的追溯码，拆零的可以拆零再售，实为 " + trace(1) + "（本机构已售出）");
        var elsewhere = message("3505", "selinfo", sale("1", "V2", "1", traces("drugtracinfo", trace(1))))
                .put("fixmedins_code", OTHER);
        assertThat(gateway.refused(elsewhere)).endsWith(trace(1) + "（其他机构已售出）");
        assertThat(texts(found("3513", ""), "drugTracCodg"))
                .as("not the refused")
                .containsExactly(trace(1));
        assertThat(gateway.refused(message("3506", "selinfo", saleReturn("1", "V1", traces(node, trace(2))))))
                .startsWith("drug_trac_codg：应为该批次该次销售所售、尚未退回的追溯码");
        gateway.done(message("3506", "selinfo", saleReturn("1", "V1", traces(node, trace(1)))));
        assertThat(found("3513", "")).isEmpty();
        gateway.done(again);
        assertThat(texts(found("3513", ""), "drugTracCodg")).containsExactly(trace(1), trace(2));
    }

    @Test
    void packages_come_back_with_a_part_of_each_sale_that_sold_them() {
        gateway.done(message("3505", "selinfo", sale("1", "V1", "0", traces("drugtracinfo", trace(1)))));
        gateway.done(message("3505", "selinfo", sale("1", "V1", "0", traces("drugtracinfo", trace(2)))));
        gateway.done(message("3505", "selinfo", sale("5", "V1", "0", "")));
        var both = traces("drugtracinfo", trace(2), trace(1));
        assertThat(gateway.refused(message("3506", "selinfo", saleReturn("1", "V1", both))))
                .isEqualTo("sel_retn_cnt：应为不少于所退 2 个追溯码所属销售的数量，实为 1");
        gateway.done(message("3506", "selinfo", saleReturn("1", "V1", traces("drugtracinfo", trace(2)))));
        assertThat(texts(found("3513", ""), "drugTracCodg")).containsExactly(trace(1));
        gateway.done(message("3506", "selinfo", saleReturn("6", "V1", traces("drugtracinfo", trace(1)))));
        assertThat(found("3513", "")).isEmpty();
        assertThat(gateway.refused(message("3506", "selinfo", saleReturn("0.0001", "V1", ""))))
                .isEqualTo("sel_retn_cnt：应为不超过已售未退的数量 0，实为 0.0001");
    }

    @Test
    void of_many_who_sell_a_package_at_once_one_does() throws Exception {
        var sales = new ArrayList<Callable<String>>();
        for (var i = 0; i < 8; i++) {
            var message = message("3505", "selinfo", sale("1", "V" + i, "0", traces("drugtracinfo", trace(1))));
            var body = message.put("fixmedins_code", i % 2 == 0 ? Gateway.PHARMACY : OTHER)
                    .toString();
            sales.add(() -> gateway.post(body));
        }
        var sold = 0;
        try (var threads = Executors.newFixedThreadPool(sales.size())) {
            for (var answer : threads.invokeAll(sales)) {
                var done = Json.object(answer.get().getBytes(StandardCharsets.UTF_8));
                if (done.get("infcode").asInt() == 0) {
                    sold++;
                } else {
                    assertThat(done.get("err_msg").stringValue()).startsWith("drug_trac_codg：应为未售出的追溯码");
                }
            }
        }
        assertThat(sold).isEqualTo(1);
    }

    @Test
    void an_opened_package_is_sold_in_pieces() {
        gateway.done(message("3505", "selinfo", sale("2", "V1", "1", traces("drugtracinfo", trace(1)))));
        gateway.done(message("3505", "selinfo", sale("3", "V2", "1", traces("drugtracinfo", trace(1)))));
        assertThat(gateway.refused(message("3505", "selinfo", sale("1", "V3", "0", traces("drugtracinfo", trace(1))))))
                .endsWith(trace(1) + "（本机构已拆零售出）");
        gateway.done(message("3506", "selinfo", saleReturn("2", "V1", "")));
        assertThat(texts(found("3513", ""), "drugTracCodg")).as("of V2").containsExactly(trace(1));
        gateway.done(message("3506", "selinfo", saleReturn("3", "V2", "")));
        gateway.done(message("3505", "selinfo", sale("1", "V3", "0", traces("drugtracinfo", trace(1)))));
        assertThat(texts(found("3511", ""), "selRetnCnt")).containsExactly("2", "3", "1", "-2", "-3");
    }

    @Test
    void of_many_sales_those_that_are_wrong_are_told_and_the_others_done() {
        var same = traces("drugtracinfo", trace(1));
        var message = message(
                "3505A",
                "selinfoDetail",
                sale("1", "V1", "0", same),
                sale("2", "V1", "0", same),
                sale("3", "V1", "0", ""));
        var sold = gateway.done(message).at("/output/selinfoDetail");
        assertThat(sold.size()).isEqualTo(3);
        assertThat(sold.get(0).get("retRslt").stringValue()).isEqualTo("1");
        assertThat(sold.get(1).get("retRslt").stringValue()).isEqualTo("0");
        assertThat(sold.get(1).get("msgRslt").stringValue()).startsWith("drug_trac_codg：应为未售出的追溯码");
        assertThat(sold.get(1).get("medins_prod_sel_no").isNull()).isTrue();
        assertThat(sold.get(2).get("retRslt").stringValue()).isEqualTo("1");
        assertThat(sold.get(2).get("sel_retn_cnt").decimalValue()).isEqualByComparingTo("3");
        assertThat(texts(found("3511", ""), "selRetnCnt")).containsExactly("1", "3");
        var number = sold.get(2).get("medins_prod_sel_no").stringValue();
        var back = ", \"medins_prod_sel_no\": \"" + number + "\"";
        var returned = gateway.done(
                        message("3506A", "selinfoDetail", saleReturn("2.5", "", back), saleReturn("0.6", "", back)))
                .at("/output/selinfoErrDetail");
        assertThat(returned.size()).isEqualTo(1);
        assertThat(returned.get(0).get("medins_prod_sel_no").stringValue()).isEqualTo(number);
        assertThat(returned.get(0).get("msgRslt").stringValue()).isEqualTo("sel_retn_cnt：应为不超过已售未退的数量 0.5，实为 0.6");
    }

    @Test
    void a_sale_to_an_insured_person_names_the_settlement() {
        var settled = gateway.done(gateway.message("2102", Gateway.PHARMACY, """
                        {"druginfo": {"psn_no": "%s", "mdtrt_cert_type": "02", "mdtrt_cert_no": "220000199003150029",
                          "begntime": "2025-12-10 10:00:00", "medfee_sumamt": "30", "insutype": "310",
                          "med_type": "41", "acct_used_flag": "1"},
                         "drugdetail": [{"feedetl_sn": "1", "rx_circ_flag": "0", "fee_ocur_time": "2025-12-10 10:00:00",
                           "med_list_codg": "DRUG-A", "medins_list_codg": "A", "det_item_fee_sumamt": 30, "cnt": 1,
                           "pric": 30}]}""".formatted(Gateway.EMPLOYEE)))
                .at("/output/setlinfo");
        var id = settled.get("setl_id").stringValue();
        var lacking = message("3505", "selinfo", sale("1", "V1", "0", "").replace("_type\": \"0\"", "_type\": \"1\""));
        assertThat(gateway.refused(lacking)).isEqualTo("setl_id：应为本机构所作、非冲正的结算，实为未送");
        assertThat(gateway.refused(message("3505", "selinfo", sale("1", "V1", "0", ", \"setl_id\": \"77\""))))
                .isEqualTo("setl_id：应为本机构所作、非冲正的结算，实为 77");
        var theirs = message("3505", "selinfo", sale("1", "V1", "0", ", \"setl_id\": \"" + id + "\""))
                .put("fixmedins_code", OTHER);
        assertThat(gateway.refused(theirs)).startsWith("setl_id：应为本机构所作");
        var wrong = ", \"setl_id\": \"" + id + "\", \"psn_no\": \"" + Gateway.RESIDENT + "\"";
        assertThat(gateway.refused(message("3505", "selinfo", sale("1", "V1", "0", wrong))))
                .isEqualTo("psn_no：应为该结算的人员，实为 " + Gateway.RESIDENT);
        gateway.done(message(
                "3505",
                "selinfo",
                sale("1", "V1", "0", ", \"setl_id\": \"" + id + "\"" + traces("drugtracinfo", trace(1)))));
        var row = found("3511", ", \"certno\": \"220000199003150029\"").getFirst();
        assertThat(row.get("psnNo").stringValue()).isEqualTo(Gateway.EMPLOYEE);
        assertThat(row.get("psnName").stringValue()).isEqualTo("测试乙");
        assertThat(row.get("certno").stringValue()).isEqualTo("220000199003150029");
        assertThat(row.get("setlId").stringValue()).isEqualTo(id);
        assertThat(row.get("bilgDrName").stringValue()).isEqualTo("医师");
        assertThat(found("3511", ", \"certno\": \"430000198801010010\"")).isEmpty();
        assertThat(found("3511", ", \"certno\": \"1\"")).as("nobody's").isEmpty();
        var visit = settled.get("mdtrt_id").stringValue();
        var told = gateway.done(gateway.message(
                        "3513",
                        Gateway.PHARMACY,
                        "{\"data\": {\"fixmedins_code\": \"" + Gateway.PHARMACY + "\", \"mdtrt_id\": \"" + visit
                                + "\"}}"))
                .get("output");
        assertThat(told.size()).isEqualTo(1);
        assertThat(told.get(0).get("drugTracCodg").stringValue()).isEqualTo(trace(1));
        assertThat(told.get(0).get("mdtrtId").stringValue()).isEqualTo(visit);
        assertThat(told.get(0).get("fixBlngAdmdvs").stringValue()).isEqualTo("220200");
    }

    @Test
    void what_is_deleted_stays_readable_and_frees_its_packages() {
        gateway.done(message("3505", "selinfo", sale("2", "V1", "0", traces("drugtracinfo", trace(1)))));
        gateway.done(message("3503", "purcinfo", purchase("10")));
        assertThat(gateway.refused(message("3507", "data", deletion("1"))))
                .isEqualTo("fixmedins_bchno：应为本机构有此类未删除信息的批次，实为 " + batch);
        assertThat(gateway.refused(message("3507", "data", deletion("5")))).startsWith("inv_data_type：应为 1（盘存信息）");
        assertThat(gateway.refused(message("3507", "data", deletion("4")).put("fixmedins_code", OTHER)))
                .as("another's batch")
                .startsWith("fixmedins_bchno：");
        gateway.done(message("3507", "data", deletion("4")));
        assertThat(found("3511", "")).isEmpty();
        assertThat(found("3513", "")).isEmpty();
        assertThat(texts(found("3511", ", \"vali_flag\": \"0\""), "valiFlag")).containsExactly("0");
        assertThat(texts(found("3510", ""), "purcRetnCnt")).containsExactly("10");
        assertThat(gateway.refused(message("3506", "selinfo", saleReturn("1", "V1", ""))))
                .isEqualTo("mdtrt_sn：应为本机构该批次该商品的一笔销售，实为 V1");
        gateway.done(message("3505", "selinfo", sale("1", "V2", "0", traces("drugtracinfo", trace(1)))));
        var answer = gateway.done(message("3507A", "goodDetail", deletion("1"), deletion("3")));
        assertThat(answer.at("/output/goodErrDetail").size()).isEqualTo(1);
        assertThat(answer.at("/output/goodErrDetail/0/inv_data_type").stringValue())
                .isEqualTo("1");
        assertThat(answer.at("/output/goodErrDetail/0/retRslt").stringValue()).isEqualTo("0");
        assertThat(found("3510", "")).isEmpty();
    }

    @Test
    void an_institution_asks_for_its_own_only() {
        gateway.done(message("3501", "invinfo", stocktaking("1")));
        assertThat(gateway.refused(query("3508", "").put("fixmedins_code", OTHER)))
                .isEqualTo("fixmedins_code：应为本机构编号 " + OTHER + "，实为 " + Gateway.PHARMACY);
        var theirs = gateway.message("3508", OTHER, """
                {"data": {"fixmedins_code": "%s", "fixmedins_bchno": "%s", "begndate": "2025-12-01",
                 "enddate": "2025-12-31"}}""".formatted(OTHER, batch));
        assertThat(gateway.done(theirs).get("output").isEmpty()).isTrue();
        var none = gateway.message("3508", Gateway.PHARMACY, """
                {"data": {"fixmedins_code": "%s", "begndate": "2025-12-01", "enddate": "2025-12-31"}}""".formatted(Gateway.PHARMACY));
        assertThat(gateway.refused(none)).isEqualTo("medins_list_codg、fixmedins_bchno：应为至少送一项，实为均未送");
        assertThat(found("3508", ", \"enddate\": \"2025-12-01\"")).hasSize(1);
        assertThat(found("3508", ", \"begndate\": \"2025-12-02\"")).isEmpty();
        assertThat(gateway.refused(query("3508", ", \"enddate\": \"2025-11-30\"")))
                .startsWith("enddate：应为不早于 begndate 2025-12-01 的日期");
    }

    @ParameterizedTest
    @CsvSource({
        "fixmedins_bchno, '', fixmedins_bchno：应为不超过 30 个字符的文本",
        "fixmedins_hilist_id, '', fixmedins_hilist_id：应为不超过",
        "med_list_codg, '', med_list_codg：应为不超过 50 个字符的文本",
        "sel_retn_cnt, 0, sel_retn_cnt：应为大于 0、最多四位小数的数量",
        "sel_retn_cnt, -1, sel_retn_cnt：应为大于 0、最多四位小数的数量",
        "sel_retn_cnt, 1.00001, sel_retn_cnt：应为大于 0、最多四位小数的数量",
        "sel_retn_time, 2025-13-01, sel_retn_time：应为 yyyy-MM-dd HH:mm:ss 格式的日期时间",
        "mdtrt_sn, '', mdtrt_sn：应为不超过 30 个字符的文本",
        "trdn_flag, '', trdn_flag：应为",
        "trdn_flag, 2, trdn_flag：应为 0（否）或 1（是）",
        "rx_flag, 7, rx_flag：应为代码表 rx_flag 中的值",
        "drug_trac_codg, 1234567890123456789012345678901, drug_trac_codg：应为不超过 30 个字符的文本",
    })
    void what_is_wrong_with_a_sale_is_named(String field, String value, String complaint) {
        var message = message("3505", "selinfo", sale("1", "V1", "0", ""));
        ((ObjectNode) message.at("/input/selinfo")).put(field, value);
        assertThat(gateway.refused(message)).startsWith(complaint);
    }

    @Test
    void a_package_is_named_once_in_a_row() {
        var message = message("3505", "selinfo", sale("2", "V1", "0", traces("drugtracinfo", trace(1), trace(1))));
        assertThat(gateway.refused(message)).isEqualTo("drug_trac_codg（第 2 行）：应为每个追溯码只送一次，实为 " + trace(1));
        assertThat(gateway.refused(message("3502", "invinfo", change("112", "1", ""))))
                .startsWith("inv_chg_type：应为库存变更类型 101 至 111");
    }
}
