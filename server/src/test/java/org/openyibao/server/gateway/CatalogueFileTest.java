package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.imports.Imports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Lists of the nation from the files of the agency to those of the institutions. Of the day surgeries (1311)
/// version V1 has records A and B, and V2 has B again and C.
class CatalogueFileTest {

    private static final String OTHER = "H43000000002";
    private static final String FIRST = """
            唯一记录号,版本号,日间手术病种目录代码,日间手术病种名称,有效标志,病种内涵
            A,V1,S01,"白内障, 单眼",1,
            B,V1,S02,"腹股沟疝
            无张力修补",1,含\t补片
            """;
    private static final String SECOND = """
            有效标志,唯一记录号,版本号,日间手术病种目录代码,日间手术病种名称
            1,C,V2,S03,鼻息肉
            0,B,V2,S02,腹股沟疝
            """;

    @TempDir
    private static Path folder;

    private static Gateway gateway;

    @BeforeAll
    static void load() throws IOException {
        gateway = Gateway.open();
        assertThat(load("1311.csv", FIRST)).isEmpty();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    /// What is wrong with a file, in English.
    private static List<String> load(String name, String text) throws IOException {
        var lists = Files.createDirectories(folder.resolve("lists"));
        var file = Files.writeString(lists.resolve(name), text);
        var report = gateway.server().service(Imports.class).load(folder, "clerk-1");
        Files.delete(file);
        return report.complaints().stream()
                .map(complaint -> complaint.line().en())
                .toList();
    }

    private static ObjectNode asking(String transaction, String institution, String version) {
        return gateway.message(transaction, institution, "{\"data\": {\"ver\": \"" + version + "\"}}");
    }

    private static JsonNode told(String transaction, String institution, String version) {
        return gateway.done(asking(transaction, institution, version)).get("output");
    }

    private static List<String> lines(JsonNode told, String institution, String owner) {
        var message = gateway.message("9102", institution, """
                {"fsDownloadIn": {"file_qury_no": "%s", "filename": "%s", "fixmedins_code": "%s"}}""".formatted(
                told.get("file_qury_no").stringValue(), told.get("filename").stringValue(), owner));
        var request = HttpRequest.newBuilder(gateway.server().baseUrl().resolve("/fsi"))
                .POST(HttpRequest.BodyPublishers.ofString(message.toString()))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.headers().firstValue("content-type")).contains("application/octet-stream");
            var zip = new ZipInputStream(new ByteArrayInputStream(response.body()));
            assertThat(zip.getNextEntry()).isNotNull();
            var lines = new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(zip.getNextEntry()).isNull();
            return lines;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static String line(String... cells) {
        return String.join("\t", cells);
    }

    /// Columns of 1311: 日间手术治疗目录ID, 日间手术病种目录代码, 日间手术病种名称, 有效标志, 唯一记录号, 数据创建时间, 数据更新时间,
    /// 版本号, 病种内涵, 备注, 版本名称, 诊疗指南页码, 诊疗指南电子档案, 手术操作名称, 手术操作代码.
    @Test
    void an_institution_gets_what_came_after_its_version() throws IOException {
        var none = "null";
        var a = line(none, "S01", "白内障, 单眼", "1", "A", none, none, "V1", none, none, none, none, none, none, none);
        var first = told("1311", Gateway.CLINIC, "0");
        assertThat(first.propertyNames()).containsExactly("file_qury_no", "filename", "dld_end_time", "data_cnt");
        assertThat(first.get("filename").stringValue()).isEqualTo("1311_V1.txt.zip");
        assertThat(first.get("data_cnt").intValue()).isEqualTo(2);
        assertThat(LocalDate.parse(first.get("dld_end_time").stringValue()))
                .isAfter(LocalDate.now(BusinessDay.ZONE).plusDays(1));
        assertThat(lines(first, Gateway.CLINIC, "plc"))
                .containsExactly(
                        a,
                        line(
                                none,
                                "S02",
                                "腹股沟疝 无张力修补",
                                "1",
                                "B",
                                none,
                                none,
                                "V1",
                                "含 补片",
                                none,
                                none,
                                none,
                                none,
                                none,
                                none));

        assertThat(load("1311.csv", SECOND)).isEmpty();
        var everything = told("1311", Gateway.CLINIC, "0");
        var b = line(none, "S02", "腹股沟疝", "0", "B", none, none, "V2", none, none, none, none, none, none, none);
        var c = line(none, "S03", "鼻息肉", "1", "C", none, none, "V2", none, none, none, none, none, none, none);
        assertThat(lines(everything, Gateway.CLINIC, "plc")).containsExactly(a, b, c);
        var newer = told("1311", OTHER, "V1");
        assertThat(newer.get("data_cnt").intValue()).isEqualTo(2);
        assertThat(lines(newer, OTHER, OTHER)).containsExactly(b, c);
        var newest = told("1311", OTHER, "V2");
        assertThat(newest.get("data_cnt").intValue()).isZero();
        assertThat(lines(newest, OTHER, "plc")).isEmpty();

        // Loaded again, what is held already adds nothing, and the file that was written is the file that is told.
        assertThat(load("1311.csv", FIRST)).isEmpty();
        assertThat(load("1311.csv", SECOND)).isEmpty();
        assertThat(told("1311", OTHER, "0")).isEqualTo(everything);
        // A version that nobody had sorts between those that were.
        assertThat(told("1311", OTHER, "V1.9")).isEqualTo(newer);
        // The first file stays for those who were told of it.
        assertThat(lines(first, OTHER, "plc")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1301", "1302", "1303", "1305", "1306", "1306A", "1307", "1308", "1309", "1310", "1313", "1314", "1315",
                "1320", "1321"
            })
    void a_list_that_nobody_filled_is_an_empty_file(String list) {
        var told = told(list, Gateway.PHARMACY, "0");
        assertThat(told.get("data_cnt").intValue()).isZero();
        assertThat(told.get(told.has("dld_endtime") ? "dld_endtime" : "dld_end_time")
                        .isString())
                .isTrue();
        assertThat(lines(told, Gateway.PHARMACY, "plc")).isEmpty();
    }

    @Test
    void the_same_message_gets_the_same_bytes() {
        var message = asking("1314", Gateway.CLINIC, "0").toString();
        assertThat(gateway.post(message)).isEqualTo(gateway.post(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\": {}} | ver：应为不超过 20 个字符的文本，实为未送",
                "{\"data\": {\"ver\": \"123456789012345678901\"}} | ver：应为不超过 20 个字符的文本，实为 21 个字符",
                "{} | data：应为一个对象，实为未送",
            })
    void a_message_that_is_wrong_is_refused(String input, String text) {
        assertThat(gateway.refused(gateway.message("1301", Gateway.CLINIC, input)))
                .isEqualTo(text);
    }

    @Test
    void files_that_are_wrong_are_told_row_by_row_and_nothing_of_them_is_taken() throws IOException {
        assertThat(load("1315.csv", """
                唯一记录号,版本号,证候分类名称
                A,V2,风寒
                ,V2,风热
                B,V 2,暑湿
                """))
                .containsExactly(
                        "lists/1315.csv:3:唯一记录号: expected a value, got \"\"",
                        "lists/1315.csv:4:版本号: expected 1 to 20 letters, digits or . _ -, got \"V 2\"");
        assertThat(load("1315.csv", "唯一记录号,版本号,证候\nA,V2,风寒\n"))
                .containsExactly("lists/1315.csv:1:证候: there is no such column");
        assertThat(load("1315.csv", "证候分类名称,版本号\n风寒,V2\n"))
                .containsExactly("lists/1315.csv:1: columns are missing: 唯一记录号");
        assertThat(load("1399.csv", "a\n"))
                .singleElement()
                .asString()
                .startsWith(
                        "lists/1399.csv:0: expected a CSV or XLSX file named by the number of a list: 1301, 1302, ");
        assertThat(load("1315.csv", "唯一记录号,版本号\nA,V2\nA,V3\nA,V2\n"))
                .containsExactly("lists/1315.csv:4:唯一记录号: expected once in a version (it is in row 2), got \"A\"");
        assertThat(told("1315", Gateway.CLINIC, "0").get("data_cnt").intValue()).isZero();
    }

    @Test
    void what_institutions_have_stays_as_it_is() throws IOException {
        assertThat(load("1310.csv", "唯一记录号,版本号,备注\nA,V2,甲\nB,V3,乙\n")).isEmpty();
        assertThat(load("1310.csv", "唯一记录号,版本号,备注\nA,V2,甲\nA,V3,丙\nB,V3,丁\nC,V4,戊\n"))
                .containsExactly(
                        "lists/1310.csv:3:版本号: expected a version after V3, which institutions have, got \"V3\"",
                        "lists/1310.csv:4:版本号: expected a version after V3, which institutions have, got \"V3\"");
        assertThat(told("1310", Gateway.CLINIC, "0").get("data_cnt").intValue()).isEqualTo(2);
    }
}
