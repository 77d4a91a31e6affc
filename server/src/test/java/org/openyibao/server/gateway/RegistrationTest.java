package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.crossregion.Registrations;
import tools.jackson.databind.node.ObjectNode;

/// Chronic diseases (2503, 2504, 5301), chosen institutions (2505, 2506, 5302), accidents (2507).
class RegistrationTest {

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

    private static ObjectNode disease(String person, String code) {
        return gateway.message("2503", Gateway.CLINIC, """
                {"data": {"psn_no": "%s", "insutype": "390", "opsp_dise_code": "%s", "opsp_dise_name": "高血压",
                  "tel": "13800000000", "addr": "", "insu_optins": "430100", "ide_fixmedins_no": "%s",
                  "ide_fixmedins_name": "测试医院", "hosp_ide_date": "%s", "diag_dr_codg": "D1", "diag_dr_name": "医师",
                  "begndate": "%s", "enddate": "", "memo": ""}}""".formatted(person, code, Gateway.CLINIC, TODAY, TODAY));
    }

    private static ObjectNode choice(String person, int rank, String institution) {
        return gateway.message(
                "2505", Gateway.CLINIC, """
                {"data": {"psn_no": "%s", "biz_appy_type": "03", "begndate": "%s", "enddate": "%s", "agnter_name": "代办人",
                  "agnter_cert_type": "01", "agnter_certno": "430000199001010010", "agnter_tel": "1", "agnter_addr": "a",
                  "agnter_rlts": "1", "fix_srt_no": "%d", "fixmedins_code": "%s", "fixmedins_name": "测试医院",
                  "memo": "首选"}}""".formatted(person, TODAY, TODAY.plusYears(1), rank, institution));
    }

    private static ObjectNode cancellation(String transaction, String person, String id) {
        return gateway.message(
                transaction,
                Gateway.CLINIC,
                "{\"data\": {\"trt_dcla_detl_sn\": \"" + id + "\", \"psn_no\": \"" + person + "\", \"memo\": \"误报\"}}");
    }

    private static ObjectNode query(String transaction, String person, String more) {
        return gateway.message(transaction, Gateway.CLINIC, "{\"data\": {\"psn_no\": \"" + person + "\"" + more + "}}");
    }

    private static String made(ObjectNode message) {
        return gateway.done(message).at("/output/result/trt_dcla_detl_sn").stringValue();
    }

    @Test
    void a_registered_disease_is_told_until_it_is_cancelled() {
        var message = disease(Gateway.RESIDENT, "M03900");
        var id = made(message);
        assertThat(made(message)).as("sent again").isEqualTo(id);
        var told = gateway.done(query("5301", Gateway.RESIDENT, "")).at("/output/feedetail");
        assertThat(told.size()).isEqualTo(1);
        assertThat(told.get(0).get("opsp_dise_code").stringValue()).isEqualTo("M03900");
        assertThat(told.get(0).get("opsp_dise_name").stringValue()).isEqualTo("高血压");
        assertThat(told.get(0).get("begndate").stringValue()).isEqualTo(TODAY.toString());
        assertThat(told.get(0).get("enddate").isNull()).isTrue();
        assertThat(gateway.refused(disease(Gateway.RESIDENT, "M03900"))).contains("该时期内尚未登记的");
        assertThat(gateway.refused(cancellation("2506", Gateway.RESIDENT, id)))
                .as("not as a choice")
                .startsWith("trt_dcla_detl_sn：应为本机构为该人员所作、未撤销的备案");
        gateway.done(cancellation("2504", Gateway.RESIDENT, id));
        assertThat(gateway.done(query("5301", Gateway.RESIDENT, ""))
                        .at("/output/feedetail")
                        .isEmpty())
                .isTrue();
        assertThat(gateway.refused(cancellation("2504", Gateway.RESIDENT, id)))
                .startsWith("trt_dcla_detl_sn：应为本机构为该人员所作、未撤销的备案");
        assertThat(made(disease(Gateway.RESIDENT, "M03900"))).as("anew").isNotEqualTo(id);
    }

