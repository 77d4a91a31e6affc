package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.policy.PolicyBook;

/// Timelines worked out by hand. In the made-up region 970000 the flexibly employed get benefits back the month after
/// repaying up to 3 months, else after 3 months of paying again; who moves repairs up to 3 months without a break,
/// else waits 6; who is enrolled for the first time as flexibly employed waits 2.
class TimelineTest {

    private static final String REGION = "970000";

    private static final PolicyBook BOOK = Packs.of(REGION, """
            - {id: arrears, scheme: employee, when: {status: flexible}, gap: {up-to-months: 3, waiting-months: 3}}
            - {id: moved, scheme: [employee, resident], gap: {up-to-months: 3, retroactive: true, waiting-months: 6, because: [relation-transfer, scheme-change]}}
            - {id: first, scheme: employee, when: {status: flexible}, waiting: {fixed-months: 2}}
            - {id: main, scheme: resident, window: {coverage-year: 2025, opens: 2024-09-01, closes: 2024-12-31, kind: main}}
            - {id: extra, scheme: resident, window: {coverage-year: 2025, opens: 2025-01-01, closes: 2025-02-28, kind: extension}}
            - {id: late, scheme: resident, window: {coverage-year: 2025, opens: 2025-03-01, closes: 2025-12-31, kind: late, waiting-months: 3}}
            - {id: main-2026, scheme: resident, window: {coverage-year: 2026, opens: 2025-09-01, closes: 2025-12-31, kind: main}}
            - {id: missed, scheme: resident, waiting: {fixed-months: 3, per-missed-year: 1, repair-per-year: 1, floor-months: 6, floor-from-years: 4}}
            - {id: newborn, scheme: resident, newborn: {days: 90}}
            """);

    private static List<String> employee(Histories histories, String today) {
        return timeline(histories, Scheme.EMPLOYEE, today);
    }

    private static List<String> resident(Histories histories, String today) {
        return timeline(histories, Scheme.RESIDENT, today);
    }

    private static List<String> timeline(Histories histories, Scheme scheme, String today) {
        var spells = EntitlementDecider.timeline(BOOK, histories.history(), scheme, LocalDate.parse(today));
        return Histories.lines(spells);
    }

    private static Histories flexible() {
        return Histories.of().employee(REGION, Status.FLEXIBLE);
    }

    @Test
    void without_a_payment_that_is_known_standing_is_as_stated() {
        assertThat(employee(
                        Histories.of()
                                .member(
                                        Scheme.EMPLOYEE,
                                        REGION,
                                        Status.ACTIVE,
                                        Standing.NORMAL,
                                        "2010-01-01",
                                        "2020-05-31")
                                .member(
                                        Scheme.EMPLOYEE,
                                        REGION,
                                        Status.ACTIVE,
                                        Standing.SUSPENDED,
                                        "2020-06-01",
                                        "2020-12-31"),
                        "2025-07-01"))
                .containsExactly(
                        "1980-03-07 ended NOT_INSURED",
                        "2010-01-01 normal STATED",
                        "2020-06-01 suspended STATED",
                        "2021-01-01 ended NOT_INSURED");
    }

    @Test
    void what_was_paid_when_due_is_normal_and_so_is_the_month_under_way() {
        var paid = flexible().months(REGION, "2025-01", "2025-05");
        assertThat(employee(paid, "2025-06-30"))
                .containsExactly("1980-03-07 ended NOT_INSURED", "2010-01-01 normal STATED", "2025-01-01 normal PAID");
        assertThat(employee(paid, "2025-07-01"))
                .as("June is over and was not paid")
                .containsExactly(
                        "1980-03-07 ended NOT_INSURED",
                        "2010-01-01 normal STATED",
                        "2025-01-01 normal PAID",
                        "2025-06-01 suspended UNPAID arrears");
    }

