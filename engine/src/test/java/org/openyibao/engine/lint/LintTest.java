package org.openyibao.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.money.Fen;

/// Each check on a small pack with one defect, and on the same pack repaired. The packs have no cases: that
/// their boundaries therefore have none is for [BoundaryTest].
class LintTest {

    private static final String ALL_INPATIENTS = "scheme: employee, when: {visit: inpatient}, ";

    @TempDir
    private Path policies;

    private LintReport lint(PackText pack) throws IOException {
        pack.write(policies, "980000");
        return withoutBoundaries(Lint.of(policies));
    }

    private static LintReport withoutBoundaries(LintReport report) {
        return new LintReport(
                report.packs(),
                report.problems(),
                report.findings().stream()
                        .filter(finding -> finding.check() != Check.BOUNDARY)
                        .toList(),
                report.accepted());
    }

    private Finding only(PackText pack) throws IOException {
        var report = lint(pack);
        assertThat(report.problems()).isEmpty();
        assertThat(report.findings()).hasSize(1);
        assertThat(report.exitCode()).isEqualTo(1);
        return report.findings().getFirst();
    }

    private void assertClean(PackText pack) throws IOException {
        var report = lint(pack);
        assertThat(report.text(Locale.ENGLISH)).isEqualTo("1 packs, 0 findings, 0 accepted\n");
        assertThat(report.exitCode()).isZero();
    }

    private static PackText inpatients() {
        return PackText.pack().rule("share", ALL_INPATIENTS + "pool: {ratio: 85%}");
    }

    private static Optional<Fen> yuan(String yuan) {
        return Fen.parse(yuan);
    }

    @Test
    void a_pack_without_defects_is_clean() throws IOException {
        assertClean(inpatients()
                .rule("deductible", ALL_INPATIENTS + "deductible: {amount: 1300.00, per: admission}")
                .rule("cap", ALL_INPATIENTS + "cap: {amount: 500000.00, counts: inpatient-pool}"));
    }

    @Test
    void two_rules_that_cross_are_found_with_facts_and_a_bill() throws IOException {
        var found = only(
                inpatients()
                        .rule(
                                "third",
                                "scheme: employee, when: {visit: inpatient, level: \"3\"}, deductible: {amount: 1300.00, per: admission}")
                        .rule(
                                "retired",
                                "scheme: employee, when: {visit: inpatient, status: retired}, deductible: {amount: 800.00, per: admission}"));

        assertThat(found.id()).isEqualTo("overlap:third@always/retired@always");
        assertThat(found.condition()).isEqualTo("scheme: employee; status: retired; visit: inpatient; level: 3");
        assertThat(found.bill()).isEqualTo(yuan("800.01"));
    }

    @Test
    void an_exception_before_the_general_rule_is_no_overlap() throws IOException {
        assertClean(inpatients()
                .rule(
                        "third-retired",
                        "scheme: employee, when: {visit: inpatient, level: \"3\", status: retired}, deductible: {amount: 900.00, per: admission}")
                .rule(
                        "third",
                        "scheme: employee, when: {visit: inpatient, level: \"3\"}, deductible: {amount: 1300.00, per: admission}")
                .rule("others", ALL_INPATIENTS + "deductible: {amount: 800.00, per: admission}"));
    }

    @Test
    void two_rules_that_cross_where_an_earlier_one_decides_are_no_overlap() throws IOException {
        assertClean(
                inpatients()
                        .rule(
                                "both",
                                "scheme: employee, when: {visit: inpatient, level: \"3\", status: retired}, deductible: {amount: 900.00, per: admission}")
                        .rule(
                                "third",
                                "scheme: employee, when: {visit: inpatient, level: \"3\"}, deductible: {amount: 1300.00, per: admission}")
                        .rule(
                                "retired",
                                "scheme: employee, when: {visit: inpatient, status: retired}, deductible: {amount: 800.00, per: admission}"));
    }

