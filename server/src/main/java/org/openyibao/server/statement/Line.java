package org.openyibao.server.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Entry;

/// One event of an account. `day`: from which on it counts; `bookedAt`: empty where a year turned and nobody posted
/// since. `firstEntry` to `lastEntry` are its numbers in the journal. `after`: what the account holds then. `rule`: by
/// which it was so, where it is known.
public record Line(
        LocalDate day,
        Optional<Instant> bookedAt,
        long firstEntry,
        long lastEntry,
        Entry.Why why,
        String reference,
        Text words,
        Holding change,
        Holding after,
        Optional<CitedRule> rule) {

    /// What came into the account as a whole, at least zero.
    public Fen in() {
        return change.total().max(Fen.ZERO);
    }

    /// What went out of it, at least zero.
    public Fen out() {
        return change.total().negated().max(Fen.ZERO);
    }
}
