package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is special of a visit (2406, 2407).
class VisitMarkTest {

    private static Gateway gateway;
    private static Stays stays;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
        stays = new Stays(gateway);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static ObjectNode mark(String person, String visit, String mark) {
        return gateway.message("2406", Stays.HOSPITAL, """
                {"data": {"mdtrt_id": "%s", "psn_no": "%s", "psn_cert_type": "01", "certno": "ID%s",
                  "psn_name": "测试丙", "ipt_otp_no": "ZY-1", "ipt_psn_sp_flag_type": "01", "ipt_psn_sp_flag": "%s",
                  "memo": "外伤", "admdvs": "110000"}}""".formatted(visit, person, person, mark));
    }

    private static String marked(ObjectNode message) {
        return gateway.done(message)
                .at("/output/IptPsnSpFlagRegOut/ipt_psn_sp_flag_detl_id")
                .stringValue();
    }

    private static JsonNode query(String institution, String wanted) {
        return gateway.done(gateway.message(
                        "2407", institution, "{\"data\": {\"page_num\": 1, \"page_size\": \"2\"" + wanted + "}}"))
                .get("output");
    }

    @Test
    void a_visit_is_marked_and_the_institution_is_told_page_by_page() {
        var person = stays.employee();
        var visit = stays.admitted(person, "2026-03-03 09:30:00");
        var message = mark(person, visit, "1");
        var first = marked(message);
        assertThat(marked(message)).as("sent again").isEqualTo(first);
        var second = marked(mark(person, visit, "2"));
        var third = marked(mark(person, visit, "3"));
        var of = ", \"psn_no\": \"" + person + "\"";
        var page = query(Stays.HOSPITAL, of);
        assertThat(page.at("/recordCounts").asInt()).isEqualTo(3);
        assertThat(page.at("/pages").asInt()).isEqualTo(2);
        var rows = page.get("IptPsnSpFlagReg");
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.get(1).get("ipt_psn_sp_flag_detl_id").stringValue()).isEqualTo(second);
        var row = rows.get(0);
        assertThat(row.get("ipt_psn_sp_flag_detl_id").stringValue()).isEqualTo(first);
        assertThat(row.get("mdtrt_id").stringValue()).isEqualTo(visit);
        assertThat(row.get("psn_no").stringValue()).isEqualTo(person);
        assertThat(row.get("psn_cert_type").stringValue()).isEqualTo("01");
        assertThat(row.get("certno").stringValue()).isEqualTo("ID" + person);
        assertThat(row.get("psn_name").stringValue()).isEqualTo("测试丙");
        assertThat(row.get("fixmedins_code").stringValue()).isEqualTo(Stays.HOSPITAL);
        assertThat(row.get("fixmedins_name").stringValue()).isEqualTo("北京测试医院");
        assertThat(row.get("ipt_otp_no").stringValue()).isEqualTo("ZY-1");
        assertThat(row.get("ipt_psn_sp_flag_type").stringValue()).isEqualTo("01");
        assertThat(row.get("ipt_psn_sp_flag").stringValue()).isEqualTo("1");
        assertThat(row.get("admdvs").stringValue()).isEqualTo("110000");
        assertThat(row.size()).isEqualTo(12);
        for (var one : new String[] {
            of + ", \"ipt_psn_sp_flag\": \"3\"",
            ", \"ipt_psn_sp_flag_detl_id\": \"" + third + "\"",
            ", \"certno\": \"ID" + person + "\", \"psn_name\": \"测试丙\", \"ipt_psn_sp_flag\": \"3\"",
            ", \"fixmedins_code\": \"" + Stays.HOSPITAL + "\", \"mdtrt_id\": \"" + visit
                    + "\", \"ipt_psn_sp_flag\": \"3\", \"admdvs\": \"110000\", \"ipt_otp_no\": \"ZY-1\""
        }) {
            var found = query(Stays.HOSPITAL, one).get("IptPsnSpFlagReg");
            assertThat(found.size()).as(one).isEqualTo(1);
            assertThat(found.get(0).get("ipt_psn_sp_flag_detl_id").stringValue())
                    .isEqualTo(third);
        }
        assertThat(query(Stays.OTHER_HOSPITAL, of).get("IptPsnSpFlagReg").size())
                .isZero();
        assertThat(query(Stays.HOSPITAL, of + ", \"fixmedins_code\": \"" + Stays.OTHER_HOSPITAL + "\"")
                        .get("IptPsnSpFlagReg")
                        .size())
                .isZero();
    }

    @Test
    void only_ones_own_visit_can_be_marked() {
        var person = stays.employee();
        var visit = stays.admitted(person, "2026-03-03 09:30:00");
        assertThat(gateway.refused(mark(person, visit, "1").put("fixmedins_code", Stays.OTHER_HOSPITAL)))
                .isEqualTo("mdtrt_id：应为该人员在本机构未撤销的就诊ID，实为 " + visit);
        gateway.done(stays.of("2404", person, visit));
        assertThat(gateway.refused(mark(person, visit, "1"))).startsWith("mdtrt_id：应为该人员在本机构未撤销的就诊ID");
    }

    @ParameterizedTest
    @CsvSource({
        "2406, psn_no, 77, psn_no：应为已参保登记的人员编号，实为 77",
        "2406, certno, 1, certno：应为该人员的证件号码，实为 1",
        "2406, ipt_otp_no, ZY-9, ipt_otp_no：应为该次就诊的住院/门诊号 ZY-1，实为 ZY-9",
        "2406, ipt_psn_sp_flag_type, '', ipt_psn_sp_flag_type：应为不超过 6 个字符的文本",
        "2406, ipt_psn_sp_flag, 1234567, ipt_psn_sp_flag：应为不超过 6 个字符的文本",
        "2407, page_num, 0, page_num：应为 1 至",
        "2407, psn_no, 77, psn_no：应为已参保登记的人员，实为 77",
        "2407, psn_name, 别人, psn_name：应为该人员的姓名，实为别人",
    })
    void what_is_wrong_is_named(String transaction, String field, String value, String complaint) {
        var person = stays.employee();
        var visit = stays.admitted(person, "2026-03-03 09:30:00");
        var message = mark(person, visit, "1").put("infno", transaction);
        Gateway.data(message).put("page_num", 1).put("page_size", 10).put(field, value);
        assertThat(gateway.refused(message)).startsWith(complaint);
    }
}
