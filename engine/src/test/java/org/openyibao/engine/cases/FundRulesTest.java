package org.openyibao.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a rule may say of the funds, each tried by cases worked by hand.
class FundRulesTest {

    private static final String INSURED =
            "insured: {region: \"970100\", scheme: resident, status: adult, standing: normal}";

    private static final Worked LAYERS = Worked.by("""
            - {id: pool, pool: {ratio: 0%}}
            - {id: aid, layer: {kind: assistance, deductible: 1000.00, brackets: [{ratio: 50%}], cap: 9000.00}}
            - {id: serious, layer: {kind: catastrophic, deductible: 10000.00, brackets: [{ratio: 60%}]}}
            """);

    /// 20000: 60% of 10000 is 6000; of the 14000 left, 50% above 1000 is 6500.
    @Test
    void a_layer_works_on_what_the_one_before_left_whatever_the_order_written() {
        assertThat(LAYERS.differences("""
                - kind: catastrophic
                  on: 2025-03-01
                  %s
                  burden: 20000.00
                  expect: {catastrophic: 12500.00, cash: 7500.00}
                """.formatted(INSURED))).isEmpty();
    }

    /// As one burden of 30000 would: catastrophic 12000, assistance (30000 - 12000 - 1000) x 50% = 8500; less 6000 and
    /// 6500.
    @Test
    void each_layer_takes_off_what_it_paid_earlier_in_the_year() {
        assertThat(LAYERS.differences("""
                - kind: catastrophic
                  on: 2025-04-01
                  %s
                  burden: 10000.00
                  yearToDate: {burden: 20000.00, catastrophic: 6000.00, assistance: 6500.00}
                  expect: {catastrophic: 8000.00, cash: 2000.00}
                """.formatted(INSURED))).isEmpty();
    }

    /// Catastrophic 60% of 10000; assistance has 500 left of its 9000.
    @Test
    void the_cap_of_a_layer_counts_the_year() {
        assertThat(LAYERS.differences("""
                - kind: catastrophic
                  on: 2025-05-01
                  %s
                  burden: 10000.00
                  yearToDate: {burden: 30000.00, catastrophic: 12000.00, assistance: 8500.00}
                  expect: {catastrophic: 6500.00, cash: 3500.00}
                """.formatted(INSURED))).isEmpty();
    }

    /// The catastrophic layer paid 6000 under a rule that is no longer there for this person; it is taken off all the
    /// same.
    @Test
    void what_another_layer_paid_is_no_burden_any_more() {
        assertThat(Worked.by("""
                - {id: pool, pool: {ratio: 0%}}
                - {id: aid, layer: {kind: assistance, deductible: 1000.00, brackets: [{ratio: 50%}]}}
                """).differences("""
                - kind: catastrophic
                  on: 2025-04-01
                  %s
                  burden: 10000.00
                  yearToDate: {burden: 20000.00, catastrophic: 6000.00, assistance: 6500.00}
                  expect: {catastrophic: 5000.00, cash: 5000.00}
                """.formatted(INSURED))).isEmpty();
    }

    private static final Worked DAYS = Worked.by("""
            - {id: pool, pool: {ratio: 80%}}
            - {id: day, cap: {amount: 50.00, counts: day}}
            """);

    /// 80% of 60 is 48 and of 100 is 80; of the day's 50 there are 50, then 2, then none.
    @Test
    void a_limit_of_the_day_counts_what_the_fund_paid_that_day() {
        assertThat(DAYS.differences("""
                - kind: visit
                  on: 2025-03-01
                  %1$s
                  visit: {kind: outpatient, institution: village, level: unrated}
                  bill: {total: 60.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 60.00}
                  expect: {pool: 48.00, cash: 12.00}
                - kind: visit
                  on: 2025-03-01
                  %1$s
                  visit: {kind: outpatient, institution: village, level: unrated}
                  yearToDate: {pool: 348.00, today: 48.00}
                  bill: {total: 100.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 100.00}
                  expect: {pool: 2.00, cash: 98.00}
                - kind: visit
                  on: 2025-03-02
                  %1$s
                  visit: {kind: outpatient, institution: village, level: unrated}
                  yearToDate: {pool: 350.00}
                  bill: {total: 100.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 100.00}
                  expect: {pool: 50.00, cash: 50.00}
                """.formatted(INSURED))).isEmpty();
    }

