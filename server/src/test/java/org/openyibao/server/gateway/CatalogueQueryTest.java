package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Registry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What settlements decide with, page by page, of region 500100 (Chongqing) alone with its nation's, and what an
/// institution calls its own items.
class CatalogueQueryTest {

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);
    private static final String YP1 = ", 'medins_list_codg': 'YP1'";
    private static final String OTHER = "H43000000002";

    @TempDir
    private static Path folder;

    private static Gateway gateway;

    @BeforeAll
    static void load() throws IOException {
        gateway = Gateway.open();
        gateway.server()
                .service(Registry.class)
                .saveEntries(List.of(
                        entry("500100", "Q-A", "头孢甲", FeeCategory.DRUG, Grade.A, 0, OptionalLong.empty(), "09", 2020),
                        entry(
                                "500100",
                                "Q-B",
                                "头孢乙",
                                FeeCategory.DRUG,
                                Grade.B,
                                85_000,
                                OptionalLong.of(12_345_600),
                                "09",
                                2021),
                        entry("500100", "Q-H", "黄芪", FeeCategory.DRUG, Grade.A, 0, OptionalLong.empty(), "10", 2020),
                        entry(
                                "500100",
                                "Q-S",
                                "换药",
                                FeeCategory.TREATMENT,
                                Grade.C,
                                0,
                                OptionalLong.empty(),
                                "05",
                                2020),
                        new CatalogueEntry(
                                "500100",
                                "Q-OLD",
                                LocalDate.of(2019, 1, 1),
                                LocalDate.of(2019, 12, 31),
                                "旧_项",
                                FeeCategory.CONSUMABLE,
                                Grade.B,
                                Ratio.ofMillionths(200_000),
                                OptionalLong.of(5_000_000),
                                "08",
                                true),
                        entry(
                                "000000",
                                "Q-N",
                                "全国项目",
                                FeeCategory.DRUG,
                                Grade.B,
                                100_000,
                                OptionalLong.of(1),
                                "11",
                                2022)));
        var lists = Files.createDirectories(folder.resolve("lists"));
        Files.writeString(lists.resolve("1304.csv"), """
                唯一记录号,版本号,医疗目录编码,通用名编号,药品通用名,药品商品名,有效标志,数据更新时间,经办时间,中草药名称,中草药单复方标志
                R1,V1,ZY01,G1,安神丸,安神牌,1,2024-05-01 08:00:00,2024-05-01 09:00:00,,2
                R2,V1,ZY02,G1,安宁散,宁牌,1,2023-05-01 08:00:00,2023-05-01 23:30:00,红花,1
                R3,V2,ZY03,G2,_丸,,0,2025-05-01 08:00:00,,,
                """);
        assertThat(gateway.server()
                        .service(Imports.class)
                        .load(folder, "clerk-1")
                        .complaints())
                .isEmpty();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static CatalogueEntry entry(
            String region,
            String code,
            String name,
            FeeCategory category,
            Grade grade,
            int firstPay,
            OptionalLong ceiling,
            String chargeType,
            int year) {
        return new CatalogueEntry(
                region,
                code,
                LocalDate.of(year, 1, 1),
                EVER,
                name,
                category,
                grade,
                Ratio.ofMillionths(firstPay),
                ceiling,
                chargeType,
                false);
    }

    private static ObjectNode asking(String transaction, String filters) {
        return gateway.message(transaction, Gateway.CLINIC, """
                {"data": {%s, "page_num": 1, "page_size": "100"}}""".formatted(filters.replace('\'', '"')));
    }

    private static JsonNode told(String transaction, String filters) {
        return gateway.done(asking(transaction, filters)).get("output");
    }

    private static List<String> values(JsonNode told, String field) {
        return StreamSupport.stream(told.get("data").spliterator(), false)
                .map(row -> row.get(field).asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'insu_admdvs': '500100' | Q-A Q-B Q-H Q-OLD Q-S Q-N",
                "'insu_admdvs': '500100', 'updt_time': '2999-01-01' |",
                "'insu_admdvs': '500100', 'updt_time': '2020-01-01 00:00:00' | Q-A Q-B Q-H Q-OLD Q-S Q-N",
                "'insu_admdvs': '500100', 'hilist_code': 'Q-B' | Q-B",
                "'insu_admdvs': '500100', 'hilist_name': '头孢' | Q-A Q-B",
                "'insu_admdvs': '500100', 'hilist_name': '旧_' | Q-OLD",
                "'insu_admdvs': '500100', 'hilist_name': '旧项' |",
                "'insu_admdvs': '500100', 'hilist_name': '换_' |",
                "'insu_admdvs': '500100', 'med_chrgitm_type': '05' | Q-S",
                "'insu_admdvs': '500100', 'chrgitm_lv': '02' | Q-B Q-OLD Q-N",
                "'insu_admdvs': '500100', 'chrgitm_lv': '3' | Q-S",
                "'insu_admdvs': '500100', 'med_use_flag': '0' | Q-S",
                "'insu_admdvs': '500100', 'med_use_flag': '1', 'chrgitm_lv': '03' |",
                "'insu_admdvs': '500100', 'lmt_used_flag': '1' | Q-OLD",
                "'insu_admdvs': '500100', 'list_type': '101' | Q-A Q-B Q-N",
                "'insu_admdvs': '500100', 'list_type': '102' | Q-H",
                "'insu_admdvs': '500100', 'list_type': '201' | Q-S",
                "'insu_admdvs': '500100', 'list_type': '301' | Q-OLD",
                "'insu_admdvs': '500100', 'list_type': '104' |",
                "'insu_admdvs': '500100', 'vali_flag': '0' | Q-OLD",
                "'insu_admdvs': '500100', 'vali_flag': '1' | Q-A Q-B Q-H Q-S Q-N",
                "'insu_admdvs': '500100', 'query_date': '2019-06-30' | Q-OLD",
                "'insu_admdvs': '500100', 'query_date': '2020-01-01' | Q-A Q-H Q-S",
                "'insu_admdvs': '500100', 'begndate': '2021-01-01' | Q-B Q-N",
                "'insu_admdvs': '500100', 'pinyin': 'tb' |",
            })
    void every_filter_of_the_catalogue_is_honoured(String filters, String codes) {
        var told = told("1312", filters);
        var expected = codes == null ? List.<String>of() : List.of(codes.split(" "));
        assertThat(values(told, "hilist_code")).isEqualTo(expected);
        assertThat(told.get("recordCounts").intValue()).isEqualTo(expected.size());
    }

    @Test
    void an_item_of_the_catalogue_has_every_field_of_its_table() {
        var row = (ObjectNode)
                told("1312", "'insu_admdvs': '500100', 'hilist_code': 'Q-OLD'").at("/data/0");
        var number = row.remove("rid").stringValue();
        assertThat(row.remove("updt_time")).isEqualTo(row.get("crte_time"));
        assertThat(row.remove("crte_time").stringValue()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(row.toString()).isEqualTo("""
                {"hilist_code":"Q-OLD","hilist_name":"旧_项","insu_admdvs":"500100","begndate":"2019-01-01",\
                "enddate":"2019-12-31","med_chrgitm_type":"08","chrgitm_lv":"02","lmt_used_flag":"1","list_type":"301",\
                "med_use_flag":"1","matn_used_flag":null,"hilist_use_type":null,"lmt_cpnd_type":null,"wubi":null,\
                "pinyin":null,"memo":null,"vali_flag":"0","crter_id":null,"crter_name":null,"crte_optins_no":null,\
                "opter_id":null,"opter_name":null,"opt_time":null,"optins_no":null,"poolarea_no":"500100"}""");
        assertThat(values(told("1318", "'insu_admdvs': '500100', 'rid': '" + number + "'"), "hilist_code"))
                .containsExactly("Q-OLD");
    }

    @Test
    void what_did_not_change_is_not_told_as_changed() {
        var before =
                told("1312", "'insu_admdvs': '500100', 'hilist_code': 'Q-S'").at("/data/0");
        gateway.server()
                .service(Registry.class)
                .saveEntries(List.of(entry(
                        "500100", "Q-S", "换药", FeeCategory.TREATMENT, Grade.C, 0, OptionalLong.empty(), "05", 2020)));
        assertThat(told("1312", "'insu_admdvs': '500100', 'hilist_code': 'Q-S'").at("/data/0"))
                .isEqualTo(before);
    }

    @Test
    void an_item_is_mapped_to_itself() {
        var told = told("1316", "'insu_admdvs': '500100', 'list_type': '101'");
        assertThat(values(told, "med_list_codg")).containsExactly("Q-A", "Q-B", "Q-N");
        assertThat(values(told, "hilist_code")).containsExactly("Q-A", "Q-B", "Q-N");
        assertThat(values(told("1316", "'insu_admdvs': '500100', 'med_list_codg': 'Q-B'"), "hilist_code"))
                .containsExactly("Q-B");
        assertThat(values(
                        told("1316", "'insu_admdvs': '500100', 'med_list_codg': 'Q-B', 'hilist_code': 'Q-A'"),
                        "hilist_code"))
                .isEmpty();
    }

    @Test
    void ceilings_are_told_to_the_last_place() {
        var told = told("1318", "'insu_admdvs': '500100', 'hilist_lmtpric_type': '3', 'enddate': ''");
        assertThat(values(told, "hilist_code")).containsExactly("Q-B", "Q-OLD", "Q-N");
        assertThat(values(told, "hilist_pric_uplmt_amt")).containsExactly("12.3456", "5", "0.000001");
        assertThat(told.at("/data/0/hilist_pric_uplmt_amt").isNumber()).isTrue();
        assertThat(values(told("1318", "'insu_admdvs': '500100', 'enddate': '2019-12-31'"), "hilist_code"))
                .containsExactly("Q-OLD");
        assertThat(values(told("1318", "'insu_admdvs': '500100', 'poolarea_no': '000000'"), "hilist_code"))
                .containsExactly("Q-N");
        assertThat(values(told("1318", "'insu_admdvs': '500100', 'tabname': 'x'"), "hilist_code"))
                .isEmpty();
    }

    @Test
    void what_is_paid_first_is_told_as_a_share() {
        var told = told("1319", "'insu_admdvs': '500100', 'selfpay_prop_psn_type': '390', 'selfpay_prop_type': '10'");
        assertThat(values(told, "hilist_code")).containsExactly("Q-A", "Q-B", "Q-H", "Q-OLD", "Q-S", "Q-N");
        assertThat(values(told, "selfpay_prop")).containsExactly("0", "0.085", "0", "0.2", "1", "0.1");
        assertThat(values(told("1319", "'insu_admdvs': '500100', 'selfpay_prop_type': '20'"), "hilist_code"))
                .isEmpty();
    }

    @Test
    void pages_run_through_all_regions_that_hold() {
        var pages = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> gateway.done(gateway.message("1312", Gateway.CLINIC, """
                                {"data": {"insu_admdvs": "500100", "page_num": %d, "page_size": 2}}""".formatted(number)))
                        .get("output"))
                .toList();
        assertThat(pages.stream().map(page -> values(page, "hilist_code")))
                .containsExactly(List.of("Q-A", "Q-B"), List.of("Q-H", "Q-OLD"), List.of("Q-S", "Q-N"), List.of());
        var last = (ObjectNode) pages.get(2);
        last.remove("data");
        assertThat(last.toString())
                .isEqualTo("{\"pageNum\":3,\"pageSize\":2,\"pages\":3,\"recordCounts\":6,\"size\":2,\"startRow\":5,"
                        + "\"endRow\":6,\"firstPage\":false,\"lastPage\":true}");
    }

    @Test
    void without_a_region_the_place_of_care_is_meant() {
        assertThat(values(told("1312", "'hilist_code': 'DRUG-B'"), "insu_admdvs"))
                .containsExactly("430100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'med_list_codg': 'ZY02' | ZY02",
                "'genname_codg': 'G1' | ZY01 ZY02",
                "'drug_genname': '安' | ZY01 ZY02",
                "'drug_genname': '_' | ZY03",
                "'drug_prodname': '宁' | ZY02",
                "'tcmherb_name': '红' | ZY02",
                "'cpnd_flag': '2' | ZY01",
                "'vali_flag': '0' | ZY03",
                "'rid': 'R1' | ZY01",
                "'ver': 'V2' | ZY03",
                "'opt_begn_time': '2024-01-01' | ZY01",
                "'opt_end_time': '2023-05-01' | ZY02",
                "'updt_time': '2024-01-01' | ZY01 ZY03",
                "'updt_time': '' | ZY01 ZY02 ZY03",
            })
    void medicines_of_the_peoples_are_found_by_each_filter(String filters, String codes) {
        var told = told("1304", filters);
        assertThat(values(told, "med_list_codg")).containsExactly(codes.split(" "));
        assertThat(told.get("recordCounts").intValue()).isEqualTo(codes.split(" ").length);
    }

    @Test
    void a_medicine_has_every_field_of_its_table() {
        var row = told("1304", "'rid': 'R2'").at("/data/0");
        assertThat(row.size()).isEqualTo(54);
        assertThat(row.get("drug_genname").stringValue()).isEqualTo("安宁散");
        assertThat(row.get("opt_time").stringValue()).isEqualTo("2023-05-01 23:30:00");
        assertThat(row.get("ver").stringValue()).isEqualTo("V1");
        assertThat(row.get("manl").isNull()).isTrue();
    }

    private static ObjectNode item(String institution, String more) {
        return gateway.message("3301", institution, """
                {"catalogcompin": [{"fixmedins_hilist_id": "YP1", "fixmedins_hilist_name": "阿卡波糖", "list_type": "101", \
                "med_list_codg": "DRUG-B", "begndate": "2025-01-01", "enddate": "2099-12-31", "aprvno": "国药准字1", \
                "spec": "50mg*30", "pacspec": "30片/盒"%s}]}""".formatted(more.replace('\'', '"')));
    }

    private static ObjectNode withdrawal(String institution, String item) {
        return gateway.message("3302", institution, """
                {"data": {"fixmedins_code": "%s", "fixmedins_hilist_id": "%s", "list_type": "101", \
                "med_list_codg": "DRUG-B"}}""".formatted(institution, item));
    }

    private static JsonNode items(String institution, String filters) {
        return gateway.done(gateway.message("1317", institution, """
                        {"data": {"updt_time": "2020-01-01", "page_num": 1, "page_size": 10%s}}""".formatted(filters.replace('\'', '"'))))
                .get("output");
    }

    @Test
    void an_item_is_sent_seen_sent_again_and_withdrawn() {
        var message = item(Gateway.CLINIC, ", 'memo': '甲'").toString();
        var answer = gateway.post(message);
        assertThat(Json.object(answer.getBytes(StandardCharsets.UTF_8))
                        .get("infcode")
                        .asInt())
                .as(answer)
                .isZero();
        assertThat(gateway.post(message)).isEqualTo(answer);
        var row = (ObjectNode) items(Gateway.CLINIC, YP1).at("/data/0");
        assertThat(row.remove("rid").stringValue()).isNotEmpty();
        var added = row.get("crte_time");
        assertThat(row.remove("opt_time")).isEqualTo(added);
        assertThat(row.remove("updt_time")).isEqualTo(added);
        row.remove("crte_time");
        assertThat(row.toString()).isEqualTo("""
                {"fixmedins_code":"H43000000001","medins_list_codg":"YP1","medins_list_name":"阿卡波糖",\
                "insu_admdvs":"430100","list_type":"101","med_list_codg":"DRUG-B","begndate":"2025-01-01",\
                "enddate":"2099-12-31","aprvno":"国药准字1","dosform":null,"exct_cont":null,"item_cont":null,\
                "prcunt":null,"spec":"50mg*30","pacspec":"30片/盒","memo":"甲","vali_flag":"1","crter_id":"%s",\
                "crter_name":"%s","crte_optins_no":null,"opter_id":"%s","opter_name":"%s","optins_no":null,\
                "poolarea_no":"430100"}""".formatted(
                        operator("opter"), operator("opter_name"), operator("opter"), operator("opter_name")));

        gateway.done(item(Gateway.CLINIC, ", 'memo': '乙'"));
        assertThat(values(items(Gateway.CLINIC, YP1), "memo")).containsExactly("乙");
        // Another institution sees and withdraws nothing of it, though it may have the same.
        assertThat(values(items(OTHER, YP1), "memo")).isEmpty();
        assertThat(gateway.refused(withdrawal(OTHER, "YP1")))
                .isEqualTo("fixmedins_hilist_id：应为本机构已上传、未撤销的目录对照，实为 YP1 101 DRUG-B");
        gateway.done(item(OTHER, ""));

        gateway.done(withdrawal(Gateway.CLINIC, "YP1"));
        assertThat(values(items(Gateway.CLINIC, YP1), "vali_flag")).containsExactly("0");
        assertThat(values(items(Gateway.CLINIC, YP1 + ", 'vali_flag': '1'"), "vali_flag"))
                .isEmpty();
        assertThat(values(items(OTHER, YP1 + ", 'vali_flag': '1'"), "fixmedins_code"))
                .containsExactly(OTHER);
        assertThat(gateway.refused(withdrawal(Gateway.CLINIC, "YP1"))).startsWith("fixmedins_hilist_id：应为本机构已上传");
        gateway.done(item(Gateway.CLINIC, ""));
        assertThat(values(items(Gateway.CLINIC, YP1), "vali_flag")).containsExactly("1");
    }

    private static String operator(String field) {
        return Samples.request("9001").get(field).stringValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'medins_list_codg': 'F1' | 1",
                "'medins_list_name': '筛' | 1",
                "'medins_list_name': '选' | 0",
                "'list_type': '201', 'med_list_codg': 'DRUG-B' | 1",
                "'list_type': '102', 'med_list_codg': 'DRUG-B' | 0",
                "'query_date': '2024-12-31', 'medins_list_codg': 'F1' | 0",
                "'query_date': '2025-12-31', 'medins_list_codg': 'F1' | 1",
                "'begndate': '2025-01-02', 'medins_list_codg': 'F1' | 0",
                "'insu_admdvs': '110100' | 0",
                "'updt_time': '2999-01-01' | 0",
            })
    void items_are_found_by_each_filter(String filters, int expected) {
        gateway.done(item(OTHER, ", 'fixmedins_hilist_id': 'F1', 'fixmedins_hilist_name': '筛选', 'list_type': '201'"));
        assertThat(items(OTHER, ", " + filters).get("recordCounts").intValue()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'med_list_codg': 'NONE' | med_list_codg：应为区划 430100 医保目录中的编码，实为 NONE",
                "'enddate': '2024-12-31' | enddate（第 1 行）：应为不早于 begndate 2025-01-01 的日期，实为 2024-12-31",
                "'list_type': '999' | list_type：应为代码表 list_type 中的值",
                "'begndate': '2025-13-01' | begndate（第 1 行）：应为 yyyy-MM-dd 格式的日期，实为 2025-13-01",
                "'fixmedins_hilist_id': '' | fixmedins_hilist_id（第 1 行）：应为不超过 30 个字符的文本",
            })
    void an_item_that_is_wrong_is_refused_and_not_kept(String more, String text) {
        var before = items(Gateway.CLINIC, "").get("recordCounts");
        assertThat(gateway.refused(item(Gateway.CLINIC, ", " + more))).startsWith(text);
        assertThat(items(Gateway.CLINIC, "").get("recordCounts")).isEqualTo(before);
    }

    @Test
    void an_item_comes_once_in_a_message_and_is_the_senders_own() {
        var row = item(Gateway.CLINIC, "").at("/input/catalogcompin/0");
        var twice = gateway.message("3301", Gateway.CLINIC, "{\"data\": [" + row + "," + row + "]}");
        assertThat(gateway.refused(twice)).isEqualTo("fixmedins_hilist_id：应为同一对照只出现一次，实为 YP1");
        var foreign = withdrawal(Gateway.CLINIC, "YP1");
        Gateway.data(foreign).put("fixmedins_code", OTHER);
        assertThat(gateway.refused(foreign)).isEqualTo("fixmedins_code：应为本机构的编号 H43000000001，实为 H43000000002");
        assertThat(gateway.refused(gateway.message("1317", Gateway.CLINIC, """
                {"data": {"fixmedins_code": "%s", "page_num": 1, "page_size": 1}}""".formatted(OTHER))))
                .startsWith("fixmedins_code：应为本机构的编号");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1312 | 'page_num': '0' | page_num：应为 1 至",
                "1312 | 'page_size': '1001' | page_size：应为 0 至 1000 的整数，实为 1001",
                "1312 | 'updt_time': 'x' | updt_time：应为 yyyy-MM-dd HH:mm:ss 格式的日期时间，实为 x",
                "1312 | 'chrgitm_lv': '9' | chrgitm_lv：应为 01（甲类）、02（乙类）或 03（丙类），实为 9",
                "1316 | 'list_type': '1234567890123456789012345678901' | list_type：应为不超过 30 个字符的文本",
                "1318 | 'insu_admdvs': '5001' | insu_admdvs：应为 6 位医保区划，实为 5001",
                "1319 | 'vali_flag': '2' | vali_flag：应为 0（否）或 1（是），实为 2",
                "1304 | 'opt_end_time': '2025-02-30' | opt_end_time：应为",
            })
    void a_query_that_is_wrong_is_refused(String transaction, String more, String text) {
        var message = asking(transaction, "'rid': ''");
        var field = more.split("'")[1];
        Gateway.data(message).put(field, more.split("'")[3]);
        assertThat(gateway.refused(message)).startsWith(text);
    }

    @Test
    void dates_are_days_of_the_country() {
        var told = told(
                "1312",
                "'insu_admdvs': '500100', 'updt_time': '"
                        + LocalDate.now(BusinessDay.ZONE).plusDays(1) + "'");
        assertThat(told.get("recordCounts").intValue()).isZero();
    }
}
