package org.openyibao.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.yaml.InvalidFileException;

/// A pack for employees: outpatient care of level 3, 200.00 deductible a year, 90 % above it.
class DiffTest {

    private static final String REGION = "970000";
    private static final LocalDate DAY = LocalDate.of(2025, 6, 1);

    private static final String DEDUCTIBLE =
            "- {id: deductible, scheme: employee, when: {visit: outpatient}, deductible: {amount: 200.00, per: year}}\n";
    private static final String SHARE =
            "- {id: share, scheme: employee, when: {visit: outpatient, level: \"3\"}, pool: {ratio: 90%}}\n";
    private static final String ACCOUNT = """
            - {id: account, scheme: employee, account: {scope: all-personal-burden}}
            - {id: filing-need, when: {place: other-province}, filing-need: {required: true}}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void old() {
        Packs.write(folder.resolve("old"), REGION, DEDUCTIBLE + SHARE + ACCOUNT);
    }

    private DiffReport diff(String... rules) {
        Packs.write(folder.resolve("new"), REGION, String.join("", rules));
        return diff(DAY);
    }

    private DiffReport diff(LocalDate on) {
        var before = Version.read("old", folder.resolve("old"));
        var after = Version.read("new", folder.resolve("new"));
        var changes = RuleChanges.between(before, after);
        var bills = new TypicalBills(before, after, changes, on);
        var found = bills.differences(() -> {});
        return new DiffReport(before, after, changes, bills.tried(), found, Optional.empty());
    }

    private static List<String> told(DiffReport report) {
        return report.rules().stream()
                .map(change -> change.kind() + " " + change.id() + " "
                        + change.fields().stream()
                                .map(field -> field.key() + " " + field.before().orElse("-") + " "
                                        + field.after().orElse("-"))
                                .toList())
                .toList();
    }

    /// The bills of an active employee at home, of one amount.
    private static List<String> paid(DiffReport report, String amount) {
        return report.bills().stream()
                .filter(bill -> bill.amount().toString().equals(amount))
                .filter(bill -> bill.profile().status() == Status.ACTIVE
                        && bill.profile().place() == Place.HOME)
                .map(bill -> bill.profile().visit() + " " + bill.profile().level() + " "
                        + bill.profile().besides() + ": " + paid(bill.before()) + " -> " + paid(bill.after()))
                .toList();
    }

    private static String paid(Paid paid) {
        return paid.fund() + "/" + paid.account() + "/" + paid.person();
    }

    @Test
    void the_same_packs_differ_in_nothing() {
        var report = diff("# said otherwise\n" + DEDUCTIBLE, SHARE, ACCOUNT);
        assertThat(report.rules()).isEmpty();
        assertThat(report.bills()).isEmpty();
        assertThat(report.tried()).isZero();
        assertThat(report.exitCode()).isZero();
        assertThat(report.text(Locale.ENGLISH)).isEqualTo("""
                Rules: 0 added, 0 removed, 0 changed, 0 moved

