package org.openyibao.engine.decision;

import java.util.Set;
import org.openyibao.engine.claim.AccountOrder;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;

/// The order in which a region draws on the two buckets of an account.
final class Buckets {

    private Buckets() {}

    static AccountOrder order(CompiledPolicy policy, Facts facts, Assumptions assume) {
        return assume.accountOrder().orElseGet(() -> order(policy, facts));
    }

    private static AccountOrder order(CompiledPolicy policy, Facts facts) {
        var rule = CompiledPolicy.first(policy.all(Effect.Order.class), facts);
        return rule == null ? AccountOrder.CURRENT_FIRST : ((Effect.Order) rule.effect()).order();
    }

    /// The money in these buckets alone.
    static Balances only(Set<Bucket> buckets, Balances balances) {
        return new Balances(
                buckets.contains(Bucket.CURRENT) ? balances.current() : Fen.ZERO,
                buckets.contains(Bucket.PRIOR) ? balances.prior() : Fen.ZERO);
    }

    static Balances plus(Balances some, Balances more) {
        return new Balances(some.current().plus(more.current()), some.prior().plus(more.prior()));
    }

    static Balances minus(Balances some, Balances less) {
        return new Balances(some.current().minus(less.current()), some.prior().minus(less.prior()));
    }

    /// What is left after `amount` was drawn; the balances must suffice.
    static Balances after(AccountOrder order, Balances balances, Fen amount) {
        return switch (order) {
            case CURRENT_FIRST -> {
                var fromCurrent = amount.min(balances.current());
                yield new Balances(
                        balances.current().minus(fromCurrent), balances.prior().minus(amount.minus(fromCurrent)));
            }
            case PRIOR_FIRST -> {
                var fromPrior = amount.min(balances.prior());
                yield new Balances(
                        balances.current().minus(amount.minus(fromPrior)),
                        balances.prior().minus(fromPrior));
            }
        };
    }
}
