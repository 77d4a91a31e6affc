package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.language.Messages;
import tools.jackson.databind.json.JsonMapper;

/// Inpatient care of a specimen: 90 %, then 80 %.
class DiffTest {

    private static final String RULES = """
            pack: {region: "999999", name: 样例, english: Specimen}
            sources:
              made-up: {document: 测试, evidence: specimen}
            rules:
              - id: share
                title: {zh: 支付比例, en: Share}
                scheme: employee
                when: {visit: inpatient}
                pool: {ratio: 90%}
                source: made-up
                confidence: specimen
            """;

    private static final String CASES = """
            - id: A1
              kind: visit
              on: 2025-05-01
              insured: {region: "999999", scheme: employee, status: active, standing: normal}
              visit: {kind: inpatient, institution: hospital, level: "1"}
              bill: {total: 1000.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 1000.00}
              expect: {cash: 1.00}
            """;

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void twoVersions() throws IOException {
        write("old/999999-specimen/rules.yaml", RULES);
        write("new/999999-specimen/rules.yaml", RULES.replace("90%", "80%"));
        write("cases.yaml", CASES);
    }

    @Test
    void twoFoldersAreComparedAndADifferenceEndsWithOne() {
        assertThat(diff(path("old"), path("new"), "--on=2025-05-01")).isEqualTo(1);
        assertThat(output.toString())
                .startsWith("Rules: 0 added, 0 removed, 1 changed, 0 moved\n")
                .contains("  ~ share  999999-specimen/rules.yaml:5\n      pool.ratio: 90% → 80%\n")
                // The smallest bill tried is of 100.00, all of it in scope, the largest of 100000.00.
                .contains("90.00 → 80.00", "90000.00 → 80000.00")
                .doesNotContain("Population");
        assertThat(errors.toString()).isEqualTo("Deciding typical bills by both versions" + System.lineSeparator());
    }

    @Test
    void theSameEndsWithZero() {
        assertThat(diff(path("old"), path("old"))).isZero();
        assertThat(output.toString()).startsWith("Rules: 0 added, 0 removed, 0 changed, 0 moved\n");
    }

    @Test
    void withoutASecondVersionItIsThatOfTheFolderOfThePacks() {
        assertThat(diff(path("old"), "--policies=" + path("new"))).isEqualTo(1);
        assertThat(output.toString()).contains("pool.ratio: 90% → 80%");
    }

    @Test
    void aPopulationIsACaseFile() {
        assertThat(diff(path("old"), path("new"), "--population=" + path("cases.yaml")))
                .isEqualTo(1);
        assertThat(output.toString())
                .contains("Population: 1 cases, 1 are answered differently; visits among them: 1\n")
                .contains("      pool: 900.00 → 800.00\n      cash: 100.00 → 200.00");
    }

    @Test
    void jsonHasEveryRuleAndEveryBill() {
        assertThat(diff(path("old"), path("new"), "--json", "--on=2025-05-01", "--population=" + path("cases.yaml")))
                .isEqualTo(1);
        var tree = JsonMapper.shared().readTree(output.toString());
        assertThat(tree.at("/rules/0/change").asString()).isEqualTo("changed");
        assertThat(tree.at("/rules/0/fields/0").toString())
                .isEqualTo("{\"key\":\"pool.ratio\",\"old\":\"90%\",\"new\":\"80%\"}");
        // Three statuses, four levels, four places; the usual six amounts.
        assertThat(tree.at("/bills/differing").asInt()).isEqualTo(3 * 4 * 4 * 6);
        assertThat(tree.at("/bills/changes").size()).isEqualTo(3 * 4 * 4 * 6);
        assertThat(tree.at("/bills/fund/less").asInt()).isEqualTo(3 * 4 * 4 * 6);
        assertThat(tree.at("/population/person").toString())
                .isEqualTo("{\"more\":1,\"less\":0,\"old\":\"100.00\",\"new\":\"200.00\"}");
    }

    @Test
    void revisionsAreThoseOfTheFolderOfThePacks() throws Exception {
        write("repository/README", "not a pack");
        write("repository/policies/999999-specimen/rules.yaml", RULES);
        commit("first");
        write("repository/policies/999999-specimen/rules.yaml", RULES.replace("90%", "85%"));
        commit("second");
        write("repository/policies/999999-specimen/rules.yaml", RULES.replace("90%", "80%"));
        var policies = "--policies=" + path("repository/policies");

        assertThat(diff("HEAD~1", "HEAD", policies)).isEqualTo(1);
        assertThat(output.toString()).contains("pool.ratio: 90% → 85%");
        assertThat(diff("HEAD", policies)).isEqualTo(1);
        assertThat(output.toString()).contains("pool.ratio: 85% → 80%");
    }

    @Test
    void aRevisionThatCannotBeUnderstoodIsNamedAsTheReaderNamedIt() throws Exception {
        write("repository/policies/999999-specimen/rules.yaml", RULES.replace("90%", "900%"));
        commit("broken");
        var policies = path("repository/policies");
        assertThat(diff("HEAD", path("old"), "--policies=" + policies)).isEqualTo(2);
        assertThat(errors.toString())
                .isEqualTo(
                        "openyibao: HEAD:" + policies + "/999999-specimen/rules.yaml:9: rules[0].pool.ratio: expected a"
                                + " ratio from 0% to 100%, such as 85%, got \"900%\"" + System.lineSeparator());
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void whatIsNeitherAFolderNorARevisionEndsWithTwo() throws Exception {
        write("repository/policies/999999-specimen/rules.yaml", RULES);
        commit("first");
        var policies = path("repository/policies");
        assertThat(diff("no-such", path("old"), "--policies=" + policies)).isEqualTo(2);
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .startsWith("openyibao: no-such: neither a folder nor a git revision of " + policies + ": ")
                .contains("not a valid object name");

        errors.getBuffer().setLength(0);
        assertThat(diff("HEAD", path("old"), "--policies=" + path("nowhere"))).isEqualTo(2);
        assertThat(errors.toString()).contains("neither a folder nor a git revision", "nowhere");
    }

    @Test
    void aFolderOrAPopulationThatCannotBeUnderstoodEndsWithTwo() throws IOException {
        write("broken/999999-specimen/rules.yaml", RULES.replace("pool:", "poll:"));
        assertThat(diff(path("old"), path("broken"))).isEqualTo(2);
        assertThat(errors.toString()).contains("rules.yaml:5", "exactly one effect");

        errors.getBuffer().setLength(0);
        write("cases.yaml", CASES.replace("level:", "levle:"));
        assertThat(diff(path("old"), path("new"), "--population=" + path("cases.yaml")))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("cases.yaml:5", "did you write \"levle\"?");
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void leavesNothingBehind() throws Exception {
        write("repository/policies/999999-specimen/rules.yaml", RULES);
        commit("first");
        var before = laidOut();
        diff("HEAD", "HEAD", "--policies=" + path("repository/policies"));
        diff("no-such", "--policies=" + path("repository/policies"));
        assertThat(laidOut()).isEqualTo(before);
    }

    private static List<Path> laidOut() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("openyibao-"))
                    .sorted()
                    .toList();
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void commit(String title) throws IOException, InterruptedException {
        git("init", "--quiet");
        git("add", "--all");
        git("-c", "user.name=T", "-c", "user.email=t@example.invalid", "commit", "--quiet", "-m", title);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var git = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .directory(folder.resolve("repository").toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
    }

    private int diff(String... arguments) {
        return CommandLines.of(new Diff(), Messages.of(Locale.ENGLISH))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
