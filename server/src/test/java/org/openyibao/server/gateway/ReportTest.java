package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.facility.Facility;
import org.openyibao.server.facility.Report;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reports of examinations and tests (5401, 5402).
class ReportTest {

    private static final String OTHER_CLINIC = "H43000000002";
    private static final String PATIENT = "43000000000000000003";
    private static final String NOT_DESIGNATED = "H43000000009";

    private static Gateway gateway;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
        gateway.server()
                .service(Registry.class)
                .saveInstitutions(List.of(new Institution(
                        NOT_DESIGNATED,
                        LocalDate.of(2010, 1, 1),
                        LocalDate.of(9999, 12, 31),
                        "非定点医院",
                        "430100",
                        InstitutionKind.HOSPITAL,
                        Level.TWO,
                        false,
                        true)));
        var ct = report(
                Gateway.RESIDENT,
                OTHER_CLINIC,
                "CT-1",
                Report.Kind.EXAMINATION,
                LocalDate.of(2025, 3, 10),
                "CT",
                "胸部CT平扫");
        var blood = report(
                        Gateway.RESIDENT,
                        Gateway.CLINIC,
                        "LAB-1",
                        Report.Kind.TEST,
                        LocalDate.of(2025, 3, 12),
                        "CBC",
                        "血常规")
                .with(List.of(
                        new Report.Item("WBC", "白细胞计数", "流式细胞术", "10^9/L", "3.5-9.5", "10.20", "", Optional.of(true)),
                        new Report.Item("MORPH", "血细胞形态", "镜检", "", "", "", "未见异常", Optional.empty())));
        var old = report(
                Gateway.RESIDENT,
                OTHER_CLINIC,
                "CT-0",
                Report.Kind.EXAMINATION,
                LocalDate.of(2019, 5, 1),
                "CT",
                "头部CT平扫");
        gateway.server().service(Facility.class).saveReports(List.of(old, ct, blood));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static Report report(
            String person,
            String institution,
            String number,
            Report.Kind kind,
            LocalDate on,
            String item,
            String itemName) {
        var examined = kind == Report.Kind.EXAMINATION;
        return new Report(
                institution,
                number,
                person,
                kind,
                on,
                "T" + item,
                itemName + "报告",
                item,
                itemName,
                examined ? Optional.of(false) : Optional.empty(),
                examined ? Optional.of(true) : Optional.empty(),
                examined ? "右肺小结节" : "",
                institution.equals(OTHER_CLINIC) ? "另一医院影像中心" : "测试医院检验科",
                "报告医师甲",
                List.of());
    }

    private static JsonNode reports(String institution, String person, String more) {
        return gateway.done(gateway.message(
                        "5401", institution, "{\"bilgiteminfo\": {\"psn_no\": \"" + person + "\"" + more + "}}"))
                .at("/output/bilgiteminfo");
    }

    private static List<String> numbers(String institution, String more) {
        return StreamSupport.stream(reports(institution, Gateway.RESIDENT, more).spliterator(), false)
                .map(row -> row.get("rpotc_no").stringValue())
                .toList();
    }

    private static ObjectNode details(String asking, String person, String institution, String number) {
        return gateway.message("5402", asking, """
                {"rptdetailinfo": {"psn_no": "%s", "rpotc_no": "%s", "fixmedins_code": "%s"}}""".formatted(person, number, institution));
    }

    private static String text(JsonNode row, String field) {
        return row.get(field).stringValue();
    }

