package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.gateway.Stays.Line;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What institutions ask of visits and bills: 5201, 5202, 5204, 5205, 5303.
class CareQueryTest {

    private static final String OTHER_CLINIC = "H43000000002";
    private static final String TOWNSHIP = "H51030000007";
    private static final String CHRONIC = "51030000000000000001";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static Gateway gateway;
    private static Stays stays;

    private String person;

    @BeforeAll
    static void open() {
        gateway = Gateway.open();
        stays = new Stays(gateway);
        var start = LocalDate.of(2010, 1, 1);
        var ever = LocalDate.of(9999, 12, 31);
        var registry = gateway.server().service(Registry.class);
        registry.saveInstitutions(List.of(new Institution(
                TOWNSHIP, start, ever, "测试卫生院", "510300", InstitutionKind.TOWNSHIP, Level.ONE, true, true)));
        registry.saveEntries(List.of(
                entry("TABLETS", FeeCategory.DRUG),
                entry("T000600001", FeeCategory.DRUG),
                entry("TEST", FeeCategory.TREATMENT)));
        var enrolment = gateway.server().service(Enrolment.class);
        enrolment.savePersons(
                List.of(new Person(CHRONIC, "01", "510300195001010012", "测试戊", "1", "01", LocalDate.of(1950, 1, 1))));
        enrolment.saveParticipations(List.of(new Participation(
                CHRONIC,
                Scheme.RESIDENT,
                start,
                ever,
                "510300",
                Status.ADULT,
                Standing.NORMAL,
                Tier.NONE,
                Assistance.NONE,
                false,
                start,
                "",
                "")));
    }

