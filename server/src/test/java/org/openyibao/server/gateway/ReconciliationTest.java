package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.server.account.BusinessDay;
import tools.jackson.databind.node.ObjectNode;

/// An institution's sums and lines against ours, with the files that go to and fro. The clinic settled 56.98 three
/// times, of which the fund paid 39.89 each, and took the last one back.
class ReconciliationTest {

    private static final String OTHER = "H43000000002";

    private static Gateway gateway;
    private static String visit;
    private static List<String> settlements;
    private static String reversal;

    @BeforeAll
    static void settle() {
        gateway = Gateway.open();
        visit = gateway.visit();
        settlements = List.of(settled("a"), settled("b"), settled("c"));
        var back = Samples.read("2208.cqex.request.json").put("msgid", gateway.nextMessageId(Gateway.CLINIC));
        Gateway.data(back).put("mdtrt_id", visit).put("setl_id", settlements.get(2));
        reversal = gateway.done(back).at("/output/setlinfo/setl_id").stringValue();
    }

    private static String settled(String batch) {
        gateway.upload(visit, batch);
        return gateway.done(gateway.settlement("2207", visit, batch))
                .at("/output/setlinfo/setl_id")
                .stringValue();
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    /// Yesterday and tomorrow: a test that runs over midnight finds the same.
    private static ObjectNode asking(String transaction, String data) {
        var today = LocalDate.now(BusinessDay.ZONE);
        return gateway.message(transaction, Gateway.CLINIC, """
                {"data": {"setl_optins": "430100", "clr_type": "11", "stmt_begndate": "%s", "stmt_enddate": "%s", %s}}""".formatted(
                        today.minusDays(1), today.plusDays(1), data.replace('\'', '"')));
    }

    private static ObjectNode totals(String count, String total, String funds, String more) {
        return asking(
                "3201",
                "'insutype': '390', 'fixmedins_setl_cnt': %s, 'medfee_sumamt': %s, 'fund_pay_sumamt': %s, 'acct_pay': '0' %s"
                        .formatted(count, total, funds, more));
    }

    @Test
    void sums_are_even_with_reversals_and_without() {
        var all = gateway.done(totals("4", "113.96", "79.78", "")).at("/output/stmtinfo");
        assertThat(all.toString())
                .isEqualTo("{\"setl_optins\":\"430100\",\"stmt_rslt\":\"0\",\"stmt_rslt_dscr\":\"对平\"}");
        var without = totals("3", "170.94", "119.67", ", 'refd_setl_flag': '0', 'fixmedins_refd_setl_flag': '1'");
        assertThat(gateway.done(without).at("/output/stmtinfo/stmt_rslt").stringValue())
                .isEqualTo("0");
        var said = totals("3", "170.94", "119.67", ", 'fixmedins_refd_setl_flag': '0'");
        assertThat(gateway.done(said).at("/output/stmtinfo/stmt_rslt").stringValue())
                .isEqualTo("0");
    }

    @Test
    void sums_that_differ_are_told_one_by_one() {
        var answer = gateway.done(totals("3", "113.97", "'79.78'", "")).at("/output/stmtinfo");
        assertThat(answer.get("stmt_rslt").stringValue()).isEqualTo("1");
        assertThat(answer.get("stmt_rslt_dscr").stringValue()).isEqualTo("笔数 机构 3 本方 4；医疗费总额 机构 113.97 本方 113.96");
        // Of inpatients there are none.
        var inpatient = totals("0", "0", "0", "");
        Gateway.data(inpatient).put("clr_type", "21");
        assertThat(gateway.done(inpatient).at("/output/stmtinfo/stmt_rslt").stringValue())
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insutype | 999 | insutype：应为 310",
                "clr_type | 9999 | clr_type：应为 11（门诊）",
                "setl_optins | 430200 | setl_optins：应为本机构结算的经办机构 430100，实为 430200",
                "stmt_begndate | 2025-13-01 | stmt_begndate：应为 yyyy-MM-dd 格式的日期，实为 2025-13-01",
                "stmt_enddate | 2020-01-01 | stmt_enddate：应为",
                "medfee_sumamt | 1.234 | medfee_sumamt：应为最多两位小数的金额，实为 1.234",
                "fixmedins_setl_cnt | -1 | fixmedins_setl_cnt：应为 0 至",
                "refd_setl_flag | 2 | refd_setl_flag：应为 0（否）或 1（是），实为 2",
            })
    void a_field_that_is_wrong_is_named(String field, String value, String text) {
        var message = totals("4", "113.96", "79.78", "");
        Gateway.data(message).put(field, value);
        assertThat(gateway.refused(message)).startsWith(text);
    }

