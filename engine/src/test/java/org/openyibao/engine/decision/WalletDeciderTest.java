package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.decision.WalletDecider.Result;
import org.openyibao.engine.money.Fen;

class WalletDeciderTest {

    private WalletDecider.Outcome.Answered decide(Balances account, WalletDecider.Transfer... transfers) {
        return decide(account, 0, transfers);
    }

    private WalletDecider.Outcome.Answered decide(
            Balances account, int doneBefore, WalletDecider.Transfer... transfers) {
        return (WalletDecider.Outcome.Answered) WalletDecider.decide(
                MadeUp.POLICY,
                new WalletDecider.Question(
                        MadeUp.insured(Status.ACTIVE), account, doneBefore, Arrays.asList(transfers)));
    }

    private static WalletDecider.Transfer at(String time, long amount) {
        return new WalletDecider.Transfer(LocalTime.parse(time), Fen.of(amount));
    }

    @Test
    void closed_from_the_first_hour_until_before_the_last() {
        assertThat(decide(MadeUp.account(0, 99), at("11:59", 1), at("12:00", 1), at("12:59", 1), at("13:00", 1))
                        .results())
                .containsExactly(Result.OK, Result.HOURS, Result.HOURS, Result.OK);
    }

    @Test
    void what_was_refused_does_not_count() {
        var answered = decide(
                MadeUp.account(0, 99_999), at("08:00", 10_001), at("08:01", 10_000), at("08:02", 1), at("08:03", 1));
        assertThat(answered.results()).containsExactly(Result.AMOUNT, Result.OK, Result.OK, Result.COUNT);
        assertThat(answered.after()).isEqualTo(MadeUp.account(0, 89_998));
    }

    @Test
    void no_transfer_takes_more_than_there_is() {
        var answered = decide(MadeUp.account(5, 10), at("08:00", 12), at("08:01", 4), at("08:02", 3));
        assertThat(answered.results()).containsExactly(Result.OK, Result.AMOUNT, Result.OK);
        assertThat(answered.after()).isEqualTo(MadeUp.account(0, 0));
    }

    @Test
    void those_of_earlier_on_the_day_count() {
        assertThat(decide(MadeUp.account(0, 99), 1, at("08:00", 1), at("08:01", 1))
                        .results())
                .containsExactly(Result.OK, Result.COUNT);
        assertThat(decide(MadeUp.account(0, 99), 2, at("08:00", 1)).results()).containsExactly(Result.COUNT);
    }
}