    @Test
    void arrears_of_three_months_repaid_open_benefits_the_month_after() {
        assertThat(employee(
                        flexible()
                                .months(REGION, "2024-12", "2025-01")
                                .made(REGION, "2025-02", "2025-04", "2025-05-06")
                                .months(REGION, "2025-05", "2025-06"),
                        "2025-07-01"))
                .containsExactly(
                        "1980-03-07 ended NOT_INSURED",
                        "2010-01-01 normal STATED",
                        "2024-12-01 normal PAID",
                        "2025-02-01 suspended UNPAID arrears opens 2025-06-01",
                        "2025-06-01 normal REPAID arrears");
    }

    @Test
    void a_longer_break_or_one_not_repaid_waits_from_the_month_paid_again() {
        assertThat(employee(
                        flexible()
                                .months(REGION, "2024-12", "2025-01")
                                .made(REGION, "2025-02", "2025-05", "2025-06-06")
                                .months(REGION, "2025-06", "2025-06"),
                        "2025-07-01"))
                .endsWith(
                        "2025-02-01 suspended UNPAID arrears opens 2025-09-01",
                        "2025-06-01 waiting RESUMED arrears opens 2025-09-01",
                        "2025-09-01 normal RESUMED arrears");
        assertThat(employee(
                        flexible().months(REGION, "2025-01", "2025-01").months(REGION, "2025-03", "2025-06"),
                        "2025-07-01"))
                .endsWith(
                        "2025-02-01 suspended UNPAID arrears opens 2025-06-01",
                        "2025-03-01 waiting RESUMED arrears opens 2025-06-01",
                        "2025-06-01 normal RESUMED arrears");
    }

    @Test
    void repaying_after_the_waiting_is_over_closes_nothing_again() {
        assertThat(employee(
                        flexible()
                                .months(REGION, "2025-01", "2025-01")
                                .made(REGION, "2025-02", "2025-02", "2025-09-10")
                                .months(REGION, "2025-03", "2025-09"),
                        "2025-10-01"))
                .endsWith(
                        "2025-02-01 suspended UNPAID arrears opens 2025-06-01",
                        "2025-03-01 waiting RESUMED arrears opens 2025-06-01",
                        "2025-06-01 normal RESUMED arrears");
    }

    @Test
    void what_is_repaid_at_once_is_a_break_of_its_own() {
        assertThat(employee(
                        flexible()
                                .months(REGION, "2025-01", "2025-01")
                                .made(REGION, "2025-02", "2025-03", "2025-04-05")
                                .made(REGION, "2025-04", "2025-06", "2025-07-02")
                                .months(REGION, "2025-07", "2025-07"),
                        "2025-08-10"))
                .as("two breaks, each repaid in time; as one of five months they would wait")
                .endsWith(
                        "2025-01-01 normal PAID",
                        "2025-02-01 suspended UNPAID arrears opens 2025-05-01",
                        "2025-04-01 suspended UNPAID arrears opens 2025-08-01",
                        "2025-08-01 normal REPAID arrears");
    }

    @Test
    void a_break_repaid_in_part_is_not_repaid() {
        assertThat(employee(
                        flexible()
                                .months(REGION, "2025-01", "2025-01")
                                .made(REGION, "2025-02", "2025-02", "2025-05-06")
                                .months(REGION, "2025-05", "2025-06"),
                        "2025-07-01"))
                .endsWith(
                        "2025-02-01 suspended UNPAID arrears opens 2025-08-01",
                        "2025-05-01 waiting RESUMED arrears opens 2025-08-01",
                        "2025-08-01 normal RESUMED arrears");
    }

    @Test
    void where_no_rule_speaks_of_a_break_benefits_come_back_with_the_payments() {
        var active = Histories.of()
                .employee(REGION, Status.ACTIVE)
                .months(REGION, "2025-01", "2025-01")
                .months(REGION, "2025-04", "2025-06");
        assertThat(employee(active, "2025-07-01"))
                .endsWith(
                        "2025-01-01 normal PAID",
                        "2025-02-01 suspended UNPAID NO_RULE_FOR_REGION opens 2025-04-01",
                        "2025-04-01 normal RESUMED NO_RULE_FOR_REGION");
        active.made(REGION, "2025-02", "2025-03", "2025-03-20");
        assertThat(employee(active, "2025-07-01"))
                .endsWith(
                        "2025-02-01 suspended UNPAID NO_RULE_FOR_REGION opens 2025-03-20",
                        "2025-03-20 normal RESUMED NO_RULE_FOR_REGION");
    }

