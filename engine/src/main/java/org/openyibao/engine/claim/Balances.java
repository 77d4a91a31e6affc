package org.openyibao.engine.claim;

import org.openyibao.engine.money.Fen;

/// The money of one personal account: credited this year, and of prior years. Neither is below zero.
public record Balances(Fen current, Fen prior) {

    public static final Balances NONE = new Balances(Fen.ZERO, Fen.ZERO);

    public Balances {
        if (current.isNegative() || prior.isNegative()) {
            throw new IllegalArgumentException("a balance is below zero: current=" + current + " prior=" + prior);
        }
    }

    public Fen total() {
        return current.plus(prior);
    }
}
