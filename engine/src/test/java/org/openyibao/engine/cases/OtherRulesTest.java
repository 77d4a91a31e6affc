package org.openyibao.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a rule may say beside the funds, each tried by cases worked by hand.
class OtherRulesTest {

    private static final Worked WORKED = Worked.by("""
            - {id: men-before, when: {sex: male}, retirement: {years: 25, actual-years: 15, local-years: 10, work-began-before: 2017-01-01}}
            - {id: men-after, when: {sex: male}, retirement: {years: 25, actual-years: 25, local-years: 10, work-began-from: 2017-01-01}}
            - {id: women, when: {sex: female}, retirement: {years: 20}}
            - {id: premium-2024, premium: {coverage-year: 2024, person: 380.00, subsidy: 640.00}}
            - {id: premium-2025-student, when: {status: student}, premium: {coverage-year: 2025, person: 240.00}}
            - {id: premium-2025, premium: {coverage-year: 2025, person: 400.00, subsidy: 670.00}}
            - {id: pension, formula: {name: basic-pension, terms: [{times: [average-wage, years], by: 0.5%}, {times: [average-wage, index, years], by: 0.5%}]}}
            - {id: loan, formula: {name: loan, terms: [{times: [balance], by: 8}, {times: [monthly, months]}], at-most: 600000.00}}
            - {id: bounded, when: {status: flexible}, contribution: {floor-of-average: 60%, ceiling-of-average: 300%, employer: 0%, employee: 8%}}
            - {id: purse, wallet: {transfers-per-day: 2, per-transfer: 2000.00, closed-from: "22:00", closed-to: "06:00", returned-at: "06:00"}}
            - {id: near, when: {place: same-province}, filing-need: {required: true}}
            - {id: claims, when: {settled-by: manual-claim}, catalogue: {of: home}}
            """);

    private static String asked(String kind, String insured, String rest) {
        return """
                - kind: %s
                  on: 2025-10-10
                  insured: {region: "970100", scheme: %s, standing: normal}
                %s
                """.formatted(kind, insured, rest.strip().indent(2).stripTrailing());
    }

    private static final String MAN = "employee, status: active, sex: male";

    /// 25 years are 300 months, 15 are 180, 10 are 120.
    @Test
    void benefits_in_retirement_open_after_years_of_contribution() {
        assertThat(WORKED.differences(asked("retirement", MAN, """
                        months: 300
                        actualMonths: 180
                        localMonths: 120
                        workBegan: 2016-12-31
                        expect: {opened: true, missingMonths: 0, missingActualMonths: 0, missingLocalMonths: 0}
                        """)
                        + asked("retirement", MAN, """
                        months: 299
                        actualMonths: 170
                        localMonths: 115
                        workBegan: 2016-12-31
                        expect: {opened: false, missingMonths: 1, missingActualMonths: 10, missingLocalMonths: 5, reason: YEARS_SHORT}
                        """)
                        + asked("retirement", MAN, """
                        months: 300
                        actualMonths: 180
                        workBegan: 2017-01-01
                        expect: {opened: false, missingMonths: 0, missingActualMonths: 120, missingLocalMonths: 0}
                        """)
                        + asked("retirement", "employee, status: active, sex: female", """
                        months: 240
                        expect: {opened: true}
                        """)))
                .isEmpty();
    }

    @Test
    void who_is_not_known_to_be_meant_gets_no_rule() {
        assertThat(WORKED.differences(
                        asked("retirement", "employee, status: active", """
                        months: 400
                        expect: {reason: NO_RULE_FOR_REGION}
                        """) + asked("retirement", MAN, """
                        months: 400
                        expect: {reason: NO_RULE_FOR_REGION}
                        """)))
                .isEmpty();
    }

    @Test
    void a_premium_is_that_of_the_year_of_cover() {
        assertThat(WORKED.differences(asked("contribution", "resident, status: adult", """
                        coverageYear: 2024
                        expect: {person: 380.00, subsidy: 640.00}
                        """)
                        + asked("contribution", "resident, status: adult", """
                        coverageYear: 2025
                        expect: {person: 400.00, subsidy: 670.00}
                        """)
                        + asked("contribution", "resident, status: student", """
                        coverageYear: 2025
                        expect: {person: 240.00, subsidy: 0.00}
                        """)
                        + asked("contribution", "resident, status: adult", """
                        coverageYear: 2026
                        expect: {reason: NO_RULE_FOR_DATE}
                        """)))
                .isEmpty();
    }

