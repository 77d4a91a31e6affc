package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Codes of the specimen region 999999 that only its institutions may use: of the classes of care (med_type) 9941
/// counts as 41, purchase at a pharmacy, and 9921 as 21, a stay. A person of the region has 100.00 in the account.
class LocalCodesTest {

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final String SPECIMEN = "P99999900001";
    private static final String PERSON = "99999900000000000001";

    private static Gateway gateway;

    @BeforeAll
    static void people() throws SQLException {
        gateway = Gateway.open();
        var server = gateway.server();
        var registry = server.service(Registry.class);
        registry.saveInstitutions(List.of(new Institution(
                SPECIMEN, START, EVER, "样例药店", "999999", InstitutionKind.PHARMACY, Level.UNRATED, true, true)));
        registry.saveEntries(List.of(new CatalogueEntry(
                "999999",
                "DRUG-A",
                START,
                EVER,
                "样例药",
                FeeCategory.DRUG,
                Grade.A,
                Ratio.ZERO,
                OptionalLong.empty(),
                "09",
                false)));
        var enrolment = server.service(Enrolment.class);
        enrolment.savePersons(
                List.of(new Person(PERSON, "01", "999999199003150028", "测试丙", "2", "01", LocalDate.of(1990, 3, 15))));
        enrolment.saveParticipations(List.of(new Participation(
                PERSON,
                Scheme.EMPLOYEE,
                START,
                EVER,
                "999999",
                Status.ACTIVE,
                Standing.NORMAL,
                Tier.NONE,
                Assistance.NONE,
                false,
                START,
                "测试单位",
                "")));
        try (var connection = server.database().connect()) {
            server.service(Accounts.class)
                    .open(
                            connection,
                            Map.of(PERSON, new Balances(Fen.of(10_000), Fen.ZERO)),
                            Instant.parse("2025-01-01T00:00:00Z"));
        }
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static ObjectNode purchase(String institution, String person, String certificate, String kind) {
        return gateway.message("2102", institution, """
                {"druginfo": {"psn_no": "%s", "mdtrt_cert_type": "02", "mdtrt_cert_no": "%s",
                  "begntime": "2025-12-10 10:00:00", "medfee_sumamt": "30", "insutype": "310", "med_type": "%s",
                  "acct_used_flag": "1"},
                 "drugdetail": [
                  {"feedetl_sn": "1", "rx_circ_flag": "0", "fee_ocur_time": "2025-12-10 10:00:00",
                   "med_list_codg": "DRUG-A", "medins_list_codg": "A", "det_item_fee_sumamt": 30, "cnt": 1, "pric": 30}]}
                """.formatted(person, certificate, kind));
    }

    @Test
    void a_local_class_of_care_is_settled_as_the_nations_that_it_counts_as() {
        var settled = gateway.done(purchase(SPECIMEN, PERSON, "999999199003150028", "9941"))
                .at("/output/setlinfo");
        assertThat(settled.get("acct_pay").decimalValue()).isEqualByComparingTo("30");
        assertThat(settled.get("balc").decimalValue()).isEqualByComparingTo("70");
        assertThat(settled.get("clr_type").stringValue()).isEqualTo("41");
        assertThat(settled.get("med_type").stringValue()).isEqualTo("9941");
    }

    @Test
    void elsewhere_it_is_refused_with_the_region_that_has_it() {
        assertThat(gateway.refused(purchase(Gateway.PHARMACY, Gateway.EMPLOYEE, "220000199003150029", "9941")))
                .isEqualTo("med_type：应为区划 220200 的代码，实为 9941（是区划 999999 的地方代码）");
        assertThat(gateway.refused(purchase(SPECIMEN, PERSON, "999999199003150028", "9902")))
                .isEqualTo("med_type：应为区划 999999 的代码，实为 9902（是区划 500000 的地方代码）");
        // Whoever says that it is treating there is where its institution is.
        var message = purchase(Gateway.PHARMACY, Gateway.EMPLOYEE, "220000199003150029", "9941");
        message.put("mdtrtarea_admvs", "999999");
        assertThat(gateway.refused(message)).startsWith("med_type：应为区划 220200 的代码");
    }

    @Test
    void a_local_code_that_counts_as_none_of_the_nations_is_not_settled() {
        var message = gateway.message("2203", "H43000000001", """
                {"mdtrtinfo": {"mdtrt_id": "1", "psn_no": "%s", "med_type": "9901", "begntime": "2025-12-10 10:00:00"},
                 "diseinfo": [{"diag_type": "1", "diag_srt_no": "1", "diag_code": "J06.900", "diag_name": "感冒",
                   "diag_dept": "A03", "dise_dor_no": "D1", "dise_dor_name": "某", "diag_time": "2025-12-10 10:00:00",
                   "vali_flag": "1"}]}""".formatted(Gateway.RESIDENT));
        assertThat(gateway.refused(message)).startsWith("med_type：应为本服务支持的医疗类别").endsWith("实为 9901");
    }

    private static JsonNode list(String institution, String fields) {
        return gateway.done(gateway.message("1901", institution, "{\"data\": {" + fields.replace('\'', '"') + "}}"))
                .at("/output/list");
    }

    private static List<String> values(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(row -> row.get("value").stringValue())
                .toList();
    }

    @Test
    void a_list_has_the_nations_codes_and_those_of_the_region() {
        var levels = list(Gateway.CLINIC, "'type': 'chrgitm_lv', 'admdvs': '430100', 'date': '2025-06-01'");
        assertThat(values(levels)).containsExactly("01", "03", "02", "1", "2", "3");
        assertThat(levels.get(0).toString())
                .isEqualTo("{\"type\":\"chrgitm_lv\",\"label\":\"甲类\",\"value\":\"01\",\"parentValue\":null,\"sort\":1,"
                        + "\"valiFlag\":\"1\",\"createUser\":null,\"createDate\":null,\"version\":null,"
                        + "\"parent_value\":null,\"vali_flag\":\"1\",\"create_user\":null,\"create_date\":null}");
        var specimen = list(Gateway.CLINIC, "'type': 'MED_TYPE', 'admdvs': '999999', 'parent_value': '41'");
        assertThat(values(specimen)).containsExactly("9941");
        assertThat(specimen.at("/0/parentValue").stringValue()).isEqualTo("41");
        assertThat(specimen.at("/0/type").stringValue()).isEqualTo("MED_TYPE");
        // Hunan's own, at a clinic of Changsha that does not say where.
        var hunan = values(list(Gateway.CLINIC, "'type': 'med_type'"));
        assertThat(hunan).contains("11", "41", "9901", "9903").doesNotContain("9941", "9902");
        assertThat(values(list(Gateway.CLINIC, "'type': 'med_type', 'admdvs': '500000'")))
                .contains("11", "9902");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'type': 'vali_flag' | 2",
                "'type': 'vali_flag', 'Vali_Flag': '1' | 2",
                "'type': 'vali_flag', 'valiFlag': '0' | 0",
                "'type': 'vali_flag', 'vali_flag': '0' | 0",
                "'type': 'vali_flag', 'parentValue': '1' | 0",
                "'type': 'no_such_list' | 0",
            })
    void filters_of_a_list_are_honoured(String fields, int expected) {
        assertThat(list(Gateway.CLINIC, fields)).hasSize(expected);
    }

