package org.openyibao.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.Packs;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseResult;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.PolicyBook;

/// The specimen pack with its cases, sound as it stands, broken in one place at a time.
class BrokenPackTest {

    private static final String SPECIMEN = "999999-specimen";
    private static final String WITH_AN_EDGE = "inpatient-level-2@always";

    @TempDir
    private Path policies;

    private Path pack;

    @BeforeEach
    void copySpecimen() throws IOException {
        pack = policies.resolve(SPECIMEN);
        var original = Packs.folder().resolve(SPECIMEN);
        try (var files = Files.walk(original)) {
            for (var file : files.toList()) {
                Files.copy(file, pack.resolve(original.relativize(file).toString()));
            }
        }
    }

    /// `~` stands for the end of a line.
    private void replace(String file, String before, String after) throws IOException {
        var right = before.replace('~', '\n');
        var wrong = after.replace('~', '\n');
        var path = pack.resolve(file);
        var content = Files.readString(path);
        var at = content.indexOf(right);
        assertThat(at).as(right).isNotNegative();
        Files.writeString(path, content.substring(0, at) + wrong + content.substring(at + right.length()));
    }

    /// Adds rules, as flow YAML without title, source and confidence, after the others.
    private void add(String rules) throws IOException {
        var path = pack.resolve("inpatient.yaml");
        var described = rules.replace('~', '\n')
                .replace("{id:", "  - {title: {zh: 规则, en: rule}, source: brackets, confidence: specimen, id:");
        Files.writeString(path, Files.readString(path) + "\n" + described + "\n");
    }

    private List<String> findings() {
        var report = Lint.of(policies);
        assertThat(report.problems()).isEmpty();
        return report.findings().stream().map(Finding::id).toList();
    }

