package org.openyibao.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.yaml.InvalidFileException;

class ResolutionTest {

    private static final LocalDate DAY = LocalDate.of(2025, 5, 1);

    @TempDir
    private Path policies;

    private void write(String region, String rules) {
        Packs.write(policies, region, rules);
    }

    private List<String> deductibles(String region, LocalDate day) {
        return Arrays.stream(PolicyBook.read(policies)
                        .on(region, Scheme.EMPLOYEE, day)
                        .deductibles())
                .map(Rule::key)
                .toList();
    }

    @Test
    void a_city_inherits_from_its_province_and_the_nation_nearest_first() {
        write("000000", "- {id: of-nation, deductible: {amount: 1.00, per: year}}\n");
        write("220000", "- {id: of-province, deductible: {amount: 2.00, per: year}}\n");
        write("220200", "- {id: of-city, deductible: {amount: 3.00, per: year}}\n");
        assertThat(deductibles("220200", DAY))
                .containsExactly("220200/of-city@always", "220000/of-province@always", "000000/of-nation@always");
        assertThat(deductibles("220281", DAY)).hasSize(3);
        assertThat(deductibles("220100", DAY)).containsExactly("220000/of-province@always", "000000/of-nation@always");
        assertThat(deductibles("310000", DAY)).containsExactly("000000/of-nation@always");
        assertThat(deductibles("000000", DAY)).containsExactly("000000/of-nation@always");
    }

    @Test
    void a_rule_of_the_same_id_replaces_the_one_further_away_while_it_is_in_force() {
        write("000000", "- {id: annual, deductible: {amount: 1.00, per: year}}\n");
        write("220000", "- {id: annual, from: 2024-01-01, to: 2024-12-31, deductible: {amount: 2.00, per: year}}\n");
        assertThat(deductibles("220000", LocalDate.of(2023, 12, 31))).containsExactly("000000/annual@always");
        assertThat(deductibles("220000", LocalDate.of(2024, 1, 1))).containsExactly("220000/annual@2024-01-01");
        assertThat(deductibles("220000", LocalDate.of(2024, 12, 31))).containsExactly("220000/annual@2024-01-01");
        assertThat(deductibles("220000", LocalDate.of(2025, 1, 1))).containsExactly("000000/annual@always");
    }

    @Test
    void versions_of_a_rule_follow_each_other_by_date() {
        write("110000", """
                - {id: annual, to: 2022-12-31, deductible: {amount: 1.00, per: year}}
                - {id: annual, from: 2023-01-01, deductible: {amount: 2.00, per: year}}
                """);
        assertThat(deductibles("110000", LocalDate.of(2022, 12, 31))).containsExactly("110000/annual@always");
        assertThat(deductibles("110000", LocalDate.of(2023, 1, 1))).containsExactly("110000/annual@2023-01-01");
    }

    @Test
    void a_rule_is_for_its_scheme_alone() {
        write("110000", "- {id: annual, scheme: resident, deductible: {amount: 1.00, per: year}}\n");
        assertThat(deductibles("110000", DAY)).isEmpty();
    }

    @Test
    void versions_that_overlap_in_dates_are_refused() {
        write("110000", """
                - {id: annual, to: 2023-01-01, deductible: {amount: 1.00, per: year}}
                - {id: annual, from: 2023-01-01, deductible: {amount: 2.00, per: year}}
                """);
        assertThatThrownBy(() -> PolicyBook.read(policies))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll("rules.yaml:5", "\"annual\" overlaps in dates", "rules.yaml:4");
    }

    @Test
    void two_packs_of_one_region_are_refused() {
        write("110000", "- {id: annual, deductible: {amount: 1.00, per: year}}\n");
        var pack = PolicyBook.read(policies).packs().getFirst();
        assertThatThrownBy(() -> new PolicyBook(List.of(pack, pack)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("region 110000 has a pack already");
    }

    @Test
    void a_rule_with_two_effects_or_none_is_refused() {
        write("110000", "- {id: both, deductible: {amount: 1.00, per: year}, reduction: {points: 5%}}\n");
        assertThatThrownBy(() -> PolicyBook.read(policies)).hasMessageContaining("exactly one effect");
    }

    @Test
    void an_exclusion_of_lines_is_one_from_the_funds() {
        write(
                "110000",
                "- {id: lines, exclusion: {reason: NOT_COVERED, bars: [fund, account], items: {category: vaccine}}}\n");
        assertThatThrownBy(() -> PolicyBook.read(policies))
                .hasMessageContainingAll("rules.yaml:4", "bars", "with items it can only be fund", "account-items");
        write("110000", "- {id: lines, exclusion: {reason: NOT_COVERED, bars: fund, items: {category: vaccine}}}\n");
        assertThat(PolicyBook.read(policies).packs()).hasSize(1);
    }

    @Test
    void an_unknown_source_or_condition_names_the_nearest() {
        write("110000", "- {id: a, when: {levl: \"3\"}, deductible: {amount: 1.00, per: year}}\n");
        assertThatThrownBy(() -> PolicyBook.read(policies))
                .hasMessageContainingAll("rules.yaml:4", "unknown key \"levl\", nearest is \"level\"");
        write("110000", "- {id: a, when: {level: \"4\"}, deductible: {amount: 1.00, per: year}}\n");
        assertThatThrownBy(() -> PolicyBook.read(policies)).hasMessageContaining("one of 1, 2, 3, unrated");
    }

    @Test
    void ages_are_inclusive_and_an_unknown_age_is_in_no_band() {
        write("110000", """
                - {id: old, when: {age: 70..}, deductible: {amount: 1.00, per: year}}
                - {id: young, when: {age: ..69}, deductible: {amount: 2.00, per: year}}
                """);
        var policy = PolicyBook.read(policies).on("110000", Scheme.EMPLOYEE, DAY);
        assertThat(first(policy, 69)).isEqualTo("young");
        assertThat(first(policy, 70)).isEqualTo("old");
        assertThat(first(policy, Insured.AGE_UNKNOWN)).isEqualTo("none");
    }

    private static String first(CompiledPolicy policy, int age) {
        var insured = new Insured("110000", Scheme.EMPLOYEE, Status.RETIRED, Standing.NORMAL);
        var facts = new Facts(Facts.of(insured).person(), 0, age, "");
        var rule = CompiledPolicy.first(policy.deductibles(), facts);
        return rule == null ? "none" : rule.id();
    }

    @Test
    void no_rule_on_the_day_is_told_from_no_rule_ever() {
        write("110000", "- {id: annual, from: 2025-01-01, pool: {ratio: 70%}}\n");
        var book = PolicyBook.read(policies);
        var facts = Facts.of(new Insured("110000", Scheme.EMPLOYEE, Status.ACTIVE, Standing.NORMAL));
        assertThat(book.on("110000", Scheme.EMPLOYEE, LocalDate.of(2024, 12, 31))
                        .whyNoPool(facts))
                .isEqualTo(Reason.NO_RULE_FOR_DATE);
        assertThat(book.on("110000", Scheme.RESIDENT, DAY).whyNoPool(facts)).isEqualTo(Reason.NO_RULE_FOR_REGION);
        assertThat(book.on("310000", Scheme.EMPLOYEE, DAY).whyNone(Effect.Gap.class, facts))
                .isEqualTo(Reason.NO_RULE_FOR_REGION);
    }
}