    @Test
    void the_same_code_may_mean_something_else_elsewhere() {
        assertThat(label("430100", "9901")).isEqualTo("门诊两病");
        assertThat(label("500100", "9901")).isEqualTo("重大疾病门诊");
    }

    private static String label(String region, String code) {
        return StreamSupport.stream(
                        list(Gateway.CLINIC, "'type': 'med_type', 'admdvs': '" + region + "'")
                                .spliterator(),
                        false)
                .filter(row -> row.get("value").stringValue().equals(code))
                .map(row -> row.get("label").stringValue())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'admdvs': '430100' | type：应为不超过 30 个字符的文本，实为未送",
                "'type': 'med_type', 'admdvs': '43' | admdvs：应为 6 位医保区划，实为 43",
                "'type': 'med_type', 'date': '2025-02-30' | date：应为 yyyy-MM-dd 格式的日期，实为 2025-02-30",
                "'type': 'med_type', 'Vali_Flag': '7' | Vali_Flag：应为 0（否）或 1（是），实为 7",
            })
    void a_query_that_is_wrong_is_refused(String fields, String text) {
        assertThat(gateway.refused(
                        gateway.message("1901", Gateway.CLINIC, "{\"data\": {" + fields.replace('\'', '"') + "}}")))
                .isEqualTo(text);
    }
}
