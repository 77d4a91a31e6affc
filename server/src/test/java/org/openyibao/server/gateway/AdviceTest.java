package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Advice on what is ordered for a resident of Changsha at a village clinic there, and at other places.
///
/// XB05... is of grade A without a ceiling. DRUG-B is of grade B with a ceiling of 20.00; LIMITED is of grade A for
/// limited use; GRADE-C is paid by the person.
class AdviceTest {

    private static final String A = "XB05XAL211B002040404948";

    private static Gateway gateway;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
        gateway.server()
                .service(Registry.class)
                .saveEntries(List.of(entry("LIMITED", Grade.A, true), entry("GRADE-C", Grade.C, false)));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static CatalogueEntry entry(String code, Grade grade, boolean limited) {
        return new CatalogueEntry(
                "430100",
                code,
                LocalDate.of(2010, 1, 1),
                LocalDate.of(9999, 12, 31),
                "药品 " + code,
                FeeCategory.DRUG,
                grade,
                Ratio.ZERO,
                OptionalLong.empty(),
                "09",
                limited);
    }

    private static String order(
            String id, String code, String count, String price, String sum, String day, int current) {
        return """
                {"rx_id": "%s", "rxno": "1", "long_drord_flag": "0", "hilist_code": "%s", "hilist_name": "品 %2$s",
                 "cnt": "%s", "pric": %s, "sumamt": "%s", "drord_begn_date": "%s 09:30:00", "curr_drord_flag": "%d"}
                """.formatted(id, code, count, price, sum, day, current);
    }

    private static String order(String id, String code, String count, String price, String sum) {
        return order(id, code, count, price, sum, "2025-12-26", 1);
    }

    private static ObjectNode visit(String transaction, String person, String fields, String... orders) {
        return gateway.message(transaction, Gateway.CLINIC, """
                {"data": {"trig_scen": "1", "patient_dtos": [{"patn_id": "%s", "patn_name": "测试甲", "gend": "2",
                  "brdy": "1988-01-01", "poolarea": "430100", "curr_mdtrt_id": "V1",
                  "fsi_encounter_dtos": {"mdtrt_id": "V1", "medins_id": "H43000000001", "adm_date": "2025-12-26",
                    %s "fsi_order_dtos": [%s]}}]}}""".formatted(person, fields, String.join(",", orders)));
    }

    private static ObjectNode message(String... orders) {
        return visit("3101", Gateway.RESIDENT, "\"med_type\": \"11\", \"insutype\": \"390\",", orders);
    }

    private static List<JsonNode> findings(ObjectNode message) {
        var rows = new ArrayList<JsonNode>();
        gateway.done(message).at("/output/result").forEach(rows::add);
        return rows;
    }

    private static List<String> rules(ObjectNode message) {
        return findings(message).stream()
                .map(row -> row.get("rule_id").stringValue())
                .toList();
    }

    @Test
    void nothing_is_found_in_what_is_right() {
        assertThat(findings(message(order("1", A, "2", "28.49", "56.98")))).isEmpty();
    }

    /// 2 of 25.00 make 50.00, of which 2 of 20.00 are recognised.
    @Test
    void a_finding_has_every_field_of_its_table() {
        var found = findings(message(order("7", "DRUG-B", "2", "25.00", "50.00")));
        assertThat(found).hasSize(1);
        var finding = found.getFirst();
        assertThat(finding.propertyNames())
                .containsExactlyElementsOf(
                        new InterfaceTables().out("3101", "result").keySet());
        assertThat(finding.get("rule_id").stringValue()).isEqualTo("D05");
        assertThat(finding.get("rule_name").stringValue()).isEqualTo("超过医保支付标准");
        assertThat(finding.get("vola_cont").stringValue()).isEqualTo("【品 DRUG-B】超过支付标准的部分 10.00 由个人负担");
        assertThat(finding.get("vola_evid").stringValue())
                .isEqualTo("就医地 430100 医保目录 2025-12-26 有效的条目 DRUG-B，按支付标准为 40.00");
        assertThat(finding.get("patn_id").stringValue()).isEqualTo(Gateway.RESIDENT);
        assertThat(finding.get("mdtrt_id").stringValue()).isEqualTo("V1");
        assertThat(finding.get("vola_amt").decimalValue()).isEqualByComparingTo("10.00");
        assertThat(finding.get("vola_amt_stas").stringValue()).isEqualTo("1");
        assertThat(finding.get("sev_deg").stringValue()).isEqualTo("3");
        assertThat(finding.get("vola_bhvr_type").stringValue()).isEqualTo("2");
        assertThat(finding.get("task_id").isNull()).isTrue();
        var part = finding.at("/judge_result_detail_dtos/0");
        assertThat(part.propertyNames())
                .containsExactlyElementsOf(new InterfaceTables()
                        .out("3101", "judge_result_detail_dtos")
                        .keySet());
        assertThat(part.get("rx_id").stringValue()).isEqualTo("7");
        assertThat(part.get("vola_item_type").stringValue()).isEqualTo("1");
        assertThat(part.get("vola_amt").decimalValue()).isEqualByComparingTo("10.00");
    }