    @Test
    void whoever_made_them_out_newest_first() {
        assertThat(numbers(Gateway.CLINIC, "")).containsExactly("LAB-1", "CT-1", "CT-0");
        assertThat(numbers(OTHER_CLINIC, "")).containsExactly("LAB-1", "CT-1", "CT-0");
        var rows = reports(Gateway.CLINIC, Gateway.RESIDENT, "");
        var ct = rows.get(1);
        assertThat(text(ct, "psn_no")).isEqualTo(Gateway.RESIDENT);
        assertThat(text(ct, "rpt_date")).isEqualTo("2025-03-10");
        assertThat(text(ct, "rpotc_type_code")).isEqualTo("TCT");
        assertThat(text(ct, "fixmedins_code")).isEqualTo(OTHER_CLINIC);
        assertThat(text(ct, "exam_rpotc_name")).isEqualTo("胸部CT平扫报告");
        assertThat(text(ct, "exam_rslt_poit_flag")).isEqualTo("0");
        assertThat(text(ct, "exam_rslt_abn")).isEqualTo("1");
        assertThat(text(ct, "exam_ccls")).isEqualTo("右肺小结节");
        assertThat(text(ct, "exe_org_name")).isEqualTo("另一医院影像中心");
        assertThat(ct.size()).isEqualTo(10);
        var blood = rows.get(0);
        assertThat(blood.get("exam_rslt_poit_flag").isNull()).isTrue();
        assertThat(blood.get("exam_rslt_abn").isNull()).isTrue();
        assertThat(blood.get("exam_ccls").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "exam_org_code, H43000000002, CT-1 CT-0",
        "exam_org_code, H4300000000, ''",
        "exam_org_name, 检验科, LAB-1",
        "exam_item_code, CT, CT-1 CT-0",
        "exam_item_code, C, ''",
        "exam_item_name, 胸部, CT-1",
        "exam_item_name, '%', ''",
    })
    void what_is_asked_for(String field, String value, String expected) {
        assertThat(String.join(" ", numbers(Gateway.CLINIC, ", \"" + field + "\": \"" + value + "\"")))
                .isEqualTo(expected);
    }

    @Test
    void all_conditions_hold_together() {
        assertThat(numbers(Gateway.CLINIC, """
                , "exam_org_code": "H43000000002", "exam_org_name": "影像", "exam_item_code": "CT",
                "exam_item_name": "头部\"""")).containsExactly("CT-0");
        assertThat(numbers(Gateway.CLINIC, ", \"exam_org_code\": \"H43000000001\", \"exam_item_code\": \"CT\""))
                .isEmpty();
    }

    @Test
    void of_many_the_newest_thousand() {
        gateway.server()
                .service(Enrolment.class)
                .savePersons(List.of(
                        new Person(PATIENT, "01", "430000197001010013", "测试丙", "1", "01", LocalDate.of(1970, 1, 1))));
        gateway.server()
                .service(Facility.class)
                .saveReports(IntStream.range(0, 1_001)
                        .mapToObj(day -> report(
                                PATIENT,
                                Gateway.CLINIC,
                                "M" + day,
                                Report.Kind.EXAMINATION,
                                LocalDate.of(2020, 1, 1).plusDays(day),
                                "ECG",
                                "心电图"))
                        .toList());
        var rows = reports(Gateway.CLINIC, PATIENT, "");
        assertThat(rows.size()).isEqualTo(1_000);
        assertThat(text(rows.get(0), "rpotc_no")).isEqualTo("M1000");
        assertThat(text(rows.get(999), "rpotc_no")).isEqualTo("M1");
    }

    @Test
    void nobody_elses() {
        assertThat(reports(Gateway.CLINIC, Gateway.EMPLOYEE, "").size()).isZero();
        assertThat(gateway.refused(details(Gateway.CLINIC, Gateway.EMPLOYEE, OTHER_CLINIC, "CT-1")))
                .isEqualTo("rpotc_no：应为该机构为该人员出具的报告单号，实为 CT-1");
    }

    @Test
    void what_an_examination_says() {
        var answer = gateway.done(details(Gateway.CLINIC, Gateway.RESIDENT, OTHER_CLINIC, "CT-1"))
                .get("output");
        assertThat(answer.get("inspectionreportinformation").size()).isZero();
        assertThat(answer.get("inspectiondetails").size()).isZero();
        assertThat(answer.get("checkreportdetails").size()).isEqualTo(1);
        var ct = answer.at("/checkreportdetails/0");
        assertThat(text(ct, "psn_no")).isEqualTo(Gateway.RESIDENT);
        assertThat(text(ct, "rpotc_no")).isEqualTo("CT-1");
        assertThat(text(ct, "rpt_date")).isEqualTo("2025-03-10");
        assertThat(text(ct, "rpotc_type_code")).isEqualTo("TCT");
        assertThat(text(ct, "exam_rpotc_name")).isEqualTo("胸部CT平扫报告");
        assertThat(text(ct, "exam_rslt_poit_flag")).isEqualTo("0");
        assertThat(text(ct, "exam_rslt_abn")).isEqualTo("1");
        assertThat(text(ct, "exam_ccls")).isEqualTo("右肺小结节");
        assertThat(text(ct, "bilgDrName")).isEqualTo("报告医师甲");
        assertThat(ct.size()).isEqualTo(9);
    }

