package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.policy.Reason;

class EntitlementDeciderTest {

    private EntitlementDecider.Outcome decide(Status status, EntitlementDecider.Question question) {
        return EntitlementDecider.decide(MadeUp.POLICY, MadeUp.insured(status), question);
    }

    private EntitlementDecider.Outcome paid(String day) {
        return decide(Status.ADULT, new EntitlementDecider.Question.YearPaid(2026, LocalDate.parse(day)));
    }

    @Test
    void each_window_opens_benefits_its_own_way() {
        assertThat(paid("2025-09-01").start()).contains(LocalDate.of(2026, 1, 1));
        assertThat(paid("2026-02-10").start()).contains(LocalDate.of(2026, 2, 10));
        assertThat(paid("2026-03-31").start()).contains(LocalDate.of(2026, 3, 31));
        assertThat(paid("2026-04-01").start()).contains(LocalDate.of(2026, 7, 1));
        assertThat(paid("2026-04-01").waitingMonths()).contains(3);
        assertThat(paid("2025-08-31").reason()).contains(Reason.NO_RULE_FOR_DATE);
    }

    @Test
    void another_year_is_a_matter_of_date() {
        var nextYear = new EntitlementDecider.Question.YearPaid(2027, LocalDate.of(2026, 10, 1));
        assertThat(decide(Status.ADULT, nextYear).reason()).contains(Reason.NO_RULE_FOR_DATE);
    }

    @Test
    void a_year_paid_is_that_year() {
        var outcome = paid("2025-10-01");
        assertThat(outcome.entitledOn(LocalDate.of(2025, 12, 31))).isFalse();
        assertThat(outcome.entitledOn(LocalDate.of(2026, 1, 1))).isTrue();
        assertThat(outcome.entitledOn(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(outcome.entitledOn(LocalDate.of(2027, 1, 1))).isFalse();
    }

    private EntitlementDecider.Question gap(String to, String repaid, String because) {
        return new EntitlementDecider.Question.Break(
                YearMonth.of(2025, 1),
                YearMonth.parse(to),
                Optional.of(repaid).filter(day -> !day.isEmpty()).map(LocalDate::parse),
                Optional.empty(),
                Optional.of(because).filter(cause -> !cause.isEmpty()));
    }

    @Test
    void a_short_gap_repaid_opens_the_month_after() {
        var outcome = decide(Status.FLEXIBLE, gap("2025-03", "2025-04-30", ""));
        assertThat(outcome.start()).contains(LocalDate.of(2025, 5, 1));
        assertThat(outcome.entitledOn(LocalDate.of(2024, 12, 31))).isTrue();
        assertThat(outcome.entitledOn(LocalDate.of(2025, 1, 1))).isFalse();
        assertThat(outcome.entitledOn(LocalDate.of(2025, 4, 30))).isFalse();
    }

    @Test
    void a_long_gap_or_one_not_repaid_waits() {
        assertThat(decide(Status.FLEXIBLE, gap("2025-04", "2025-05-02", "")).start())
                .contains(LocalDate.of(2025, 8, 1));
        assertThat(decide(Status.FLEXIBLE, gap("2025-02", "", "")).start()).contains(LocalDate.of(2025, 6, 1));
    }

    @Test
    void a_long_gap_repaid_may_wait_less() {
        var repaid = decide(Status.ACTIVE, gap("2025-04", "2025-05-02", "move"));
        assertThat(repaid.start()).contains(LocalDate.of(2025, 8, 1));
        assertThat(repaid.waitingMonths()).contains(3);
        var notRepaid = decide(Status.ACTIVE, gap("2025-04", "", "move"));
        assertThat(notRepaid.start()).contains(LocalDate.of(2025, 11, 1));
        assertThat(notRepaid.waitingMonths()).contains(6);
    }

    @Test
    void a_rule_that_names_the_cause_goes_first() {
        var outcome = decide(Status.FLEXIBLE, gap("2025-03", "2025-04-30", "relation-transfer"));
        assertThat(outcome.retroactive()).isTrue();
        assertThat(outcome.entitledOn(LocalDate.of(2025, 2, 15))).isTrue();
        assertThat(decide(Status.ACTIVE, gap("2025-03", "2025-04-30", "")).reason())
                .contains(Reason.NO_RULE_FOR_REGION);
    }
}
