package org.openyibao.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.AccountOrder;
import org.openyibao.engine.claim.AccountScope;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Who of the accounts pays what of the personal burden: the own account by bucket, then the family in the order given,
/// then the wallet. Mutable only while one decision is made.
final class AccountDraws {

    /// What was drawn from one relative's account, by bucket, in fen.
    record FamilyDraw(String id, long current, long prior) {}

    private final CompiledPolicy policy;
    private final Facts facts;
    private final Claim claim;
    private final List<Step> trace;

    private long drawnFromCurrent;
    private long drawnFromPrior;
    private long payableByCurrent;
    private long payableByPrior;
    private Optional<Rule> currentRule = Optional.empty();
    private Optional<Rule> priorRule = Optional.empty();

    private long ownCurrent;
    private long ownPrior;
    private long wallet;
    private final List<FamilyDraw> family = new ArrayList<>(0);
    private Optional<Reason> reason = Optional.empty();

    AccountDraws(CompiledPolicy policy, Facts facts, Claim claim, List<Step> trace) {
        this.policy = policy;
        this.facts = facts;
        this.claim = claim;
        this.trace = trace;
    }

    /// Draws for a burden of `inScope` fen within the scope of the policy, and the rest of the bill outside it.
    void pay(BillSplit bill, long inScope) {
        var outOfScope = bill.ownPayFen() + bill.overLimitFen() + bill.firstPayFen();
        if (inScope + outOfScope == 0 || !anyMoney()) {
            return;
        }
        currentRule = accountRule(Bucket.CURRENT);
        priorRule = accountRule(Bucket.PRIOR);
        payableByCurrent = payable(Bucket.CURRENT, currentRule, bill, inScope, outOfScope);
        payableByPrior = payable(Bucket.PRIOR, priorRule, bill, inScope, outOfScope);
        var own = draw(claim.account(), Set.of(Bucket.CURRENT, Bucket.PRIOR), FamilyMember.NO_LIMIT.value(), true);
        ownCurrent = own.current().value();
        ownPrior = own.prior().value();
        for (var member : claim.family()) {
            payFromFamily(member);
        }
        payFromWallet();
    }

    private boolean anyMoney() {
        return !claim.account().total().isZero()
                || !claim.wallet().isZero()
                || !claim.family().isEmpty();
    }

    private Optional<Rule> accountRule(Bucket bucket) {
        return Optional.ofNullable(CompiledPolicy.first(policy.accounts(bucket), facts));
    }

    private long payable(Bucket bucket, Optional<Rule> rule, BillSplit bill, long inScope, long outOfScope) {
        if (rule.isEmpty()) {
            return 0;
        }
        var scope = claim.assume()
                .accountScope()
                .orElse(((Effect.Account) rule.get().effect()).scope());
        var all = scope == AccountScope.ALL_PERSONAL_BURDEN;
        if (bill.lines().isEmpty()) {
            return inScope + (all ? outOfScope : 0);
        }
        var payable = inScope;
        for (var i = 0; i < bill.lines().size(); i++) {
            var outside = bill.ownPayFen(i) + bill.overLimitFen(i) + bill.firstPayFen(i);
            if (outside > 0 && allowed(bucket, bill, i, all)) {
                payable += outside;
            }
        }
        return payable;
    }

    private boolean allowed(Bucket bucket, BillSplit bill, int line, boolean otherwise) {
        var fee = bill.lines().get(line);
        for (var rule : policy.accountItems(bucket)) {
            var effect = (Effect.AccountItems) rule.effect();
            if (effect.items().includes(fee.category(), fee.grade())
                    && rule.when().matches(facts)) {
                return effect.allowed();
            }
        }
        return otherwise;
    }

