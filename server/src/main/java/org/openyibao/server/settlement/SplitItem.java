package org.openyibao.server.settlement;

import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.registry.CatalogueEntry;

/// An uploaded line with its catalogue entry, the line that decisions take, and its split by catalogue. Where it takes
/// something back, `line` says how much, and the parts are below zero.
public record SplitItem(
        FeeItem item, CatalogueEntry entry, FeeLine line, Fen ownPay, Fen overLimit, Fen firstPay, Fen inScope) {

    static SplitItem of(FeeItem item, CatalogueEntry entry, FeeLine line) {
        if (line.grade() == Grade.C || line.grade() == Grade.EXCLUDED) {
            return signed(item, entry, line, line.amount(), Fen.ZERO, Fen.ZERO, Fen.ZERO);
        }
        var under = line.amount().min(line.ceiling());
        var first = line.firstPayShare().of(under);
        return signed(item, entry, line, Fen.ZERO, line.amount().minus(under), first, under.minus(first));
    }

    private static SplitItem signed(
            FeeItem item, CatalogueEntry entry, FeeLine line, Fen ownPay, Fen overLimit, Fen firstPay, Fen inScope) {
        return item.isReturn()
                ? new SplitItem(
                        item, entry, line, ownPay.negated(), overLimit.negated(), firstPay.negated(), inScope.negated())
                : new SplitItem(item, entry, line, ownPay, overLimit, firstPay, inScope);
    }
}