    @Test
    void a_general_rule_before_the_exception_leaves_it_unreachable() throws IOException {
        var found = only(
                inpatients()
                        .rule("all", ALL_INPATIENTS + "deductible: {amount: 800.00, per: admission}")
                        .rule(
                                "third",
                                "scheme: employee, when: {visit: inpatient, level: \"3\"}, deductible: {amount: 1300.00, per: admission}"));

        assertThat(found.id()).isEqualTo("unreachable:third@always");
        assertThat(found.message().en()).contains("980000/all@always");
    }

    @Test
    void several_rules_together_leave_one_unreachable() throws IOException {
        var found = only(inpatients()
                .rule(
                        "low",
                        "scheme: employee, when: {visit: inpatient, level: [\"1\", \"2\"]}, deductible: {amount: 500.00, per: admission}")
                .rule(
                        "high",
                        "scheme: employee, when: {visit: inpatient, level: [\"3\", unrated]}, deductible: {amount: 900.00, per: admission}")
                .rule("rest", ALL_INPATIENTS + "deductible: {amount: 100.00, per: admission}"));

        assertThat(found.id()).isEqualTo("unreachable:rest@always");
    }

    @Test
    void a_rule_for_excluded_people_is_unreachable() throws IOException {
        var barred = PackText.pack()
                .rule(
                        "suspended",
                        "when: {standing: [suspended, ended, waiting]}, exclusion: {reason: STATUS_NOT_NORMAL, bars: [fund, account]}")
                .rule("share", ALL_INPATIENTS + "pool: {ratio: 85%}");

        assertThat(only(barred.rule("half", "when: {standing: waiting}, partial: {share: 50%}"))
                        .id())
                .isEqualTo("unreachable:half@always");
        assertClean(PackText.pack()
                .rule(
                        "suspended",
                        "when: {standing: [suspended, ended]}, exclusion: {reason: STATUS_NOT_NORMAL, bars: [fund, account]}")
                .rule("share", ALL_INPATIENTS + "pool: {ratio: 85%}")
                .rule("half", "when: {standing: waiting}, partial: {share: 50%}"));
    }

    @Test
    void a_tilt_without_a_layer_is_of_no_use() throws IOException {
        var tilt = "scheme: employee, when: {assistance: subsistence}, tilt: {kind: catastrophic, points: 5%}";

        assertThat(only(inpatients().rule("tilt", tilt)).id()).isEqualTo("unreachable:tilt@always");
        assertClean(inpatients()
                .rule("tilt", tilt)
                .rule("layer", "scheme: employee, layer: {kind: catastrophic, deductible: 8000.00, ratio: 60%}"));
    }

    @Test
    void a_tilt_of_the_nation_is_of_use_where_a_city_has_the_layer() throws IOException {
        PackText.pack()
                .rule(
                        "tilt",
                        "scheme: employee, when: {assistance: subsistence}, tilt: {kind: catastrophic, points: 5%}")
                .write(policies, "000000");
        inpatients()
                .rule("layer", "scheme: employee, layer: {kind: catastrophic, deductible: 8000.00, ratio: 60%}")
                .write(policies, "980100");

        assertThat(withoutBoundaries(Lint.of(policies)).findings()).isEmpty();
    }

    @Test
    void levels_that_no_rule_knows_are_a_gap() throws IOException {
        var report = lint(PackText.pack()
                .rule("low", "scheme: employee, when: {visit: inpatient, level: [\"1\", \"2\"]}, pool: {ratio: 90%}"));

        assertThat(report.findings())
                .extracting(Finding::id)
                .containsExactly("gap:employee/inpatient/level=3", "gap:employee/inpatient/level=unrated");
        assertThat(report.findings().getFirst().condition()).isEqualTo("scheme: employee; visit: inpatient; level: 3");
        assertThat(report.findings().getFirst().bill()).isEqualTo(yuan("0.01"));
        assertClean(PackText.pack()
                .rule("low", "scheme: employee, when: {visit: inpatient, level: [\"1\", \"2\"]}, pool: {ratio: 90%}")
                .rule(
                        "high",
                        "scheme: employee, when: {visit: inpatient, level: [\"3\", unrated]}, pool: {ratio: 80%}"));
    }

