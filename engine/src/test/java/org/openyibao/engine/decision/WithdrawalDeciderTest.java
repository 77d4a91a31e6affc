package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.WithdrawalReason;

class WithdrawalDeciderTest {

    private WithdrawalDecider.Outcome decide(WithdrawalReason reason, String... documents) {
        return WithdrawalDecider.decide(
                MadeUp.POLICY,
                new WithdrawalDecider.Question(
                        MadeUp.insured(Status.ACTIVE), MadeUp.account(1, 2), reason, Set.of(documents)));
    }

    @Test
    void all_papers_in_pays_all() {
        assertThat(decide(WithdrawalReason.DEATH, "bank-account", "heir-id", "something-else"))
                .isInstanceOfSatisfying(WithdrawalDecider.Outcome.Paid.class, paid -> {
                    assertThat(paid.amount()).isEqualTo(Fen.of(3));
                    assertThat(paid.payee()).isEqualTo("heir");
                });
    }

    @Test
    void missing_papers_are_named_in_the_rules_order() {
        assertThat(decide(WithdrawalReason.DEATH))
                .isInstanceOfSatisfying(WithdrawalDecider.Outcome.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.DOCUMENTS_MISSING);
                    assertThat(refused.missing()).containsExactly("heir-id", "bank-account");
                });
    }

    @Test
    void a_reason_that_no_rule_names_is_refused() {
        assertThat(decide(WithdrawalReason.WANTS_CASH, "heir-id", "bank-account"))
                .isEqualTo(
                        new WithdrawalDecider.Outcome.Refused(Reason.REASON_NOT_ALLOWED, List.of(), Optional.empty()));
    }
}
