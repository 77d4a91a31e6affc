package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;

class ContributionDeciderTest {

    private ContributionDecider.Outcome.Levied decide(long wage) {
        return (ContributionDecider.Outcome.Levied) ContributionDecider.decide(
                MadeUp.POLICY,
                new ContributionDecider.Question.OfWage(MadeUp.insured(Status.ACTIVE), Fen.of(wage), Optional.empty()));
    }

    @Test
    void the_base_stays_between_floor_and_ceiling() {
        assertThat(decide(399_999).base()).isEqualTo(Fen.of(400_000));
        assertThat(decide(400_001).base()).isEqualTo(Fen.of(400_001));
        assertThat(decide(2_000_001).base()).isEqualTo(Fen.of(2_000_000));
    }

    @Test
    void rates_apply_to_the_base() {
        var levied = decide(600_000);
        assertThat(levied.employer()).isEqualTo(Fen.of(48_000));
        assertThat(levied.employee()).isEqualTo(Fen.of(12_000));
        assertThat(levied.accountInflow()).isEqualTo(Fen.of(12_000 + 6_000));
    }

    @Test
    void without_a_rule_it_says_so() {
        assertThat(ContributionDecider.decide(
                        MadeUp.BARE, new ContributionDecider.Question.OfBase(MadeUp.insured(Status.ACTIVE), Fen.of(1))))
                .isEqualTo(new ContributionDecider.Outcome.Refused(Reason.NO_RULE_FOR_REGION));
    }
}
