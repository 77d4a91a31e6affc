package org.openyibao.server.settlement;

import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Fen;

/// A line of a bill in its parts: expense of one's own, over the price limit, self-paid first, in scope.
public record LineParts(Fen ownPay, Fen overLimit, Fen firstPay, Fen inScope) {

    static final LineParts NOTHING = new LineParts(Fen.ZERO, Fen.ZERO, Fen.ZERO, Fen.ZERO);
    private static final int PARTS = 4;

    /// By catalogue alone.
    static LineParts of(FeeLine line) {
        if (line.grade() == Grade.C || line.grade() == Grade.EXCLUDED) {
            return new LineParts(line.amount(), Fen.ZERO, Fen.ZERO, Fen.ZERO);
        }
        var under = line.amount().min(line.ceiling());
        var first = line.firstPayShare().of(under);
        return new LineParts(Fen.ZERO, line.amount().minus(under), first, under.minus(first));
    }

    /// Of how many lines a settlement kept them.
    static int count(SettlementRecord settlement) {
        return settlement.lineParts().length / PARTS;
    }

    /// As a settlement kept those of its line at `index`.
    static LineParts of(SettlementRecord settlement, int index) {
        var parts = settlement.lineParts();
        var at = index * PARTS;
        return new LineParts(Fen.of(parts[at]), Fen.of(parts[at + 1]), Fen.of(parts[at + 2]), Fen.of(parts[at + 3]));
    }

    LineParts negated() {
        return new LineParts(ownPay.negated(), overLimit.negated(), firstPay.negated(), inScope.negated());
    }

    LineParts minus(LineParts other) {
        return new LineParts(
                ownPay.minus(other.ownPay),
                overLimit.minus(other.overLimit),
                firstPay.minus(other.firstPay),
                inScope.minus(other.inScope));
    }

    public Fen total() {
        return ownPay.plus(overLimit).plus(firstPay).plus(inScope);
    }
}
