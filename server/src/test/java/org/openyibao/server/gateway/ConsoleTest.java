package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.server.cli.CommandLines;
import org.openyibao.server.cli.ReplayDay;
import org.openyibao.server.cli.ServeOptions;
import org.openyibao.server.language.Messages;
import org.openyibao.server.registry.Registry;
import tools.jackson.databind.JsonNode;

/// The console of a sandbox: its calls and notes, its recording, and the recording sent to another server.
class ConsoleTest {

    private static Gateway gateway;

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void open() {
        gateway = Gateway.open(ServeOptions::asSandbox);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static String get(String path) throws IOException, InterruptedException {
        var response = gateway.server().get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        return Json.object(("{\"it\":" + get(path) + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .get("it");
    }

    private static JsonNode last() throws IOException, InterruptedException {
        return json("/sandbox/calls").get(0);
    }

    private static JsonNode details() throws IOException, InterruptedException {
        return json("/sandbox/calls/" + last().get("number").asLong());
    }

    private static List<String> notes() throws IOException, InterruptedException {
        return details()
                .get("notes")
                .valueStream()
                .map(note ->
                        note.get("kind").stringValue() + " " + note.get("field").stringValue())
                .toList();
    }

    @Test
    void the_page_loads_nothing_from_elsewhere() throws IOException, InterruptedException {
        var page = gateway.server().get("/sandbox/");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'");
        assertThat(page.body())
                .contains("只用虚构人员")
                .contains("Invented people only")
                .doesNotContain("//");
        assertThat(get("/sandbox/console.js")).doesNotContain("http:").doesNotContain("innerHTML");
        assertThat(get("/sandbox/console.css")).doesNotContain("url(");
        assertThat(json("/sandbox/people").size()).isEqualTo(310);
        assertThat(gateway.server().get("/sandbox").statusCode()).isEqualTo(302);
        assertThat(gateway.server().get("/sandbox/calls/99999").statusCode()).isEqualTo(404);
        assertThat(gateway.server().get("/sandbox/other.html").statusCode()).isEqualTo(404);
    }

    @Test
    void only_a_sandbox_has_one() throws IOException, InterruptedException {
        try (var other = Gateway.open()) {
            for (var path : List.of("/sandbox/", "/sandbox/calls", "/sandbox/recording")) {
                assertThat(other.server().get(path).statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void a_call_is_shown_with_its_answer() throws IOException, InterruptedException {
        var visit = gateway.visit();
        assertThat(last().get("transaction").stringValue()).isEqualTo("2201");
        assertThat(last().get("institution").stringValue()).isEqualTo(Gateway.CLINIC);
        assertThat(last().get("done").booleanValue()).isTrue();
        var details = details();
        assertThat(details.at("/call/path").stringValue()).isEqualTo("/fsi");
        assertThat(details.at("/call/answer").stringValue()).contains(visit);
        assertThat(details.get("request").stringValue()).contains("\n");
        assertThat(details.get("settlement").stringValue()).isEmpty();
        gateway.post("{not json");
        assertThat(last().get("done").booleanValue()).isFalse();
        assertThat(last().get("message").stringValue()).startsWith("报文：");
        assertThat(notes()).isEmpty();
    }

    @Test
    void a_settlement_leads_to_its_receipt() throws IOException, InterruptedException {
        var visit = gateway.visit();
        gateway.upload(visit, "receipt");
        gateway.done(gateway.settlement("2207", visit, "receipt"));
        var settlement = details().get("settlement").stringValue();
        assertThat(get("/sandbox/settlements/" + settlement)).contains("39.89");
        // As the captured client sends it.
        assertThat(notes())
                .contains("text-for-number medfee_sumamt", "left-out psn_cert_type", "left-out certno")
                .doesNotContain("left-out psn_no");
        var certificate = details()
                .get("notes")
                .valueStream()
                .filter(note -> note.get("field").stringValue().equals("certno"))
                .findFirst()
                .orElseThrow();
        assertThat(certificate.get("zh").stringValue()).isEqualTo("未送必填字段 certno（证件号码）；其他程序也常不送");
        assertThat(certificate.get("en").stringValue())
                .isEqualTo("certno, which the standard requires, was not sent; other programs leave it out, too");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"data": {"psn_no": "1", "mdtrt_id": "", "ipt_otp_no": "3"}}              | left-out mdtrt_id
            {"data": {"psn_no": "1", "mdtrt_id": "2", "ipt_otp_no": "3", "psn": "4"}} | unknown psn
            {"expContent": ""}                                                        | left-out data
            [1]                                                                       |""")
    void what_is_to_be_noted_of_a_message(String input, String note) throws IOException, InterruptedException {
        gateway.post(
                gateway.message("2202", Gateway.CLINIC, "{}").toString().replace("\"input\":{}", "\"input\":" + input));
        assertThat(notes()).containsExactlyElementsOf(note == null ? List.of() : List.of(note));
    }

    @ParameterizedTest
    @ValueSource(strings = {"H43010099001", "P22020099001", "GD_SW1097"})
    void an_institution_is_registered_by_its_first_message(String code) {
        var message = gateway.message(
                        "9001", code, Samples.request("9001").get("input").toString())
                .put("fixmedins_name", "新来的机构");
        gateway.done(message);
        var institution = gateway.server()
                .service(Registry.class)
                .institution(code, LocalDate.of(2026, 1, 1))
                .orElseThrow();
        assertThat(institution.name()).isEqualTo("新来的机构");
        assertThat(institution.kind())
                .isEqualTo(code.startsWith("P") ? InstitutionKind.PHARMACY : InstitutionKind.HOSPITAL);
        assertThat(institution.region()).isEqualTo(code.startsWith("G") ? "430100" : code.substring(1, 7));
    }

    private int replay(Path file, Gateway other) {
        return CommandLines.of(new ReplayDay(), Messages.of(Locale.ENGLISH))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(file.toString(), "--url", other.server().baseUrl().toString());
    }

    /// The ids of the other server are others: a settlement is reached only where they are carried over.
    @Test
    void a_recording_is_answered_alike_by_another_server() throws IOException, InterruptedException {
        var from = get("/sandbox/recording").lines().count();
        gateway.done(Samples.request("1101").put("msgid", gateway.nextMessageId(Gateway.CLINIC)));
        var visit = gateway.visit();
        gateway.upload(visit, "replayed");
        gateway.done(gateway.settlement("2206", visit, "replayed"));
        gateway.done(gateway.settlement("2207", visit, "replayed"));
        gateway.refused(gateway.settlement("2207", visit, "replayed"));
        var lines = get("/sandbox/recording").lines().skip(from).toList();
        assertThat(lines).hasSize(6);
        try (var other = Gateway.open()) {
            var before = other.rows().get("settlement");
            var file = Files.write(folder.resolve("day.jsonl"), lines);
            assertThat(replay(file, other)).as(output + "" + errors).isZero();
            assertThat(output.toString().strip()).isEqualTo("6 calls, 0 differences");
            assertThat(other.rows().get("settlement")).isEqualTo(before + 1);
        }
        try (var third = Gateway.open()) {
            output.getBuffer().setLength(0);
            var changed = lines.stream()
                    .map(line -> line.replace("\"fund_pay_sumamt\":39.89", "\"fund_pay_sumamt\":40.00")
                            .replace("\"psn_name\":\"测试甲\"", "\"psn_name\":\"测试丙\""))
                    .toList();
            assertThat(replay(Files.write(folder.resolve("changed.jsonl"), changed), third))
                    .isEqualTo(1);
            assertThat(output.toString().lines())
                    .contains(
                            "1 1101 output.baseinfo.psn_name: 测试丙 -> 测试甲",
                            "5 2207 output.setlinfo.fund_pay_sumamt: 40.00 -> 39.89");
        }
    }

    @Test
    void what_is_no_recording_is_told() throws IOException {
        var file = Files.writeString(folder.resolve("no.jsonl"), "{\"path\": \"/\"}\n");
        assertThat(replay(file, gateway)).isEqualTo(1);
        assertThat(errors.toString()).contains("line 1 is no recorded call");
    }
}
