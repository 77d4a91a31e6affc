package org.openyibao.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.yaml.InvalidFileException;

class CaseFilesTest {

    private static final int FEWEST_CASES = 240;

    private static final String CASE = """
            - id: A1
              kind: visit
              on: 2025-05-01
              insured: {region: "999999", scheme: employee, status: active, standing: normal}
              visit: {kind: inpatient, institution: hospital, level: "1"}
              bill: {total: 1200.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 1200.00}
              expect: {deductible: 200.00, pool: 900.00, cash: 300.00}
            """;

    @TempDir
    private Path folder;

    private List<Case> read(String content) throws IOException {
        return CaseFile.read(Files.writeString(folder.resolve("cases.yaml"), content));
    }

    @Test
    void every_case_beside_the_packs_is_met() {
        var report = new CaseRun(Packs.book()).run(List.of(Packs.folder()));
        assertThat(report.unreadable()).isEmpty();
        assertThat(report.mismatches()).isEmpty();
        assertThat(report.passed()).isGreaterThanOrEqualTo(FEWEST_CASES);
    }

    @Test
    void legal_but_unusual_inputs_are_met() {
        var report =
                new CaseRun(Packs.book()).run(List.of(Path.of("src", "test", "resources", "cases", "odd-inputs.yaml")));
        assertThat(report.unreadable()).isEmpty();
        assertThat(report.mismatches()).isEmpty();
        assertThat(report.passed()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void what_is_left_out_is_the_ordinary() throws IOException {
        var visit = ((Question.Visit) read(CASE).getFirst().question()).claim().visit();
        assertThat(visit.place()).isEqualTo("999999");
        assertThat(visit.designated()).isTrue();
        assertThat(visit.networked()).isTrue();
        assertThat(visit.bound()).isEmpty();
    }

    @Test
    void a_line_without_category_is_a_drug() throws IOException {
        var lines = CASE.replaceFirst("bill: .*", "fees: [{name: 药, grade: A, amount: 5.00}]");
        var claim = ((Question.Visit) read(lines).getFirst().question()).claim();
        assertThat(((Bill.Lines) claim.bill()).lines()).singleElement().satisfies(line -> {
            assertThat(line.category()).isEqualTo(FeeCategory.DRUG);
            assertThat(line.amount()).isEqualTo(Fen.of(500));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "level: \"1\"     | levle: \"1\"        | A1.visit: key \"level\" is missing (did you write \"levle\"?)",
                "kind: visit      | kind: visits        | A1.kind: expected one of visit, catastrophic",
                "on: 2025-05-01   | on: 2025-02-30      | A1.on: expected a date (yyyy-MM-dd), got \"2025-02-30\"",
                "pool: 900.00     | pool: lots          | A1.expect.pool: expected an amount in yuan",
                "pool: 900.00     | pol: 900.00         | A1.expect.pol: unknown key \"pol\", nearest is \"pool\"",
                "total: 1200.00   | total: 1300.00      | A1.bill.total: expected the sum of ownPay, overLimit, firstPay and inScope, 1200.00",
                "total: 1200.00   | total: -1.00        | A1.bill.total: expected an amount in yuan",
                "status: active   | status: activ       | A1.insured.status: expected one of active",
                "standing: normal | age: 200, standing: normal | A1.insured.age: expected 0 to 150 years, got \"200\"",
                "level: \"1\"     | level: \"1\", place: Paris | A1.visit.place: expected a region code of six digits, home or overseas",
            })
    void what_is_wrong_is_named_by_file_case_and_key(String right, String wrong, String complaint) {
        var content = CASE.replace(right, wrong);
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll("cases.yaml:", complaint);
    }

    @Test
    void a_key_of_another_kind_is_unknown() {
        assertThatThrownBy(() -> read(CASE.replace("  kind: visit", "  burden: 5.00\n  kind: visit")))
                .hasMessageContaining("A1.burden: unknown key \"burden\"");
    }

    @Test
    void fees_and_a_bill_exclude_each_other() {
        assertThatThrownBy(() -> read(CASE.replace("  bill:", "  fees: [{grade: A, amount: 1.00}]\n  bill:")))
                .hasMessageContaining("expected exactly one of \"fees\", \"bill\"");
        assertThatThrownBy(() -> read(CASE.replaceFirst("  bill: .*\n", "")))
                .hasMessageContaining("expected exactly one of \"fees\", \"bill\"");
    }

    @Test
    void a_misspelt_one_of_several_keys_is_guessed() {
        assertThatThrownBy(() -> read(CASE.replace("  bill:", "  bil:")))
                .hasMessageContaining("expected exactly one of \"fees\", \"bill\" (did you write \"bil\"?)");
    }

    @Test
    void every_wrong_case_is_named_and_the_others_are_run() throws IOException {
        var content = CASE
                + CASE.replace("A1", "A2").replace("level", "levle")
                + CASE.replace("A1", "A3").replace("active", "activ")
                + CASE.replace("A1", "A4").replace("pool: 900.00", "pool: 1.00");
        var file = Files.writeString(folder.resolve("cases.yaml"), content);
        for (var given : List.of(file, folder)) {
            var report = new CaseRun(Packs.book()).run(List.of(given));
            assertThat(report.results())
                    .extracting(result -> result.asked().id())
                    .containsExactly("A1", "A4");
            assertThat(report.passed()).isEqualTo(1);
            assertThat(report.unreadable())
                    .extracting(Throwable::getMessage)
                    .satisfiesExactly(
                            second -> assertThat(second).contains("A2.visit: key \"level\" is missing"),
                            third -> assertThat(third).contains("A3.insured.status: expected one of"));
        }
    }

    @Test
    void an_id_twice_is_refused() {
        assertThatThrownBy(() -> read(CASE + CASE)).hasMessageContaining("the id A1 stands twice");
    }

    @Test
    void a_case_without_expectation_is_refused() {
        assertThatThrownBy(() -> read(CASE.replaceFirst("expect: .*", "expect: {}")))
                .hasMessageContaining("A1.expect: expected at least one expected value");
    }

    @Test
    void a_file_that_is_no_list_is_refused_but_passed_over_in_a_folder() throws IOException {
        assertThatThrownBy(() -> read("pack: {region: \"999999\"}\n")).hasMessageContaining("expected a list of cases");
        var report = new CaseRun(Packs.book()).run(List.of(folder));
        assertThat(report.unreadable()).isEmpty();
        assertThat(report.results()).isEmpty();
    }

    @Test
    void only_the_expected_keys_are_compared_and_the_missed_ones_told() throws IOException {
        var cases = read(CASE.replace("pool: 900.00, cash: 300.00", "pool: 901.00, reason: WORK_INJURY"));
        var result = new CaseRun(Packs.book()).run(cases.getFirst());
        assertThat(result.mismatches())
                .containsExactly(
                        new CaseResult.Mismatch("A1", "pool", "901.00", "900.00"),
                        new CaseResult.Mismatch("A1", "reason", "WORK_INJURY", "-"));
    }

    @Test
    void where_no_rule_was_found_the_line_says_so() throws IOException {
        var cases = read(CASE.replace("kind: inpatient", "kind: outpatient"));
        assertThat(new CaseRun(Packs.book()).run(cases.getFirst()).mismatches())
                .contains(new CaseResult.Mismatch("A1", "pool", "900.00", "0.00 (NO_RULE_FOR_REGION)"));
    }
}