    @Test
    void each_order_is_looked_at() {
        assertThat(rules(message(
                        order("1", "NOWHERE", "1", "1.00", "1.00"),
                        order("2", "GRADE-C", "1", "1.00", "1.00"),
                        order("3", "LIMITED", "1", "1.00", "1.00"),
                        // 1.5 of 2.01 make 3.015, rounded 3.02: one fen off is let pass, two are not.
                        order("4", A, "1.5", "2.01", "3.03"),
                        order("5", A, "1.5", "2.01", "3.04", "2025-12-25", 1))))
                .containsExactly("D02", "D03", "D04", "D01");
    }

    @Test
    void the_same_twice_on_a_day_is_found_where_one_of_them_is_new() {
        var before = order("1", A, "1", "2.00", "2.00", "2025-12-26", 0);
        var again = order("2", A, "1", "3.00", "3.00");
        var found = findings(message(before, again));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().get("rule_id").stringValue()).isEqualTo("D06");
        assertThat(found.getFirst().get("vola_amt").decimalValue()).isEqualByComparingTo("3.00");
        assertThat(found.getFirst()
                        .at("/judge_result_detail_dtos/0/vola_item_type")
                        .stringValue())
                .isEqualTo("2");
        assertThat(findings(message(before, order("3", A, "1", "2.00", "2.00", "2025-12-25", 1))))
                .isEmpty();
        assertThat(findings(message(before, order("4", A, "1", "2.00", "2.00", "2025-12-26", 0))))
                .isEmpty();
    }

    @Test
    void the_person_is_looked_at() {
        var right = order("1", A, "1", "2.00", "2.00");
        var visit = "\"med_type\": \"11\", \"insutype\": \"%s\",";
        assertThat(rules(visit("3101", "HIS-77", visit.formatted("390"), right)))
                .containsExactly("J01");
        assertThat(rules(visit("3102", Gateway.RESIDENT, visit.formatted("310"), right)))
                .containsExactly("J02");
        var other = message(right);
        ((ObjectNode) other.at("/input/data/patient_dtos/0")).put("gend", "1").put("brdy", "1988-01-02");
        var found = findings(other);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().get("vola_cont").stringValue()).isEqualTo("性别和出生日期与该参保人的登记不符，请核对就诊人");
    }

    /// An employee of Jilin City in Changsha who filed nothing; a chronic disease that nobody registered.
    @Test
    void what_the_packs_say_of_the_visit_is_told_with_its_source() {
        var right = order("1", A, "1", "2.00", "2.00");
        var away = visit("3101", Gateway.EMPLOYEE, "\"med_type\": \"21\", \"insutype\": \"310\",", right);
        ((ObjectNode) away.at("/input/data/patient_dtos/0")).put("brdy", "1990-03-15");
        var found = findings(away);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().get("rule_id").stringValue()).isEqualTo("J07");
        assertThat(found.getFirst().get("vola_cont").stringValue()).isEqualTo("未办理异地就医备案；请备案或先垫付后回参保地报销");
        assertThat(found.getFirst().get("vola_evid").stringValue()).contains("（");
        assertThat(found.getFirst().get("vola_bhvr_type").stringValue()).isEqualTo("1");
        assertThat(found.getFirst().get("vola_amt").decimalValue()).isEqualByComparingTo("2.00");

        var chronic = "\"med_type\": \"14\", \"insutype\": \"390\", \"dise_no\": \"M03900\",";
        assertThat(rules(visit("3101", Gateway.RESIDENT, chronic, right))).containsExactly("J08");
        gateway.done(gateway.message("2503", Gateway.CLINIC, """
                {"data": {"psn_no": "%s", "insutype": "390", "opsp_dise_code": "M03900", "opsp_dise_name": "高血压",
                  "insu_optins": "430100", "ide_fixmedins_no": "H43000000001", "ide_fixmedins_name": "测试医院",
                  "hosp_ide_date": "2025-01-01", "diag_dr_codg": "D1", "diag_dr_name": "测试医师",
                  "begndate": "2025-01-01"}}""".formatted(Gateway.RESIDENT)));
        assertThat(rules(visit("3101", Gateway.RESIDENT, chronic, right))).doesNotContain("J08");
    }

    @Test
    void rules_may_be_chosen_where_no_scene_is_named() {
        var message = message(order("1", "GRADE-C", "1", "1.00", "1.05"));
        assertThat(rules(message)).containsExactly("D01", "D03");
        var chosen = message(order("1", "GRADE-C", "1", "1.00", "1.05"));
        Gateway.data(chosen).remove("trig_scen");
        Gateway.data(chosen).putArray("rule_ids").add("D03");
        assertThat(rules(chosen)).containsExactly("D03");
        var unknown = message(order("1", "GRADE-C", "1", "1.00", "1.05"));
        Gateway.data(unknown).remove("trig_scen");
        Gateway.data(unknown).putArray("rule_ids").add("R01");
        assertThat(gateway.refused(unknown)).isEqualTo("rule_ids：应为规则标识 D01 至 D06、J01 至 J09，实为 R01");
    }

    @Test
    void the_same_message_is_advised_once() {
        var message = message(order("1", "GRADE-C", "1", "1.00", "1.00"));
        var first = gateway.post(message.toString());
        assertThat(gateway.post(message.toString())).isEqualTo(first);
    }

    @Test
    void a_finding_is_answered_by_who_got_it() {
        var finding =
                findings(message(order("1", "GRADE-C", "1", "1.00", "1.00"))).getFirst();
        var id = finding.get("jr_id").stringValue();
        assertThat(gateway.done(feedback(Gateway.CLINIC, "1", id, "1", "患者同意自费"))
                        .get("output")
                        .isNull())
                .isTrue();
        gateway.done(feedback(Gateway.CLINIC, "1", id, "2", ""));
        assertThat(gateway.refused(feedback(Gateway.CLINIC, "1", id, "1", "")))
                .isEqualTo("dspo_way_rea（第 1 行）：应为不超过 500 个字符的文本，实为空");
        assertThat(gateway.refused(feedback(Gateway.CLINIC, "1", id, "3", "")))
                .isEqualTo("dspo_way（第 1 行）：应为 1（继续执行医嘱）或 2（返回修改医嘱），实为 3");
        assertThat(gateway.refused(feedback(Gateway.CLINIC, "2", id, "2", "")))
                .isEqualTo("warn_rslt_id：应为本机构事中预警得到的违规标识，实为 " + id);
        assertThat(gateway.refused(feedback("H43000000002", "1", id, "2", "")))
                .isEqualTo("warn_rslt_id：应为本机构事前提醒得到的违规标识，实为 " + id);
        assertThat(gateway.refused(feedback(Gateway.CLINIC, "1", "77", "2", "")))
                .isEqualTo("warn_rslt_id：应为本机构事前提醒得到的违规标识，实为 77");
    }

    private static ObjectNode feedback(String institution, String stage, String finding, String way, String because) {
        return gateway.message("3103", institution, """
                {"data": {"warn_type": "%s", "warns": [{"warn_rslt_id": "%s", "dspo_way": "%s", "dspo_way_rea": "%s"}]}}
                """.formatted(stage, finding, way, because));
    }

    @Test
    void what_is_wrong_is_refused() {
        var none = message();
        assertThat(gateway.refused(none)).isEqualTo("fsi_order_dtos：应为 1 至 1000 行，实为 0 行");
        assertThat(gateway.refused(message(order("1", A, "0", "1.00", "1.00"))))
                .isEqualTo("cnt（第 1 行）：应为大于 0、最多四位小数的数量，实为 0");
        var backwards = visit(
                "3101",
                Gateway.RESIDENT,
                "\"med_type\": \"21\", \"dscg_date\": \"2025-12-25\",",
                order("1", A, "1", "1.00", "1.00"));
        assertThat(gateway.refused(backwards)).isEqualTo("dscg_date：应为不早于 adm_date 的日期，实为 2025-12-25");
    }
}