    @Test
    void two_answers_that_no_rule_knows_together_are_a_gap() throws IOException {
        var found = only(PackText.pack()
                .rule(
                        "active",
                        "scheme: employee, when: {visit: inpatient, status: [active, flexible]}, pool: {ratio: 90%}")
                .rule(
                        "retired",
                        "scheme: employee, when: {visit: inpatient, status: retired, age: 60..}, pool: {ratio: 95%}"));

        assertThat(found.id()).isEqualTo("gap:employee/inpatient/status=retired,age=..59");
    }

    @Test
    void diseases_that_the_rules_treat_alike_are_one_gap() throws IOException {
        assertThat(only(chronic("[a, b]")).id()).isEqualTo("gap:employee/chronic/disease=none+unlisted");
        assertThat(only(chronic("{except: b}")).id()).isEqualTo("gap:employee/chronic/disease=b");
        assertThat(only(chronic("b")).id()).isEqualTo("gap:employee/chronic/disease=not-b");
        assertClean(chronic("[a, b, none, unlisted]"));
    }

    private static PackText chronic(String diseases) {
        return inpatients()
                .rule("list-a", "scheme: employee, disease-list: {list: a, codes: M01}")
                .rule("list-b", "scheme: employee, disease-list: {list: b, codes: M02}")
                .rule(
                        "chronic",
                        "scheme: employee, when: {visit: chronic, disease: " + diseases + "}, pool: {ratio: 50%}");
    }

    @Test
    void excluded_facts_are_no_gap() throws IOException {
        assertClean(PackText.pack()
                .rule(
                        "bound",
                        "when: {visit: outpatient, bound: false}, exclusion: {reason: NOT_BOUND_INSTITUTION, bars: [fund]}")
                .rule("share", "scheme: resident, when: {visit: outpatient, bound: true}, pool: {ratio: 50%}"));
    }

    @Test
    void days_between_two_versions_without_a_rule_are_found() throws IOException {
        var first = "scheme: employee, to: 2022-12-31, when: {visit: inpatient}, pool: {ratio: 80%}";

        var found = only(PackText.pack()
                .rule("share", first)
                .rule("share", "scheme: employee, from: 2023-02-01, when: {visit: inpatient}, pool: {ratio: 85%}"));

        assertThat(found.id()).isEqualTo("date-gap:share@2023-02-01");
        assertThat(found.condition()).isEqualTo("on: 2023-01-01..2023-01-31");
        assertClean(PackText.pack()
                .rule("share", first)
                .rule("share", "scheme: employee, from: 2023-01-01, when: {visit: inpatient}, pool: {ratio: 85%}"));
    }

    @Test
    void a_reduction_below_nothing_is_found_with_the_first_bill_that_sees_it() throws IOException {
        var away = "when: {place: other-province}, reduction: {points: 20%}";

        var found = only(PackText.pack()
                .rule("share", ALL_INPATIENTS + "pool: {brackets: [{up-to: 5000.00, ratio: 80%}, {ratio: 15%}]}")
                .rule("away", away));

        assertThat(found.id()).isEqualTo("ratio:share@always/away@always");
        assertThat(found.bill()).isEqualTo(yuan("5000.01"));
        assertThat(found.message().en()).contains("15% - 20% < 0%");
        assertClean(inpatients().rule("away", away));
    }

    @Test
    void a_tilt_above_everything_is_found() throws IOException {
        var tilt =
                "scheme: employee, when: {assistance: subsistence}, tilt: {kind: catastrophic, deductible-factor: 50%, points: 10%}";

        var found = only(inpatients()
                .rule("tilt", tilt)
                .rule("layer", "scheme: employee, layer: {kind: catastrophic, deductible: 8000.00, ratio: 95%}"));

        assertThat(found.id()).isEqualTo("ratio:layer@always/tilt@always");
        assertThat(found.bill()).isEqualTo(yuan("4000.01"));
    }