                Typical bills: 0 tried, 0 are shared differently
                """);
    }

    /// 1000.00: before, 90 % of 800.00 is the fund's, 280.00 the account's; after, 50 % of 700.00 and 650.00.
    /// 5000.00: 90 % of 4800.00 and 680.00; 50 % of 4700.00, and the account of 3000.00 bears the other 2650.00.
    /// 20000.00: 90 % of 19800.00 and 2180.00; 50 % of 19700.00, all of the account, and 7150.00 in cash.
    @Test
    void whoever_pays_more_or_less_is_told_to_the_fen() {
        var report = diff(DEDUCTIBLE.replace("200.00", "300.00"), SHARE.replace("90%", "50%"), ACCOUNT);
        assertThat(told(report))
                .containsExactly(
                        "changed deductible [deductible.amount 200.00 300.00]", "changed share [pool.ratio 90% 50%]");
        assertThat(paid(report, "1000.00")).containsExactly("outpatient 3 : 720.00/280.00/0.00 -> 350.00/650.00/0.00");
        assertThat(paid(report, "5000.00"))
                .containsExactly("outpatient 3 : 4320.00/680.00/0.00 -> 2350.00/2650.00/0.00");
        assertThat(paid(report, "20000.00"))
                .containsExactly("outpatient 3 : 17820.00/2180.00/0.00 -> 9850.00/3000.00/7150.00");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    /// Employees of three statuses at three places (a province has no other place in it), visits of four levels of four
    /// kinds and a pharmacy: 153. Amounts: the usual six, 200.00 and 300.00, 100.00 (usual too) and 250.00 between
    /// them, twice 300.00: ten. Above 200.00, which are eight of them, outpatient care of level 3 changes.
    @Test
    void the_grid_is_what_it_says() {
        var report = diff(DEDUCTIBLE.replace("200.00", "300.00"), SHARE.replace("90%", "50%"), ACCOUNT);
        assertThat(report.tried()).isEqualTo(153 * 10);
        assertThat(report.bills()).hasSize(3 * 3 * 8);
        assertThat(report.tally().fund().less()).isEqualTo(72);
        assertThat(report.tally().fund().more()).isZero();
        // Elsewhere without a filing there is no account at hand: all eight are borne in cash. At the other two places
        // the account of 3000.00 bears more of all but 100000.00, for which it was spent before; beyond it go two.
        assertThat(report.tally().account().more()).isEqualTo(3 * 2 * 7);
        assertThat(report.tally().person().more()).isEqualTo(3 * (8 + 2 * 2));
    }

    @Test
    void a_report_reads_as_a_table() {
        var report = diff(DEDUCTIBLE, SHARE.replace("90%", "85%"), ACCOUNT);
        // 500.00: 270.00 and 255.00 of the fund. 100000.00: 89820.00 and 84830.00; the account is empty in both.
        assertThat(report.text(Locale.ENGLISH)).isEqualTo("""
                Rules: 0 added, 0 removed, 1 changed, 0 moved
                970000 Test 970000
                  ~ share  970000-test/rules.yaml:5
                      pool.ratio: 90% → 85%

                Typical bills: 1224 tried, 54 are shared differently
                  fund    pays more of      0, less of     54
                  account pays more of     30, less of      0
                  person  pays more of     30, less of      0

                970000 Test 970000  2025-06-01
                  employee active,retired,flexible outpatient level 3 home,filed
                                     bill                      fund                 account                    person
                    smallest       400.00           180.00 → 170.00         220.00 → 230.00               0.00 → 0.00
                    widest      100000.00       89820.00 → 84830.00       3000.00 → 3000.00        7180.00 → 12170.00
                    6 amounts differ: fund +0 -6; account +5 -0; person +2 -0
                  employee active,retired,flexible outpatient level 3 other-province
                                     bill                      fund                 account                    person
                    smallest       400.00           180.00 → 170.00             0.00 → 0.00           220.00 → 230.00
                    widest      100000.00       89820.00 → 84830.00             0.00 → 0.00       10180.00 → 15170.00
                    6 amounts differ: fund +0 -6; account +0 -0; person +6 -0
                """);
        assertThat(report.text(Locale.CHINESE)).contains("""
                规则：0 条新增，0 条删除，1 条修改，0 条移动
                970000 试
                  ~ share  970000-test/rules.yaml:5
                      pool.ratio：90% → 85%

