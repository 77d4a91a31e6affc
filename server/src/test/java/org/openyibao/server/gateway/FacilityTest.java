package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.facility.Facility;
import org.openyibao.server.facility.Member;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Departments (3401, 3401A, 3402, 3403, 5101) and staff (5102).
class FacilityTest {

    private static final String OTHER_CLINIC = "H43000000002";

    private static Gateway gateway;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static String department(String code, String name) {
        return """
                {"hosp_dept_codg": "%s", "caty": "A03", "hosp_dept_name": "%s", "begntime": "2020-01-01 00:00:00",
                 "endtime": "", "itro": "简介", "dept_resper_name": "测试主任", "dept_resper_tel": "0731-0000000",
                 "dept_med_serv_scp": "内科诊疗", "dept_estbdat": "2019-12-31", "aprv_bed_cnt": "30",
                 "hi_crtf_bed_cnt": 20, "poolarea_no": "430100", "dr_psncnt": 5, "phar_psncnt": 1, "nurs_psncnt": 8,
                 "tecn_psncnt": 2, "memo": ""}""".formatted(code, name);
    }

    private static ObjectNode upload(String transaction, String institution, String departments) {
        return gateway.message(transaction, institution, "{\"deptinfo\": " + departments + "}");
    }

    private static ObjectNode withdrawal(String institution, String code, String name) {
        return gateway.message("3403", institution, """
                {"data": {"hosp_dept_codg": "%s", "hosp_dept_name": "%s", "begntime": "2020-01-01"}}""".formatted(code, name));
    }

    private static JsonNode departments(String institution) {
        return gateway.done(gateway.message("5101", institution, "{\"data\": {}}"))
                .at("/output/feedetail");
    }

    private static JsonNode department(String code) {
        for (var row : departments(Gateway.CLINIC)) {
            if (row.get("hosp_dept_codg").stringValue().equals(code)) {
                return row;
            }
        }
        throw new AssertionError("no department " + code);
    }

    @Test
    void a_department_from_its_upload_to_its_withdrawal() {
        var message = upload("3401", Gateway.CLINIC, department("A1", "内科"));
        var answer = gateway.done(message);
        assertThat(answer.get("output").isNull()).isTrue();
        assertThat(gateway.answer(message)).as("sent again").isEqualTo(answer);
        var row = department("A1");
        assertThat(row.get("hosp_dept_name").stringValue()).isEqualTo("内科");
        assertThat(row.get("begntime").stringValue()).isEqualTo("2020-01-01 00:00:00");
        assertThat(row.get("endtime").isNull()).isTrue();
        assertThat(row.get("itro").stringValue()).isEqualTo("简介");
        assertThat(row.get("dept_resper_name").stringValue()).isEqualTo("测试主任");
        assertThat(row.get("dept_resper_tel").stringValue()).isEqualTo("0731-0000000");
        assertThat(row.get("dept_med_serv_scp").stringValue()).isEqualTo("内科诊疗");
        assertThat(row.get("caty").stringValue()).isEqualTo("A03");
        assertThat(row.get("dept_estbdat").stringValue()).isEqualTo("2019-12-31");
        assertThat(row.get("aprv_bed_cnt").asInt()).isEqualTo(30);
        assertThat(row.get("hi_crtf_bed_cnt").asInt()).isEqualTo(20);
        assertThat(row.get("poolarea_no").stringValue()).isEqualTo("430100");
        assertThat(row.get("dr_psncnt").asInt()).isEqualTo(5);
        assertThat(row.get("phar_psncnt").asInt()).isEqualTo(1);
        assertThat(row.get("nurs_psncnt").asInt()).isEqualTo(8);
        assertThat(row.get("tecn_psncnt").asInt()).isEqualTo(2);
        assertThat(row.get("memo").isNull()).isTrue();
        assertThat(row.size()).isEqualTo(18);

        assertThat(gateway.refused(upload("3401", Gateway.CLINIC, department("A1", "内科"))))
                .isEqualTo("hosp_dept_codg：应为本机构尚未上传的科室编码（已有的用 3402 变更），实为 A1");
        assertThat(gateway.refused(upload("3402", OTHER_CLINIC, department("A1", "别家"))))
                .isEqualTo("hosp_dept_codg：应为本机构已上传、未撤销的科室编码，实为 A1");
        gateway.done(upload("3402", Gateway.CLINIC, department("A1", "大内科").replace("\"30\"", "45")));
        assertThat(department("A1").get("hosp_dept_name").stringValue()).isEqualTo("大内科");
        assertThat(department("A1").get("aprv_bed_cnt").asInt()).isEqualTo(45);
        assertThat(departments(OTHER_CLINIC).size()).isZero();

        assertThat(gateway.refused(withdrawal(Gateway.CLINIC, "A1", "内科")))
                .isEqualTo("hosp_dept_name：应为该科室的名称 大内科，实为内科");
        assertThat(gateway.refused(withdrawal(OTHER_CLINIC, "A1", "大内科")))
                .startsWith("hosp_dept_codg：应为本机构已上传、未撤销的科室编码");
        gateway.done(withdrawal(Gateway.CLINIC, "A1", "大内科"));
        assertThat(departments(Gateway.CLINIC).toString()).doesNotContain("大内科");
        assertThat(gateway.refused(withdrawal(Gateway.CLINIC, "A1", "大内科")))
                .startsWith("hosp_dept_codg：应为本机构已上传、未撤销的科室编码");
        gateway.done(upload("3401", Gateway.CLINIC, department("A1", "内科")));
        assertThat(department("A1").get("hosp_dept_name").stringValue()).isEqualTo("内科");
    }

