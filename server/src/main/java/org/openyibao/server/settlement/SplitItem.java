package org.openyibao.server.settlement;

import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.registry.CatalogueEntry;

/// An uploaded line with its catalogue entry, the line that decisions take, and its split by catalogue. Where it takes
/// something back, `line` says how much, and the parts are below zero.
public record SplitItem(
        FeeItem item, CatalogueEntry entry, FeeLine line, Fen ownPay, Fen overLimit, Fen firstPay, Fen inScope) {

    static SplitItem of(FeeItem item, CatalogueEntry entry, FeeLine line) {
        var parts = LineParts.of(line);
        var signed = item.isReturn() ? parts.negated() : parts;
        return new SplitItem(
                item, entry, line, signed.ownPay(), signed.overLimit(), signed.firstPay(), signed.inScope());
    }
}
