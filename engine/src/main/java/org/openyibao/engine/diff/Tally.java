package org.openyibao.engine.diff;

import java.util.function.Function;
import org.openyibao.engine.money.Fen;

/// How many bills one payer pays more of by the later version, and how many less; and what it pays of all of them.
public record Tally(long more, long less, Fen before, Fen after) {

    static final Tally NONE = new Tally(0, 0, Fen.ZERO, Fen.ZERO);

    /// A tally for each payer.
    public record Payers(Tally fund, Tally account, Tally person) {

        static final Payers NONE = new Payers(Tally.NONE, Tally.NONE, Tally.NONE);

        Payers with(Paid before, Paid after) {
            return new Payers(
                    fund.with(before, after, Paid::fund),
                    account.with(before, after, Paid::account),
                    person.with(before, after, Paid::person));
        }
    }

    private Tally with(Paid old, Paid now, Function<Paid, Fen> payer) {
        var order = payer.apply(now).compareTo(payer.apply(old));
        return new Tally(
                more + (order > 0 ? 1 : 0),
                less + (order < 0 ? 1 : 0),
                before.plus(payer.apply(old)),
                after.plus(payer.apply(now)));
    }
}
