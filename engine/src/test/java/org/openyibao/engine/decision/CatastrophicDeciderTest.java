package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;

class CatastrophicDeciderTest {

    private CatastrophicDecider.Outcome decide(long burden, long burdenBefore, long paidBefore) {
        var year = new YearToDate(Fen.ZERO, Fen.ZERO, Fen.ZERO, Fen.ZERO, 0, Fen.of(burdenBefore), Fen.of(paidBefore));
        return CatastrophicDecider.decide(
                MadeUp.POLICY, new CatastrophicDecider.Question(MadeUp.insured(Status.ACTIVE), Fen.of(burden), year));
    }

    @Test
    void nothing_up_to_the_deductible() {
        assertThat(decide(10_000, 0, 0).paid()).isEqualTo(Fen.ZERO);
        assertThat(decide(10_002, 0, 0).paid()).isEqualTo(Fen.of(1));
    }

    @Test
    void brackets_lie_on_the_year_less_what_was_paid() {
        assertThat(decide(20_000, 0, 0).paid()).isEqualTo(Fen.of(5_000));
        assertThat(decide(5_000, 18_000, 4_000).paid()).isEqualTo(Fen.of(5_000 + 2_400 - 4_000));
    }

    @Test
    void the_cap_counts_the_year_too() {
        assertThat(decide(100_000, 0, 0).paid()).isEqualTo(Fen.of(12_000));
        assertThat(decide(100_000, 50_000, 11_000).paid()).isEqualTo(Fen.of(1_000));
        assertThat(decide(100_000, 50_000, 12_000)).satisfies(outcome -> {
            assertThat(outcome.paid()).isEqualTo(Fen.ZERO);
            assertThat(outcome.cash()).isEqualTo(Fen.of(100_000));
        });
    }

    @Test
    void never_more_than_the_burden_of_now() {
        assertThat(decide(100, 50_000, 0).paid()).isEqualTo(Fen.of(100));
    }

    @Test
    void without_a_rule_it_says_so() {
        var question = new CatastrophicDecider.Question(MadeUp.insured(Status.ACTIVE), Fen.of(500), YearToDate.NONE);
        assertThat(CatastrophicDecider.decide(MadeUp.BARE, question).reason()).contains(Reason.NO_RULE_FOR_REGION);
    }
}
