package org.openyibao.server.clearing;

import java.time.LocalDate;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;

/// A settlement that `home` owes `place`, or a reversal, which takes one back: its amounts are below zero and
/// `reverses` names the settlement, else it is empty. Amounts as [DayLine] has them.
public record Item(
        LocalDate day,
        String home,
        String place,
        String settlement,
        int run,
        String person,
        String institution,
        Scheme scheme,
        VisitKind kind,
        String reverses,
        Fen total,
        Fen funds,
        Fen account,
        Fen family) {

    public Fen owed() {
        return funds.plus(account).plus(family);
    }

    /// Never shows whose settlement it is.
    @Override
    public String toString() {
        return "Item[" + settlement + "]";
    }
}
