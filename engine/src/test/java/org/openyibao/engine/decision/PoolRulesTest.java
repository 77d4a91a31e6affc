package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Reason;

/// What a rule of the pooled fund may say beyond ratio and deductible, on an admission of 10,000 yuan in scope.
class PoolRulesTest {

    private static final String HOME = "970100";
    private static final String SAME_PROVINCE = "970200";
    private static final String OTHER_PROVINCE = "960100";

    private static Claim claim(Assistance assistance, String place, YearToDate year, Assumptions assume) {
        var filing = place.equals(HOME)
                ? Filing.NONE
                : new Filing(
                        FilingKind.LONG_TERM,
                        Optional.empty(),
                        Filing.MadeWhen.BEFORE,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        true);
        return new Claim(
                LocalDate.of(2025, 5, 1),
                new Insured(
                        HOME,
                        Scheme.RESIDENT,
                        Status.ADULT,
                        Standing.NORMAL,
                        Insured.AGE_UNKNOWN,
                        Sex.UNKNOWN,
                        Tier.NONE,
                        assistance,
                        false,
                        1,
                        Continuity.NONE),
                Visit.plain(VisitKind.INPATIENT, InstitutionKind.HOSPITAL, Level.THREE, place),
                filing,
                new Bill.Split(yuan(10_000), Fen.ZERO, Fen.ZERO, Fen.ZERO, yuan(10_000)),
                year,
                Balances.NONE,
                List.of(),
                Fen.ZERO,
                true,
                assume);
    }

    private static Decision decide(String rules, Claim claim) {
        return Waterfall.decide(Packs.of(HOME, rules), claim);
    }

    private static Decision decide(String rules, Assistance assistance, YearToDate year) {
        return decide(rules, claim(assistance, HOME, year, Assumptions.NONE));
    }

    private static Fen yuan(long yuan) {
        return Fen.of(yuan * 100);
    }

    private static final String TILTED = """
            - {id: deductible, deductible: {amount: 1000.00, per: admission}}
            - {id: pool, pool: {ratio: 60%}}
            - {id: cap, cap: {amount: 2000.00, counts: inpatient-pool}}
            - {id: tilt, when: {assistance: subsistence}, pool-tilt: {deductible-factor: 50%, points: 5%, uncapped: true}}
            """;

    @Test
    void a_tilt_lowers_the_deductible_raises_the_ratio_and_lifts_the_cap() {
        var usual = decide(TILTED, Assistance.NONE, YearToDate.NONE);
        assertThat(usual.deductibleFen()).isEqualTo(1_000_00);
        assertThat(usual.pool()).isEqualTo(yuan(2_000));

        var tilted = decide(TILTED, Assistance.SUBSISTENCE, YearToDate.NONE);
        assertThat(tilted.deductibleFen()).isEqualTo(500_00);
        assertThat(tilted.pool()).isEqualTo(Fen.of(6_175_00));
        assertThat(tilted.steps())
                .filteredOn(step -> step.kind() == StepKind.TILT)
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.base()).isEqualTo(yuan(1_000));
                    assertThat(step.amount()).isEqualTo(yuan(500));
                });
    }

    @Test
    void a_tilted_annual_deductible_counts_what_was_borne_before() {
        var rules = TILTED.replace("per: admission", "per: year");
        var year = new YearToDate(yuan(400), Fen.ZERO, Fen.ZERO, Fen.ZERO, 1, Fen.ZERO, Fen.ZERO);
        assertThat(decide(rules, Assistance.SUBSISTENCE, year).deductibleFen()).isEqualTo(100_00);
    }

    @Test
    void a_deductible_that_nobody_knows_decides_nothing_unless_one_is_assumed() {
        var rules = """
                - {id: deductible, deductible: {amount: unknown, per: admission}}
                - {id: pool, pool: {ratio: 60%}}
                """;
        var refused = decide(rules, Assistance.NONE, YearToDate.NONE);
        assertThat(refused.reason()).contains(Reason.NO_RULE_FOR_REGION);
        assertThat(refused.pool()).isEqualTo(Fen.ZERO);
        assertThat(refused.cash()).isEqualTo(yuan(10_000));

        var assume = new Assumptions(
                Optional.empty(),
                Optional.of(yuan(1_000)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var assumed = decide(rules, claim(Assistance.NONE, HOME, YearToDate.NONE, assume));
        assertThat(assumed.reason()).isEmpty();
        assertThat(assumed.pool()).isEqualTo(yuan(5_400));
    }

    @Test
    void a_reduction_that_nobody_knows_decides_nothing_unless_the_share_is_assumed() {
        var rules = """
                - {id: deductible, deductible: {amount: 1000.00, per: admission}}
                - {id: pool, pool: {ratio: 60%}}
                - {id: away, reduction: {points: unknown}}
                """;
        var refused = decide(rules, Assistance.NONE, YearToDate.NONE);
        assertThat(refused.reason()).contains(Reason.NO_RULE_FOR_REGION);
        assertThat(refused.pool()).isEqualTo(Fen.ZERO);
        assertThat(refused.deductibleFen()).isZero();

        var assume = new Assumptions(
                Optional.empty(),
                Optional.empty(),
                Ratio.parse("50%"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var assumed = decide(rules, claim(Assistance.NONE, HOME, YearToDate.NONE, assume));
        assertThat(assumed.reason()).isEmpty();
        assertThat(assumed.pool()).isEqualTo(yuan(4_500));
    }

    @Test
    void a_place_filed_for_lies_in_the_own_province_or_in_another() {
        var rules = """
                - {id: near, when: {place: filed, province: own}, pool: {ratio: 80%}}
                - {id: far, when: {place: filed, province: other}, pool: {ratio: 60%}}
                """;
        assertThat(decide(rules, claim(Assistance.NONE, SAME_PROVINCE, YearToDate.NONE, Assumptions.NONE))
                        .poolRatio())
                .isEqualTo(Ratio.parse("80%").orElseThrow());
        assertThat(decide(rules, claim(Assistance.NONE, OTHER_PROVINCE, YearToDate.NONE, Assumptions.NONE))
                        .poolRatio())
                .isEqualTo(Ratio.parse("60%").orElseThrow());
    }
}
