package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.language.Messages;

class LintTest {

    private static final String RULES = """
            pack: {region: "999999", name: 样例, english: Specimen}
            sources:
              made-up: {document: 测试, evidence: specimen}
            rules:
              - id: share
                title: {zh: 支付比例, en: Share}
                scheme: employee
                when: {visit: inpatient, level: ["1", "2", unrated]}
                pool: {ratio: 90%}
                source: made-up
                confidence: specimen
            """;

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void aFindingEndsWithOne() throws IOException {
        pack(RULES);
        assertThat(lint(folder.toString())).isEqualTo(1);
        assertThat(output.toString().lines())
                .contains("999999-specimen  gap:employee/inpatient/level=3")
                .endsWith("1 packs, 1 findings, 0 accepted");
    }

    @Test
    void aCleanPackEndsWithZero() throws IOException {
        pack(RULES.replace(", level: [\"1\", \"2\", unrated]", ""));
        assertThat(lint("--policies=" + folder)).isZero();
        assertThat(output.toString().lines()).containsExactly("1 packs, 0 findings, 0 accepted");
    }

    @Test
    void aPackThatCannotBeReadIsNamedAndEndsWithOne() throws IOException {
        pack(RULES.replace("confidence:", "confidense:"));
        assertThat(lint(folder.toString())).isEqualTo(1);
        assertThat(errors.toString().lines())
                .hasSize(1)
                .allMatch(line -> line.contains("rules.yaml:5") && line.contains("did you write \"confidense\"?"));
        assertThat(output.toString()).isEmpty();
    }

    private void pack(String rules) throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("999999-specimen")).resolve("rules.yaml"), rules);
    }

    private int lint(String argument) {
        return CommandLines.of(new Lint(), Messages.of(Locale.ENGLISH))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(argument);
    }
}
