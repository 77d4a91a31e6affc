package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.policy.PolicyBook;

/// Standing after retirement, worked out by hand. In the made-up region 970000 those who retire need 2 years of
/// contribution in all, 1 of them paid and paid there; who began to work before 2010 one in all.
class ContributionYearsTest {

    private static final String REGION = "970000";
    private static final String OTHER = "980000";

    /// Nothing is said of waiting for who is enrolled for the first time.
    private static final String FIRST = "ENROLLED NO_RULE_FOR_REGION";

    private static final PolicyBook BOOK = Packs.of(REGION, """
            - {id: old, scheme: employee, retirement: {years: 1, work-began-before: 2010-01-01}}
            - {id: years, scheme: employee, retirement: {years: 2, actual-years: 1, local-years: 1}}
            """);

    /// At work since a day, retired from 15 June 2025 on.
    private static Histories retired(String since) {
        return Histories.of()
                .member(Scheme.EMPLOYEE, REGION, Status.ACTIVE, Standing.NORMAL, since, "2025-06-14")
                .member(Scheme.EMPLOYEE, REGION, Status.RETIRED, Standing.NORMAL, "2025-06-15", "", since);
    }

    private static List<String> lines(Histories histories, String today) {
        var spells = spells(histories, today);
        return Histories.lines(spells.subList(1, spells.size()));
    }

    private static List<Spell> spells(Histories histories, String today) {
        return EntitlementDecider.timeline(BOOK, histories.history(), Scheme.EMPLOYEE, LocalDate.parse(today));
    }

    private static String missing(Histories histories, String today) {
        var few = spells(histories, today).stream()
                .flatMap(spell -> spell.years().stream())
                .toList()
                .getLast();
        return few.missingMonths() + " " + few.missingActualMonths() + " " + few.missingLocalMonths();
    }

    @Test
    void just_enough_months_leave_nothing_to_be_paid() {
        // July 2023 to June 2025 are 24.
        assertThat(lines(retired("2023-07-01").months(REGION, "2023-07", "2025-06"), "2026-07-01"))
                .containsExactly("2023-07-01 normal " + FIRST);
    }

    @Test
    void a_month_too_few_closes_benefits_until_it_is_made_up() {
        var short23 = retired("2023-08-01").months(REGION, "2023-08", "2025-06");
        assertThat(lines(short23, "2026-07-01"))
                .containsExactly("2023-08-01 normal " + FIRST, "2025-07-01 suspended TOO_FEW_YEARS years");
        assertThat(missing(short23, "2026-07-01")).isEqualTo("1 0 0");

        var made = retired("2023-08-01")
                .months(REGION, "2023-08", "2025-06")
                .made(REGION, "2023-07", "2023-07", "2025-09-20");
        assertThat(lines(made, "2026-07-01"))
                .endsWith("2025-07-01 suspended TOO_FEW_YEARS years opens 2025-09-20", "2025-09-20 normal " + FIRST);
    }

    @Test
    void who_goes_on_paying_has_benefits_and_needs_nothing_more_once_the_years_are_full() {
        // 21 months until June 2025; September 2025 is the 24th.
        var goesOn = retired("2023-10-01").months(REGION, "2023-10", "2025-09");
        assertThat(lines(goesOn, "2026-07-01")).containsExactly("2023-10-01 normal " + FIRST);

        var stops = retired("2023-10-01").months(REGION, "2023-10", "2025-08");
        assertThat(lines(stops, "2026-07-01"))
                .containsExactly("2023-10-01 normal " + FIRST, "2025-09-01 suspended TOO_FEW_YEARS years");
        assertThat(missing(stops, "2026-07-01")).isEqualTo("1 0 0");
    }

    @Test
    void deemed_months_count_in_all_and_transferred_ones_as_paid_but_not_here() {
        // 14 deemed, 4 paid elsewhere, 6 here.
        var moved = retired("2023-07-01")
                .counted(ContributionKind.DEEMED, REGION, "2023-07", "2024-08", "2023-07-01")
                .counted(ContributionKind.TRANSFERRED, OTHER, "2024-09", "2024-12", "2024-09-10")
                .months(REGION, "2025-01", "2025-06");
        assertThat(missing(moved, "2026-07-01")).isEqualTo("0 2 6");
    }

    @Test
    void nobody_is_judged_by_what_is_not_held() {
        // Insured since 2010, payments held from 2025 on.
        assertThat(lines(retired("2010-01-01").months(REGION, "2025-01", "2025-06"), "2026-07-01"))
                .containsExactly("2010-01-01 normal STATED", "2025-01-01 normal PAID");
        // Registered as retired from the beginning.
        assertThat(lines(
                        Histories.of()
                                .member(Scheme.EMPLOYEE, REGION, Status.RETIRED, Standing.NORMAL, "2025-01-01", "")
                                .months(REGION, "2025-01", "2025-02"),
                        "2026-07-01"))
                .containsExactly("2025-01-01 normal " + FIRST);
    }

    @Test
    void a_first_month_before_the_day_tells_that_work_began_before_it() {
        var old = retired("2009-12-01").months(REGION, "2009-12", "2010-10").months(REGION, "2025-06", "2025-06");
        assertThat(lines(old, "2026-07-01")).last().isEqualTo("2025-06-01 normal RESUMED NO_RULE_FOR_REGION");
        // From 2010 on the other rule is meant: 12 months are 12 short.
        var young = retired("2010-01-01").months(REGION, "2010-01", "2010-11").months(REGION, "2025-06", "2025-06");
        assertThat(missing(young, "2026-07-01")).isEqualTo("12 0 0");
    }
}