    @Test
    void the_specimen_is_sound() {
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{id: odd, scheme: employee, when: {visit: inpatient, place: [other-province, same-province], filing: referred}, reduction: {points: 15%}} | overlap:reduction-referred@always/odd@always",
                "{id: late, scheme: employee, when: {visit: inpatient, place: other-province, filing: referred}, reduction: {points: 15%}} | unreachable:late@always",
                "{id: kind, scheme: employee, when: {assistance: subsistence}, tilt: {kind: catastrophic, points: 5%}} | unreachable:kind@always",
                "{id: year, to: 2020-06-30, benefit-year: {starts: 07-01}}~{id: year, from: 2020-07-02, benefit-year: {starts: 01-01}} | date-gap:year@2020-07-02",
                "{id: cap, scheme: employee, when: {visit: inpatient}, cap: {amount: 500000.00, counts: inpatient-pool}} | boundary:cap@always/amount>500000.00",
            })
    void one_rule_too_many_is_one_finding(String rules, String finding) throws IOException {
        add(rules.replace("\\n", "\n"));
        assertThat(findings()).containsExactly(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "inpatient.yaml | when: {visit: inpatient, level: \"1\"}~    pool: | when: {visit: inpatient, level: \"1\", status: [active, flexible]}~    pool: | gap:employee/inpatient/status=retired,level=1",
                "inpatient.yaml | filing: [none, other-temporary, long-term]}~    reduction: {points: 20%} | filing: [none, other-temporary, long-term]}~    reduction: {points: 82%} | ratio:inpatient-level-3@always/reduction-other@always",
                "inpatient.yaml | pool: {ratio: 90%} | pool: {brackets: [{up-to: 200.00, ratio: 90%}, {ratio: 90%}]} | bracket:inpatient-level-1@always#1",
                "pack.yaml | {document: 样例设定, evidence: specimen} | {document: 待补, evidence: specimen} | source:inpatient-deductible-level-1@always and source:inpatient-deductible-level-2@always and source:inpatient-deductible-level-3@always",
                "pack.yaml | finding: gap:employee/inpatient/level=unrated | finding: gap:employee/inpatient/level=unratd | gap:employee/inpatient/level=unrated and stale-accept:gap:employee/inpatient/level=unratd",
            })
    void one_value_changed_is_its_own_finding(String file, String right, String wrong, String findings)
            throws IOException {
        replace(file, right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
        assertThat(findings()).containsExactly(findings.split(" and "));
    }

    /// Of rules on years of contribution those clash that are for some who began to work on the same days.
    @Test
    void cohorts_that_overlap_are_found_and_those_that_do_not_are_none() throws IOException {
        add("{id: early, scheme: employee, retirement: {years: 20, work-began-before: 2017-01-01}}"
                + "~{id: late, scheme: employee, retirement: {years: 25, work-began-from: 2016-12-31}}");
        assertThat(findings()).contains("overlap:early@always/late@always");
        replace("inpatient.yaml", "work-began-from: 2016-12-31", "work-began-from: 2017-01-01");
        assertThat(findings()).filteredOn(id -> !id.startsWith("boundary")).isEmpty();
        replace("inpatient.yaml", "work-began-from: 2017-01-01", "work-began-before: 2016-01-01");
        assertThat(findings()).contains("unreachable:late@always");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "level: \"3\"}        | levle: \"3\"}       | inpatient.yaml:28: rules[2].when.levle: unknown key \"levle\", nearest is \"level\"",
                "points: 10%          | points: 110%       | inpatient.yaml:72: rules[6].reduction.points: expected a ratio from 0% to 100%, such as 85%; or unknown, got \"110%\"",
                "filing: long-term,   | filing: longterm,  | inpatient.yaml:92: rules[8].when.filing: expected one of none, long-term, referred, emergency, other-temporary (nearest: \"long-term\"), got \"longterm\"",
                "amount: 500.00, per  | amount: 500, perr  | inpatient.yaml:19: rules[1].deductible: key \"per\" is missing (did you write \"perr\"?)",
            })
    void what_cannot_be_read_is_told_in_one_line_with_file_line_key_expected_and_got(
            String right, String wrong, String line) throws IOException {
        replace("inpatient.yaml", right, wrong);
        var report = Lint.of(policies);
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message(Locale.ENGLISH)).isEqualTo(pack + "/" + line));
    }

    @Test
    void a_case_that_cannot_be_read_is_told_the_same_way() throws IOException {
        replace("cases/contract.yaml", "- id: G045", "- id: G045~  knd: visit");
        assertThat(Lint.of(policies).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message(Locale.ENGLISH))
                        .contains("cases/contract.yaml:", "G045.knd: unknown key \"knd\", nearest is \"kind\""));
    }

    /// No pack that can be written makes these three happen, since the waterfall works brackets and caps out as
    /// marginal shares and asserts its sums. They watch over the waterfall, so here it is that which is broken.
    @Test
    void a_larger_bill_for_which_the_funds_pay_less_is_found() {
        var found = broken(paying(amount -> amount > 1_000_000 ? 0 : amount / 2));

        assertThat(found).extracting(Finding::check).containsOnly(Check.FUNDS_FALL);
        assertThat(bill(found)).contains(Fen.of(1_000_001));
        assertThat(found.getFirst().drawing()).hasValueSatisfying(drawing -> {
            assertThat(drawing.from()).isEqualTo(Fen.of(1_000_000));
            assertThat(drawing.to()).isGreaterThan(drawing.from());
            assertThat(drawing.points())
                    .contains(new Drawing.Point(Fen.of(1_000_000), Fen.of(500_000), Fen.of(500_000), Optional.empty()))
                    .anySatisfy(point -> assertThat(point.funds()).isEqualTo(Fen.ZERO));
        });
    }

    /// 80 % of the first 5,000.00 less 82 points.
    @Test
    void a_ratio_below_nothing_is_drawn_from_its_first_bill_on() throws IOException {
        replace(
                "inpatient.yaml",
                "filing: [none, other-temporary, long-term]}~    reduction: {points: 20%}",
                "filing: [none, other-temporary, long-term]}~    reduction: {points: 82%}");
        var drawing = Lint.of(policies).findings().getFirst().drawing().orElseThrow();
        assertThat(drawing.from()).isEqualTo(Fen.of(80_001));
        assertThat(drawing.points())
                .filteredOn(point -> point.bill().equals(drawing.from()))
                .containsExactly(new Drawing.Point(Fen.of(80_001), Fen.ZERO, Fen.of(80_001), Optional.empty()));
    }

    /// Of a referred bill of 2,000.00 at level 3 the fund pays 70 % above 800.00; by the other rule 65 %.
    @Test
    void an_overlap_is_drawn_as_decided_and_in_the_other_order() throws IOException {
        add(
                "{id: odd, scheme: employee, when: {visit: inpatient, level: \"3\", place: [other-province, same-province], filing: referred}, reduction: {points: 15%}}");
        var drawing = Lint.of(policies).findings().stream()
                .filter(finding -> finding.check() == Check.OVERLAP)
                .findFirst()
                .flatMap(Finding::drawing)
                .orElseThrow();
        assertThat(drawing.points())
                .filteredOn(point -> point.bill().equals(Fen.of(200_000)))
                .containsExactly(new Drawing.Point(
                        Fen.of(200_000), Fen.of(84_000), Fen.of(116_000), Optional.of(Fen.of(78_000))));
        assertThat(drawing.points())
                .filteredOn(point -> point.bill().compareTo(drawing.from()) < 0)
                .allSatisfy(point -> assertThat(point.otherwise()).contains(point.funds()));
        assertThat(drawing.from()).isBetween(Fen.of(80_001), Fen.of(85_000));
        assertThat(drawing.to()).isEqualTo(Fen.of(300_000));
    }

    @Test
    void a_larger_bill_of_which_the_person_bears_less_is_found() {
        var found = broken(paying(amount -> amount > 1_000_000 ? amount * 9 / 10 : amount / 2));

        assertThat(found).extracting(Finding::check).containsOnly(Check.BURDEN_FALLS);
        assertThat(bill(found)).contains(Fen.of(1_000_001));
    }

    /// Of 16000.01 the fund pays 8000.00 for the first 10000.00, its cap, and the layer 5400.01 for the rest.
    @Test
    void a_fall_at_an_inner_edge_of_a_layer_above_the_cap_is_found() throws IOException {
        replace(
                "residents.yaml",
                "deductible: 0.00, ratio: 90%, cap",
                "deductible: 0.00, brackets: [{up-to: 6000.00, ratio: 90%}, {ratio: 89%}], cap");
        Files.writeString(pack.resolve("cases/edge.yaml"), """
                - id: EDGE
                  kind: visit
                  on: 2025-05-01
                  insured: {region: "999999", scheme: resident, status: adult, standing: normal}
                  visit: {kind: chronic, institution: hospital, level: "2", disease: M00500}
                  bill: {total: 16000.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 16000.00}
                  expect: {catastrophic: 5400.00}
                """);
        var found = broken((policy, claim) -> {
            var right = Waterfall.decide(policy, claim);
            var layers = right.layersFen().clone();
            var isAtTheEdge = layers[LayerKind.LARGE_SUM.ordinal()] == 540_001;
            layers[LayerKind.LARGE_SUM.ordinal()] -= isAtTheEdge ? 100 : 0;
            return with(right, right.poolFen(), layers, right.cashFen() + (isAtTheEdge ? 100 : 0));
        });

        assertThat(found)
                .filteredOn(finding -> finding.check() == Check.FUNDS_FALL)
                .singleElement()
                .satisfies(finding -> assertThat(finding.bill()).contains(Fen.of(1_600_001)));
    }

    @Test
    void a_bill_whose_parts_do_not_add_up_is_found() {
        var found = broken((policy, claim) -> {
            var right = Waterfall.decide(policy, claim);
            return with(right, right.poolFen() + 1, right.layersFen(), right.cashFen());
        });

        assertThat(found).extracting(Finding::check).containsOnly(Check.FAULT);
        assertThat(found.getFirst().message().en()).contains("parts do not add up to the bill");
    }

    private static Decision with(Decision right, long pool, long[] layers, long cash) {
        return new Decision(
                right.bill(),
                right.deductibleFen(),
                pool,
                right.poolRatio(),
                layers,
                right.accountCurrentFen(),
                right.accountPriorFen(),
                right.familyDraws(),
                right.walletFen(),
                cash,
                right.accountAfter(),
                right.reason(),
                right.away(),
                right.countsAsBurden(),
                right.advancePayment(),
                right.manualClaim(),
                right.steps());
    }

    private List<Finding> broken(Trial.Decider decider) {
        var book = PolicyBook.read(policies);
        List<Case> cases = new CaseRun(book)
                .run(List.of(policies)).results().stream()
                        .map(CaseResult::asked)
                        .toList();
        assertThat(Lint.of(book, cases, Waterfall::decide).findings()).isEmpty();
        return Lint.of(book, cases, decider).findings();
    }

    private static Optional<Fen> bill(List<Finding> found) {
        return found.stream()
                .filter(finding -> finding.id().endsWith(":" + WITH_AN_EDGE))
                .findFirst()
                .flatMap(Finding::bill);
    }

    /// The waterfall, made to take `pool` of what is in scope for the share of the pooled fund.
    private static Trial.Decider paying(LongUnaryOperator pool) {
        return (policy, claim) -> {
            var inScope = ((Bill.Split) claim.bill()).inScope();
            return Waterfall.decide(
                    policy,
                    new Claim(
                            claim.on(),
                            claim.insured(),
                            claim.visit(),
                            claim.filing(),
                            claim.bill(),
                            claim.yearToDate(),
                            claim.account(),
                            claim.family(),
                            claim.wallet(),
                            claim.useAccount(),
                            new Assumptions(
                                    Optional.of(Fen.of(pool.applyAsLong(inScope.value()))),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty())));
        };
    }
}