    /// From 1 to 9 March are 8 days: 8 x 50 = 400 of 80% of 1000; without dates one day.
    @Test
    void a_limit_of_the_day_is_multiplied_by_the_days_of_a_stay() {
        assertThat(DAYS.differences("""
                - kind: visit
                  on: 2025-03-09
                  %1$s
                  visit: {kind: inpatient, institution: hospital, level: "2", admitted: 2025-03-01, discharged: 2025-03-09}
                  yearToDate: {today: 50.00}
                  bill: {total: 1000.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 1000.00}
                  expect: {pool: 400.00, cash: 600.00}
                - kind: visit
                  on: 2025-03-09
                  %1$s
                  visit: {kind: inpatient, institution: hospital, level: "2"}
                  bill: {total: 1000.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 1000.00}
                  expect: {pool: 50.00, cash: 950.00}
                """.formatted(INSURED))).isEmpty();
    }

    private static final Worked DISEASES = Worked.by("""
            - {id: list-both, disease-list: {list: both, codes: M03900, and: [M01600, M01601]}}
            - {id: list-pressure, disease-list: {list: pressure, codes: M03900}}
            - {id: list-sugar, disease-list: {list: sugar, codes: [M01600, M01601]}}
            - {id: pool, when: {visit: chronic, disease: [both, pressure, sugar]}, pool: {ratio: 50%}}
            - {id: unsaid, when: {visit: chronic, disease: none}, pool: {ratio: 40%}}
            - {id: cap-both, when: {disease: both}, cap: {amount: 500.00, counts: pool}}
            - {id: cap-pressure, when: {disease: pressure}, cap: {amount: 200.00, counts: pool}}
            - {id: cap-sugar, when: {disease: sugar}, cap: {amount: 300.00, counts: pool}}
            """);

    private static String chronic(String disease, String expect) {
        return """
                - kind: visit
                  on: 2025-03-01
                  %s
                  visit: {kind: chronic, institution: community, level: "1"%s}
                  bill: {total: 2000.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 2000.00}
                  expect: %s
                """.formatted(INSURED, disease, expect);
    }

    @Test
    void a_rule_may_ask_for_all_diseases_but_some() {
        assertThat(Worked.by("""
                        - {id: list-pressure, disease-list: {list: pressure, codes: M03900}}
                        - {id: pool, when: {disease: {except: pressure}}, pool: {ratio: 50%}}
                        """)
                        .differences(chronic("", "{pool: 1000.00}")
                                + chronic(", disease: M00500", "{pool: 1000.00}")
                                + chronic(", disease: M03900", "{pool: 0.00, reason: NO_RULE_FOR_REGION}")))
                .isEmpty();
    }

    @Test
    void a_disease_counts_by_the_first_list_that_it_is_on() {
        assertThat(DISEASES.differences(chronic(", disease: M03900", "{pool: 200.00}")
                        + chronic(", disease: M01601", "{pool: 300.00}")
                        + chronic(", disease: [M01601, M03900]", "{pool: 500.00}")
                        + chronic("", "{pool: 800.00}")
                        + chronic(", disease: M00500", "{pool: 0.00, reason: NO_RULE_FOR_REGION}")))
                .isEmpty();
    }

    private static String stay(String insured, String year, String inScope, String expect) {
        return """
                - kind: visit
                  on: 2025-03-01
                  %s
                  visit: {kind: inpatient, institution: hospital, level: "2"}
                  yearToDate: %s
                  bill: {total: %3$s, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: %3$s}
                  expect: %4$s
                """.formatted(insured, year, inScope, expect);
    }

    /// 80% of 10000.00 is the cap; of the 2000.00 above it the large-sum layer pays 90%, at most 1500 in the year.
    @Test
    void a_large_sum_layer_pays_the_cost_above_the_cap() {
        var worked = Worked.by("""
                - {id: pool, pool: {ratio: 80%}}
                - {id: cap, cap: {amount: 8000.00, counts: inpatient-pool}}
                - {id: large, layer: {kind: large-sum, measured-in: over-cap, deductible: 0.00, ratio: 90%, cap: 1500.00}}
                """);
        assertThat(worked.differences(stay(
                                INSURED, "{}", "10000.00", "{pool: 8000.00, catastrophic: 0.00, cash: 2000.00}")
                        + stay(INSURED, "{}", "11000.00", "{pool: 8000.00, catastrophic: 900.00, cash: 2100.00}")
                        + stay(INSURED, "{}", "12000.00", "{pool: 8000.00, catastrophic: 1500.00, cash: 2500.00}")
                        + stay(
                                INSURED,
                                "{inpatientPool: 8000.00, largeSum: 1000.00}",
                                "1000.00",
                                "{pool: 0.00, catastrophic: 500.00, cash: 500.00}")))
                .isEmpty();
    }

