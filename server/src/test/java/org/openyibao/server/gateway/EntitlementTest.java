package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a person is entitled to (2001), and which institutions there are (1201).
class EntitlementTest {

    private static final String TOWNSHIP = "H51030000007";
    private static final String ZIGONG = "51030000000000000002";
    private static final String SUSPENDED = "43000000000000000002";
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private static Gateway gateway;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
        gateway.server()
                .service(Registry.class)
                .saveInstitutions(List.of(new Institution(
                        TOWNSHIP,
                        START,
                        EVER,
                        "自贡测试卫生院",
                        "510300",
                        InstitutionKind.TOWNSHIP,
                        Level.ONE,
                        true,
                        true,
                        "12345678MB0000000X")));
        resident(ZIGONG, "510300", Standing.NORMAL);
        resident(SUSPENDED, "430100", Standing.SUSPENDED);
    }

    private static void resident(String number, String region, Standing standing) {
        var enrolment = gateway.server().service(Enrolment.class);
        enrolment.savePersons(
                List.of(new Person(number, "01", "ID" + number, "测试己", "1", "01", LocalDate.of(1970, 1, 1))));
        enrolment.saveParticipations(List.of(new Participation(
                number,
                Scheme.RESIDENT,
                START,
                EVER,
                region,
                Status.ADULT,
                standing,
                Tier.NONE,
                Assistance.NONE,
                false,
                START,
                "",
                "")));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static ObjectNode check(String person, String scheme, String institution, String category, String disease) {
        return gateway.message("2001", Gateway.CLINIC, """
                {"data": {"psn_no": "%s", "insutype": "%s", "fixmedins_code": "%s", "med_type": "%s",
                  "begntime": "2026-05-08 00:00:00", "endtime": "", "dise_codg": "%s", "dise_name": ""}}""".formatted(person, scheme, institution, category, disease));
    }

    private static JsonNode checked(String person, String scheme, String institution, String category, String disease) {
        return gateway.done(check(person, scheme, institution, category, disease))
                .at("/output/trtinfo");
    }

    private static void assertRow(JsonNode row, String fund, String flag, String reason) {
        assertThat(row.get("fund_pay_type").stringValue()).isEqualTo(fund);
        assertThat(row.get("trt_enjymnt_flag").stringValue()).as(row.toString()).isEqualTo(flag);
        if (reason.isEmpty()) {
            assertThat(row.get("trt_chk_rslt").isNull()).as(row.toString()).isTrue();
        } else {
            assertThat(row.get("trt_chk_rslt").stringValue()).isEqualTo(reason);
        }
    }

    @Test
    void the_fund_pays_for_a_resident_at_a_clinic() {
        var rows = checked(Gateway.RESIDENT, "390", Gateway.CLINIC, "11", "");
        assertThat(rows.size()).isEqualTo(1);
        var row = rows.get(0);
        assertRow(row, "390100", "1", "");
        assertThat(row.get("psn_no").stringValue()).isEqualTo(Gateway.RESIDENT);
        assertThat(row.get("trt_chk_type").stringValue()).isEqualTo("01");
        assertThat(row.get("begndate").stringValue()).isEqualTo("2010-01-01");
        assertThat(row.get("enddate").isNull()).isTrue();
        assertThat(row.propertyNames())
                .containsExactlyInAnyOrder(
                        "psn_no",
                        "trt_chk_type",
                        "fund_pay_type",
                        "trt_enjymnt_flag",
                        "begndate",
                        "enddate",
                        "trt_chk_rslt",
                        "exp_content");
    }

    @Test
    void an_account_pays_at_a_pharmacy_and_the_fund_does_not() {
        var rows = checked(Gateway.EMPLOYEE, "310", Gateway.PHARMACY, "41", "");
        assertRow(rows.get(0), "310100", "0", "按规则不支付（药店购药由个人账户支付，统筹基金不支付）");
        assertRow(rows.get(rows.size() - 1), "310200", "1", "");
    }

    /// Zigong's catastrophic insurance is for stays and chronic care.
    @Test
    void a_disease_must_be_registered_and_a_layer_is_not_for_all_care() {
        var notRegistered = "该病种未作门诊慢特病备案（或备案不在有效期）；请先备案，或按普通门诊结算";
        var before = checked(ZIGONG, "390", TOWNSHIP, "14", "M03900");
        assertThat(before.size()).isEqualTo(2);
        assertRow(before.get(0), "390100", "0", notRegistered);
        assertRow(before.get(1), "390200", "0", notRegistered);
        gateway.done(gateway.message("2503", TOWNSHIP, """
                {"data": {"psn_no": "%s", "insutype": "390", "opsp_dise_code": "M03900", "opsp_dise_name": "高血压",
                  "insu_optins": "510300", "ide_fixmedins_no": "%s", "ide_fixmedins_name": "自贡测试卫生院",
                  "hosp_ide_date": "2026-01-01", "diag_dr_codg": "D1", "diag_dr_name": "医师",
                  "begndate": "2026-01-01"}}""".formatted(ZIGONG, TOWNSHIP)));
        var after = checked(ZIGONG, "390", TOWNSHIP, "14", "M03900");
        assertRow(after.get(0), "390100", "1", "");
        assertRow(after.get(1), "390200", "1", "");
        var outpatient = checked(ZIGONG, "390", TOWNSHIP, "11", "");
        assertRow(outpatient.get(0), "390100", "1", "");
        assertRow(outpatient.get(1), "390200", "0", "不属于该基金保障的人员或医疗类别");
    }

    @Test
    void nothing_is_enjoyed_out_of_standing() {
        var row = checked(SUSPENDED, "390", Gateway.CLINIC, "11", "").get(0);
        assertRow(row, "390100", "0", "参保状态不正常（欠费、等待期或已终止）；请到参保地经办机构恢复参保；按参保登记，未掌握缴费记录");
    }

    @ParameterizedTest
    @CsvSource({
        "psn_no, 77, psn_no：应为已参保登记的人员编号，实为 77",
        "insutype, 310, insutype：应为该人员在 2026-05-08 参加的险种，实为 310",
        "insutype, 1, insutype：应为 310（职工基本医疗保险）或 390（城乡居民基本医疗保险），实为 1",
        "fixmedins_code, H1, fixmedins_code：应为 2026-05-08 已登记的定点医药机构编号，实为 H1",
        "med_type, 99, med_type：应为本服务支持的医疗类别",
        "begntime, '', begntime：应为 yyyy-MM-dd HH:mm:ss 格式的日期时间",
    })
    void what_is_wrong_is_named(String field, String value, String complaint) {
        var message = check(Gateway.RESIDENT, "390", Gateway.CLINIC, "11", "");
        Gateway.data(message).put(field, value);
        assertThat(gateway.refused(message)).startsWith(complaint);
    }

    private static JsonNode institutions(String type, String name, String code) {
        return gateway.done(gateway.message("1201", Gateway.CLINIC, """
                        {"medinsinfo": {"fixmedins_type": "%s", "fixmedins_name": "%s", "fixmedins_code": "%s"}}""".formatted(type, name, code)))
                .at("/output/medinsinfo");
    }

    @Test
    void institutions_by_code_and_by_name() {
        var township = institutions("1", "", TOWNSHIP).get(0);
        assertThat(township.get("fixmedins_name").stringValue()).isEqualTo("自贡测试卫生院");
        assertThat(township.get("uscc").stringValue()).isEqualTo("12345678MB0000000X");
        assertThat(township.get("fixmedins_type").stringValue()).isEqualTo("1");
        assertThat(township.get("hosp_lv").stringValue()).isEqualTo("14");
        assertThat(township.get("exp_content").isNull()).isTrue();
        var pharmacy = institutions("2", "药店", "");
        assertThat(pharmacy.size()).isEqualTo(1);
        assertThat(pharmacy.get(0).get("fixmedins_code").stringValue()).isEqualTo(Gateway.PHARMACY);
        assertThat(pharmacy.get(0).get("hosp_lv").isNull()).isTrue();
        assertThat(pharmacy.get(0).get("uscc").isNull()).isTrue();
        assertThat(institutions("1", "医院", "").size()).isEqualTo(2);
        assertThat(institutions("2", "", TOWNSHIP).size()).as("no pharmacy").isZero();
        assertThat(institutions("1", "", "H99999999999").size()).isZero();
        assertThat(gateway.refused(
                        gateway.message("1201", Gateway.CLINIC, "{\"medinsinfo\": {\"fixmedins_type\": \"1\"}}")))
                .isEqualTo("fixmedins_code：应为机构编号，或者在 fixmedins_name 中送名称关键字，实为未送");
    }

    @Test
    void a_name_that_too_many_have_is_refused() {
        var many = IntStream.range(0, 101)
                .mapToObj(i -> new Institution(
                        "H4301%08d".formatted(i),
                        START,
                        EVER,
                        "同名诊所" + i,
                        "430100",
                        InstitutionKind.VILLAGE,
                        Level.UNRATED,
                        true,
                        true))
                .toList();
        gateway.server().service(Registry.class).saveInstitutions(many);
        assertThat(gateway.refused(gateway.message(
                        "1201",
                        Gateway.CLINIC,
                        "{\"medinsinfo\": {\"fixmedins_type\": \"1\", \"fixmedins_name\": \"同名\"}}")))
                .isEqualTo("fixmedins_name：应为至多 100 家机构的名称所含的关键字，实为 101 家");
    }
}
