package org.openyibao.server.gateway;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import tools.jackson.databind.node.ObjectNode;

/// Messages about stays of employees of Beijing at two tertiary hospitals there, on a [Gateway].
///
/// A drug of grade A, one of grade C, and a scan of which 240.00 each are recognised and 8 % are paid first.
final class Stays {

    static final String HOSPITAL = "H11000000001";
    static final String OTHER_HOSPITAL = "H11000000002";
    static final String DRUG = "STAY-DRUG-A";
    static final String DRUG_C = "STAY-DRUG-C";
    static final String SCAN = "STAY-SCAN";

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final AtomicInteger PERSONS = new AtomicInteger();
    private static final AtomicInteger SERIALS = new AtomicInteger();

    private final Gateway gateway;

    Stays(Gateway gateway) {
        this.gateway = gateway;
        var registry = gateway.server().service(Registry.class);
        registry.saveInstitutions(List.of(hospital(HOSPITAL), hospital(OTHER_HOSPITAL)));
        registry.saveEntries(List.of(
                entry(DRUG, FeeCategory.DRUG, Grade.A, Ratio.ZERO, OptionalLong.empty()),
                entry(DRUG_C, FeeCategory.DRUG, Grade.C, Ratio.ZERO, OptionalLong.empty()),
                entry(SCAN, FeeCategory.TREATMENT, Grade.B, Ratio.ofMillionths(80_000), OptionalLong.of(240_000_000))));
    }

    private static Institution hospital(String code) {
        return new Institution(
                code, START, EVER, "北京测试医院", "110000", InstitutionKind.HOSPITAL, Level.THREE, true, true);
    }

    private static CatalogueEntry entry(
            String code, FeeCategory category, Grade grade, Ratio firstPay, OptionalLong ceiling) {
        return new CatalogueEntry(
                "110000", code, START, EVER, "项目 " + code, category, grade, firstPay, ceiling, "09", false);
    }

    /// A new employee of Beijing without an account.
    String employee() {
        var number = "1100000000%010d".formatted(PERSONS.incrementAndGet());
        var enrolment = gateway.server().service(Enrolment.class);
        enrolment.savePersons(
                List.of(new Person(number, "01", certificate(number), "测试丙", "1", "01", LocalDate.of(1980, 3, 7))));
        enrolment.saveParticipations(List.of(new Participation(
                number,
                Scheme.EMPLOYEE,
                START,
                EVER,
                "110000",
                Status.ACTIVE,
                Standing.NORMAL,
                Tier.NONE,
                Assistance.NONE,
                false,
                START,
                "测试单位",
                "")));
        return number;
    }