    /// 4000.00 for the first 5000.00, and 600.00 more of the cap for 1000.00: 4000.00 of cost are above it.
    @Test
    void the_cost_above_the_cap_is_what_the_last_brackets_would_have_taken() {
        assertThat(Worked.by("""
                - {id: pool, pool: {brackets: [{up-to: 5000.00, ratio: 80%}, {ratio: 60%}]}}
                - {id: cap, cap: {amount: 4600.00, counts: inpatient-pool}}
                - {id: large, layer: {kind: large-sum, measured-in: over-cap, deductible: 0.00, ratio: 90%}}
                """)
                        .differences(stay(
                                INSURED, "{}", "10000.00", "{pool: 4600.00, catastrophic: 3600.00, cash: 1800.00}")))
                .isEmpty();
    }

    /// Half of 80%: the cap of 2000.00 is reached at 5000.00; 90% of the other 7000.00.
    @Test
    void a_partial_benefit_reaches_the_cap_later() {
        assertThat(Worked.by("""
                - {id: pool, pool: {ratio: 80%}}
                - {id: half, partial: {share: 50%}}
                - {id: cap, cap: {amount: 2000.00, counts: inpatient-pool}}
                - {id: large, layer: {kind: large-sum, measured-in: over-cap, deductible: 0.00, ratio: 90%}}
                """)
                        .differences(stay(
                                INSURED, "{}", "12000.00", "{pool: 2000.00, catastrophic: 6300.00, cash: 3700.00}")))
                .isEmpty();
    }

    private static final Worked FAITHFUL = Worked.by("""
            - {id: pool, pool: {ratio: 0%}}
            - {id: serious, layer: {kind: catastrophic, deductible: 10000.00, ratio: 60%, cap: 20000.00}}
            - {id: faithful, cap-bonus: {kind: catastrophic, after-years: 4, per-year: 1000.00, no-claim: 1000.00, per-break: 3000.00, at-most: 20%}}
            """);

    private static String faithful(String continuity) {
        return INSURED.replace("standing: normal}", "standing: normal, " + continuity + "}");
    }

    /// 60% of 50000.00 is 30000.00; the cap of 20000.00 changes with the years.
    @Test
    void staying_insured_raises_a_cap_and_a_break_lowers_it() {
        assertThat(FAITHFUL.differences(stay(INSURED, "{}", "60000.00", "{catastrophic: 20000.00}")
                        + stay(faithful("continuousYears: 4"), "{}", "60000.00", "{catastrophic: 20000.00}")
                        + stay(faithful("continuousYears: 5"), "{}", "60000.00", "{catastrophic: 21000.00}")
                        + stay(
                                faithful("continuousYears: 6, noClaimYears: 1"),
                                "{}",
                                "60000.00",
                                "{catastrophic: 23000.00}")
                        + stay(
                                faithful("continuousYears: 10, noClaimYears: 3"),
                                "{}",
                                "60000.00",
                                "{catastrophic: 24000.00}")
                        + stay(faithful("breaks: 1"), "{}", "60000.00", "{catastrophic: 17000.00}")))
                .isEmpty();
    }

    @Test
    void the_bonus_itself_may_be_asked_for() {
        assertThat(FAITHFUL.differences("""
                - kind: standing
                  on: 2025-03-01
                  %s
                  capBonus: {}
                  expect: {capBonus: 3000.00}
                - kind: standing
                  on: 2025-03-01
                  %s
                  capBonus: {cap: 10000.00}
                  expect: {capBonus: -1000.00}
                """.formatted(
                        faithful("continuousYears: 6, noClaimYears: 1"), faithful("continuousYears: 9, breaks: 1"))))
                .isEmpty();
    }
}
