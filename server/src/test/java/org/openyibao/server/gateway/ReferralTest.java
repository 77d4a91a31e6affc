package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.crossregion.Filings;
import tools.jackson.databind.node.ObjectNode;

/// A referral to a hospital elsewhere is filed by the one that refers (2501), cancelled (2502) and asked for
/// (5304).
class ReferralTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.open();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static ObjectNode referral(String person, String place) {
        return gateway.message("2501", Gateway.CLINIC, """
                {"refmedin": {"psn_no": "%s", "insutype": "", "tel": "13800000000", "addr": "测试路1号", "insu_optins": "",
                  "diag_code": "I10.x00", "diag_name": "原发性高血压", "dise_cond_dscr": "需进一步检查",
                  "reflin_medins_no": "H31000000001", "reflin_medins_name": "测试上级医院", "mdtrtarea_admdvs": "%s",
                  "hosp_agre_refl_flag": "1", "refl_type": "3", "refl_date": "%s", "refl_rea": "专科治疗",
                  "refl_opnn": "同意转院", "begndate": "%s", "enddate": "", "refl_old_mdtrt_id": "", "refl_used_flag": "0"}}""".formatted(person, place, TODAY, TODAY));
    }

    private static ObjectNode refmedin(ObjectNode message) {
        return (ObjectNode) message.at("/input/refmedin");
    }

    private static ObjectNode cancellation(String person, String filing) {
        return gateway.message(
                "2502",
                Gateway.CLINIC,
                "{\"data\": {\"trt_dcla_detl_sn\": \"" + filing + "\", \"psn_no\": \"" + person
                        + "\", \"memo\": \"病人不去了\"}}");
    }

    private static ObjectNode query(String person) {
        return gateway.message(
                "5304",
                Gateway.CLINIC,
                "{\"data\": {\"psn_no\": \"" + person + "\", \"begntime\": \"" + TODAY.minusDays(1)
                        + " 00:00:00\", \"endtime\": \"" + TODAY.plusDays(1) + " 00:00:00\"}}");
    }

    private static String filed(ObjectNode message) {
        return gateway.done(message).at("/output/result/trt_dcla_detl_sn").stringValue();
    }

    @Test
    void a_referral_is_a_filing_for_the_place_and_is_told_with_all_that_was_sent() {
        var message = referral(Gateway.RESIDENT, "310000");
        var id = filed(message);
        assertThat(filed(message)).as("sent again").isEqualTo(id);
        var filings = gateway.server().service(Filings.class).of(Gateway.RESIDENT).stream()
                .filter(view -> view.filing().place().equals("310000"))
                .toList();
        assertThat(filings).singleElement().satisfies(view -> {
            assertThat(view.filing().id()).isEqualTo(id);
            assertThat(view.filing().from()).isEqualTo(TODAY);
            assertThat(view.filing().until()).contains(TODAY.plusMonths(6));
            assertThat(view.filing().complete()).isTrue();
            assertThat(view.events().getFirst().reason()).isEqualTo("专科治疗");
        });
        var told = (ObjectNode) gateway.done(query(Gateway.RESIDENT)).at("/output/refmedin/0");
        assertThat(told.get("insutype").stringValue()).isEqualTo("390");
        assertThat(told.get("psn_no").stringValue()).isEqualTo(Gateway.RESIDENT);
        assertThat(told.get("certno").stringValue()).isEqualTo("430000198801010010");
        assertThat(told.get("psn_name").stringValue()).isEqualTo("测试甲");
        assertThat(told.get("tel").isNull())
                .as("a telephone number is not kept")
                .isTrue();
        assertThat(told.get("diag_name").stringValue()).isEqualTo("原发性高血压");
        assertThat(told.get("reflin_medins_no").stringValue()).isEqualTo("H31000000001");
        assertThat(told.get("out_flag").stringValue()).isEqualTo("1");
        assertThat(told.get("begndate").stringValue()).isEqualTo(TODAY.toString());
        assertThat(told.get("enddate").stringValue())
                .isEqualTo(TODAY.plusMonths(6).toString());
        assertThat(told.get("insu_optins").stringValue()).isEqualTo("430100");
        assertThat(told.get("emp_name").stringValue()).isEqualTo("测试单位");
        assertThat(told.get("opter_name").stringValue()).isNotEmpty();
        assertThat(told.get("opt_time").stringValue()).startsWith(TODAY.toString());
        assertThat(told.propertyNames())
                .containsExactlyInAnyOrder(
                        "insutype",
                        "dcla_souc",
                        "psn_no",
                        "psn_cert_type",
                        "certno",
                        "psn_name",
                        "gend",
                        "brdy",
                        "tel",
                        "addr",
                        "insu_optins",
                        "emp_name",
                        "diag_code",
                        "diag_name",
                        "dise_cond_dscr",
                        "reflin_medins_no",
                        "reflin_medins_name",
                        "out_flag",
                        "refl_date",
                        "refl_rea",
                        "begndate",
                        "enddate",
                        "hosp_agre_refl_flag",
                        "opter_id",
                        "opter_name",
                        "opt_time");
    }

    @Test
    void cancelled_it_is_gone_and_cannot_be_cancelled_again() {
        var id = filed(referral(Gateway.EMPLOYEE, "110000"));
        assertThat(gateway.done(query(Gateway.EMPLOYEE)).at("/output/refmedin").size())
                .isEqualTo(1);
        gateway.done(cancellation(Gateway.EMPLOYEE, id));
        assertThat(gateway.done(query(Gateway.EMPLOYEE)).at("/output/refmedin").isEmpty())
                .isTrue();
        assertThat(gateway.refused(cancellation(Gateway.EMPLOYEE, id))).startsWith("trt_dcla_detl_sn：应为未过期、未撤销的备案");
    }

    @Test
    void what_undoes_settlements_does_not_undo_a_filing() {
        var message = referral(Gateway.EMPLOYEE, "460200");
        var id = filed(message);
        var undo = gateway.message(
                "2601",
                Gateway.CLINIC,
                "{\"data\": {\"psn_no\": \"" + Gateway.EMPLOYEE + "\", \"omsgid\": \""
                        + message.at("/msgid").stringValue() + "\", \"oinfno\": \"2501\"}}");
        assertThat(gateway.refused(undo)).startsWith("oinfno：应为可以冲正的交易").contains("备案用 2502");
        assertThat(gateway.done(query(Gateway.EMPLOYEE)).at("/output/refmedin").size())
                .isEqualTo(1);
        gateway.done(cancellation(Gateway.EMPLOYEE, id));
    }

    @Test
    void another_institution_neither_sees_nor_cancels_it() {
        var id = filed(referral(Gateway.RESIDENT, "440100"));
        var cancellation = cancellation(Gateway.RESIDENT, id);
        cancellation.put("fixmedins_code", "H43000000002");
        assertThat(gateway.refused(cancellation)).contains("本机构为该人员所作的备案");
        var query = query(Gateway.RESIDENT);
        query.put("fixmedins_code", "H43000000002");
        assertThat(gateway.done(query).at("/output/refmedin").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "psn_no, 77, psn_no：应为已参保登记的人员编号",
        "psn_no, '', psn_no：应为不超过 30 个字符的文本",
        "mdtrtarea_admdvs, 31, mdtrtarea_admdvs：应为 6 位行政区划",
        "refl_type, 1, refl_type：应为 2（转往省内异地）或 3（转往省外异地）",
        "refl_date, 2025-02-30, refl_date：应为 yyyy-MM-dd 格式的日期",
        "refl_date, '', refl_date：应为 yyyy-MM-dd 格式的日期",
        "refl_rea, '', refl_rea：应为不超过 100 个字符的文本",
        "diag_code, '', diag_code：应为不超过 20 个字符的文本",
        "reflin_medins_no, H430000000012, reflin_medins_no：应为不超过 12 个字符的文本",
        "reflin_medins_no, H43000000002, mdtrtarea_admdvs：应为转往医院所属的行政区划 430100",
        "hosp_agre_refl_flag, 7, hosp_agre_refl_flag：应为 0（否）或 1（是）",
        "begndate, 2020-01-01, begndate：应为不早于今天",
        "enddate, 2999-01-01, enddate：应为不早于",
        "insutype, 310, insutype：应为该人员在",
    })
    void what_is_wrong_is_named(String field, String value, String complaint) {
        var message = referral(Gateway.RESIDENT, "500000");
        refmedin(message).put(field, value);
        assertThat(gateway.refused(message)).startsWith(complaint);
    }

    @Test
    void nobody_is_referred_to_home_or_twice_to_one_place() {
        assertThat(gateway.refused(referral(Gateway.RESIDENT, "430100"))).contains("备案地就在参保地");
        filed(referral(Gateway.RESIDENT, "420100"));
        assertThat(gateway.refused(referral(Gateway.RESIDENT, "420100"))).startsWith("mdtrtarea_admdvs：应为没有同类有效备案的地区");
    }

    @Test
    void a_referral_of_jilin_is_the_same_under_a_name_of_its_own() {
        var message = referral(Gateway.EMPLOYEE, "110000").put("infno", "2501A");
        var input = (ObjectNode) message.get("input");
        input.set("transferInfo", input.remove("refmedin"));
        ((ObjectNode) input.get("transferInfo")).put("reflin_medins_no", "H11000000001");
        var id = filed(message);
        assertThat(gateway.server().service(Filings.class).of(Gateway.EMPLOYEE))
                .anySatisfy(view -> assertThat(view.filing().id()).isEqualTo(id));
        gateway.done(cancellation(Gateway.EMPLOYEE, id));
        var two = referral(Gateway.EMPLOYEE, "110000").put("infno", "2501A");
        var nodes = (ObjectNode) two.get("input");
        nodes.set("transferInfo", nodes.remove("refmedin"));
        nodes.putObject("more");
        assertThat(gateway.refused(two)).isEqualTo("refmedin：应为一个对象，实为未送");
    }
}