    @Test
    void a_chosen_institution_is_told_with_its_place_until_it_is_cancelled() {
        var id = made(choice(Gateway.EMPLOYEE, 1, Gateway.CLINIC));
        var second = made(choice(Gateway.EMPLOYEE, 2, "H43000000002"));
        var told = gateway.done(query("5302", Gateway.EMPLOYEE, ", \"biz_appy_type\": \"03\""))
                .at("/output/psnfixmedin");
        assertThat(told.size()).isEqualTo(2);
        assertThat(told.get(0).get("psn_no").stringValue()).isEqualTo(Gateway.EMPLOYEE);
        assertThat(told.get(0).get("fix_srt_no").stringValue()).isEqualTo("1");
        assertThat(told.get(0).get("fixmedins_code").stringValue()).isEqualTo(Gateway.CLINIC);
        assertThat(told.get(0).get("fixmedins_name").stringValue()).isEqualTo("测试医院");
        assertThat(told.get(0).get("enddate").stringValue())
                .isEqualTo(TODAY.plusYears(1).toString());
        assertThat(told.get(0).get("memo").stringValue()).isEqualTo("首选");
        assertThat(told.get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "psn_no",
                        "insutype",
                        "fix_srt_no",
                        "fixmedins_code",
                        "fixmedins_name",
                        "begndate",
                        "enddate",
                        "memo");
        assertThat(gateway.done(query("5302", Gateway.EMPLOYEE, ", \"biz_appy_type\": \"01\""))
                        .at("/output/psnfixmedin")
                        .isEmpty())
                .isTrue();
        assertThat(gateway.refused(choice(Gateway.EMPLOYEE, 1, Gateway.PHARMACY)))
                .as("the place is taken")
                .contains("该时期内尚未登记的");
        gateway.done(cancellation("2506", Gateway.EMPLOYEE, second));
        gateway.done(cancellation("2506", Gateway.EMPLOYEE, id));
        assertThat(gateway.done(query("5302", Gateway.EMPLOYEE, ", \"biz_appy_type\": \"03\""))
                        .at("/output/psnfixmedin")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "psn_no, 77, psn_no：应为已参保登记的人员编号",
        "insutype, 310, insutype：应为该人员在",
        "insu_optins, 110000, insu_optins：应为该人员的参保地 430100",
        "insu_optins, '', insu_optins：应为不超过 6 个字符的文本",
        "opsp_dise_code, '', opsp_dise_code：应为不超过 30 个字符的文本",
        "ide_fixmedins_no, H1, ide_fixmedins_no：应为已登记的定点医药机构编号",
        "hosp_ide_date, 2025-13-01, hosp_ide_date：应为 yyyy-MM-dd 格式的日期",
        "begndate, '', begndate：应为 yyyy-MM-dd 格式的日期",
        "enddate, 2020-01-01, enddate：应为不早于起始日",
        "diag_dr_name, '', diag_dr_name：应为不超过 50 个字符的文本",
    })
    void what_is_wrong_with_a_disease_is_named(String field, String value, String complaint) {
        var message = disease(Gateway.RESIDENT, "M01600");
        Gateway.data(message).put(field, value);
        assertThat(gateway.refused(message)).startsWith(complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "biz_appy_type, 77, biz_appy_type：应为业务申请类型",
        "fix_srt_no, x, fix_srt_no：应为 0 至 999 的整数",
        "fixmedins_code, H1, fixmedins_code：应为已登记的定点医药机构编号",
        "agnter_rlts, 3, agnter_rlts：应为代办人关系",
        "begndate, 20250101, begndate：应为 yyyy-MM-dd 格式的日期",
    })
    void what_is_wrong_with_a_choice_is_named(String field, String value, String complaint) {
        var message = choice(Gateway.RESIDENT, 3, Gateway.CLINIC);
        Gateway.data(message).put(field, value);
        assertThat(gateway.refused(message)).startsWith(complaint);
    }

