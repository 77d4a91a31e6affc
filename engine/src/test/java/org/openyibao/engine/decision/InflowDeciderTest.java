package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;

class InflowDeciderTest {

    /// Of a base of 7350.00.
    private InflowDecider.Outcome decide(Status status, long employee, long employer) {
        return InflowDecider.decide(
                MadeUp.POLICY,
                new InflowDecider.Question(
                        MadeUp.insured(status),
                        Fen.of(735_000),
                        Fen.of(employee),
                        Fen.of(employer),
                        Optional.of(Fen.of(9_550))));
    }

    @Test
    void shares_of_the_base_go_to_the_account_and_the_rest_to_the_pool() {
        assertThat(decide(Status.ACTIVE, 14_700, 58_800))
                .isInstanceOfSatisfying(InflowDecider.Outcome.Credited.class, credited -> {
                    assertThat(credited.account()).isEqualTo(Fen.of(14_700 + 7_350));
                    assertThat(credited.pool()).isEqualTo(Fen.of(73_500 - 22_050));
                });
    }

    @Test
    void no_more_is_credited_than_was_contributed() {
        assertThat(decide(Status.ACTIVE, 7_350, 3_675))
                .isInstanceOfSatisfying(InflowDecider.Outcome.Credited.class, credited -> {
                    assertThat(credited.account()).isEqualTo(Fen.of(7_350 + 3_675));
                    assertThat(credited.pool()).isEqualTo(Fen.ZERO);
                });
    }

    @Test
    void the_retired_get_a_fixed_amount_and_residents_have_no_account() {
        assertThat(decide(Status.RETIRED, 0, 0))
                .isInstanceOfSatisfying(
                        InflowDecider.Outcome.Credited.class,
                        credited -> assertThat(credited.account()).isEqualTo(Fen.of(9_550)));
        assertThat(decide(Status.ADULT, 0, 0)).isInstanceOf(InflowDecider.Outcome.NoAccount.class);
        assertThat(decide(Status.FLEXIBLE, 14_700, 58_800))
                .isEqualTo(new InflowDecider.Outcome.Refused(Reason.NO_RULE_FOR_REGION));
    }
}