                典型账单：试算 1224 笔，54 笔的分担不同
                  基金    多付      0 笔，少付     54 笔
                """).contains("  职工医保 在职、退休、灵活就业 普通门诊 三级 参保地、长期备案地\n");
    }

    @Test
    void rules_come_and_go() {
        var report = diff(SHARE, ACCOUNT, SHARE.replace("share", "more").replace("\"3\"", "\"2\""));
        assertThat(report.rules())
                .extracting(change -> change.kind() + " " + change.id())
                .containsExactly("added more", "removed deductible");
        // Level 3: 180.00 more without the deductible. Level 2: nothing was paid before, and no deductible is left.
        assertThat(paid(report, "1000.00"))
                .containsExactlyInAnyOrder(
                        "outpatient 3 : 720.00/280.00/0.00 -> 900.00/100.00/0.00",
                        "outpatient 2 : 0.00/1000.00/0.00 -> 900.00/100.00/0.00");
    }

    @Test
    void of_versions_of_one_rule_those_that_differ_least_belong_together() {
        Packs.write(
                folder.resolve("old"),
                REGION,
                SHARE.replace("scheme", "to: 2023-12-31, scheme")
                        + SHARE.replace("scheme", "from: 2024-01-01, scheme"));
        var report = diff(
                SHARE.replace("scheme", "to: 2023-12-31, scheme"),
                SHARE.replace("scheme", "from: 2024-01-01, to: 2025-12-31, scheme"),
                SHARE.replace("scheme", "from: 2026-01-01, scheme").replace("90%", "80%"));
        assertThat(told(report).getFirst()).isEqualTo("changed share [to - 2025-12-31]");
        assertThat(report.rules())
                .extracting(change -> change.kind() + " " + change.id())
                .containsExactly("changed share", "added share");
        // Nothing changes in June 2025. The new rule is tried on its first day: 90 % and 80 % of 1000.00.
        assertThat(paid(report, "1000.00")).containsExactly("outpatient 3 : 900.00/0.00/100.00 -> 800.00/0.00/200.00");
        assertThat(report.bills()).extracting(bill -> bill.profile().on()).containsOnly(LocalDate.of(2026, 1, 1));
    }

    @Test
    void a_rule_that_begins_later_is_tried_on_a_day_that_it_lost() {
        Packs.write(folder.resolve("old"), REGION, SHARE.replace("scheme", "from: 2024-01-01, scheme"));
        var report = diff(SHARE.replace("scheme", "from: 2025-01-01, scheme"));
        assertThat(report.bills()).extracting(bill -> bill.profile().on()).containsOnly(LocalDate.of(2024, 12, 31));
        assertThat(paid(report, "1000.00")).containsExactly("outpatient 3 : 900.00/0.00/100.00 -> 0.00/0.00/1000.00");
        assertThat(report.bills())
                .allMatch(bill -> bill.after().reason().orElseThrow().isNoRule());
    }

    @Test
    void a_rule_for_few_is_tried_on_them() {
        var report = diff(
                "- {id: poor, scheme: employee, when: {assistance: subsistence, age: 70..},"
                        + " pool-tilt: {deductible-factor: 50%}}\n",
                DEDUCTIBLE, SHARE, ACCOUNT);
        // 200.00 are deductible as before, for them 100.00: 90 % of 800.00 or of 900.00.
        assertThat(paid(report, "1000.00"))
                .containsExactly(
                        "outpatient 3 assistance: subsistence; age: 70..: 720.00/280.00/0.00 -> 810.00/190.00/0.00");
    }

    @Test
    void a_rule_on_items_is_tried_on_them() {
        var report = diff(
                "- {id: scans, scheme: employee, exclusion: {reason: NOT_COVERED, bars: [fund],"
                        + " items: {category: treatment}}}\n",
                DEDUCTIBLE,
                SHARE,
                ACCOUNT);
        assertThat(paid(report, "1000.00"))
                .containsExactly("outpatient 3 category: treatment; grade: A: 720.00/280.00/0.00 -> 0.00/1000.00/0.00");
    }

    @Test
    void rules_that_changed_places_are_told_and_as_few_as_will_do() {
        var low = SHARE.replace("share", "low").replace("90%", "60%");
        Packs.write(folder.resolve("old"), REGION, SHARE + low + DEDUCTIBLE + ACCOUNT);
        var report = diff(low, SHARE, DEDUCTIBLE, ACCOUNT);
        assertThat(told(report)).singleElement().isIn("moved share []", "moved low []");
        // Of two rules that hold, the first applies: 90 % of 800.00, then 60 %.
        assertThat(paid(report, "1000.00")).containsExactly("outpatient 3 : 720.00/280.00/0.00 -> 480.00/520.00/0.00");
        assertThat(report.text(Locale.ENGLISH)).contains("stands at another place among the rules");
    }

    @Test
    void what_a_province_changes_is_tried_in_the_cities_that_inherit_it() {
        Packs.write(folder.resolve("old"), "970100", "- {id: other, scheme: resident, pool: {ratio: 10%}}\n");
        Packs.write(folder.resolve("new"), "970100", "- {id: other, scheme: resident, pool: {ratio: 10%}}\n");
        var report = diff(DEDUCTIBLE, SHARE.replace("90%", "80%"), ACCOUNT);
        assertThat(report.rules()).hasSize(1);
        assertThat(report.bills()).extracting(bill -> bill.profile().region()).contains("970000", "970100");
        // In a city there are other places of the province.
        assertThat(report.bills())
                .filteredOn(bill -> bill.profile().place() == Place.SAME_PROVINCE)
                .isNotEmpty()
                .allMatch(bill -> bill.profile().region().equals("970100"));
    }

    @Test
    void a_source_that_says_something_else_is_a_change_of_its_rules() throws Exception {
        Packs.write(folder.resolve("new"), REGION, DEDUCTIBLE + SHARE + ACCOUNT);
        var file = folder.resolve("new/970000-test/rules.yaml");
        Files.writeString(file, Files.readString(file).replace("document: 试", "document: 试行办法第三条"));
        assertThat(told(diff(DAY)))
                .containsExactly(
                        "changed deductible [source.document 试 试行办法第三条]",
                        "changed share [source.document 试 试行办法第三条]",
                        "changed account [source.document 试 试行办法第三条]",
                        "changed filing-need [source.document 试 试行办法第三条]");
    }

    @Test
    void a_version_that_cannot_be_understood_is_not_compared() {
        assertThatThrownBy(() -> diff(DEDUCTIBLE, SHARE.replace("90%", "900%")))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("expected a ratio from 0% to 100%");
    }

    /// The visit as in [#whoever_pays_more_or_less_is_told_to_the_fen], without an account.
    @Test
    void a_population_is_decided_by_both_whatever_it_expects() throws Exception {
        Packs.write(
                folder.resolve("new"),
                REGION,
                DEDUCTIBLE.replace("200.00", "300.00") + SHARE.replace("90%", "50%") + ACCOUNT);
        var file = Files.writeString(folder.resolve("population.yaml"), """
                - id: P1
                  kind: visit
                  on: 2025-06-01
                  insured: {region: "970000", scheme: employee, status: active, standing: normal}
                  visit: {kind: outpatient, institution: hospital, level: "3"}
                  bill: {total: 1000.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 1000.00}
                  expect: {cash: 0.01}
                - id: P2
                  kind: visit
                  on: 2025-06-01
                  insured: {region: "970000", scheme: employee, status: active, standing: normal}
                  visit: {kind: outpatient, institution: hospital, level: "2"}
                  bill: {total: 50.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 50.00}
                  expect: {cash: 0.01}
                """);
        var before = Version.read("old", folder.resolve("old"));
        var after = Version.read("new", folder.resolve("new"));
        var population = Population.compare(before, after, Population.read(file), () -> {});
        assertThat(population.cases()).isEqualTo(2);
        assertThat(population.visits()).isEqualTo(2);
        assertThat(population.changes()).singleElement().satisfies(change -> {
            assertThat(change.id()).isEqualTo("P1");
            assertThat(change.answers())
                    .contains(
                            new Population.Answer("pool", Optional.of("720.00"), Optional.of("350.00")),
                            new Population.Answer("cash", Optional.of("280.00"), Optional.of("650.00")));
        });
        // P2 bears its 50.00 both times.
        assertThat(population.tally().person().before()).hasToString("330.00");
        assertThat(population.tally().person().after()).hasToString("700.00");
        assertThat(population.tally().person().more()).isEqualTo(1);

        var report = new DiffReport(
                before, after, RuleChanges.between(before, after), 0, List.of(), Optional.of(population));
        assertThat(report.text(Locale.ENGLISH)).contains("""
                Population: 2 cases, 1 are answered differently; visits among them: 2
                  fund                   720.00 → 350.00         -370.00   +0 -1
                  account                    0.00 → 0.00           +0.00   +0 -0
                  person                 330.00 → 700.00         +370.00   +1 -0
                  P1
                """).contains("      pool: 720.00 → 350.00\n");
        assertThat(report.asTree().toString())
                .contains("old=old, new=new")
                .contains("{key=pool.ratio, old=90%, new=50%}")
                .contains("person={more=1, less=0, old=330.00, new=700.00}");
    }
}