    @Test
    void a_first_enrolment_waits_from_the_payment() {
        assertThat(employee(
                        Histories.of()
                                .member(Scheme.EMPLOYEE, REGION, Status.FLEXIBLE, Standing.SUSPENDED, "2025-03-01", "")
                                .months(REGION, "2025-03", "2025-06"),
                        "2025-07-01"))
                .containsExactly(
                        "1980-03-07 ended NOT_INSURED",
                        "2025-03-01 waiting ENROLLED first opens 2025-05-10",
                        "2025-05-10 normal ENROLLED first");
    }

    @Test
    void registered_and_not_paying_yet_is_suspended() {
        assertThat(employee(
                        Histories.of()
                                .member(Scheme.EMPLOYEE, REGION, Status.ACTIVE, Standing.SUSPENDED, "2025-03-01", "")
                                .months(REGION, "2025-05", "2025-06"),
                        "2025-07-01"))
                .containsExactly(
                        "1980-03-07 ended NOT_INSURED",
                        "2025-03-01 suspended STATED",
                        "2025-05-01 normal ENROLLED NO_RULE_FOR_REGION");
    }

    @Test
    void a_break_stated_before_anything_was_paid_here_counts() {
        assertThat(employee(
                        Histories.of()
                                .member(
                                        Scheme.EMPLOYEE,
                                        REGION,
                                        Status.FLEXIBLE,
                                        Standing.NORMAL,
                                        "2010-01-01",
                                        "2025-01-31")
                                .member(
                                        Scheme.EMPLOYEE,
                                        REGION,
                                        Status.FLEXIBLE,
                                        Standing.SUSPENDED,
                                        "2025-02-01",
                                        "",
                                        "2010-01-01")
                                .months(REGION, "2025-05", "2025-06"),
                        "2025-07-01"))
                .containsExactly(
                        "1980-03-07 ended NOT_INSURED",
                        "2010-01-01 normal STATED",
                        "2025-02-01 suspended UNPAID arrears opens 2025-08-01",
                        "2025-05-01 waiting RESUMED arrears opens 2025-08-01",
                        "2025-08-01 normal RESUMED arrears");
    }

    private static Histories moved() {
        return Histories.of()
                .member(Scheme.EMPLOYEE, "960000", Status.ACTIVE, Standing.NORMAL, "2010-01-01", "2025-01-31")
                .member(Scheme.EMPLOYEE, REGION, Status.ACTIVE, Standing.SUSPENDED, "2025-02-01", "", "2010-01-01")
                .months("960000", "2010-01", "2025-01");
    }

    @Test
    void a_relation_moved_with_a_short_gap_repaid_has_no_break() {
        assertThat(employee(
                        moved().made(REGION, "2025-02", "2025-03", "2025-04-06").months(REGION, "2025-04", "2025-06"),
                        "2025-07-01"))
                .containsExactly(
                        "1980-03-07 ended NOT_INSURED",
                        "2010-01-01 normal ENROLLED NO_RULE_FOR_REGION",
                        "2025-02-01 normal REPAID moved",
                        "2025-04-01 normal ENROLLED NO_RULE_FOR_REGION");
    }

    @Test
    void a_relation_moved_with_a_gap_not_repaid_waits() {
        assertThat(employee(moved().months(REGION, "2025-04", "2025-06"), "2025-07-01"))
                .endsWith(
                        "2025-02-01 suspended UNPAID moved opens 2025-10-01",
                        "2025-04-01 waiting RESUMED moved opens 2025-10-01",
                        "2025-10-01 normal RESUMED moved");
    }

