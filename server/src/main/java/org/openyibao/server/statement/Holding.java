package org.openyibao.server.statement;

import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Ledger;

/// What an account holds, by bucket, or by how much that changed (below zero where it became less).
public record Holding(Fen current, Fen prior, Fen wallet) {

    static final Holding NONE = new Holding(Fen.ZERO, Fen.ZERO, Fen.ZERO);

    static Holding of(Ledger ledger) {
        return new Holding(ledger.balances().current(), ledger.balances().prior(), ledger.wallet());
    }

    static Holding of(Entry entry) {
        return new Holding(
                Fen.of(entry.into(Entry.CURRENT)), Fen.of(entry.into(Entry.PRIOR)), Fen.of(entry.into(Entry.WALLET)));
    }

    public Fen total() {
        return current.plus(prior).plus(wallet);
    }

    Holding plus(Holding other) {
        return new Holding(current.plus(other.current), prior.plus(other.prior), wallet.plus(other.wallet));
    }
}