    /// 8000 x (1 + 1.2) / 2 x 20 x 1% = 1760; 10000 x 8 + 240 x 120 = 108800; 70000 x 8 + 50000 is above 600000.
    @Test
    void a_formula_is_a_sum_of_products() {
        assertThat(WORKED.differences(
                        asked("formula", MAN, """
                        formula: basic-pension
                        values: {average-wage: 8000.00, index: 1.2, years: 20}
                        expect: {amount: 1760.00}
                        """) + asked("formula", MAN, """
                        formula: loan
                        values: {balance: 10000.00, monthly: 240.00, months: 120}
                        expect: {amount: 108800.00}
                        """) + asked("formula", MAN, """
                        formula: loan
                        values: {balance: 70000.00, monthly: 500.00, months: 100}
                        expect: {amount: 600000.00}
                        """)))
                .isEmpty();
    }

    /// 0.5% of 1.01 x 1 twice is 0.0101; of 0.49 x 1 twice 0.0049, of 0.50 x 1 twice 0.0050.
    @Test
    void a_formula_is_rounded_once() {
        assertThat(WORKED.differences(asked("formula", MAN, """
                        formula: basic-pension
                        values: {average-wage: 0.49, index: 1, years: 1}
                        expect: {amount: 0.00}
                        """) + asked("formula", MAN, """
                        formula: basic-pension
                        values: {average-wage: 0.50, index: 1, years: 1}
                        expect: {amount: 0.01}
                        """)))
                .isEmpty();
    }

    @Test
    void a_formula_names_the_values_that_it_lacks() {
        assertThat(WORKED.differences(asked("formula", MAN, """
                        formula: basic-pension
                        values: {years: 20}
                        expect: {missing: [average-wage, index], reason: VALUE_MISSING}
                        """) + asked("formula", MAN, """
                        formula: unheard-of
                        values: {}
                        expect: {reason: NO_RULE_FOR_REGION}
                        """)))
                .isEmpty();
    }

    /// 60% of 7598.33 is 4558.998, 300% is 22794.99.
    @Test
    void a_base_may_be_bounded_by_shares_of_an_average_wage() {
        var flexible = "employee, status: flexible";
        assertThat(WORKED.differences(asked("contribution", flexible, """
                        wage: 3900.00
                        averageWage: 7598.33
                        expect: {base: 4559.00, employee: 364.72}
                        """)
                        + asked("contribution", flexible, """
                        wage: 25000.00
                        averageWage: 7598.33
                        expect: {base: 22794.99}
                        """)
                        + asked("contribution", flexible, """
                        wage: 5000.00
                        expect: {reason: NO_RULE_FOR_REGION}
                        """)
                        + asked("contribution", flexible, """
                        base: 5000.00
                        expect: {base: 5000.00, employee: 400.00, employer: 0.00}
                        """)))
                .isEmpty();
    }

    /// 60 of the 100 are under way until the morning; the 40 left do not suffice for 50, but for 40.
    @Test
    void a_transfer_that_is_not_accepted_comes_back_the_next_morning() {
        assertThat(WORKED.differences(asked("wallet", MAN, """
                        account: {current: 10.00, prior: 90.00}
                        transfers:
                          - {at: "09:00", amount: 60.00, accepted: false}
                          - {at: "10:00", amount: 50.00}
                          - {at: "11:00", amount: 40.00}
                          - {at: "12:00", amount: 0.01}
                        expect: {results: [RETURNED, AMOUNT, OK, AMOUNT], accountCurrentAfter: 10.00, accountPriorAfter: 50.00, returnedAt: "2025-10-11T06:00"}
                        """))).isEmpty();
    }

    private static String away(String place, String more, String expect) {
        return asked("visit", MAN, """
                visit: {kind: inpatient, institution: hospital, level: "2", place: "%s"%s}
                bill: {total: 1.00, ownPay: 0.00, overLimit: 0.00, firstPay: 0.00, inScope: 1.00}
                expect: %s
                """.formatted(place, more, expect));
    }

    @Test
    void a_filing_is_needed_where_a_rule_says_so() {
        assertThat(WORKED.differences(away("970200", "", "{directSettlement: false, prepaid: 1.00}")
                        + away("960100", "", "{directSettlement: true}")
                        + away("970100", "", "{directSettlement: true}")))
                .isEmpty();
    }

    @Test
    void a_claim_afterwards_may_go_by_the_catalogue_of_home() {
        assertThat(WORKED.differences(away("960100", "", "{catalogueOf: place-of-care}")
                        + away("960100", ", settledBy: manual-claim", "{catalogueOf: home}")))
                .isEmpty();
    }
}
