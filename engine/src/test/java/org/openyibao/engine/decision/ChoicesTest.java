package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.WithdrawalReason;

/// By a region made up: spouses share; papers are asked of retirees and of whoever is referred.
class ChoicesTest {

    private static final String RULES = """
            - {id: kin, relatives: {groups: [spouse]}}
            - {id: purse, wallet: {transfers-per-day: 2, per-transfer: 100.00, closed-from: "12:00", closed-to: "13:00"}}
            - {id: own, purpose: {for: long-term-care-premium, allowed: true, of: [self, child]}}
            - {id: gym, purpose: {for: sport-fitness, allowed: false, reason: SPORT_FITNESS}}
            - {id: premium, purpose: {for: resident-premium, allowed: true}}
            - {id: short, filing: {kinds: referred, valid-months: 6}}
            - {id: long, filing: {kinds: long-term}}
            - {id: retired, when: {status: retired}, filing-documents: {for: resettled-retiree, documents: [household-register], or-commitment: true}}
            - {id: referred, filing-documents: {for: referred, documents: [referral]}}
            - {id: death, withdrawal: {for: death, documents: [heir-id, bank-account], payee: heir}}
            """;

    private static Choices of(Status status) {
        var policy = Packs.of("970000", RULES).on("970000", Scheme.EMPLOYEE, LocalDate.of(2025, 5, 1));
        return Choices.of(policy, new Insured("970000", Scheme.EMPLOYEE, status, Standing.NORMAL));
    }

    @Test
    void a_ground_is_offered_with_its_papers_to_whom_the_rules_let_file_on_it() {
        assertThat(of(Status.ACTIVE).filings()).singleElement().satisfies(filing -> {
            assertThat(filing.ground()).isEqualTo(FilingGround.REFERRED);
            assertThat(filing.documents()).containsExactly("referral");
            assertThat(filing.orCommitment()).isFalse();
            assertThat(filing.validMonths()).isEqualTo(6);
        });
        assertThat(of(Status.RETIRED).filings().getFirst()).satisfies(filing -> {
            assertThat(filing.ground()).isEqualTo(FilingGround.RESETTLED_RETIREE);
            assertThat(filing.documents()).containsExactly("household-register");
            assertThat(filing.orCommitment()).isTrue();
            assertThat(filing.validMonths()).isZero();
            assertThat(filing.terms().orElseThrow().id()).isEqualTo("long");
        });
    }

    @Test
    void where_no_rule_asks_for_papers_every_ground_is_open() {
        var bare = Choices.of(MadeUp.BARE, MadeUp.insured(Status.ACTIVE));
        assertThat(bare.filings()).hasSize(FilingGround.values().length);
        assertThat(bare.filings())
                .allSatisfy(filing -> assertThat(filing.documents()).isEmpty());
        assertThat(bare.sharing()).isEmpty();
        assertThat(bare.wallet()).isEmpty();
        assertThat(bare.uses()).isEmpty();
        assertThat(bare.withdrawals()).isEmpty();
    }

    /// Nobody shares an account with a child here, so it does not pay for one either, whatever the purpose says.
    @Test
    void an_account_pays_for_its_owner_and_for_whom_it_is_shared_with() {
        var uses = of(Status.ACTIVE).uses();
        assertThat(uses)
                .extracting(Choices.Use::purpose, Choices.Use::allowed, Choices.Use::of)
                .contains(tuple(Purpose.LONG_TERM_CARE_PREMIUM, true, Set.of(Relation.Group.SELF)));
        assertThat(uses)
                .filteredOn(use -> use.purpose() == Purpose.RESIDENT_PREMIUM)
                .singleElement()
                .satisfies(use ->
                        assertThat(use.of()).contains(Relation.Group.SPOUSE).doesNotContain(Relation.Group.CHILD));
        assertThat(uses)
                .filteredOn(use -> use.purpose() == Purpose.SPORT_FITNESS)
                .singleElement()
                .satisfies(use -> {
                    assertThat(use.allowed()).isFalse();
                    assertThat(use.reason()).isEqualTo(Optional.of(Reason.SPORT_FITNESS));
                });
    }

    /// Each use that is offered goes through, and no other does, as far as purpose and relation decide.
    @Test
    void what_is_offered_is_what_is_decided() {
        var offered = Choices.of(MadeUp.POLICY, MadeUp.insured(Status.ACTIVE)).uses();
        for (var purpose : Purpose.values()) {
            for (var relation : new Relation[] {Relation.SELF, Relation.SPOUSE, Relation.CHILD, Relation.SIBLING}) {
                var decided = UseDecider.decide(
                        MadeUp.POLICY,
                        new UseDecider.Question(
                                MadeUp.insured(Status.ACTIVE),
                                MadeUp.account(10_000, 10_000),
                                purpose,
                                relation,
                                Fen.of(100),
                                true));
                assertThat(offered.stream()
                                .anyMatch(use -> use.purpose() == purpose
                                        && use.allowed()
                                        && use.of().contains(relation.group())))
                        .as("%s for %s", purpose, relation)
                        .isEqualTo(decided instanceof UseDecider.Outcome.Allowed);
            }
        }
    }

    @Test
    void sharing_wallet_and_withdrawals_come_with_their_rules() {
        var choices = of(Status.ACTIVE);
        assertThat(choices.sharing().orElseThrow().groups()).containsExactly(Relation.Group.SPOUSE);
        assertThat(choices.wallet().orElseThrow().terms().perTransfer()).isEqualTo(Fen.of(10_000));
        assertThat(choices.withdrawals()).singleElement().satisfies(withdrawal -> {
            assertThat(withdrawal.reason()).isEqualTo(WithdrawalReason.DEATH);
            assertThat(withdrawal.documents()).containsExactly("heir-id", "bank-account");
            assertThat(withdrawal.payee()).isEqualTo("heir");
            assertThat(withdrawal.rule().id()).isEqualTo("death");
        });
    }
}
