package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.policy.Reason;

class UseDeciderTest {

    private UseDecider.Outcome decide(Insured insured, Purpose purpose, Relation of, long amount) {
        return UseDecider.decide(
                MadeUp.POLICY,
                new UseDecider.Question(insured, MadeUp.account(300, 1_000), purpose, of, Fen.of(amount), true));
    }

    @Test
    void it_draws_in_the_regions_order() {
        assertThat(decide(MadeUp.insured(Status.ACTIVE), Purpose.RESIDENT_PREMIUM, Relation.SPOUSE, 1_100))
                .isInstanceOfSatisfying(
                        UseDecider.Outcome.Allowed.class,
                        allowed -> assertThat(allowed.after()).isEqualTo(MadeUp.account(200, 0)));
    }

    @Test
    void one_fen_too_much_is_refused() {
        assertThat(reason(decide(MadeUp.insured(Status.ACTIVE), Purpose.RESIDENT_PREMIUM, Relation.SELF, 1_300)))
                .isEmpty();
        assertThat(reason(decide(MadeUp.insured(Status.ACTIVE), Purpose.RESIDENT_PREMIUM, Relation.SELF, 1_301)))
                .contains(Reason.BALANCE_INSUFFICIENT);
    }

    @Test
    void the_rules_own_reason_is_given() {
        assertThat(reason(decide(MadeUp.insured(Status.ACTIVE), Purpose.SPORT_FITNESS, Relation.SELF, 1)))
                .contains(Reason.SPORT_FITNESS);
        assertThat(reason(decide(MadeUp.insured(Status.ACTIVE), Purpose.OTHER, Relation.SELF, 1)))
                .contains(Reason.PURPOSE_NOT_ALLOWED);
    }

    @Test
    void relation_scheme_and_standing_are_asked() {
        assertThat(reason(decide(MadeUp.insured(Status.ACTIVE), Purpose.RESIDENT_PREMIUM, Relation.FATHER, 1)))
                .contains(Reason.NOT_NEAR_RELATIVE);
        assertThat(reason(decide(MadeUp.insured(Status.ADULT), Purpose.RESIDENT_PREMIUM, Relation.SELF, 1)))
                .contains(Reason.NO_ACCOUNT);
        var suspended = new Insured("970000", Scheme.EMPLOYEE, Status.ACTIVE, Standing.SUSPENDED);
        assertThat(reason(decide(suspended, Purpose.RESIDENT_PREMIUM, Relation.SELF, 1)))
                .contains(Reason.STATUS_NOT_NORMAL);
    }

    @Test
    void a_purpose_may_ask_for_one_bucket_and_for_a_least_balance() {
        assertThat(decide(MadeUp.insured(Status.ACTIVE), Purpose.COMMERCIAL_HEALTH_PREMIUM, Relation.SELF, 250))
                .isInstanceOfSatisfying(
                        UseDecider.Outcome.Allowed.class,
                        allowed -> assertThat(allowed.after()).isEqualTo(MadeUp.account(50, 1_000)));
        assertThat(reason(decide(MadeUp.insured(Status.ACTIVE), Purpose.COMMERCIAL_HEALTH_PREMIUM, Relation.SELF, 301)))
                .contains(Reason.BALANCE_INSUFFICIENT);
        assertThat(reason(decide(MadeUp.insured(Status.ACTIVE), Purpose.MAKEUP_CONTRIBUTION, Relation.SELF, 1)))
                .contains(Reason.BALANCE_INSUFFICIENT);
        assertThat(reason(decide(MadeUp.insured(Status.ACTIVE), Purpose.LONG_TERM_CARE_PREMIUM, Relation.SELF, 1)))
                .isEmpty();
    }

    @Test
    void an_institution_must_be_designated() {
        var question = new UseDecider.Question(
                MadeUp.insured(Status.ACTIVE),
                MadeUp.account(300, 1_000),
                Purpose.RESIDENT_PREMIUM,
                Relation.SELF,
                Fen.of(1),
                false);
        assertThat(reason(UseDecider.decide(MadeUp.POLICY, question))).contains(Reason.NOT_DESIGNATED);
    }

    private static Optional<Reason> reason(UseDecider.Outcome outcome) {
        return switch (outcome) {
            case UseDecider.Outcome.Allowed ignored -> Optional.empty();
            case UseDecider.Outcome.Refused refused -> Optional.of(refused.reason());
        };
    }
}