    @Test
    void a_cancellation_says_why() {
        var message = cancellation("2504", Gateway.RESIDENT, "1");
        Gateway.data(message).put("memo", "");
        assertThat(gateway.refused(message)).startsWith("memo：应为不超过 500 个字符的文本");
    }

    private static ObjectNode accident(String person, String from) {
        return gateway.message("2507", Gateway.CLINIC, """
                {"data": {"dcla_souc": "01", "insutype": "390", "psn_no": "%s", "psn_cert_type": "01",
                  "certno": "430000198801010010", "psn_name": "测试甲", "tel": "13800000000", "insu_admdvs": "430100",
                  "fixmedins_code": "%s", "fixmedins_name": "测试医院", "trum_time": "2026-01-02",
                  "trum_site": "家中", "trum_rea": "跌倒", "chk_pay_flag": "1", "agnter_rlts": "1", "begndate": "%s",
                  "enddate": "", "memo": ""}}""".formatted(person, Gateway.CLINIC, from));
    }

    @Test
    void an_accident_is_registered_once_for_its_day() {
        var message = accident(Gateway.RESIDENT, "2026-01-02");
        var id = made(message);
        assertThat(made(message)).as("sent again").isEqualTo(id);
        var kept =
                gateway
                        .server()
                        .service(Registrations.class)
                        .holding(Gateway.RESIDENT, LocalDate.of(2026, 1, 2))
                        .stream()
                        .filter(each -> each.id().equals(id))
                        .toList();
        assertThat(kept).singleElement().satisfies(registration -> {
            assertThat(registration.kind()).isEqualTo(Registration.Kind.ACCIDENT);
            assertThat(registration.name()).isEqualTo("跌倒");
            assertThat(registration.madeBy()).isEqualTo(Gateway.CLINIC);
            assertThat(registration.details()).contains("家中").doesNotContain("13800000000", "测试甲");
        });
        assertThat(gateway.refused(accident(Gateway.RESIDENT, "2026-01-02")))
                .isEqualTo("begndate：应为该时期内尚未登记的，实为 2026-01-02 (" + id + ")");
        assertThat(made(accident(Gateway.RESIDENT, "2026-01-03"))).isNotEqualTo(id);
        assertThat(gateway.done(query("5301", Gateway.RESIDENT, ""))
                        .at("/output/feedetail")
                        .toString())
                .as("an accident is no disease")
                .doesNotContain("2026-01-02");
    }

    @ParameterizedTest
    @CsvSource({
        "psn_no, 77, psn_no：应为已参保登记的人员编号",
        "certno, 1, certno：应为该人员的证件号码，实为 1",
        "psn_name, 别人, psn_name：应为该人员的姓名，实为别人",
        "insutype, 310, insutype：应为该人员在",
        "insu_admdvs, 110000, insu_admdvs：应为该人员的参保地，实为 110000",
        "fixmedins_code, H1, fixmedins_code：应为已登记的定点医药机构编号",
        "trum_time, 昨天, trum_time：应为 yyyy-MM-dd 格式的日期",
        "chk_pay_flag, '', chk_pay_flag：应为不超过 3 个字符的文本",
        "dcla_souc, 77, dcla_souc：应为代码表 dcla_souc 中的值",
        "begndate, '', begndate：应为 yyyy-MM-dd 格式的日期",
        "enddate, 2020-01-01, enddate：应为不早于起始日",
    })
    void what_is_wrong_with_an_accident_is_named(String field, String value, String complaint) {
        var message = accident(Gateway.RESIDENT, "2026-02-01");
        Gateway.data(message).put(field, value);
        assertThat(gateway.refused(message)).startsWith(complaint);
    }
}
