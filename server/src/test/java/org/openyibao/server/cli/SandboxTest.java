package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.server.api.GuideCommands;
import org.openyibao.server.imports.Imports;
import org.openyibao.server.language.Messages;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.sandbox.SandboxData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `openyibao sandbox` serves: its people, its catalogue, and the guide that is written for it.
class SandboxTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final StringWriter TOLD = new StringWriter();
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(ServeOptions::asSandbox);
        var console = new Console(new PrintWriter(TOLD, true), new PrintWriter(TOLD, true), false);
        Sandbox.load(server.service(Imports.class), console, Messages.of(Locale.ENGLISH));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode posted(String path, String body) throws IOException, InterruptedException {
        return JSON.readTree(server.post(path, body).body());
    }

    /// Seven kinds in four standings and three groups that are helped, in each of ten regions.
    @Test
    void everybody_is_known_by_card_or_by_number() throws IOException, InterruptedException {
        var people = SandboxData.people();
        assertThat(people).hasSize((7 * 4 + 3) * 10).isEqualTo(SandboxData.people());
        var standings = new HashSet<String>();
        var message = 0;
        for (var person : people) {
            message++;
            var byCard = person.cardState().equals("active");
            var answer = posted("/1101", """
                    {"infno": "1101", "msgid": "H11000090001%018d", "mdtrtarea_admvs": "110000", "insuplc_admdvs": "",
                     "recer_sys_code": "HIS", "infver": "V1.0", "opter_type": "1", "opter": "1", "opter_name": "x",
                     "inf_time": "2025-12-10 09:30:00", "fixmedins_code": "H11000090001", "fixmedins_name": "x",
                     "input": {"data": {"mdtrt_cert_type": "%s", "mdtrt_cert_no": "%s", "card_sn": "%s"}}}""".formatted(
                            message,
                            byCard ? "03" : "02",
                            byCard ? person.card() : person.certificate(),
                            person.recognition()));
            assertThat(answer.at("/output/baseinfo/psn_no").asString(""))
                    .as(answer.toString())
                    .isEqualTo(person.number());
            standings.add(answer.at("/output/insuinfo/0/psn_insu_stas").asString(""));
        }
        assertThat(standings).hasSizeGreaterThanOrEqualTo(3);
        assertThat(people).extracting(SandboxData.Sample::standing).contains("normal", "suspended", "waiting", "ended");
    }

    /// By the rule of GB 11643: weights of the first seventeen, remainder by eleven.
    @Test
    void no_certificate_is_one_that_anybody_can_have() {
        var weights = new int[] {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        assertThat(SandboxData.people()).allSatisfy(person -> {
            var number = person.certificate();
            assertThat(number).matches("\\d{17}[\\dX]");
            var sum = 0;
            for (var i = 0; i < weights.length; i++) {
                sum += Character.digit(number.charAt(i), 10) * weights[i];
            }
            assertThat(number.charAt(17)).isNotEqualTo("10X98765432".charAt(sum % 11));
        });
    }

    @Test
    void the_catalogue_has_three_thousand_entries() {
        assertThat(TOLD.toString()).contains("catalogue.csv: 3000 rows").doesNotContain("rejected");
        var entry = server.service(Registry.class)
                .entry("110000", "XZ99SBX000001A0010101", java.time.LocalDate.of(2025, 12, 10))
                .orElseThrow();
        assertThat(entry.grade()).hasToString("A");
    }

    @Test
    void the_guide_leads_to_a_settlement() throws IOException, InterruptedException {
        var commands = GuideCommands.of("guide-his.md");
        assertThat(commands).hasSize(11).isEqualTo(GuideCommands.of("guide-his.zh-CN.md"));
        var words = new HashMap<>(Map.of("VISIT", "VISIT", "SETTLEMENT", "SETTLEMENT", "CODE", "CODE"));
        var answers = new HashMap<String, JsonNode>();
        for (var each : commands) {
            var command = each.with(text -> text.replace("\"VISIT\"", '"' + words.get("VISIT") + '"')
                    .replaceAll("\\bSETTLEMENT\\b", words.get("SETTLEMENT"))
                    .replace("\"CODE\"", '"' + words.get("CODE") + '"'));
            if (command.path().startsWith("/sandbox/settlements")) {
                var receipt = server.get(command.path());
                assertThat(receipt.statusCode()).isEqualTo(200);
                assertThat(receipt.body()).contains("420.00");
            } else if (command.path().startsWith("/sandbox/people")) {
                var issued = posted(command.path(), "");
                assertThat(issued.has("code")).as(issued.toString()).isTrue();
                words.put("CODE", issued.get("code").asString());
            } else {
                var answer = posted(command.path(), command.body().orElseThrow());
                assertThat(answer.path("infcode").asInt(-9))
                        .as("%s %s", command, answer)
                        .isZero();
                answers.put(command.path(), answer.path("output"));
                if (answer.at("/output/data").has("mdtrt_id")) {
                    words.put("VISIT", answer.at("/output/data/mdtrt_id").asString());
                }
                if (command.path().equals("/2207")) {
                    words.put(
                            "SETTLEMENT", answer.at("/output/setlinfo/setl_id").asString());
                }
            }
        }
        assertThat(answers.get("/1101").at("/insuinfo/0/balc").decimalValue()).isEqualByComparingTo("3000.00");
        for (var transaction : new String[] {"/2206", "/2207"}) {
            var settled = answers.get(transaction).get("setlinfo");
            assertThat(settled.get("fund_pay_sumamt").decimalValue()).isEqualByComparingTo("420.00");
            assertThat(settled.get("acct_pay").decimalValue()).isEqualByComparingTo("1980.00");
            assertThat(settled.get("psn_cash_pay").decimalValue()).isEqualByComparingTo("0");
        }
        assertThat(answers.get("/2208").at("/setlinfo/fund_pay_sumamt").decimalValue())
                .isEqualByComparingTo("-420.00");
        assertThat(answers.get("/1162").at("/ecToken").asString("")).isNotEmpty();
    }
}