    @Test
    void from_resident_to_employee_the_gap_is_counted_from_the_last_cover() {
        var changed = Histories.of()
                .member(Scheme.RESIDENT, REGION, Status.ADULT, Standing.NORMAL, "2015-01-01", "2025-03-31")
                .member(Scheme.EMPLOYEE, REGION, Status.ACTIVE, Standing.SUSPENDED, "2025-04-01", "")
                .year(REGION, 2025, "2024-11-05");
        assertThat(employee(changed.months(REGION, "2025-04", "2025-06"), "2025-07-01"))
                .as("no gap")
                .containsExactly("1980-03-07 ended NOT_INSURED", "2025-04-01 normal PAID");
        var late = Histories.of()
                .member(Scheme.RESIDENT, REGION, Status.ADULT, Standing.NORMAL, "2015-01-01", "2025-03-31")
                .member(Scheme.EMPLOYEE, REGION, Status.ACTIVE, Standing.SUSPENDED, "2025-04-01", "")
                .year(REGION, 2025, "2024-11-05");
        assertThat(employee(late.months(REGION, "2025-05", "2025-06"), "2025-07-01"))
                .containsExactly(
                        "1980-03-07 ended NOT_INSURED",
                        "2025-04-01 suspended UNPAID moved opens 2025-11-01",
                        "2025-05-01 waiting RESUMED moved opens 2025-11-01",
                        "2025-11-01 normal RESUMED moved");
    }

    @Test
    void who_retired_owes_nothing() {
        assertThat(employee(
                        Histories.of()
                                .member(
                                        Scheme.EMPLOYEE,
                                        REGION,
                                        Status.FLEXIBLE,
                                        Standing.NORMAL,
                                        "2010-01-01",
                                        "2025-03-14")
                                .member(
                                        Scheme.EMPLOYEE,
                                        REGION,
                                        Status.RETIRED,
                                        Standing.NORMAL,
                                        "2025-03-15",
                                        "",
                                        "2010-01-01")
                                .months(REGION, "2024-01", "2025-03"),
                        "2025-07-01"))
                .containsExactly("1980-03-07 ended NOT_INSURED", "2010-01-01 normal STATED", "2024-01-01 normal PAID");
    }

    @Test
    void death_ends_everything() {
        assertThat(employee(flexible().months(REGION, "2025-01", "2025-05").died("2025-05-20"), "2025-07-01"))
                .endsWith("2025-01-01 normal PAID", "2025-05-21 ended DIED");
    }

    @Test
    void a_residents_windows_open_the_year() {
        var stated = Histories.of().resident(REGION);
        assertThat(resident(stated.year(REGION, 2025, "2024-11-05"), "2025-07-01"))
                .containsExactly(
                        "1980-03-07 ended NOT_INSURED",
                        "2010-01-01 normal STATED",
                        "2025-01-01 normal PAID main",
                        "2026-01-01 suspended UNPAID");
        assertThat(resident(Histories.of().resident(REGION).year(REGION, 2025, "2025-02-10"), "2025-07-01"))
                .endsWith(
                        "2025-01-01 suspended UNPAID opens 2025-02-10",
                        "2025-02-10 normal PAID extra",
                        "2026-01-01 suspended UNPAID");
        assertThat(resident(Histories.of().resident(REGION).year(REGION, 2025, "2025-03-20"), "2025-07-01"))
                .endsWith(
                        "2025-01-01 suspended UNPAID opens 2025-06-20",
                        "2025-03-20 waiting PAID late opens 2025-06-20",
                        "2025-06-20 normal PAID late",
                        "2026-01-01 suspended UNPAID");
    }

    @Test
    void missed_years_wait_in_the_main_window_too() {
        assertThat(resident(
                        Histories.of()
                                .resident(REGION)
                                .year(REGION, 2022, "2021-11-05")
                                .year(REGION, 2025, "2024-11-05"),
                        "2025-07-01"))
                .as("2023 and 2024 missed: 3 + 2 months from 1 January")
                .endsWith(
                        "2022-01-01 normal PAID NO_RULE_FOR_DATE",
                        "2023-01-01 suspended UNPAID",
                        "2025-01-01 waiting PAID missed opens 2025-06-01",
                        "2025-06-01 normal PAID missed",
                        "2026-01-01 suspended UNPAID");
    }

