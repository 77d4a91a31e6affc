package org.openyibao.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;

class BenchTest {

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(Locale language, String... arguments) {
        var console = new Console(new PrintWriter(output, true), new PrintWriter(errors, true), false);
        return Bench.commandLine(console, Words.of(language)).execute(arguments);
    }

    @Test
    void both_languages_have_the_same_texts() {
        assertThat(Words.of(Locale.CHINESE).bundle().keySet())
                .isEqualTo(Words.of(Locale.ENGLISH).bundle().keySet());
    }

    @Test
    void without_a_command_it_says_what_there_is() {
        assertThat(run(Locale.ENGLISH)).isZero();
        assertThat(output.toString())
                .contains("engine", "packs", "settle", "batches", "sample", "clearing", "desk", "all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"engine", "packs", "settle", "batches", "sample", "clearing", "desk", "all"})
    void each_command_has_a_page_in_both_languages(String command) {
        assertThat(run(Locale.ENGLISH, command, "--help")).isZero();
        assertThat(run(Locale.CHINESE, command, "--help")).isZero();
        assertThat(output.toString()).doesNotContain("${").contains("Print this page.", "显示本页。");
    }

    @Test
    void packs_are_counted_and_timed(@TempDir Path policies) throws IOException {
        var folder = Files.createDirectory(policies.resolve("990000-sample"));
        Files.writeString(folder.resolve("pack.yaml"), """
                pack: {region: "990000", name: 样例, english: Sample}
                sources: {paper: {document: 样例文件, evidence: seed}}
                rules:
                  - id: account-order
                    title: {zh: 先用当年账户, en: This year's money first}
                    from: 2024-01-01
                    to: 2024-12-31
                    account-order: {order: current-first}
                    source: paper
                    confidence: specimen
                """);
        assertThat(run(Locale.ENGLISH, "packs", "--policies", policies.toString()))
                .isZero();
        // From the rule's first day, and from the day after its last; for each of the three schemes.
        assertThat(output.toString()).contains("1 packs, 6 compiled policies");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settle --clients 0",
                "settle --seconds x",
                "settle --clients 5 --population 4",
                "settle --url http://127.0.0.1:1",
                "batches --accounts 0",
                "batches --months 13",
                "nothing"
            })
    void what_it_does_not_understand_it_refuses_in_one_line(String arguments) {
        assertThat(run(Locale.ENGLISH, arguments.split(" "))).isEqualTo(2);
        assertThat(errors.toString()).hasLineCount(1).contains("--help");
    }
}
