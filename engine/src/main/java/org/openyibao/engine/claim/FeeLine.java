package org.openyibao.engine.claim;

import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;

/// One line of a bill. `ceiling` is the most of this line's amount that the catalogue recognises ([#NO_CEILING]: all of
/// it). What is self-paid first is `firstPayShare` of the part under the ceiling, plus `firstPay` as an amount; a
/// catalogue gives the one or the other.
public record FeeLine(
        String name, FeeCategory category, Grade grade, Fen amount, Fen ceiling, Ratio firstPayShare, Fen firstPay) {

    public static final Fen NO_CEILING = Fen.of(Long.MAX_VALUE);

    public FeeLine {
        if (amount.isNegative() || ceiling.isNegative() || firstPay.isNegative() || !firstPayShare.isShare()) {
            throw new IllegalArgumentException("fee line below zero or share out of 0..100%: amount=" + amount);
        }
    }

    public FeeLine(String name, FeeCategory category, Grade grade, Fen amount) {
        this(name, category, grade, amount, NO_CEILING, Ratio.ZERO, Fen.ZERO);
    }
}
