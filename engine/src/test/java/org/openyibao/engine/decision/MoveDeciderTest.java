package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.policy.Reason;

/// Accounts move with the insurance; inside Guangdong they stay where they are.
class MoveDeciderTest {

    private static MoveDecider.Outcome leaves(String from, String to, String day) {
        var insured = new Insured(from, Scheme.EMPLOYEE, Status.ACTIVE, Standing.NORMAL);
        return MoveDecider.leaves(Packs.book().on(from, Scheme.EMPLOYEE, LocalDate.parse(day)), insured, to);
    }

    @ParameterizedTest
    @CsvSource({
        "220200, 310000, 2025-06-01, 000000/account-move",
        "220200, 220100, 2025-06-01, 000000/account-move",
        "440300, 220100, 2025-06-01, 000000/account-move",
        "440300, 440100, 2022-06-30, 000000/account-move",
        "220200, 310000, 2021-12-01, 000000/account-move",
    })
    void an_account_moves_with_the_insurance(String from, String to, String day, String rule) {
        assertThat(leaves(from, to, day))
                .isInstanceOfSatisfying(
                        MoveDecider.Outcome.Moves.class,
                        moves -> assertThat(moves.rule().key()).startsWith(rule + "@"));
    }

    @Test
    void inside_guangdong_it_stays() {
        assertThat(leaves("440300", "440100", "2022-07-01"))
                .isInstanceOfSatisfying(MoveDecider.Outcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.ACCOUNT_STAYS);
                    assertThat(refused.rule().orElseThrow().key())
                            .isEqualTo("440000/account-move-in-province@2022-07-01");
                });
    }

    @Test
    void before_there_was_a_rule_none_is_guessed() {
        assertThat(leaves("220200", "310000", "2021-11-30"))
                .isEqualTo(new MoveDecider.Outcome.Refused(Reason.NO_RULE_FOR_DATE, Optional.empty()));
    }

    @Test
    void residents_have_no_account_for_it_to_arrive_in() {
        var day = LocalDate.of(2025, 6, 1);
        var resident = new Insured("510300", Scheme.RESIDENT, Status.ADULT, Standing.NORMAL);
        assertThat(MoveDecider.arrives(Packs.book().on("510300", Scheme.RESIDENT, day), resident))
                .isInstanceOfSatisfying(
                        MoveDecider.Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_ACCOUNT));
        var employee = new Insured("220200", Scheme.EMPLOYEE, Status.ACTIVE, Standing.NORMAL);
        assertThat(MoveDecider.arrives(Packs.book().on("220200", Scheme.EMPLOYEE, day), employee))
                .isInstanceOf(MoveDecider.Outcome.Moves.class);
    }
}