    @Test
    void what_a_test_measured() {
        var answer = gateway.done(details(OTHER_CLINIC, Gateway.RESIDENT, Gateway.CLINIC, "LAB-1"))
                .get("output");
        assertThat(answer.get("checkreportdetails").size()).isZero();
        assertThat(answer.get("inspectionreportinformation").size()).isEqualTo(1);
        var blood = answer.at("/inspectionreportinformation/0");
        assertThat(text(blood, "psn_no")).isEqualTo(Gateway.RESIDENT);
        assertThat(text(blood, "rpotc_no")).isEqualTo("LAB-1");
        assertThat(text(blood, "exam_item_code")).isEqualTo("CBC");
        assertThat(text(blood, "exam_item_name")).isEqualTo("血常规");
        assertThat(text(blood, "rpt_date")).isEqualTo("2025-03-12");
        assertThat(text(blood, "rpot_doc")).isEqualTo("报告医师甲");
        assertThat(blood.size()).isEqualTo(6);
        assertThat(answer.get("inspectiondetails").size()).isEqualTo(2);
        var white = answer.at("/inspectiondetails/0");
        assertThat(text(white, "rpotc_no")).isEqualTo("LAB-1");
        assertThat(text(white, "exam_mtd")).isEqualTo("流式细胞术");
        assertThat(text(white, "ref_val")).isEqualTo("3.5-9.5");
        assertThat(text(white, "exam_unt")).isEqualTo("10^9/L");
        assertThat(white.get("exam_rslt_val").isNumber()).isTrue();
        assertThat(white.get("exam_rslt_val").decimalValue()).isEqualByComparingTo("10.2");
        assertThat(white.get("exam_rslt_qual").isNull()).isTrue();
        assertThat(text(white, "exam_item_detl_code")).isEqualTo("WBC");
        assertThat(text(white, "exam_item_detl_name")).isEqualTo("白细胞计数");
        assertThat(text(white, "exam_rslt_abn")).isEqualTo("1");
        assertThat(white.size()).isEqualTo(9);
        var form = answer.at("/inspectiondetails/1");
        assertThat(form.get("exam_rslt_val").isNull()).isTrue();
        assertThat(text(form, "exam_rslt_qual")).isEqualTo("未见异常");
        assertThat(form.get("exam_unt").isNull()).isTrue();
        assertThat(form.get("exam_rslt_abn").isNull()).isTrue();
    }

    @Test
    void what_is_wrong_is_named() {
        assertThat(gateway.refused(
                        gateway.message("5401", Gateway.CLINIC, "{\"bilgiteminfo\": {\"psn_no\": \"NOBODY\"}}")))
                .isEqualTo("psn_no：应为已参保登记的人员编号，实为 NOBODY");
        assertThat(gateway.refused(gateway.message("5401", Gateway.CLINIC, "{\"bilgiteminfo\": {}}")))
                .startsWith("psn_no：应为");
        assertThat(gateway.refused(
                        gateway.message("5401", Gateway.CLINIC, """
                {"bilgiteminfo": {"psn_no": "%s", "exam_item_code": "%s"}}""".formatted(Gateway.RESIDENT, "C".repeat(31)))))
                .startsWith("exam_item_code：应为");
        assertThat(gateway.refused(details(Gateway.CLINIC, "NOBODY", OTHER_CLINIC, "CT-1")))
                .isEqualTo("psn_no：应为已参保登记的人员编号，实为 NOBODY");
        assertThat(gateway.refused(details(Gateway.CLINIC, Gateway.RESIDENT, Gateway.CLINIC, "CT-1")))
                .isEqualTo("rpotc_no：应为该机构为该人员出具的报告单号，实为 CT-1");
        assertThat(gateway.refused(details(Gateway.CLINIC, Gateway.RESIDENT, "", "CT-1")))
                .startsWith("fixmedins_code：应为");
        assertThat(gateway.refused(details(Gateway.CLINIC, Gateway.RESIDENT, OTHER_CLINIC, "")))
                .startsWith("rpotc_no：应为");
    }

    @Test
    void who_is_not_designated_is_told_nothing() {
        assertThat(gateway.refused(gateway.message(
                        "5401", NOT_DESIGNATED, "{\"bilgiteminfo\": {\"psn_no\": \"" + Gateway.RESIDENT + "\"}}")))
                .startsWith("fixmedins_code：应为")
                .endsWith("为定点的医药机构编号，实为 " + NOT_DESIGNATED);
        assertThat(gateway.refused(details(NOT_DESIGNATED, Gateway.RESIDENT, OTHER_CLINIC, "CT-1")))
                .startsWith("fixmedins_code：应为");
    }
}
