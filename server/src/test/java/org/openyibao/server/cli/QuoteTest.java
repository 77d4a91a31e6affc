package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.language.Messages;
import tools.jackson.databind.json.JsonMapper;

class QuoteTest {

    private static final String CASES = """
            - id: A1
              kind: visit
              title: 一次住院
              on: 2025-05-01
              insured: {region: "999999", scheme: employee, status: active, standing: normal}
              visit: {kind: inpatient, institution: hospital, level: "1"}
              bill: {total: 1200.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 1200.00}
              expect: {cash: 1.00}
            - id: A2
              kind: use
              on: 2025-05-01
              insured: {region: "999999", scheme: employee, status: active, standing: normal}
              account: {current: 100.00, prior: 0.00}
              use: {for: sport-fitness, of: self, amount: 10.00}
              expect: {allowed: true}
            """;

    private static final String RULES = """
            pack: {region: "999999", name: 样例, english: Specimen}
            sources:
              made-up: {document: 测试, evidence: specimen}
            rules:
              - id: deductible
                title: {zh: 起付线, en: Deductible}
                deductible: {amount: 200.00, per: admission}
                source: made-up
                confidence: specimen
              - id: share
                title: {zh: 支付比例, en: Share}
                pool: {ratio: 90%}
                source: made-up
                confidence: specimen
              - id: no-sport
                title: {zh: 体育健身, en: Sport}
                purpose: {for: sport-fitness, allowed: false, reason: SPORT_FITNESS}
                source: made-up
                confidence: specimen
            """;

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void aPackAndACaseFile() throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("policies/999999-specimen"))
                        .resolve("rules.yaml"),
                RULES);
        Files.writeString(folder.resolve("cases.yaml"), CASES);
    }

    /// 1200 less 200, 90 % of it: 900 from the fund, 300 in cash, whatever the case expects.
    @Test
    void aVisitIsAReceiptAndAnotherQuestionARuling() {
        assertThat(quote("cases.yaml")).isZero();
        assertThat(output.toString().lines())
                .contains("== A1  一次住院", "== A2")
                .anyMatch(line -> line.matches(" *Pooled fund +900\\.00"))
                .anyMatch(line -> line.matches(" *Cash +300\\.00"))
                .anyMatch(line -> line.startsWith("Caution:"))
                .contains(
                        "Allowed  no",
                        "Why: an account must not pay for sport and fitness",
                        "    * 999999/no-sport@always");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void theLanguageCanBeChosen() {
        assertThat(quote("--locale=zh", "cases.yaml")).isZero();
        assertThat(output.toString()).contains("医疗保障结算单").doesNotContain("Cash");
    }

    @Test
    void anotherLanguageIsRefused() {
        assertThat(quote("--locale=fr", "cases.yaml")).isEqualTo(2);
        assertThat(errors.toString()).contains("expected zh or en, got fr");
    }

    @Test
    void jsonIsAListWithAnObjectForEachCase() {
        assertThat(quote("--json", "cases.yaml")).isZero();
        var cases = JsonMapper.shared().readTree(output.toString());
        assertThat(cases.size()).isEqualTo(2);
        assertThat(cases.at("/0/receipt/totals/pool").asString()).isEqualTo("900.00");
        assertThat(cases.at("/0/receipt/steps/1/rule").asString()).isEqualTo("999999/deductible@always");
        assertThat(cases.at("/1/ruling/answers/reason").asString()).isEqualTo("SPORT_FITNESS");
    }

    @Test
    void aFileThatCannotBeReadIsOneLineAndEndsWithTwo() throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), CASES.replace("level:", "levle:"));
        assertThat(quote("bad.yaml")).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(1).allMatch(line -> line.contains("did you write \"levle\"?"));
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void aMissingFileIsOneLineAndEndsWithTwo() {
        assertThat(quote("nowhere.yaml")).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(1).allMatch(line -> line.contains("nowhere.yaml"));
    }

    private int quote(String... arguments) {
        var all = Stream.concat(
                        Stream.of("--policies=" + folder.resolve("policies")),
                        Stream.of(arguments)
                                .map(argument -> argument.startsWith("--")
                                        ? argument
                                        : folder.resolve(argument).toString()))
                .toArray(String[]::new);
        return CommandLines.of(new Quote(), Messages.of(Locale.ENGLISH))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(all);
    }
}