    private static CatalogueEntry entry(String code, FeeCategory category) {
        return new CatalogueEntry(
                "510300",
                code,
                LocalDate.of(2010, 1, 1),
                LocalDate.of(9999, 12, 31),
                "项目 " + code,
                category,
                Grade.A,
                Ratio.ZERO,
                OptionalLong.of(30_000_000),
                "09",
                false);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void person() {
        person = stays.employee();
    }

    private static void assertAmount(JsonNode row, String name, String amount) {
        assertThat(row.get(name).isNumber()).as(name + " of " + row).isTrue();
        assertThat(row.get(name).decimalValue()).as(name).isEqualByComparingTo(amount);
    }

    private static void assertTexts(JsonNode row, String... namesAndValues) {
        for (var i = 0; i < namesAndValues.length; i += 2) {
            assertThat(row.get(namesAndValues[i]).asString())
                    .as(namesAndValues[i])
                    .isEqualTo(namesAndValues[i + 1]);
        }
    }

    private static void assertNulls(JsonNode row, String... names) {
        for (var name : names) {
            assertThat(row.get(name).isNull()).as(name).isTrue();
        }
    }

    private static ObjectNode query(String transaction, String institution, String data) {
        return gateway.message(transaction, institution, "{\"data\": " + data.replace('\'', '"') + "}");
    }

    private static ObjectNode visits(String institution, String of, String from, String to) {
        return query("5201", institution, """
                {'psn_no': '%s', 'begntime': '%s', 'endtime': '%s'}""".formatted(of, from, to));
    }

    private static ObjectNode ofVisit(String transaction, String institution, String of, String visit) {
        return query(transaction, institution, "{'psn_no': '%s', 'mdtrt_id': '%s'}".formatted(of, visit));
    }

    private static ObjectNode lines(String institution, String of, String visit, String settlement) {
        return query("5204", institution, """
                {'psn_no': '%s', 'mdtrt_id': '%s', 'setl_id': '%s'}""".formatted(of, visit, settlement));
    }

    private static void described(String visit) {
        var message = Samples.request("2203");
        message.put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        ((ObjectNode) message.at("/input/mdtrtinfo")).put("mdtrt_id", visit);
        gateway.done(message);
    }

    private static String settled(ObjectNode message) {
        return gateway.done(message).at("/output/setlinfo/setl_id").stringValue();
    }

    @Test
    void a_clinic_visit_is_told_as_it_was_sent() {
        var visit = gateway.visit();
        described(visit);
        var message = visits(Gateway.CLINIC, Gateway.RESIDENT, "2025-12-10 00:00:00", "2025-12-10");
        Gateway.data(message).put("mdtrt_id", visit).put("med_type", "11");
        var answer = gateway.done(message);
        var told = answer.at("/output/mdtrtinfo");
        assertThat(told.size()).isEqualTo(1);
        var row = told.get(0);
        assertTexts(
                row,
                "mdtrt_id",
                visit,
                "psn_no",
                Gateway.RESIDENT,
                "psn_cert_type",
                "01",
                "certno",
                "430000198801010010",
                "psn_name",
                "测试甲",
                "gend",
                "2",
                "naty",
                "01",
                "brdy",
                "1988-01-01",
                "insutype",
                "390",
                "psn_type",
                "15",
                "maf_psn_flag",
                "0",
                "cvlserv_flag",
                "0",
                "flxempe_flag",
                "0",
                "nwb_flag",
                "0",
                "insu_optins",
                "430100",
                "emp_name",
                "测试单位",
                "begntime",
                "2025-12-10 00:00:00",
                "endtime",
                "2025-12-10 00:00:00",
                "mdtrt_cert_type",
                "02",
                "med_type",
                "11",
                "ipt_otp_no",
                "90570715560534",
                "atddr_no",
                "001",
                "chfpdr_name",
                "测试医师",
                "main_cond_dscr",
                "测试",
                "dise_codg",
                "J06.900",
                "dise_name",
                "急性上呼吸道感染",
                "opter_id",
                "001",
                "opter_name",
                "测试员");
        // Born on 1 January 1988: 37 years and 343 of 365 days.
        assertAmount(row, "age", "37.9");
        assertNulls(row, "coner_name", "tel", "inhosp_stas", "ipt_days", "adm_bed", "die_date", "opt_time");
        assertThat(row.size()).isEqualTo(61);
        assertThat(gateway.answer(message)).as("sent again").isEqualTo(answer);

        var diagnoses = gateway.done(ofVisit("5202", Gateway.CLINIC, Gateway.RESIDENT, visit))
                .at("/output/diseinfo");
        assertThat(diagnoses.size()).isEqualTo(1);
        assertTexts(
                diagnoses.get(0),
                "diag_info_id",
                visit + "01",
                "mdtrt_id",
                visit,
                "psn_no",
                Gateway.RESIDENT,
                "diag_type",
                "1",
                "diag_code",
                "J06.900",
                "diag_name",
                "急性上呼吸道感染",
                "diag_dept",
                "全科门诊",
                "dise_dor_no",
                "001",
                "dise_dor_name",
                "测试医师",
                "diag_time",
                "2025-12-10 00:00:00");
        assertAmount(diagnoses.get(0), "diag_srt_no", "1");
        assertNulls(diagnoses.get(0), "inout_diag_type", "maindiag_flag", "adm_cond");
    }

    @Test
    void the_times_asked_about_and_the_class_of_care_choose() {
        var visit = gateway.visit();
        described(visit);
        for (var other : List.of(
                visits(Gateway.CLINIC, Gateway.RESIDENT, "2025-12-10 00:00:01", "2025-12-31"),
                visits(Gateway.CLINIC, Gateway.RESIDENT, "2025-12-01", "2025-12-09"),
                visits(OTHER_CLINIC, Gateway.RESIDENT, "2025-12-10", "2025-12-10"),
                visits(Gateway.CLINIC, Gateway.EMPLOYEE, "2025-12-10", "2025-12-10"))) {
            assertThat(gateway.done(other).at("/output/mdtrtinfo").size()).isZero();
        }
        var chronic = visits(Gateway.CLINIC, Gateway.RESIDENT, "2025-12-10", "2025-12-10");
        Gateway.data(chronic).put("med_type", "14");
        assertThat(gateway.done(chronic).at("/output/mdtrtinfo").size()).isZero();
    }

    @Test
    void a_cancelled_visit_and_others_visits_are_not_told() {
        var visit = gateway.visit();
        assertThat(gateway.refused(ofVisit("5202", OTHER_CLINIC, Gateway.RESIDENT, visit)))
                .isEqualTo("mdtrt_id：应为该人员在本机构未撤销的就诊ID，实为 " + visit);
        assertThat(gateway.refused(ofVisit("5202", Gateway.CLINIC, Gateway.EMPLOYEE, visit)))
                .startsWith("mdtrt_id：应为该人员在本机构未撤销的就诊ID");
        var cancel = ofVisit("2202", Gateway.CLINIC, Gateway.RESIDENT, visit);
        Gateway.data(cancel).put("ipt_otp_no", "90570715560534");
        gateway.done(cancel);
        assertThat(gateway.refused(ofVisit("5202", Gateway.CLINIC, Gateway.RESIDENT, visit)))
                .startsWith("mdtrt_id：应为该人员在本机构未撤销的就诊ID");
        var message = visits(Gateway.CLINIC, Gateway.RESIDENT, "2025-12-10", "2025-12-10");
        Gateway.data(message).put("mdtrt_id", visit);
        assertThat(gateway.done(message).at("/output/mdtrtinfo").size()).isZero();
    }

    @Test
    void a_diagnosis_made_void_is_not_told() {
        var visit = gateway.visit();
        var message = Samples.request("2203");
        message.put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        ((ObjectNode) message.at("/input/mdtrtinfo")).put("mdtrt_id", visit);
        var first = (ObjectNode) message.at("/input/diseinfo/0");
        var second = first.deepCopy()
                .put("diag_srt_no", "2")
                .put("diag_code", "R05.x00")
                .put("diag_name", "咳嗽");
        first.put("vali_flag", "0");
        ((ArrayNode) message.at("/input/diseinfo")).add(second);
        gateway.done(message);
        var told = gateway.done(ofVisit("5202", Gateway.CLINIC, Gateway.RESIDENT, visit))
                .at("/output/diseinfo");
        assertThat(told.size()).isEqualTo(1);
        assertTexts(told.get(0), "diag_code", "R05.x00", "diag_name", "咳嗽");
    }

    @Test
    void the_lines_of_a_settlement_and_of_its_reversal() {
        var visit = gateway.visit();
        described(visit);
        gateway.upload(visit, "b1");
        gateway.done(query("2306", Gateway.CLINIC, """
                {'psn_no': '%s', 'mdtrt_id': '%s', 'bkkp_sn': 'b1951493', 'med_list_codg': 'XB05XAL211B002040404948',
                 'memo': '术后用药'}""".formatted(Gateway.RESIDENT, visit)));
        var settlement = settled(gateway.settlement("2207", visit, "b1"));
        var told = gateway.done(lines(Gateway.CLINIC, Gateway.RESIDENT, visit, settlement))
                .get("output");
        assertThat(told.isArray()).isTrue();
        assertThat(told.size()).isEqualTo(2);
        assertThat(told.get(0).size()).isEqualTo(56);
        var first = told.get(0);
        assertTexts(
                first,
                "mdtrt_id",
                visit,
                "setl_id",
                settlement,
                "feedetl_sn",
                "b1951493",
                "rx_drord_no",
                "90570715560534",
                "med_type",
                "11",
                "fee_ocur_time",
                "2025-12-10 00:00:00",
                "chrgitm_lv",
                "01",
                "hilist_code",
                "XB05XAL211B002040404948",
                "hilist_name",
                "药品 XB05XAL211B002040404948",
                "list_type",
                "101",
                "med_list_codg",
                "XB05XAL211B002040404948",
                "medins_list_codg",
                "M0000486",
                "med_chrgitm_type",
                "09",
                "bilg_dept_codg",
                "A02",
                "bilg_dept_name",
                "全科门诊",
                "bilg_dr_codg",
                "001",
                "orders_dr_name",
                "测试医师",
                "lmt_used_flag",
                "0",
                "hosp_appr_flag",
                "1",
                "tcmdrug_used_way",
                "1",
                "etip_flag",
                "0",
                "opter_name",
                "测试员");
        assertAmount(first, "cnt", "2");
        assertAmount(first, "pric", "1.49");
        assertAmount(first, "det_item_fee_sumamt", "2.98");
        assertAmount(first, "pric_uplmt_amt", "999999");
        assertAmount(first, "selfpay_prop", "0");
        assertAmount(first, "fulamt_ownpay_amt", "0");
        assertAmount(first, "inscp_scp_amt", "2.98");
        assertTexts(first, "memo", "术后用药");
        assertNulls(first, "prodname", "spec", "medins_list_name", "hosp_prep_flag");
        assertTexts(told.get(1), "feedetl_sn", "b1988805", "medins_list_codg", "M0002083");
        assertAmount(told.get(1), "pric", "27");
        assertAmount(told.get(1), "inscp_scp_amt", "54.00");

        var reversal = query("2208", Gateway.CLINIC, """
                {'psn_no': '%s', 'mdtrt_id': '%s', 'setl_id': '%s'}""".formatted(Gateway.RESIDENT, visit, settlement));
        var reversed = settled(reversal);
        var back = gateway.done(lines(Gateway.CLINIC, Gateway.RESIDENT, visit, reversed))
                .get("output");
        assertAmount(back.get(1), "cnt", "-2");
        assertAmount(back.get(1), "pric", "27");
        assertAmount(back.get(1), "det_item_fee_sumamt", "-54.00");
        assertAmount(back.get(1), "inscp_scp_amt", "-54.00");
        assertThat(gateway.done(lines(Gateway.CLINIC, Gateway.RESIDENT, visit, settlement))
                        .get("output"))
                .as("the first one is what it was")
                .isEqualTo(told);

        // Lines that come after the reversal are none of it; where its own are withdrawn it cannot be told any more.
        gateway.done(gateway.fees(visit, "b1-more").deepCopy());
        var more = gateway.fees(visit, "b1");
        more.at("/input/feedetail")
                .forEach(line -> ((ObjectNode) line)
                        .put("feedetl_sn", "again" + line.get("feedetl_sn").stringValue()));
        gateway.done(more);
        assertThat(gateway.done(lines(Gateway.CLINIC, Gateway.RESIDENT, visit, reversed))
                        .get("output"))
                .isEqualTo(back);
        var withdrawal = query("2205", Gateway.CLINIC, """
                {'psn_no': '%s', 'mdtrt_id': '%s', 'chrg_bchno': 'b1'}""".formatted(Gateway.RESIDENT, visit));
        gateway.done(withdrawal);
        assertThat(gateway.refused(lines(Gateway.CLINIC, Gateway.RESIDENT, visit, reversed)))
                .isEqualTo("setl_id：应为本机构为该人员该次就诊所作、费用明细自结算后未变的结算，实为 " + reversed);
    }

    @Test
    void the_lines_are_told_to_nobody_else() {
        var visit = gateway.visit();
        gateway.upload(visit, "b2");
        var settlement = settled(gateway.settlement("2207", visit, "b2"));
        for (var other : List.of(
                lines(OTHER_CLINIC, Gateway.RESIDENT, visit, settlement),
                lines(Gateway.CLINIC, Gateway.EMPLOYEE, visit, settlement),
                lines(Gateway.CLINIC, Gateway.RESIDENT, "1", settlement))) {
            assertThat(gateway.refused(other)).startsWith("setl_id：应为本机构为该人员该次就诊所作");
        }
    }

    @Test
    void a_purchase_is_a_visit_with_its_lines() {
        var message = gateway.message("2102", Gateway.PHARMACY, """
                {"druginfo": {"psn_no": "%s", "mdtrt_cert_type": "02", "mdtrt_cert_no": "220000199003150029",
                   "begntime": "2026-01-15 10:20:30", "medfee_sumamt": "30.00", "med_type": "41", "insutype": "310",
                   "acct_used_flag": "1", "invono": "F-9"},
                 "drugdetail": [
                  {"feedetl_sn": "1", "rxno": "", "rx_circ_flag": "0", "fee_ocur_time": "2026-01-15 10:20:30",
                   "med_list_codg": "DRUG-A", "medins_list_codg": "Y-1", "det_item_fee_sumamt": "10.00", "cnt": "1",
                   "pric": "10.00", "spec": "0.5g"},
                  {"feedetl_sn": "2", "rxno": "", "rx_circ_flag": "0", "fee_ocur_time": "2026-01-15 10:20:30",
                   "med_list_codg": "DRUG-C", "medins_list_codg": "Y-2", "det_item_fee_sumamt": "20.00", "cnt": "2",
                   "pric": "10.00", "spec": "1g"}]}""".formatted(Gateway.EMPLOYEE));
        var info = gateway.done(message).at("/output/setlinfo");
        var visit = info.get("mdtrt_id").stringValue();
        var told = gateway.done(visits(Gateway.PHARMACY, Gateway.EMPLOYEE, "2026-01-15", "2026-01-15"))
                .at("/output/mdtrtinfo");
        assertThat(told.size()).isEqualTo(1);
        assertTexts(told.get(0), "mdtrt_id", visit, "med_type", "41", "begntime", "2026-01-15 10:20:30");
        var rows = gateway.done(lines(
                        Gateway.PHARMACY,
                        Gateway.EMPLOYEE,
                        visit,
                        info.get("setl_id").stringValue()))
                .get("output");
        assertThat(rows.size()).isEqualTo(2);
        assertTexts(rows.get(0), "feedetl_sn", "1", "chrgitm_lv", "01", "spec", "0.5g", "medins_list_codg", "Y-1");
        assertAmount(rows.get(0), "inscp_scp_amt", "10.00");
        assertTexts(rows.get(1), "feedetl_sn", "2", "chrgitm_lv", "03", "spec", "1g", "medins_list_codg", "Y-2");
        assertAmount(rows.get(1), "cnt", "2");
        assertAmount(rows.get(1), "selfpay_prop", "1");
        assertAmount(rows.get(1), "fulamt_ownpay_amt", "20.00");
    }

    @Test
    void a_stay_while_it_lasts_and_after_its_discharge() {
        var visit = stays.admitted(person, "2025-12-30 09:30:00");
        var day = "2025-12-30";
        var row = gateway.done(visits(Stays.HOSPITAL, person, day, day)).at("/output/mdtrtinfo/0");
        assertTexts(
                row,
                "begntime",
                "2025-12-30 09:30:00",
                "inhosp_stas",
                "1",
                "med_type",
                "21",
                "ipt_otp_no",
                "ZY-1",
                "medrcdno",
                "BL-1",
                "atddr_no",
                "D110000000001",
                "chfpdr_name",
                "测试医师",
                "adm_dept_codg",
                "A03.01",
                "adm_dept_name",
                "呼吸内科",
                "adm_bed",
                "12",
                "dscg_maindiag_code",
                "J18.900",
                "opter_id",
                "001");
        assertNulls(row, "endtime", "dscg_way", "dscg_bed");
        assertAmount(row, "ipt_days", Long.toString(ChronoUnit.DAYS.between(LocalDate.of(2025, 12, 30), TODAY)));

        var drugs = new Line(Stays.serial(), "", Stays.DRUG, "30", "1000", "30000.00", day);
        gateway.done(stays.charge(person, visit, drugs, Line.one(Stays.DRUG_C, "500.00", day)));
        gateway.done(stays.charge(person, visit, Line.one(Stays.SCAN, "300.00", day)));
        var back = drugs.back("-2", "-2000.00", "2026-01-02");
        gateway.done(stays.charge(person, visit, back));
        var gone = Line.one(Stays.DRUG, "7.00", day);
        gateway.done(stays.charge(person, visit, gone));
        gateway.done(stays.charge(person, visit, gone.back("-1", "-7.00", day)));
        gateway.done(stays.discharge(person, visit, "2026-01-04 11:00:00"));
        row = gateway.done(visits(Stays.HOSPITAL, person, day, day)).at("/output/mdtrtinfo/0");
        assertTexts(
                row,
                "endtime",
                "2026-01-04 11:00:00",
                "inhosp_stas",
                "0",
                "ars_year_ipt_flag",
                "1",
                "dscg_dept_codg",
                "A03.01",
                "dscg_bed",
                "12",
                "dscg_way",
                "1");
        assertAmount(row, "ipt_days", "5");

        var diagnoses =
                gateway.done(ofVisit("5202", Stays.HOSPITAL, person, visit)).at("/output/diseinfo");
        assertThat(diagnoses.size()).isEqualTo(2);
        assertTexts(diagnoses.get(0), "inout_diag_type", "1", "maindiag_flag", "1", "diag_code", "J18.900");
        assertTexts(diagnoses.get(1), "inout_diag_type", "2", "diag_info_id", visit + "02");

        var settlement = settled(stays.settlement("2304", person, visit, "28800.00"));
        var rows =
                gateway.done(lines(Stays.HOSPITAL, person, visit, settlement)).get("output");
        assertThat(rows.size()).isEqualTo(6);
        assertTexts(rows.get(0), "feedetl_sn", drugs.serial(), "med_type", "21");
        assertAmount(rows.get(0), "det_item_fee_sumamt", "30000.00");
        assertAmount(rows.get(0), "inscp_scp_amt", "30000.00");
        assertAmount(rows.get(1), "fulamt_ownpay_amt", "500.00");
        // 60.00 above the ceiling of 240.00, 8 % of that first.
        assertAmount(rows.get(2), "overlmt_amt", "60.00");
        assertAmount(rows.get(2), "preselfpay_amt", "19.20");
        assertAmount(rows.get(2), "inscp_scp_amt", "220.80");
        assertAmount(rows.get(2), "pric_uplmt_amt", "240");
        assertAmount(rows.get(2), "selfpay_prop", "0.08");
        assertTexts(rows.get(3), "feedetl_sn", back.serial());
        assertAmount(rows.get(3), "cnt", "-2");
        assertAmount(rows.get(3), "det_item_fee_sumamt", "-2000.00");
        assertAmount(rows.get(3), "inscp_scp_amt", "-2000.00");
        assertAmount(rows.get(4), "det_item_fee_sumamt", "7.00");
        assertAmount(rows.get(5), "det_item_fee_sumamt", "-7.00");
        var reversed = settled(stays.reversal(person, visit, settlement));
        var all = gateway.done(lines(Stays.HOSPITAL, person, visit, reversed)).get("output");
        assertAmount(all.get(0), "det_item_fee_sumamt", "-30000.00");
        assertAmount(all.get(3), "det_item_fee_sumamt", "2000.00");
        assertAmount(all.get(3), "cnt", "2");
    }

    @Test
    void a_line_withdrawn_from_an_upload_leaves_the_others_with_their_own_details() {
        var visit = stays.admitted(person, "2025-03-03 09:30:00");
        var gone = Line.one(Stays.DRUG, "1.00", "2025-03-03");
        var kept = new Line(Stays.serial(), "", Stays.SCAN, "2", "100", "200.00", "2025-03-04");
        gateway.done(stays.charge(person, visit, gone, kept));
        gateway.done(stays.withdrawal(person, visit, gone.serial()));
        gateway.done(stays.discharge(person, visit, "2025-03-09 11:00:00"));
        var settlement = settled(stays.settlement("2304", person, visit, "200.00"));
        var rows =
                gateway.done(lines(Stays.HOSPITAL, person, visit, settlement)).get("output");
        assertThat(rows.size()).isEqualTo(1);
        assertTexts(rows.get(0), "feedetl_sn", kept.serial(), "fee_ocur_time", "2025-03-04 08:00:00");
        assertAmount(rows.get(0), "cnt", "2");
        assertAmount(rows.get(0), "pric", "100");
    }

    @Test
    void who_is_in_hospital() {
        var visit = stays.admitted(person, "2025-06-07 09:30:00");
        var now = query("5303", Stays.HOSPITAL, """
                {'psn_no': '', 'begntime': '2025-06-07', 'endtime': '2025-06-07'}""");
        var told = gateway.done(now).at("/output/data");
        assertThat(told.size()).isEqualTo(1);
        assertTexts(
                told.get(0),
                "mdtrt_id",
                visit,
                "psn_no",
                person,
                "psn_cert_type",
                "01",
                "certno",
                "ID" + person,
                "psn_name",
                "测试丙",
                "gend",
                "1",
                "brdy",
                "1980-03-07",
                "insutype",
                "310",
                "begndate",
                "2025-06-07",
                "med_type",
                "21",
                "ipt_otp_no",
                "ZY-1",
                "out_flag",
                "0");
        assertThat(told.get(0).size()).isEqualTo(13);
        var elsewhere = query("5303", Stays.OTHER_HOSPITAL, """
                {'begntime': '2025-06-07', 'endtime': '2025-06-07'}""");
        assertThat(gateway.done(elsewhere).at("/output/data").size()).isZero();
        var another = query("5303", Stays.HOSPITAL, """
                {'psn_no': '%s', 'begntime': '2025-06-07', 'endtime': '2025-06-07'}""".formatted(stays.employee()));
        assertThat(gateway.done(another).at("/output/data").size()).isZero();
        gateway.done(stays.discharge(person, visit, "2025-06-08 11:00:00"));
        var after = query("5303", Stays.HOSPITAL, """
                {'psn_no': '%s', 'begntime': '2025-06-07', 'endtime': '2025-06-07'}""".formatted(person));
        assertThat(gateway.done(after).at("/output/data").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"cqex", "hnspec"})
    void the_samples_of_5303_are_answered(String source) {
        var message = Samples.read("5303." + source + ".request.json");
        message.put("fixmedins_code", Gateway.CLINIC);
        assertThat(gateway.done(message).at("/output/data").isArray()).isTrue();
    }

    @Test
    void the_drugs_of_chronic_care_are_told_to_whoever_treats_the_person() {
        var day = "2025-05-08";
        gateway.done(query("2503", TOWNSHIP, """
                {'psn_no': '%s', 'insutype': '390', 'opsp_dise_code': 'M03900', 'opsp_dise_name': '高血压',
                 'insu_optins': '510300', 'ide_fixmedins_no': '%s', 'ide_fixmedins_name': '测试卫生院',
                 'hosp_ide_date': '%s', 'diag_dr_codg': 'D1', 'diag_dr_name': '医师', 'begndate': '%s'}""".formatted(CHRONIC, TOWNSHIP, day, day)));
        var settlement = chronicVisit(day, "c1");
        chronicVisit("2025-07-08", "c2");
        var asked = query("5205", Gateway.CLINIC, """
                {'psn_no': '%s', 'begntime': '%s', 'endtime': '%s'}""".formatted(CHRONIC, day, "2025-07-07"));
        var told = gateway.done(asked).at("/output/feedetail");
        assertThat(told.size())
                .as("a test is no drug, and July was not asked about")
                .isEqualTo(2);
        assertTexts(
                told.get(0),
                "feedetl_sn",
                "c1-1",
                "rx_drord_no",
                "RX-c1",
                "fixmedins_code",
                TOWNSHIP,
                "fixmedins_name",
                "测试卫生院",
                "psn_no",
                CHRONIC,
                "med_type",
                "14",
                "fee_ocur_time",
                "2025-05-08 08:00:00",
                "chrgitm_lv",
                "01",
                "hilist_code",
                "TABLETS",
                "hilist_name",
                "项目 TABLETS",
                "list_type",
                "101",
                "med_list_codg",
                "TABLETS",
                "medins_list_codg",
                "W-1",
                "med_chrgitm_type",
                "09",
                "spec",
                "10mg");
        assertAmount(told.get(0), "cnt", "3");
        assertAmount(told.get(0), "pric", "20");
        assertTexts(told.get(1), "med_list_codg", "T000600001", "list_type", "102");
        assertThat(told.get(0).size()).isEqualTo(33);

        // The fund pays half of the drugs there, 45.00 of 90.00; what is borne of such care counts towards the
        // catastrophic layer.
        var year = gateway.done(query("5206", TOWNSHIP, "{'psn_no': '" + CHRONIC + "', 'cum_ym': '202505'}"))
                .at("/output/cuminfo");
        var last = year.get(year.size() - 1);
        assertTexts(last, "cum_type_code", "TS390201", "cum_ym", "202505", "year", "2025");
        assertAmount(last, "cum", "55.00");
        gateway.done(query("2208", TOWNSHIP, """
                {'psn_no': '%s', 'mdtrt_id': '%s', 'setl_id': '%s'}""".formatted(
                        CHRONIC,
                        settlement.get("mdtrt_id").stringValue(),
                        settlement.get("setl_id").stringValue())));
        asked = query("5205", Gateway.CLINIC, """
                {'psn_no': '%s', 'begntime': '%s', 'endtime': '%s'}""".formatted(CHRONIC, day, "2025-07-07"));
        assertThat(gateway.done(asked).at("/output/feedetail").size())
                .as("what was reversed was not given")
                .isZero();
    }

    /// 60.00 of tablets, 30.00 of a herb, a test at 10.00.
    private static JsonNode chronicVisit(String day, String batch) {
        var visit = gateway.done(query("2201", TOWNSHIP, """
                        {'psn_no': '%s', 'insutype': '390', 'begntime': '%s 08:00:00', 'mdtrt_cert_type': '02',
                         'mdtrt_cert_no': '510300195001010012', 'ipt_otp_no': 'MZ-1', 'dept_code': 'A02',
                         'dept_name': '全科', 'caty': 'A02'}""".formatted(CHRONIC, day)))
                .at("/output/data/mdtrt_id")
                .stringValue();
        gateway.done(gateway.message("2203", TOWNSHIP, """
                {"mdtrtinfo": {"mdtrt_id": "%s", "psn_no": "%s", "med_type": "14", "begntime": "%s 08:00:00",
                  "dise_codg": "M03900", "dise_name": "高血压"},
                 "diseinfo": {"diag_type": "1", "diag_srt_no": "1", "diag_code": "I10.x00", "diag_name": "高血压",
                  "diag_dept": "全科", "dise_dor_no": "1", "dise_dor_name": "医师", "diag_time": "%s 08:00:00",
                  "vali_flag": "1"}}""".formatted(visit, CHRONIC, day, day)));
        gateway.done(gateway.message("2204", TOWNSHIP, """
                {"feedetail": [%s, %s, %s]}""".formatted(
                        chronicLine(visit, batch, 1, "TABLETS", "3", "20", "60.00", day),
                        chronicLine(visit, batch, 2, "T000600001", "1", "30", "30.00", day),
                        chronicLine(visit, batch, 3, "TEST", "1", "10", "10.00", day))));
        return gateway.done(query("2207", TOWNSHIP, """
                        {'psn_no': '%s', 'mdtrt_cert_type': '02', 'mdtrt_cert_no': '510300195001010012',
                         'med_type': '14', 'medfee_sumamt': '100.00', 'psn_setlway': '01', 'mdtrt_id': '%s',
                         'chrg_bchno': '%s', 'insutype': '390', 'acct_used_flag': '0'}""".formatted(CHRONIC, visit, batch)))
                .at("/output/setlinfo");
    }

    private static String chronicLine(
            String visit, String batch, int number, String code, String count, String price, String sum, String day) {
        return """
                {"feedetl_sn": "%s-%d", "mdtrt_id": "%s", "psn_no": "%s", "chrg_bchno": "%s", "rxno": "RX-%s",
                 "rx_circ_flag": "0", "fee_ocur_time": "%s 08:00:00", "med_list_codg": "%s",
                 "medins_list_codg": "W-%d", "det_item_fee_sumamt": "%s", "cnt": "%s", "pric": "%s", "spec": "%dmg",
                 "bilg_dept_codg": "A02", "bilg_dept_name": "全科", "bilg_dr_codg": "1", "bilg_dr_name": "医师",
                 "hosp_appr_flag": "1"}""".formatted(
                        batch, number, visit, CHRONIC, batch, batch, day, code, number, sum, count, price, number * 10);
    }

    @ParameterizedTest
    @CsvSource({
        "5201, psn_no, 77, psn_no：应为已参保登记的人员编号，实为 77",
        "5201, begntime, '', begntime：应为 yyyy-MM-dd HH:mm:ss 格式的日期时间",
        "5201, endtime, 2025-12-09, endtime：应为不早于 begntime 2025-12-10 00:00:00 的时间，实为 2025-12-09 23:59:59",
        "5201, med_type, 7x, med_type：应为代码表 med_type 中的值",
        "5205, psn_no, '', psn_no：应为不超过 30 个字符的文本",
        "5205, begntime, 2025-13-01, begntime：应为 yyyy-MM-dd HH:mm:ss 格式的日期时间",
        "5303, begntime, x, begntime：应为 yyyy-MM-dd HH:mm:ss 格式的日期时间",
        "5206, psn_no, 77, psn_no：应为已参保登记的人员编号，实为 77",
        "5206, cum_ym, 202513, cum_ym：应为 yyyyMM 格式的年月，实为 202513",
        "90100, psn_no, 77, psn_no：应为已参保登记的人员编号，实为 77",
    })
    void what_is_wrong_is_named(String transaction, String field, String value, String complaint) {
        var message = visits(Gateway.CLINIC, Gateway.RESIDENT, "2025-12-10", "2025-12-11");
        message.put("infno", transaction);
        Gateway.data(message).put(field, value);
        assertThat(gateway.refused(message)).startsWith(complaint);
    }
}
