package org.openyibao.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind of boundary in a pack of one or two rules: without a case both sides are found missing, with a
/// case on one side the other, with both none.
class BoundaryTest {

    /// `rules` make the pack; `first` and `second` are cases on the two sides, `names` how findings call these.
    private record Sample(String name, PackText rules, String first, String second, List<String> names) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String EMPLOYEE = "scheme: employee, status: active, standing: normal";
    private static final String RESIDENT = "scheme: resident, status: adult, standing: normal";

    private static final String WALLET =
            "scheme: employee, wallet: {transfers-per-day: 2, per-transfer: 500.00, closed-from: \"22:00\", closed-to: \"06:00\"}";

    @TempDir
    private Path policies;

    private static String asked(String kind, String on, String insured, String rest) {
        return "  kind: " + kind + "\n  on: " + on + "\n  insured: {region: \"980000\", " + insured + "}\n  " + rest
                + "\n";
    }

    private static String inpatient(String inScope, String rest) {
        return inpatient("2025-05-01", EMPLOYEE, inScope, rest);
    }

    private static String inpatient(String on, String insured, String inScope, String rest) {
        var bill = "bill: {total: " + inScope + ", ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: " + inScope
                + "}";
        return asked(
                "visit",
                on,
                insured,
                "visit: {kind: inpatient, institution: hospital, level: \"2\"}\n  " + bill
                        + (rest.isEmpty() ? "" : "\n  " + rest) + "\n  expect: {pool: 0.00, catastrophic: 0.00}");
    }

    private static String standing(String rest) {
        return standing(RESIDENT, rest);
    }

    private static String standing(String insured, String rest) {
        return asked(
                "standing", "2025-05-01", insured, rest + "\n  expect: {benefitStart: 2025-05-01, waitingMonths: 0}");
    }

    private static String transfer(String... transfers) {
        var lines = Stream.of(transfers)
                .map(transfer -> "\n    - {" + transfer + "}")
                .toList();
        return asked(
                "wallet",
                "2025-05-01",
                EMPLOYEE,
                "account: {current: 90000.00, prior: 0.00}\n  transfers:" + String.join("", lines)
                        + "\n  expect: {results: [OK]}");
    }

    private static String line(String amount) {
        return asked(
                "visit",
                "2025-05-01",
                EMPLOYEE,
                "visit: {kind: inpatient, institution: hospital, level: \"2\"}\n  fees: [{grade: A, amount: " + amount
                        + "}]\n  expect: {pool: 0.00}");
    }

    private static String wage(String wage) {
        return asked("contribution", "2025-05-01", EMPLOYEE, "wage: " + wage + "\n  expect: {base: 0.00}");
    }

    private static String premium(String balance) {
        return asked(
                "use",
                "2025-05-01",
                EMPLOYEE,
                "account: {current: " + balance + ", prior: 0.00}\n  use: {for: checkup, of: self, amount: 1.00}"
                        + "\n  expect: {allowed: true}");
    }

    private static String filed(String admitted) {
        return asked(
                "filing",
                "2025-08-01",
                EMPLOYEE,
                "visit: {kind: inpatient, institution: hospital, level: \"2\", place: \"310000\", admitted: " + admitted
                        + "}\n  filing: {kind: referred, made: 2025-01-10}\n  expect: {filingValid: true}");
    }

    private static PackText share() {
        return PackText.pack().rule("share", "scheme: employee, when: {visit: inpatient}, pool: {ratio: 85%}");
    }

    private static PackText only(String rule) {
        return PackText.pack().rule("it", rule);
    }

    private static Sample sample(
            String name, PackText rules, String first, String second, String firstName, String secondName) {
        return new Sample(name, rules, first, second, List.of(firstName, secondName));
    }