    @Test
    void a_missed_year_made_up_for_shortens_the_waiting_from_then_on() {
        var missed = Histories.of()
                .resident(REGION)
                .year(REGION, 2022, "2021-11-05")
                .year(REGION, 2025, "2024-11-05")
                .year(REGION, 2023, "2025-02-01");
        assertThat(resident(missed, "2025-07-01"))
                .endsWith(
                        "2025-01-01 waiting PAID missed opens 2025-05-01",
                        "2025-05-01 normal PAID missed",
                        "2026-01-01 suspended UNPAID");
        assertThat(resident(missed.year(REGION, 2024, "2025-04-20"), "2025-07-01"))
                .as("3 months would have been over on 1 April: open on the day of paying")
                .endsWith(
                        "2025-01-01 waiting PAID missed opens 2025-04-20",
                        "2025-04-20 normal PAID missed",
                        "2026-01-01 suspended UNPAID");
    }

    @Test
    void a_newborn_paid_for_in_time_is_covered_from_birth() {
        var child = Histories.of()
                .born("2025-05-01")
                .member(Scheme.RESIDENT, REGION, Status.NEWBORN, Standing.SUSPENDED, "2025-05-01", "");
        assertThat(resident(child.year(REGION, 2025, "2025-07-20"), "2025-08-01"))
                .containsExactly("2025-05-01 normal BORN newborn", "2026-01-01 suspended UNPAID");
        var late = Histories.of()
                .born("2025-05-01")
                .member(Scheme.RESIDENT, REGION, Status.NEWBORN, Standing.SUSPENDED, "2025-05-01", "");
        assertThat(resident(late.year(REGION, 2025, "2025-09-01"), "2025-10-01"))
                .containsExactly(
                        "2025-05-01 suspended UNPAID opens 2025-12-01",
                        "2025-09-01 waiting PAID late opens 2025-12-01",
                        "2025-12-01 normal PAID late",
                        "2026-01-01 suspended UNPAID");
    }

    @Test
    void from_employee_to_resident_in_the_year_the_gap_decides_not_the_window() {
        var changed = Histories.of()
                .member(Scheme.EMPLOYEE, REGION, Status.ACTIVE, Standing.NORMAL, "2010-01-01", "2025-03-31")
                .member(Scheme.RESIDENT, REGION, Status.ADULT, Standing.SUSPENDED, "2025-04-01", "")
                .months(REGION, "2020-01", "2025-03")
                .year(REGION, 2025, "2025-06-10");
        assertThat(resident(changed, "2025-07-01"))
                .as("April and May are a gap of two months, paid for: no break")
                .containsExactly(
                        "1980-03-07 ended NOT_INSURED", "2025-04-01 normal MOVED moved", "2026-01-01 suspended UNPAID");
    }

    @Test
    void a_lookup_of_a_day_is_what_the_timeline_says_of_it() {
        var history = flexible()
                .months(REGION, "2024-12", "2025-01")
                .made(REGION, "2025-02", "2025-05", "2025-06-06")
                .months(REGION, "2025-06", "2025-06")
                .history();
        var today = LocalDate.of(2025, 7, 1);
        var spells = EntitlementDecider.timeline(BOOK, history, Scheme.EMPLOYEE, today);
        for (var day = LocalDate.of(2024, 11, 1); day.isBefore(LocalDate.of(2025, 12, 1)); day = day.plusDays(1)) {
            var asked = day;
            assertThat(EntitlementDecider.standing(BOOK, history, Scheme.EMPLOYEE, asked, today))
                    .isEqualTo(spells.stream()
                            .filter(spell -> spell.covers(asked))
                            .findFirst()
                            .orElseThrow()
                            .standing());
        }
    }
}
