package org.openyibao.server.statement;

import org.openyibao.engine.money.Fen;
import org.openyibao.server.account.Entry;

/// What the lines of one kind come to: `in` and `out` (both at least zero) of the account as a whole, and the change by
/// bucket.
public record Total(Entry.Why why, int lines, Fen in, Fen out, Holding change) {

    Total plus(Line line) {
        return new Total(why, lines + 1, in.plus(line.in()), out.plus(line.out()), change.plus(line.change()));
    }
}
