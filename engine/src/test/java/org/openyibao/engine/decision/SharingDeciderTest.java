package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.decision.SharingDecider.Outcome;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.PolicyBook;

/// Spouses may share from 2024 on, siblings from 1 May 2025 on.
class SharingDeciderTest {

    private static final PolicyBook BOOK = Packs.of("970000", """
            - {id: kin, from: 2024-01-01, to: 2025-04-30, relatives: {groups: [spouse]}}
            - {id: more-kin, from: 2025-05-01, relatives: {groups: [spouse, sibling]}}
            """);
    private static final LocalDate DAY = LocalDate.of(2025, 5, 1);

    private static final Insured CHILD = user("970100", Standing.NORMAL);
    private static final Insured EMPLOYEE = owner("970200", Standing.NORMAL);
    private static final Insured ELSEWHERE = owner("980100", Standing.NORMAL);

    private static Insured user(String region, Standing standing) {
        return new Insured(region, Scheme.RESIDENT, Status.CHILD, standing);
    }

    private static Insured owner(String region, Standing standing) {
        return new Insured(region, Scheme.EMPLOYEE, Status.ACTIVE, standing);
    }

    private static CompiledPolicy policy(LocalDate day) {
        return BOOK.on("970000", Scheme.EMPLOYEE, day);
    }

    private static String bind(LocalDate day, Insured user, Insured owner, Relation relation) {
        return told(SharingDecider.bind(policy(day), new SharingDecider.Question(user, owner, relation)));
    }

    private static String transfer(LocalDate day, Insured user, Insured owner, Relation relation) {
        return told(SharingDecider.transfer(policy(day), new SharingDecider.Question(user, owner, relation)));
    }

    private static String told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Allowed(var rule) -> "allowed by " + rule.id();
            case Outcome.Refused(var reason, var rule) ->
                reason + rule.map(by -> " by " + by.id()).orElse("");
        };
    }

    @Test
    void a_relative_of_the_same_province_is_bound() {
        assertThat(bind(DAY, CHILD, EMPLOYEE, Relation.SISTER)).isEqualTo("allowed by more-kin");
        assertThat(bind(DAY.minusDays(1), CHILD, EMPLOYEE, Relation.SPOUSE)).isEqualTo("allowed by kin");
    }

    @Test
    void not_before_the_relation_was_allowed_and_never_where_it_is_none() {
        assertThat(bind(DAY.minusDays(1), CHILD, EMPLOYEE, Relation.SISTER))
                .isEqualTo("RELATION_NOT_ALLOWED_ON_DATE by kin");
        assertThat(bind(LocalDate.of(2023, 12, 31), CHILD, EMPLOYEE, Relation.SPOUSE))
                .isEqualTo("RELATION_NOT_ALLOWED_ON_DATE");
        assertThat(bind(DAY, CHILD, EMPLOYEE, Relation.COUSIN)).isEqualTo("NOT_NEAR_RELATIVE by more-kin");
        assertThat(bind(DAY, CHILD, EMPLOYEE, Relation.SELF)).isEqualTo("NOT_NEAR_RELATIVE by more-kin");
    }

    @Test
    void an_account_of_another_province_is_not_bound() {
        assertThat(bind(DAY, CHILD, ELSEWHERE, Relation.SISTER)).isEqualTo("OTHER_PROVINCE_USE_WALLET by more-kin");
    }

    @Test
    void both_must_be_in_normal_standing() {
        assertThat(bind(DAY, CHILD, owner("970200", Standing.SUSPENDED), Relation.SISTER))
                .isEqualTo("AUTHORISER_NOT_NORMAL by more-kin");
        assertThat(bind(DAY, user("970100", Standing.WAITING), EMPLOYEE, Relation.SISTER))
                .isEqualTo("STATUS_NOT_NORMAL by more-kin");
    }

    @Test
    void a_resident_has_nothing_to_share() {
        assertThat(bind(DAY, CHILD, user("970100", Standing.NORMAL), Relation.SISTER))
                .isEqualTo("NO_ACCOUNT by more-kin");
        assertThat(transfer(DAY, CHILD, user("980100", Standing.NORMAL), Relation.SISTER))
                .isEqualTo("NO_ACCOUNT by more-kin");
    }

    @Test
    void the_wallet_is_for_relatives_in_other_provinces() {
        assertThat(transfer(DAY, CHILD, ELSEWHERE, Relation.SISTER)).isEqualTo("allowed by more-kin");
        assertThat(transfer(DAY, CHILD, EMPLOYEE, Relation.SISTER)).isEqualTo("SAME_PROVINCE_BIND by more-kin");
        assertThat(transfer(DAY, CHILD, ELSEWHERE, Relation.COUSIN)).isEqualTo("NOT_NEAR_RELATIVE by more-kin");
        assertThat(transfer(DAY, CHILD, owner("980100", Standing.ENDED), Relation.SISTER))
                .isEqualTo("AUTHORISER_NOT_NORMAL by more-kin");
        assertThat(transfer(DAY, user("970100", Standing.SUSPENDED), ELSEWHERE, Relation.SISTER))
                .isEqualTo("STATUS_NOT_NORMAL by more-kin");
    }
}
