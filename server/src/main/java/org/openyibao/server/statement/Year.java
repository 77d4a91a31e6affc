package org.openyibao.server.statement;

import java.util.Map;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;

/// An account's year at a glance. What went out is net of what came back in the same year, so it is below zero where
/// more came back. `carriedOver`: this year's money of the year before that became money of prior years on 1 January.
/// `broughtIn`: from another system. `creditedOwn` from contributions, `creditedFixed` as fixed monthly amounts.
/// `family`: what the account paid of relatives' care. `walletSent`: to relatives' wallets, `walletReceived`: into the
/// own one.
///
/// closing = opening + all that came in - all that went out.
public record Year(
        int year,
        Holding opening,
        Fen broughtIn,
        Fen creditedOwn,
        Fen creditedFixed,
        Fen interest,
        Fen carriedOver,
        Map<VisitKind, Fen> care,
        Fen family,
        Fen uses,
        Fen walletSent,
        Fen walletReceived,
        Fen withdrawn,
        Fen movedIn,
        Fen movedOut,
        Holding closing) {

    public Year {
        var in = broughtIn
                .plus(creditedOwn)
                .plus(creditedFixed)
                .plus(interest)
                .plus(walletReceived)
                .plus(movedIn);
        var out = care.values().stream()
                .reduce(Fen.ZERO, Fen::plus)
                .plus(family)
                .plus(uses)
                .plus(walletSent)
                .plus(withdrawn)
                .plus(movedOut);
        if (!opening.total().plus(in).minus(out).equals(closing.total())) {
            throw new IllegalStateException("what came in and went out in " + year + " does not lead to its end");
        }
    }
}
