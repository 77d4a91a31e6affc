package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.language.Messages;

class CheckTest {

    private static final String CASE = """
            - id: %s
              kind: visit
              on: 2025-05-01
              insured: {region: "999999", scheme: employee, status: active, standing: normal}
              visit: {kind: inpatient, institution: hospital, level: "1"}
              bill: {total: 1200.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 1200.00}
              expect: {deductible: 200.00, pool: %s, cash: 300.00}
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
            """;

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void aPack() throws IOException {
        write("policies/999999-specimen/rules.yaml", RULES);
    }

    @Test
    void casesThatAreMetEndWithZero() throws IOException {
        write("good.yaml", CASE.formatted("A1", "900.00"));
        assertThat(check(Locale.ENGLISH, "good.yaml")).isZero();
        assertThat(output.toString().lines()).containsExactly("1 passed, 0 failed");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void aMissedValueIsOneLineAndEndsWithOne() throws IOException {
        write("bad.yaml", CASE.formatted("A1", "900.00") + CASE.formatted("A2", "901.00"));
        assertThat(check(Locale.ENGLISH, "bad.yaml")).isEqualTo(1);
        assertThat(output.toString().lines())
                .containsExactly("A2 pool: expected 901.00, got 900.00", "1 passed, 1 failed");
    }

    @Test
    void theLineIsChineseForAChineseReader() throws IOException {
        write("bad.yaml", CASE.formatted("A2", "901.00"));
        assertThat(check(Locale.CHINESE, "bad.yaml")).isEqualTo(1);
        assertThat(output.toString().lines()).containsExactly("A2 pool：应为 901.00，实为 900.00", "0 passed, 1 failed");
    }

    @Test
    void aFolderIsSearchedAndItsPacksPassedOver() throws IOException {
        write("policies/999999-specimen/cases/one.yaml", CASE.formatted("A1", "900.00"));
        assertThat(check(Locale.ENGLISH, "policies")).isZero();
        assertThat(output.toString().lines()).containsExactly("1 passed, 0 failed");
    }

    @Test
    void aFileThatCannotBeReadEndsWithTwoAndTheOthersStillRun() throws IOException {
        write("good.yaml", CASE.formatted("A1", "900.00"));
        write("bad.yaml", CASE.formatted("A2", "900.00").replace("level:", "levle:"));
        assertThat(check(Locale.ENGLISH, "bad.yaml", "good.yaml")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("bad.yaml:5", "A2.visit", "key \"level\" is missing (did you write \"levle\"?)");
        assertThat(output.toString().lines()).containsExactly("1 passed, 0 failed");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(check(Locale.ENGLISH, "nowhere.yaml")).isEqualTo(2);
        assertThat(errors.toString()).contains("nowhere.yaml");
    }

    @Test
    void aPackThatCannotBeReadIsNamed() throws IOException {
        write("good.yaml", CASE.formatted("A1", "900.00"));
        write("policies/999999-specimen/rules.yaml", RULES.replace("90%", "900%"));
        assertThat(check(Locale.ENGLISH, "good.yaml")).isEqualTo(1);
        assertThat(errors.toString()).contains("rules.yaml").contains("expected a ratio from 0% to 100%");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int check(Locale language, String... files) {
        String[] arguments = new String[files.length + 1];
        arguments[0] = "--policies=" + folder.resolve("policies");
        for (int i = 0; i < files.length; i++) {
            arguments[i + 1] = folder.resolve(files[i]).toString();
        }
        return CommandLines.of(new Check(), Messages.of(language))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