    @Test
    void many_at_once_are_all_taken_or_none() {
        gateway.done(
                upload("3401A", Gateway.CLINIC, "[" + department("M1", "一科") + "," + department("M2", "二科") + "]"));
        assertThat(department("M2").get("hosp_dept_name").stringValue()).isEqualTo("二科");
        assertThat(gateway.refused(upload(
                        "3401A", Gateway.CLINIC, "[" + department("M3", "三科") + "," + department("M1", "一科") + "]")))
                .contains("实为 M1");
        assertThat(gateway.refused(upload(
                        "3401A", Gateway.CLINIC, "[" + department("M3", "三科") + "," + department("M3", "三科") + "]")))
                .isEqualTo("hosp_dept_codg：应为各行不同的科室编码，实为 M3");
        assertThat(departments(Gateway.CLINIC).toString()).doesNotContain("M3");
    }

    @ParameterizedTest
    @CsvSource({
        "hosp_dept_codg, '', hosp_dept_codg：应为不超过 20 个字符的文本",
        "hosp_dept_name, '', hosp_dept_name：应为不超过 100 个字符的文本",
        "caty, '', caty：应为不超过 6 个字符的文本",
        "begntime, 昨天, begntime：应为 yyyy-MM-dd HH:mm:ss 格式的日期时间",
        "endtime, 2019-01-01, endtime：应为不早于开始时间",
        "aprv_bed_cnt, 许多, aprv_bed_cnt：应为",
    })
    void what_is_wrong_is_named(String field, String value, String complaint) {
        var message = upload("3401", Gateway.CLINIC, department("W1", "错误科"));
        ((ObjectNode) message.at("/input/deptinfo")).put(field, value);
        assertThat(gateway.refused(message)).startsWith(complaint);
    }

    private static JsonNode staff(String institution, String more) {
        return gateway.done(gateway.message("5102", institution, "{\"data\": {\"prac_psn_type\": \"1\"" + more + "}}"))
                .at("/output/feedetail");
    }

    @Test
    void who_works_there() {
        gateway.server()
                .service(Facility.class)
                .saveStaff(List.of(
                        member(Gateway.CLINIC, "D1", "1", "测试医师", LocalDate.of(2025, 12, 31)),
                        member(Gateway.CLINIC, "D2", "1", "另一医师", Member.NO_END),
                        member(Gateway.CLINIC, "N1", "2", "测试护士", Member.NO_END),
                        member(OTHER_CLINIC, "D3", "1", "别家医师", Member.NO_END)));
        var rows = staff(Gateway.CLINIC, "");
        assertThat(rows.size()).isEqualTo(2);
        var row = rows.get(0);
        assertThat(row.get("psn_cert_type").stringValue()).isEqualTo("01");
        assertThat(row.get("certno").stringValue()).isEqualTo("ID-D1");
        assertThat(row.get("prac_psn_no").stringValue()).isEqualTo("001");
        assertThat(row.get("prac_psn_code").stringValue()).isEqualTo("D1");
        assertThat(row.get("prac_psn_name").stringValue()).isEqualTo("测试医师");
        assertThat(row.get("prac_psn_type").stringValue()).isEqualTo("1");
        assertThat(row.get("prac_psn_cert").stringValue()).isEqualTo("Q-D1");
        assertThat(row.get("prac_cert_no").stringValue()).isEqualTo("L-D1");
        assertThat(row.get("hi_dr_flag").stringValue()).isEqualTo("1");
        assertThat(row.get("begntime").stringValue()).isEqualTo("2020-01-01 00:00:00");
        assertThat(row.get("endtime").stringValue()).isEqualTo("2025-12-31 00:00:00");
        assertThat(row.get("chg_rea").isNull()).isTrue();
        assertThat(row.size()).isEqualTo(12);
        assertThat(rows.get(1).get("endtime").isNull()).isTrue();
        assertThat(staff(Gateway.CLINIC, ", \"prac_psn_name\": \"另一医师\"").size())
                .isEqualTo(1);
        assertThat(staff(Gateway.CLINIC, ", \"certno\": \"ID-D1\", \"psn_cert_type\": \"01\"")
                        .size())
                .isEqualTo(1);
        assertThat(staff(Gateway.CLINIC, ", \"prac_psn_code\": \"D3\"").size()).isZero();
        assertThat(gateway.refused(gateway.message("5102", Gateway.CLINIC, "{\"data\": {\"prac_psn_type\": \"7\"}}")))
                .isEqualTo("prac_psn_type：应为 1（医师）、2（护士）、3（药师）或 4（医技人员），实为 7");
    }

    private static Member member(String institution, String code, String kind, String name, LocalDate to) {
        return new Member(
                institution,
                code,
                kind,
                "01",
                "ID-" + code,
                name,
                "001",
                "Q-" + code,
                "L-" + code,
                true,
                LocalDate.of(2020, 1, 1),
                to,
                "");
    }
}