    static String certificate(String person) {
        return "ID" + person;
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private ObjectNode message(String transaction, String input) {
        return gateway.message(transaction, HOSPITAL, quoted(input));
    }

    ObjectNode admission(String person, String at) {
        return message("2401", """
                {'mdtrtinfo': {'psn_no': '%s', 'insutype': '310', 'coner_name': '测试丁', 'tel': '13800000000',
                  'begntime': '%s', 'mdtrt_cert_type': '02', 'mdtrt_cert_no': '%s', 'med_type': '21',
                  'ipt_no': 'ZY-1', 'medrcdno': 'BL-1', 'atddr_no': 'D110000000001', 'chfpdr_name': '测试医师',
                  'adm_diag_dscr': '肺炎', 'adm_dept_codg': 'A03.01', 'adm_dept_name': '呼吸内科', 'adm_bed': '12',
                  'dscg_maindiag_code': 'J18.900', 'dscg_maindiag_name': '肺炎', 'insuplc_admdvs': '110000',
                  'mdtrtarea_admvs': '110000'},
                 'diseinfo': [%s]}""".formatted(person, at, certificate(person), diagnosis(person, "")));
    }

    private static String diagnosis(String person, String visit) {
        return """
                {'mdtrt_id': '%s', 'psn_no': '%s', 'diag_type': '1', 'maindiag_flag': '1', 'diag_srt_no': 1,
                 'diag_code': 'J18.900', 'diag_name': '肺炎', 'adm_cond': '', 'diag_dept': '呼吸内科',
                 'dise_dor_no': 'D110000000001', 'dise_dor_name': '测试医师', 'diag_time': '2025-03-03 10:00:00'}""".formatted(visit, person);
    }

    /// Admits, and says under which id.
    String admitted(String person, String at) {
        return gateway.done(admission(person, at)).at("/output/result/mdtrt_id").stringValue();
    }

    ObjectNode change(String person, String visit, String at) {
        return message("2403", """
                {'adminfo': {'mdtrt_id': '%s', 'psn_no': '%s', 'begntime': '%s', 'mdtrt_cert_type': '02',
                  'med_type': '21', 'ipt_otp_no': 'ZY-2', 'atddr_no': 'D110000000001', 'chfpdr_name': '测试医师',
                  'adm_diag_dscr': '肺炎', 'adm_dept_codg': 'A03.01', 'adm_dept_name': '呼吸内科', 'adm_bed': '13',
                  'dscg_maindiag_code': 'J18.900', 'dscg_maindiag_name': '肺炎'},
                 'diseinfo': [%s]}""".formatted(visit, person, at, diagnosis(person, visit)));
    }

    ObjectNode discharge(String person, String visit, String at) {
        return message("2402", """
                {'dscginfo': {'mdtrt_id': '%s', 'psn_no': '%s', 'insutype': '310', 'endtime': '%s',
                  'dscg_dept_codg': 'A03.01', 'dscg_dept_name': '呼吸内科', 'dscg_bed': '12', 'dscg_way': '1'},
                 'diseinfo': [%s]}""".formatted(visit, person, at, diagnosis(person, visit)));
    }

    /// 2404, 2405.
    ObjectNode of(String transaction, String person, String visit) {
        return message(transaction, "{'data': {'mdtrt_id': '%s', 'psn_no': '%s'}}".formatted(visit, person));
    }

    static String serial() {
        return "8%07d".formatted(SERIALS.incrementAndGet());
    }

    /// A row of 2301. `count` of an item at a price; `charged` is empty, or the line that it takes back.
    record Line(String serial, String charged, String code, String count, String price, String amount, String day) {

        /// One of an item at this price.
        static Line one(String code, String price, String day) {
            return new Line(Stays.serial(), "", code, "1", price, price, day);
        }

        Line back(String count, String amount, String day) {
            return new Line(Stays.serial(), serial, code, count, price, amount, day);
        }
    }

    ObjectNode charge(String person, String visit, Line... lines) {
        return charge(person, visit, List.of(lines));
    }

    ObjectNode charge(String person, String visit, List<Line> lines) {
        var rows = lines.stream()
                .map(line -> """
                        {'feedetl_sn': '%s', 'init_feedetl_sn': '%s', 'mdtrt_id': '%s', 'drord_no': '', 'psn_no': '%s',
                         'med_type': '21', 'fee_ocur_time': '%s 08:00:00', 'med_list_codg': '%s',
                         'medins_list_codg': 'X-1', 'det_item_fee_sumamt': %s, 'cnt': %s, 'pric': %s,
                         'bilg_dept_codg': 'A03.01', 'bilg_dept_name': '呼吸内科', 'bilg_dr_codg': 'D110000000001',
                         'bilg_dr_name': '测试医师', 'hosp_appr_flag': '1'}""".formatted(
                                line.serial(),
                                line.charged(),
                                visit,
                                person,
                                line.day(),
                                line.code(),
                                line.amount(),
                                line.count(),
                                line.price()))
                .toList();
        return message("2301", "{'feedetail': [" + String.join(",", rows) + "]}");
    }

    /// 2302. `serial` 0000: all lines.
    ObjectNode withdrawal(String person, String visit, String serial) {
        return message(
                "2302",
                "{'data': {'feedetl_sn': '%s', 'mdtrt_id': '%s', 'psn_no': '%s'}}".formatted(serial, visit, person));
    }

    /// 2303, 2304.
    ObjectNode settlement(String transaction, String person, String visit, String total) {
        return message(transaction, """
                {'data': {'psn_no': '%s', 'mdtrt_cert_type': '02', 'mdtrt_cert_no': '%s',
                  'medfee_sumamt': %s, 'psn_setlway': '01', 'mdtrt_id': '%s', 'insutype': '310',
                  'acct_used_flag': '1', 'invono': 'F-1', 'mid_setl_flag': '0', 'dscgTime': ''}}""".formatted(person, certificate(person), total, visit));
    }

    ObjectNode reversal(String person, String visit, String settlement) {
        return message(
                "2305",
                "{'data': {'mdtrt_id': '%s', 'setl_id': '%s', 'psn_no': '%s'}}".formatted(visit, settlement, person));
    }
}