    /// The `in` of the message is a place for its content.
    private static ObjectNode upload(String name) {
        return gateway.message("9101", Gateway.CLINIC, """
                {"fsUploadIn": {"filename": "%s", "fixmedins_code": "%s", "in": "@"}}""".formatted(name, Gateway.CLINIC));
    }

    private static String with(ObjectNode message, String content) {
        return message.toString().replace("\"@\"", content);
    }

    private static ObjectNode answer(String message) {
        return Json.object(gateway.post(message).getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode uploaded(String name, String content) {
        var answer = answer(with(upload(name), content));
        assertThat(answer.get("infcode").asInt()).as(answer.toString()).isZero();
        return (ObjectNode) answer.get("output");
    }

    private static String base64(byte[] content) {
        return '"' + Base64.getEncoder().encodeToString(content) + '"';
    }

    private static String bytes(byte[] content) {
        var list = new StringBuilder("[");
        for (var value : content) {
            list.append(list.length() == 1 ? "" : ",").append(value);
        }
        return list.append(']').toString();
    }

    private static byte[] zip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("detail.txt"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private static String sent(byte[] content) {
        return uploaded("detail.zip", base64(content)).get("file_qury_no").stringValue();
    }

    private static ObjectNode download(String institution, String number, String name) {
        return gateway.message("9102", institution, """
                {"fsDownloadIn": {"file_qury_no": "%s", "filename": "%s", "fixmedins_code": "plc"}}""".formatted(number, name));
    }

    private static byte[] fetched(String number, String name) {
        try (var client = HttpClient.newHttpClient()) {
            var message = download(Gateway.CLINIC, number, name).toString();
            var response = client.send(
                    HttpRequest.newBuilder(gateway.server().uri("/fsi"))
                            .POST(HttpRequest.BodyPublishers.ofString(message))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
            return response.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /// What goes up comes down again: as a list of signed bytes and as Base64, also when it is larger than other
    /// messages may be.
    @ParameterizedTest
    @ValueSource(ints = {1, 300_000, 3_000_000})
    void a_file_comes_back_as_it_was_sent(int length) {
        var content = new byte[length];
        new Random(length).nextBytes(content);
        for (var form : List.of(bytes(content), base64(content))) {
            var answer = uploaded("文件.bin", form);
            assertThat(answer.get("fixmedins_code").stringValue()).isEqualTo(Gateway.CLINIC);
            assertThat(answer.get("dld_endtime").stringValue()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
            assertThat(fetched(answer.get("file_qury_no").stringValue(), "文件.bin"))
                    .isEqualTo(content);
        }
    }

    @Test
    void a_message_sent_again_keeps_one_file_and_other_content_under_its_id_is_refused() {
        var message = upload("a.txt");
        var first = gateway.post(with(message, "\"YQ==\""));
        assertThat(gateway.post(with(message, "\"YQ==\""))).isEqualTo(first);
        assertThat(gateway.refused(with(message, "\"Yg==\""))).isEqualTo("msgid：此报文ID已用于另一内容（in 不同）");
    }

    @Test
    void a_file_that_is_wrong_missing_or_of_another_is_refused() {
        assertThat(gateway.refused(with(upload("a.txt"), "null"))).isEqualTo("in：应为字节的列表，或 Base64 文本，实为未送");
        assertThat(gateway.refused(with(upload("a.txt"), "[1, 256]"))).isEqualTo("in（第 2 个）：应为 -128 至 255 的整数，实为其他内容");
        assertThat(gateway.refused(with(upload("a.txt"), "7"))).startsWith("in：应为字节的列表");
        assertThat(gateway.refused(with(upload("a.txt"), "\"?\""))).isEqualTo("报文：应为一个合法的 JSON 对象");
        var foreign = upload("a.txt");
        ((ObjectNode) foreign.at("/input/fsUploadIn")).put("fixmedins_code", OTHER);
        assertThat(gateway.refused(with(foreign, "\"YQ==\""))).startsWith("fixmedins_code：应为本机构的编号 " + Gateway.CLINIC);
        var number = sent(new byte[] {1});
        assertThat(gateway.refused(download(OTHER, number, "detail.zip"))).startsWith("file_qury_no：应为本机构的");
        assertThat(gateway.refused(download(Gateway.CLINIC, number, "x")))
                .isEqualTo("filename：应为该文件的名称 detail.zip，实为 x");
        assertThat(gateway.refused(download(Gateway.CLINIC, "77", "x"))).startsWith("file_qury_no：");
    }

    @Test
    void a_large_message_of_another_transaction_is_too_large_whatever_it_holds() throws Exception {
        var message = upload("a.txt").put("infno", "9001");
        assertThat(gateway.send(with(message, base64(new byte[3_000_000]))).statusCode())
                .isEqualTo(413);
        ((ObjectNode) message.get("input"))
                .set("signIn", Samples.request("9001").at("/input/signIn"));
        assertThat(answer(with(message, "[1, 2]")).get("infcode").asInt()).isZero();
    }

    private static String line(String settlement, String person, String total, String funds, String flag) {
        return String.join("\t", settlement, visit, person, total, funds, "0.00", flag) + "\r\n";
    }

    private static String line(String settlement, String sign) {
        return line(settlement, Gateway.RESIDENT, sign + "56.98", sign + "39.89", sign.isEmpty() ? "0" : "1");
    }

    private static String evenLines() {
        return line(settlements.get(1), "")
                + line(settlements.get(0), "")
                + line(settlements.get(2), "")
                + line(reversal, "-");
    }

    private static ObjectNode details(String file, String count, String total, String funds) {
        return asking(
                "3202",
                "'file_qury_no': '%s', 'fixmedins_setl_cnt': %s, 'medfee_sumamt': %s, 'fund_pay_sumamt': %s, 'cash_payamt': 34.18"
                        .formatted(file, count, total, funds));
    }

    private static List<String> result(ObjectNode message) {
        var info = gateway.done(message).at("/output/fileinfo");
        assertThat(info.get("dld_endtime").stringValue()).isNotEmpty();
        var content = fetched(
                info.get("file_qury_no").stringValue(), info.get("filename").stringValue());
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            assertThat(zip.getNextEntry()).isNotNull();
            var lines = new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(zip.getNextEntry()).isNull();
            return lines;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> column(List<String> lines, int column) {
        return lines.stream().map(line -> line.split("\t", -1)[column]).toList();
    }

    /// As software in Jiangsu sends it.
    @Test
    void without_a_clearing_type_the_lines_are_of_all() {
        var all = details(sent(evenLines().getBytes(StandardCharsets.UTF_8)), "4", "113.96", "79.78");
        Gateway.data(all).remove("clr_type");
        assertThat(column(result(all), 4)).containsExactly("0", "0", "0", "0");
        var stays = details(sent(evenLines().getBytes(StandardCharsets.UTF_8)), "4", "113.96", "79.78");
        Gateway.data(stays).put("clr_type", "21");
        assertThat(column(result(stays), 4)).containsExactly("1", "1", "1", "1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lines_that_agree_are_even(boolean zipped) {
        var text = "\uFEFF" + evenLines();
        var number = sent(zipped ? zip(text) : text.getBytes(StandardCharsets.UTF_8));
        var message = details(number, "4", "113.96", "79.78");
        var lines = result(message);
        assertThat(lines).hasSize(4);
        assertThat(column(lines, 2))
                .containsExactly(settlements.get(0), settlements.get(1), settlements.get(2), reversal);
        assertThat(column(lines, 4)).containsOnly("0");
        assertThat(lines.get(3).split("\t"))
                .startsWith(Gateway.RESIDENT, visit, reversal)
                .endsWith("0", "1", "null", "-56.98", "-39.89", "0.00");
        var answer = gateway.post(message.toString());
        assertThat(gateway.post(message.toString())).isEqualTo(answer);
    }

    @Test
    void lines_that_differ_are_told_one_by_one() {
        var lines = result(details(
                sent(zip(line(settlements.get(0), Gateway.RESIDENT, "56.99", "39.89", "0")
                        + line(settlements.get(1), "somebody", "56.98", "39.89", "0")
                        + line(reversal, "-")
                        + line(reversal, "-")
                        + line("999", ""))),
                "5",
                "56.99",
                "39.89"));
        assertThat(column(lines, 2))
                .containsExactly(settlements.get(0), settlements.get(1), settlements.get(2), reversal, reversal, "999");
        assertThat(column(lines, 4)).containsExactly("1", "1", "1", "0", "1", "1");
        assertThat(column(lines, 6))
                .containsExactly(
                        "金额不一致；机构：总额 56.99，基金 39.89，个人账户 0.00",
                        "人员编号不一致；机构：总额 56.98，基金 39.89，个人账户 0.00",
                        "机构未报此结算",
                        "null",
                        "机构重复申报；机构：总额 -56.98，基金 -39.89，个人账户 0.00",
                        "本方无此结算；机构：总额 56.98，基金 39.89，个人账户 0.00");
        assertThat(column(lines, 7)).containsExactly("56.98", "56.98", "56.98", "-56.98", "-56.98", "null");
        // The message by which the institution may undo what it did not report.
        assertThat(column(lines, 3).get(2)).startsWith(Gateway.CLINIC);
        assertThat(column(lines, 3).get(5)).isEqualTo("null");
    }

    @Test
    void a_file_that_cannot_be_read_or_is_not_what_the_message_says_is_refused() {
        assertThat(wrong("1\t2\t3\r\n")).isEqualTo("file_qury_no：应为第 1 行以制表符分隔的 7 列，实为 3 列");
        assertThat(wrong("\n" + line("1", Gateway.RESIDENT, "x", "0", "0")))
                .isEqualTo("file_qury_no：应为第 2 行医疗费总额为最多两位小数的金额，实为 x");
        assertThat(wrong(line("1", Gateway.RESIDENT, "1", "0", "2")))
                .isEqualTo("file_qury_no：应为第 1 行退费结算标志为 0 或 1，实为 2");
        assertThat(wrong(line("", Gateway.RESIDENT, "1", "0", "0"))).startsWith("file_qury_no：应为第 1 行结算ID为 1 至 30 个字符");
        assertThat(wrong("x".repeat(500))).isEqualTo("file_qury_no：应为第 1 行不超过 400 个字符，实为更长");
        assertThat(gateway.refused(details(sent("PK-not-a-zip".getBytes(StandardCharsets.UTF_8)), "0", "0", "0")))
                .startsWith("file_qury_no：应为只含一个 TXT 文件的 ZIP");
        var even = sent(zip(evenLines()));
        assertThat(gateway.refused(details(even, "5", "113.96", "79.78")))
                .isEqualTo("fixmedins_setl_cnt：应为文件行数 4，实为 5");
        assertThat(gateway.refused(details(even, "4", "113.97", "79.78")))
                .isEqualTo("medfee_sumamt：应为文件各行总额之和 113.96，实为 113.97");
        assertThat(gateway.refused(details(even, "4", "113.96", "79.77")))
                .isEqualTo("fund_pay_sumamt：应为文件各行基金支付之和 79.78，实为 79.77");
        assertThat(gateway.refused(details("77", "4", "113.96", "79.78"))).startsWith("file_qury_no：应为该机构上传且仍保存的文件编号");
    }

    private static String wrong(String text) {
        return gateway.refused(details(sent(zip(text)), "1", "1", "0"));
    }

    @Test
    void nothing_is_kept_of_what_was_refused() throws Exception {
        var before = kept();
        wrong("1\t2\t3\r\n");
        gateway.refused(totals("'x'", "1", "1", ""));
        assertThat(kept()).isEqualTo(before);
    }

    private static String kept() throws Exception {
        try (var connection = gateway.server().database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select (select count(*) from reconciliation) || ' '
                            || (select count(*) from reconciliation_difference) || ' '
                            || (select count(*) from exchange_file where name like 'result%')""")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