    @Test
    void a_bracket_below_the_deductible_is_found() throws IOException {
        var brackets = ALL_INPATIENTS + "pool: {brackets: [{up-to: 1000.00, ratio: 80%}, {ratio: 85%}]}";

        assertThat(only(PackText.pack()
                                .rule("share", brackets)
                                .rule("deductible", ALL_INPATIENTS + "deductible: {amount: 1000.00, per: admission}"))
                        .id())
                .isEqualTo("bracket:share@always#1");
        assertClean(PackText.pack()
                .rule("share", brackets)
                .rule("deductible", ALL_INPATIENTS + "deductible: {amount: 999.99, per: admission}"));
    }

    @Test
    void a_bracket_above_the_cap_is_found() throws IOException {
        assertThat(only(PackText.pack()
                                .rule(
                                        "share",
                                        ALL_INPATIENTS
                                                + "pool: {measured-in: fund-paid, brackets: [{up-to: 2000.00, ratio: 80%}, {ratio: 80%}]}")
                                .rule("cap", ALL_INPATIENTS + "cap: {amount: 2000.00, counts: inpatient-pool}"))
                        .id())
                .isEqualTo("bracket:share@always#2");
    }

    @Test
    void rules_that_share_the_lines_of_a_bill_are_tried_line_by_line() throws IOException {
        assertClean(
                inpatients()
                        .rule(
                                "visits",
                                "scheme: resident, when: {visit: outpatient}, pool: {ratio: 100%, items: {category: consultation}, item-limit: 20.00}")
                        .rule(
                                "drugs",
                                "scheme: resident, when: {visit: outpatient}, pool: {ratio: 50%, items: {category: drug, grade: B}}")
                        .rule("rest", "scheme: resident, when: {visit: outpatient}, pool: {ratio: 70%}")
                        .rule(
                                "deductible",
                                "scheme: resident, when: {visit: outpatient}, deductible: {amount: 50.00, per: year}")
                        .rule(
                                "cap",
                                "scheme: resident, when: {visit: outpatient}, cap: {amount: 400.00, counts: family-pool, per-family-member: true}"));
    }

    @Test
    void no_fen_is_lost_between_two_brackets_of_what_the_fund_has_paid() throws IOException {
        assertClean(
                PackText.pack()
                        .rule(
                                "share",
                                ALL_INPATIENTS
                                        + "pool: {measured-in: fund-paid, brackets: [{up-to: 20000.00, ratio: 85%}, {ratio: 80%}]}"));
    }

    @Test
    void a_rule_without_a_document_is_found() throws IOException {
        assertThat(only(inpatients().rule("cap", ALL_INPATIENTS + "source: blank, cap: {amount: 1.00, counts: pool}"))
                        .id())
                .isEqualTo("source:cap@always");
        assertThat(only(inpatients().rule("cap", ALL_INPATIENTS + "source: rumour, cap: {amount: 1.00, counts: pool}"))
                        .message()
                        .en())
                .contains("\"heard\"");
    }

    @Test
    void a_rule_that_replaces_another_kind_of_rule_is_found() throws IOException {
        PackText.pack()
                .rule("away", "when: {place: other-province}, reduction: {points: 20%}")
                .write(policies, "000000");
        inpatients()
                .rule("away", ALL_INPATIENTS + "deductible: {amount: 1300.00, per: admission}")
                .write(policies, "980100");

        assertThat(withoutBoundaries(Lint.of(policies)).findings())
                .extracting(Finding::id)
                .containsExactly("override:away@always");
    }

