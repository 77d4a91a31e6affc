package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.DaySums;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Reason;

class YearEndDeciderTest {

    @Test
    void each_buckets_interest_is_rounded_and_all_becomes_prior() {
        var question = new YearEndDecider.Question(
                MadeUp.insured(Status.ACTIVE),
                MadeUp.account(10_000, 20_000),
                DaySums.of(MadeUp.account(3_300, 11_111), 365),
                365,
                Map.of(
                        Effect.RateKind.DEMAND,
                        MadeUp.percent("0.35%"),
                        Effect.RateKind.THREE_MONTH,
                        MadeUp.percent("1.1%")));
        assertThat(YearEndDecider.decide(MadeUp.POLICY, question))
                .isInstanceOfSatisfying(YearEndDecider.Outcome.Carried.class, carried -> {
                    assertThat(carried.interestCurrent()).isEqualTo(Fen.of(12)); // 11.55
                    assertThat(carried.interestPrior()).isEqualTo(Fen.of(122)); // 122.221
                    assertThat(carried.after()).isEqualTo(MadeUp.account(0, 30_134));
                });
        assertThat(YearEndDecider.decide(MadeUp.BARE, question))
                .isEqualTo(new YearEndDecider.Outcome.Refused(Reason.NO_RULE_FOR_REGION));
    }

    /// The average of 182 days of 1.00 is 0.4986...: rounded first it would be 0.50, and bear 0.25 and not 0.24.
    @Test
    void the_average_is_not_rounded_before_interest_is() {
        var question = new YearEndDecider.Question(
                MadeUp.insured(Status.ACTIVE),
                MadeUp.account(100, 0),
                new DaySums(182 * 100, 0),
                365,
                Map.of(Effect.RateKind.DEMAND, MadeUp.percent("49%")));
        assertThat(YearEndDecider.decide(MadeUp.POLICY, question))
                .isInstanceOfSatisfying(
                        YearEndDecider.Outcome.Carried.class,
                        carried -> assertThat(carried.interestCurrent()).isEqualTo(Fen.of(24)));
    }
}
