package org.openyibao.engine.claim;

import org.openyibao.engine.money.Fen;

/// A relative whose account may be drawn on, in the order agreed. `relation` is what the account's owner is to the
/// patient; `region` the owner's home region; `bound` whether the binding is in force; `limit` the most that may be
/// drawn in this settlement.
public record FamilyMember(
        String id, Relation relation, String region, Standing standing, boolean bound, Balances account, Fen limit) {

    public static final Fen NO_LIMIT = Fen.of(Long.MAX_VALUE);
}
