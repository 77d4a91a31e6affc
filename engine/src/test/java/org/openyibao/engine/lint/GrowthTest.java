package org.openyibao.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final TreeSet<Long> AMOUNTS = new TreeSet<>(List.of(0L, 99L, 100L, 101L, 200L));

    @Test
    void a_share_of_everything_never_falls() {
        assertThat(Growth.falls(amount -> amount * 7 / 10, AMOUNTS)).isEmpty();
    }

    @Test
    void funds_that_stop_above_a_limit_fall() {
        assertThat(Growth.falls(amount -> amount > 100 ? 0 : amount / 2, AMOUNTS))
                .containsExactly(new Growth.Fall(Check.FUNDS_FALL, 100, 101, 50, 0));
    }

    /// One ratio for the whole bill, better above a limit: 49 of 99 are borne, but 20 of 100.
    @Test
    void a_better_ratio_for_the_whole_bill_makes_the_burden_fall() {
        assertThat(Growth.falls(amount -> amount >= 100 ? amount * 8 / 10 : amount / 2, AMOUNTS))
                .containsExactly(new Growth.Fall(Check.BURDEN_FALLS, 99, 100, 49, 80));
    }

    @Test
    void the_amount_at_which_a_target_is_reached_is_the_smallest() {
        assertThat(Growth.reaching(amount -> amount / 2, 50, 1_000)).isEqualTo(100);
        assertThat(Growth.reaching(amount -> 0, 50, 1_000)).isEqualTo(1_000);
    }
}
