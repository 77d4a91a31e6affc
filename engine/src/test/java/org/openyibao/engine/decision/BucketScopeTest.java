package org.openyibao.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.PolicyBook;

/// Where this year's money pays less than that of prior years, nobody's money pays beyond its own scope.
class BucketScopeTest {

    private static final PolicyBook BOOK = Packs.of("970000", """
            - {id: pool, pool: {ratio: 0%}}
            - {id: current, account: {buckets: current, scope: in-scope-only}}
            - {id: prior, account: {buckets: prior, scope: all-personal-burden}}
            - {id: kin, relatives: {groups: [spouse]}}
            - {id: family, family: {}}
            """);

    /// 60 in scope, 200 outside it.
    private static Decision decide(Balances own, Balances spouse) {
        return Waterfall.decide(
                BOOK,
                new Claim(
                        LocalDate.of(2025, 5, 1),
                        new Insured("970000", Scheme.EMPLOYEE, Status.ACTIVE, Standing.NORMAL),
                        Visit.plain(VisitKind.OUTPATIENT, InstitutionKind.HOSPITAL, Level.TWO, "970000"),
                        Filing.NONE,
                        new Bill.Split(Fen.of(26_000), Fen.of(20_000), Fen.ZERO, Fen.ZERO, Fen.of(6_000)),
                        YearToDate.NONE,
                        own,
                        List.of(new FamilyMember(
                                "spouse",
                                Relation.SPOUSE,
                                "970000",
                                Standing.NORMAL,
                                true,
                                spouse,
                                FamilyMember.NO_LIMIT)),
                        Fen.ZERO,
                        true,
                        Assumptions.NONE));
    }

    private static Balances account(long current, long prior) {
        return new Balances(Fen.of(current), Fen.of(prior));
    }

    @Test
    void this_years_money_pays_what_is_in_scope_and_prior_years_the_rest() {
        var decision = decide(account(15_000, 50_000), Balances.NONE);
        assertThat(decision.accountCurrent()).isEqualTo(Fen.of(6_000));
        assertThat(decision.accountPrior()).isEqualTo(Fen.of(20_000));
        assertThat(decision.cash()).isEqualTo(Fen.ZERO);
    }

    @Test
    void a_relatives_money_of_this_year_does_not_pay_outside_it_either() {
        var decision = decide(account(6_000, 0), account(30_000, 1_000));
        assertThat(decision.accountCurrent()).isEqualTo(Fen.of(6_000));
        assertThat(decision.familyDraws()).singleElement().satisfies(draw -> {
            assertThat(draw.current()).isEqualTo(Fen.ZERO);
            assertThat(draw.prior()).isEqualTo(Fen.of(1_000));
        });
        assertThat(decision.cash()).isEqualTo(Fen.of(19_000));
    }

    @Test
    void two_accounts_together_never_pay_more_than_the_bill() {
        var decision = decide(account(4_000, 10_000), account(4_000, 90_000));
        assertThat(decision.account()).isEqualTo(Fen.of(14_000));
        assertThat(decision.family()).isEqualTo(Fen.of(12_000));
        assertThat(decision.cash()).isEqualTo(Fen.ZERO);
    }
}