    @Test
    void an_accepted_finding_is_counted_and_a_stale_acceptance_is_found() throws IOException {
        var accepted = lint(
                PackText.pack()
                        .accepts("gap:employee/inpatient/level=unrated")
                        .rule(
                                "share",
                                "scheme: employee, when: {visit: inpatient, level: [\"1\", \"2\", \"3\"]}, pool: {ratio: 90%}"));
        var stale = lint(inpatients().accepts("gap:employee/inpatient/level=unrated"));

        assertThat(accepted.text(Locale.CHINESE)).isEqualTo("1 packs, 0 findings, 1 accepted\n");
        assertThat(accepted.exitCode()).isZero();
        assertThat(stale.findings())
                .extracting(Finding::id)
                .containsExactly("stale-accept:gap:employee/inpatient/level=unrated");
    }

    @Test
    void an_acceptance_without_a_reason_is_refused() throws IOException {
        inpatients().write(policies, "980000");
        var file = policies.resolve("980000-test").resolve("pack.yaml");
        Files.writeString(
                file,
                Files.readString(file).replace("english: Test", "english: Test, accepts: [{finding: x, reason: ''}]"));

        assertThat(Lint.of(policies).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message(Locale.ENGLISH))
                        .contains("accepts[0].reason: expected why it is accepted"));
    }

    @Test
    void everything_that_cannot_be_read_is_told_at_once() throws IOException {
        PackText.pack()
                .rule("share", ALL_INPATIENTS + "pool: {ratio: 85%}, notse: x")
                .rule("cap", ALL_INPATIENTS + "cap: {amount: x, counts: pool}")
                .write(policies, "980100");
        PackText.pack()
                .rule(
                        "brackets",
                        ALL_INPATIENTS + "pool: {brackets: [{up-to: 5.00, ratio: 80%}, {up-to: 4.00, ratio: 90%}]}")
                .write(policies, "980200");

        var report = Lint.of(policies);

        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.problems())
                .extracting(problem -> problem.message(Locale.ENGLISH))
                .hasSize(3)
                .anyMatch(line -> line.contains("unknown key \"notse\", nearest is \"notes\""))
                .anyMatch(line -> line.contains("expected an amount in yuan"))
                .anyMatch(line -> line.contains("upper bounds must ascend"));
    }

    @Test
    void a_folder_without_packs_is_told_in_one_line() {
        assertThat(Lint.of(policies.resolve("nowhere")).problems())
                .extracting(problem -> problem.message(Locale.ENGLISH))
                .singleElement()
                .asString()
                .contains("policies cannot be read");
        assertThat(Lint.of(policies).problems())
                .extracting(problem -> problem.message(Locale.ENGLISH))
                .singleElement()
                .asString()
                .contains("there is no pack");
        assertThat(Lint.of(policies).exitCode()).isEqualTo(1);
    }

    @Test
    void one_pack_is_linted_with_what_it_inherits() throws IOException {
        PackText.pack()
                .rule("abroad", "when: {place: overseas}, exclusion: {reason: OVERSEAS_CARE, bars: [fund, account]}")
                .rule("none", "source: blank, account-order: {order: current-first}")
                .write(policies, "000000");
        PackText.pack()
                .rule(
                        "share",
                        "scheme: employee, when: {visit: inpatient, place: [home, filed, same-province, other-province]}, pool: {ratio: 90%}")
                .write(policies, "980100");

        assertThat(Lint.of(policies).findings()).hasSize(1);
        assertThat(Lint.of(policies.resolve("980100-test")).text(Locale.ENGLISH))
                .isEqualTo("1 packs, 0 findings, 0 accepted\n");
    }

    @Test
    void a_finding_reads_as_a_block() throws IOException {
        var text = lint(PackText.pack()
                        .rule(
                                "low",
                                "scheme: employee, when: {visit: inpatient, level: [\"1\", \"2\", unrated]}, pool: {ratio: 90%}"))
                .text(Locale.CHINESE);

        assertThat(text).isEqualTo("""
                        980000-test  gap:employee/inpatient/level=3
                            住院有统筹支付规则，但这些情形没有，费用将以 NO_RULE 不予支付
                            条件：scheme: employee; visit: inpatient; level: 3
                            账单：0.01

                        1 packs, 1 findings, 0 accepted
                        """);
    }
}