    /// Draws on one account, bucket by bucket in the region's order, at most `limit` fen in all.
    private Balances draw(Balances balances, Set<Bucket> buckets, long limit, boolean own) {
        var order = Buckets.order(policy, facts, claim.assume());
        var first = order == AccountOrder.CURRENT_FIRST ? Bucket.CURRENT : Bucket.PRIOR;
        var second = order == AccountOrder.CURRENT_FIRST ? Bucket.PRIOR : Bucket.CURRENT;
        var fromFirst = drawBucket(first, balances, buckets, limit, own);
        var fromSecond = drawBucket(second, balances, buckets, limit - fromFirst, own);
        return first == Bucket.CURRENT
                ? new Balances(Fen.of(fromFirst), Fen.of(fromSecond))
                : new Balances(Fen.of(fromSecond), Fen.of(fromFirst));
    }

    /// What is left for accounts to pay, whichever the bucket.
    private long payableByAny() {
        return Math.max(payableByCurrent, payableByPrior) - drawnFromCurrent - drawnFromPrior - wallet;
    }

    private long drawBucket(Bucket bucket, Balances balances, Set<Bucket> buckets, long limit, boolean own) {
        var current = bucket == Bucket.CURRENT;
        var balance = current ? balances.current() : balances.prior();
        if (balance.isZero() || !buckets.contains(bucket)) {
            return 0;
        }
        var payable = Math.min(
                current ? payableByCurrent - drawnFromCurrent : payableByPrior - drawnFromPrior, payableByAny());
        var pays = Math.max(0, Math.min(Math.min(payable, balance.value()), limit));
        if (pays > 0) {
            if (current) {
                drawnFromCurrent += pays;
            } else {
                drawnFromPrior += pays;
            }
            if (own) {
                var rule = (current ? currentRule : priorRule).orElse(null);
                trace.add(Step.of(
                        current ? StepKind.ACCOUNT_CURRENT : StepKind.ACCOUNT_PRIOR, rule, balance.value(), pays));
            }
        }
        return pays;
    }

    private void payFromFamily(FamilyMember member) {
        if (drawnFromCurrent + drawnFromPrior > 0 && payableByAny() <= 0) {
            return;
        }
        var refusal = refusal(member);
        if (refusal.isPresent()) {
            reason = reason.isPresent() ? reason : refusal;
            trace.add(Step.refused(
                    relatives().orElse(null), member.account().total().value(), refusal.get()));
            return;
        }
        var rule = CompiledPolicy.first(policy.all(Effect.Family.class), facts);
        if (rule == null) {
            return;
        }
        var buckets = ((Effect.Family) rule.effect()).buckets();
        var from = draw(member.account(), buckets, member.limit().value(), false);
        if (!from.total().isZero()) {
            family.add(new FamilyDraw(
                    member.id(), from.current().value(), from.prior().value()));
            trace.add(Step.named(
                    StepKind.FAMILY,
                    rule,
                    member.account().total().value(),
                    from.total().value(),
                    Ratio.ZERO,
                    member.relation().toString()));
        }
    }

    private Optional<Rule> relatives() {
        return Optional.ofNullable(CompiledPolicy.first(policy.all(Effect.Relatives.class), facts));
    }

    private Optional<Reason> refusal(FamilyMember member) {
        return SharingDecider.refusal(
                        policy, facts, claim.insured(), member.relation(), member.region(), member.standing())
                .or(() -> member.bound() ? Optional.empty() : Optional.of(Reason.RELATIVE_NOT_BOUND));
    }

    private void payFromWallet() {
        var balance = claim.wallet().value();
        var pays = claim.insured().standing() == Standing.NORMAL ? Math.max(0, Math.min(balance, payableByAny())) : 0;
        if (pays > 0) {
            wallet = pays;
            trace.add(Step.of(StepKind.WALLET, null, balance, pays));
        }
    }

    long ownCurrent() {
        return ownCurrent;
    }

    long ownPrior() {
        return ownPrior;
    }

    long wallet() {
        return wallet;
    }

    List<FamilyDraw> family() {
        return List.copyOf(family);
    }

    Optional<Reason> reason() {
        return reason;
    }
}
