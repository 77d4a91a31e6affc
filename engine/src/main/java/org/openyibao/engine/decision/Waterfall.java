package org.openyibao.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Payer;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides one bill, drop by drop: split by catalogue, pooled fund, layers, own account, family, wallet, cash.
public final class Waterfall {

    private static final long[] NO_LAYERS = new long[LayerKind.values().length];

    private Waterfall() {}

    /// Decides a claim by the packs of a book.
    public static Decision decide(PolicyBook book, Claim claim) {
        var insured = claim.insured();
        var policy = book.on(insured.region(), insured.scheme(), claim.on());
        var bracketsOf = claim.assume()
                .bracketsOf()
                .map(region -> book.on(region, insured.scheme(), claim.on()))
                .orElse(policy);
        return decide(policy, bracketsOf, claim);
    }

    /// Decides a claim by a policy already at hand. Takes no locks.
    public static Decision decide(CompiledPolicy policy, Claim claim) {
        return decide(policy, policy, claim);
    }

    private static Decision decide(CompiledPolicy policy, CompiledPolicy bracketsOf, Claim claim) {
        var trace = new ArrayList<Step>(12);
        var insured = waitingForAssumedShare(claim) ? claim.insured().withStanding(Standing.NORMAL) : claim.insured();
        var visit = claim.visit();
        var away = Away.of(policy, insured, visit, claim.filing(), claim.on());
        var admission =
                claim.yearToDate().admissions() == claim.earlier().counted().admissions()
                        ? Admission.FIRST
                        : Admission.LATER;
        var facts = away.facts(policy, insured, visit, claim.filing(), admission);
        var bill = BillSplit.of(policy, facts, claim.bill(), trace);
        traceAway(away, claim, trace);

        var fundBarred = CompiledPolicy.first(policy.barsTo(Payer.FUND), facts);
        var accountBarred = CompiledPolicy.first(policy.barsTo(Payer.ACCOUNT), facts);
        var reason = reason(fundBarred, accountBarred);
        if (fundBarred != null) {
            trace.add(Step.refused(fundBarred, bill.totalFen(), reasonOf(fundBarred)));
        }
        if (accountBarred != null && accountBarred != fundBarred) {
            trace.add(Step.refused(accountBarred, bill.totalFen(), reasonOf(accountBarred)));
        }

        var share = PoolShare.NOTHING;
        var layers = NO_LAYERS;
        var layersPaid = 0L;
        if (fundBarred == null) {
            share = PoolShare.of(policy, bracketsOf, facts, claim, bill, trace);
            reason = reason.isPresent() ? reason : share.reason();
            if (share.reason().isEmpty()) {
                layers = Layers.pay(
                        policy,
                        facts,
                        insured.continuity(),
                        bill.inScopeFen() - share.pool(),
                        share.overCap(),
                        share.overCapBefore(),
                        claim.yearToDate(),
                        trace);
                for (var layer : layers) {
                    layersPaid += layer;
                }
            }
        }

        var draws = new AccountDraws(policy, facts, claim, trace);
        if (accountBarred == null && claim.useAccount() && accountMayPay(policy, facts, away)) {
            draws.pay(bill, bill.inScopeFen() - share.pool() - layersPaid);
        }
        reason = reason.isPresent() ? reason : draws.reason();
        var family = family(draws.family());
        var drawn = draws.ownCurrent() + draws.ownPrior() + draws.wallet() + sum(family);
        var cash = bill.totalFen() - share.pool() - layersPaid - drawn;
        if (cash > 0) {
            trace.add(Step.of(StepKind.CASH, null, bill.totalFen(), cash));
        }
        var account = claim.account();
        return new Decision(
                bill,
                share.deductible(),
                share.pool(),
                share.ratio(),
                layers,
                draws.ownCurrent(),
                draws.ownPrior(),
                family,
                draws.wallet(),
                cash,
                drawn == 0
                        ? account
                        : new Balances(
                                account.current().minus(Fen.of(draws.ownCurrent())),
                                account.prior().minus(Fen.of(draws.ownPrior()))),
                reason,
                away,
                fundBarred == null && countsForLayers(policy, facts),
                visit.cause() == Cause.THIRD_PARTY_UNIDENTIFIED && share.pool() > 0,
                visit.settledBy() == SettledBy.MANUAL_CLAIM,
                trace);
    }

    /// An assumed share of the brackets is what is paid while waiting, so that waiting bars nothing.
    private static boolean waitingForAssumedShare(Claim claim) {
        return claim.insured().standing() == Standing.WAITING
                && claim.assume().share().isPresent();
    }

    /// Where no layer is known any burden is kept, for one that is enacted later in the year.
    private static boolean countsForLayers(CompiledPolicy policy, Facts facts) {
        return policy.layers().length == 0 || CompiledPolicy.first(policy.layers(), facts) != null;
    }

    private static void traceAway(Away away, Claim claim, List<Step> trace) {
        if (!claim.visit().place().equals(claim.insured().region())) {
            trace.add(new Step(
                    StepKind.AWAY,
                    away.rule().orElse(null),
                    0,
                    0,
                    Ratio.ZERO,
                    away.whyNotDirect().orElse(null),
                    away.place() + " " + away.filing()));
        }
    }

    private static Optional<Reason> reason(@Nullable Rule fundBarred, @Nullable Rule accountBarred) {
        if (fundBarred != null) {
            return Optional.of(reasonOf(fundBarred));
        }
        return accountBarred == null ? Optional.empty() : Optional.of(reasonOf(accountBarred));
    }

    private static Reason reasonOf(Rule exclusion) {
        return ((Effect.Exclusion) exclusion.effect()).reason();
    }

    /// An account pays at the institution; what was paid there in cash it refunds only where the region says so.
    private static boolean accountMayPay(CompiledPolicy policy, Facts facts, Away away) {
        if (away.directSettlement()) {
            return true;
        }
        return policy.find(Effect.ManualClaim.class, facts)
                .filter(found -> found.effect().accountRefund())
                .isPresent();
    }

    private static List<Decision.FamilyDraw> family(List<AccountDraws.FamilyDraw> draws) {
        if (draws.isEmpty()) {
            return List.of();
        }
        return draws.stream()
                .map(draw -> new Decision.FamilyDraw(draw.id(), Fen.of(draw.current()), Fen.of(draw.prior())))
                .toList();
    }

    private static long sum(List<Decision.FamilyDraw> draws) {
        var sum = 0L;
        for (var draw : draws) {
            sum += draw.total().value();
        }
        return sum;
    }
}