    static Stream<Sample> samples() {
        return Stream.of(
                sample(
                        "deductible",
                        share().rule("it", "deductible: {amount: 1300.00, per: admission}"),
                        inpatient("1300.00", ""),
                        inpatient("1300.10", ""),
                        "amount<=1300.00",
                        "amount>1300.00"),
                sample(
                        "bracket",
                        only(
                                "scheme: employee, when: {visit: inpatient}, pool: {brackets: [{up-to: 5000.00, ratio: 80%}, {ratio: 85%}]}"),
                        inpatient("5000.00", ""),
                        inpatient("5001.00", ""),
                        "up-to<=5000.00",
                        "up-to>5000.00"),
                sample(
                        "bracket of what the fund has paid",
                        only(
                                "scheme: employee, when: {visit: inpatient}, pool: {measured-in: fund-paid, brackets: [{up-to: 5000.00, ratio: 80%}]}"),
                        inpatient("100.00", "yearToDate: {inpatientPool: 4920.00}"),
                        inpatient("101.00", "yearToDate: {inpatientPool: 4920.00}"),
                        "up-to<=5000.00",
                        "up-to>5000.00"),
                sample(
                        "limit of a line",
                        only("scheme: employee, when: {visit: inpatient}, pool: {ratio: 50%, item-limit: 120.00}"),
                        line("240.00"),
                        line("240.02"),
                        "item-limit<=120.00",
                        "item-limit>120.00"),
                sample(
                        "cap",
                        share().rule("it", "cap: {amount: 850.00, counts: inpatient-pool}"),
                        inpatient("1000.00", ""),
                        inpatient("1001.00", ""),
                        "amount<=850.00",
                        "amount>850.00"),
                sample(
                        "deductible of a layer",
                        share().rule("it", "layer: {kind: catastrophic, deductible: 150.00, ratio: 60%}"),
                        inpatient("1000.00", ""),
                        inpatient("1010.00", ""),
                        "deductible<=150.00",
                        "deductible>150.00"),
                sample(
                        "cap of a layer",
                        share().rule("it", "layer: {kind: catastrophic, deductible: 0.00, ratio: 60%, cap: 90.00}"),
                        inpatient("1000.00", ""),
                        inpatient("1010.00", ""),
                        "cap<=90.00",
                        "cap>90.00"),
                sample(
                        "bracket of a layer",
                        share().rule(
                                        "it",
                                        "layer: {kind: catastrophic, deductible: 0.00, brackets: [{up-to: 150.00, ratio: 60%}, {ratio: 70%}]}"),
                        inpatient("1000.00", ""),
                        inpatient("1010.00", ""),
                        "up-to<=150.00",
                        "up-to>150.00"),
                sample(
                        "first day",
                        only("scheme: employee, from: 2023-01-01, when: {visit: inpatient}, pool: {ratio: 85%}"),
                        inpatient("2023-01-01", EMPLOYEE, "1.00", ""),
                        inpatient("2022-12-31", EMPLOYEE, "1.00", ""),
                        "on=2023-01-01",
                        "on=2022-12-31"),
                sample(
                        "last day",
                        only("scheme: employee, to: 2022-12-31, when: {visit: inpatient}, pool: {ratio: 85%}"),
                        inpatient("2022-12-31", EMPLOYEE, "1.00", ""),
                        inpatient("2023-01-01", EMPLOYEE, "1.00", ""),
                        "on=2022-12-31",
                        "on=2023-01-01"),
                sample(
                        "youngest",
                        only("scheme: employee, when: {visit: inpatient, age: 70..}, pool: {ratio: 85%}"),
                        inpatient("2025-05-01", EMPLOYEE + ", age: 70", "1.00", ""),
                        inpatient("2025-05-01", EMPLOYEE + ", age: 69", "1.00", ""),
                        "age=70",
                        "age=69"),
                sample(
                        "oldest",
                        only("scheme: employee, when: {visit: inpatient, age: ..69}, pool: {ratio: 85%}"),
                        inpatient("2025-05-01", EMPLOYEE + ", age: 69", "1.00", ""),
                        inpatient("2025-05-01", EMPLOYEE + ", age: 70", "1.00", ""),
                        "age=69",
                        "age=70"),
                sample(
                        "first day of a window",
                        only(
                                "scheme: resident, window: {coverage-year: 2025, opens: 2024-09-01, closes: 9999-12-30, kind: main}"),
                        standing("coverageYear: 2025\n  paid: 2024-09-01"),
                        standing("coverageYear: 2025\n  paid: 2024-08-31"),
                        "paid=2024-09-01",
                        "paid=2024-08-31"),
                sample(
                        "newborns",
                        only("scheme: resident, newborn: {days: 90}"),
                        standing("born: 2025-05-01\n  paid: 2025-07-30"),
                        standing("born: 2025-05-01\n  paid: 2025-07-31"),
                        "days=90",
                        "days=91"),
                sample(
                        "months of a break",
                        only("gap: {up-to-months: 3, retroactive: true, waiting-months: 6}"),
                        standing(EMPLOYEE, "gap: {from: \"2025-02\", to: \"2025-04\", repaid: 2025-05-06}"),
                        standing(EMPLOYEE, "gap: {from: \"2025-01\", to: \"2025-04\", repaid: 2025-05-06}"),
                        "up-to-months=3",
                        "up-to-months=4"),
                sample(
                        "months that a filing holds",
                        only("filing: {kinds: referred, valid-months: 6}"),
                        filed("2025-07-10"),
                        filed("2025-07-11"),
                        "valid-months=6",
                        "valid-months=7"),
                sample(
                        "balance that must be there",
                        only("scheme: employee, purpose: {for: checkup, allowed: true, least-balance: 300.00}"),
                        premium("300.00"),
                        premium("299.99"),
                        "least-balance=300.00",
                        "least-balance=299.99"),
                new Sample(
                        "wallet",
                        only(WALLET),
                        transfer("at: \"06:00\", amount: 500.00", "at: \"21:59\", amount: 500.00"),
                        transfer(
                                "at: \"05:59\", amount: 1.00",
                                "at: \"22:00\", amount: 1.00",
                                "at: \"12:00\", amount: 500.01"),
                        List.of(
                                "per-transfer=500.00",
                                "at=21:59",
                                "at=06:00",
                                "per-transfer=500.01",
                                "at=22:00",
                                "at=05:59")),
                sample(
                        "years from which a waiting has a floor",
                        only("scheme: resident, waiting: {fixed-months: 3, floor-months: 6, floor-from-years: 4}"),
                        standing("missedYears: 4"),
                        standing("missedYears: 3"),
                        "missed-years=4",
                        "missed-years=3"),
                sample(
                        "floor of the base",
                        only("contribution: {floor: 3000.00, employer: 6%, employee: 2%}"),
                        wage("3000.01"),
                        wage("2999.99"),
                        "floor>=3000.00",
                        "floor<3000.00"),
                sample(
                        "ceiling of the base",
                        only("contribution: {ceiling: 9000.00, employer: 6%, employee: 2%}"),
                        wage("9000.00"),
                        wage("9000.01"),
                        "ceiling<=9000.00",
                        "ceiling>9000.00"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_side_without_a_case_is_found(Sample sample) throws IOException {
        var few = sample.names().size() / 2;
        assertThat(missing(sample)).containsAll(sample.names());
        assertThat(missing(sample, sample.first()))
                .containsAll(sample.names().subList(few, 2 * few))
                .doesNotContainAnyElementsOf(sample.names().subList(0, few));
        assertThat(missing(sample, sample.second()))
                .containsAll(sample.names().subList(0, few))
                .doesNotContainAnyElementsOf(sample.names().subList(few, 2 * few));
        assertThat(missing(sample, sample.first(), sample.second())).doesNotContainAnyElementsOf(sample.names());
    }

    /// A case with one transfer too many has the last that goes through as well.
    @Test
    void the_transfers_of_a_day_are_counted_in_one_case() throws IOException {
        var two = transfer("at: \"12:00\", amount: 1.00", "at: \"12:00\", amount: 1.00");
        var three =
                transfer("at: \"12:00\", amount: 1.00", "at: \"12:00\", amount: 1.00", "at: \"12:00\", amount: 1.00");
        var none = sample("wallet", only(WALLET), two, three, "", "");

        assertThat(missing(none)).contains("transfers-per-day=2", "transfers-per-day=3");
        assertThat(missing(none, two)).contains("transfers-per-day=3").doesNotContain("transfers-per-day=2");
        assertThat(missing(none, three)).doesNotContain("transfers-per-day=2", "transfers-per-day=3");
    }

    private List<String> missing(Sample sample, String... cases) throws IOException {
        return lint(sample.rules(), cases).findings().stream()
                .filter(finding -> finding.check() == Check.BOUNDARY)
                .map(finding -> finding.id().substring(finding.id().indexOf('/') + 1))
                .toList();
    }

    private LintReport lint(PackText pack, String... cases) throws IOException {
        pack.write(policies, "980000");
        var written = new ArrayList<String>();
        for (var asked : cases) {
            written.add("- id: T" + written.size() + "\n" + asked);
        }
        var folder = Files.createDirectories(policies.resolve("980000-test").resolve("cases"));
        Files.writeString(folder.resolve("cases.yaml"), cases.length == 0 ? "[]" : String.join("\n", written));
        var report = Lint.of(policies);
        assertThat(report.problems()).isEmpty();
        return report;
    }

    @Test
    void a_finding_names_the_side_and_the_smallest_bill_on_it() throws IOException {
        var cap = share().rule(
                        "cap", "scheme: employee, from: 2020-01-01, cap: {amount: 850.00, counts: inpatient-pool}");

        assertThat(lint(cap, inpatient("2020-01-01", EMPLOYEE, "2000.00", "")).text(Locale.ENGLISH))
                .isEqualTo("""
                980000-test  boundary:cap@2020-01-01/on=2019-12-31
                    no case lies on this side of a boundary: on=2019-12-31 (case T0, moved there, would)
                    rule: 980000/cap@2020-01-01
                    where: scheme: employee; on: 2020-01-01..
                    bill: 1000.01
                    at: %1$s

                980000-test  boundary:cap@2020-01-01/amount<=850.00
                    no case lies on this side of a boundary: amount<=850.00
                    rule: 980000/cap@2020-01-01
                    where: scheme: employee; on: 2020-01-01..
                    bill: 0.01
                    at: %1$s

                1 packs, 2 findings, 0 accepted
                """.formatted(policies.resolve("980000-test/pack.yaml") + ":8"));
    }

    @Test
    void a_case_of_a_region_that_inherits_counts() throws IOException {
        share().rule("it", "deductible: {amount: 1300.00, per: admission}").write(policies, "980000");
        PackText.pack().rule("order", "account-order: {order: current-first}").write(policies, "980100");
        var cases = Files.createDirectories(policies.resolve("980100-test").resolve("cases"));
        Files.writeString(
                cases.resolve("cases.yaml"),
                ("- id: T1\n" + inpatient("1300.00", "") + "\n- id: T2\n" + inpatient("1400.00", ""))
                        .replace("980000", "980100"));

        assertThat(Lint.of(policies).findings()).isEmpty();
    }

    /// Moving a common border moves both rules: a case that the old rule decides is on the far side of the
    /// new one's beginning, though the new one stands behind it in the file.
    @Test
    void the_day_before_a_rule_is_a_day_of_the_one_that_it_follows() throws IOException {
        var pack = PackText.pack()
                .rule("old", "scheme: employee, to: 2022-12-31, when: {visit: inpatient}, pool: {ratio: 80%}")
                .rule("new", "scheme: employee, from: 2023-01-01, when: {visit: inpatient}, pool: {ratio: 85%}");

        var report = lint(
                pack, inpatient("2022-12-31", EMPLOYEE, "100.00", ""), inpatient("2023-01-01", EMPLOYEE, "100.00", ""));

        assertThat(report.findings()).isEmpty();
    }

    /// Both rules say the same, so that nobody can tell on which day the second took over.
    @Test
    void a_border_that_no_case_can_tell_is_not_asked_for() throws IOException {
        share().write(policies, "980000");
        PackText.pack()
                .rule("share", "scheme: employee, from: 2023-01-01, when: {visit: inpatient}, pool: {ratio: 85%}")
                .write(policies, "980100");
        var cases = Files.createDirectories(policies.resolve("980100-test").resolve("cases"));
        var later =
                "- id: T1\n" + inpatient("2024-01-01", EMPLOYEE, "100.00", "").replace("980000", "980100");

        assertThat(Lint.of(policies).findings()).isNotEmpty();
        Files.writeString(cases.resolve("cases.yaml"), later);
        assertThat(Lint.of(policies).findings()).isEmpty();
    }
}
