package org.openyibao.engine.receipt;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;

/// The amounts of a settlement. `layers` holds those that paid. `family` is what relatives' accounts paid,
/// without the wallet. `after` is what the own account holds afterwards.
///
/// total = ownPay + overLimit + firstPay + inScope = pool + layers + accountCurrent + accountPrior + family
/// + wallet + cash, asserted on construction.
public record Totals(
        Fen total,
        Fen ownPay,
        Fen overLimit,
        Fen firstPay,
        Fen inScope,
        Fen deductible,
        Fen pool,
        Map<LayerKind, Fen> layers,
        Fen accountCurrent,
        Fen accountPrior,
        Fen family,
        Fen wallet,
        Fen cash,
        Balances after) {

    public Totals {
        var ordered = new EnumMap<LayerKind, Fen>(LayerKind.class);
        ordered.putAll(layers);
        layers = Collections.unmodifiableMap(ordered);
        var split = ownPay.plus(overLimit).plus(firstPay).plus(inScope);
        var paid = pool.plus(accountCurrent)
                .plus(accountPrior)
                .plus(family)
                .plus(wallet)
                .plus(cash);
        for (var layer : layers.values()) {
            paid = paid.plus(layer);
        }
        if (!split.equals(total) || !paid.equals(total)) {
            throw new IllegalArgumentException(
                    "parts do not add up to the bill: total=" + total + " split=" + split + " paid=" + paid);
        }
    }

    public static Totals of(Decision decision) {
        var layers = new EnumMap<LayerKind, Fen>(LayerKind.class);
        for (var kind : LayerKind.values()) {
            if (!decision.layer(kind).isZero()) {
                layers.put(kind, decision.layer(kind));
            }
        }
        var bill = decision.bill();
        return new Totals(
                decision.total(),
                Fen.of(bill.ownPayFen()),
                Fen.of(bill.overLimitFen()),
                Fen.of(bill.firstPayFen()),
                Fen.of(bill.inScopeFen()),
                decision.deductible(),
                decision.pool(),
                layers,
                decision.accountCurrent(),
                decision.accountPrior(),
                decision.family().minus(decision.wallet()),
                decision.wallet(),
                decision.cash(),
                decision.accountAfter());
    }

    /// All funds together: the pooled fund and the layers.
    public Fen funds() {
        var sum = pool;
        for (var layer : layers.values()) {
            sum = sum.plus(layer);
        }
        return sum;
    }

    /// Everything that the funds did not pay.
    public Fen personalBurden() {
        return total.minus(funds());
    }
}
