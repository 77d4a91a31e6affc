package org.openyibao.server.settlement;

import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.registry.CatalogueEntry;

/// An uploaded line with its catalogue entry, the line that decisions take, and its split by catalogue.
public record SplitItem(
        FeeItem item, CatalogueEntry entry, FeeLine line, Fen ownPay, Fen overLimit, Fen firstPay, Fen inScope) {}
