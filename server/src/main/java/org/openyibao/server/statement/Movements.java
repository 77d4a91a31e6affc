package org.openyibao.server.statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.account.Posted;

/// Goes through a person's whole journal, hands over what moved the account, and proves that it comes to what the books
/// say.
final class Movements {

    private final Consumer<Movement> taker;
    private Holding sum = Holding.NONE;
    private Optional<Movement> open = Optional.empty();

    private Movements(Consumer<Movement> taker) {
        this.taker = taker;
    }

    /// Hands over all movements in the order of the journal, a year that turned and was not posted to since as the
    /// last. The answer is the books as they stand.
    static Ledger of(Accounts accounts, Connection connection, String person, Instant now, Consumer<Movement> taker)
            throws SQLException {
        var movements = new Movements(taker);
        var ledger = accounts.history(connection, person, now, movements::take);
        movements.end(ledger);
        return ledger;
    }

    private void take(Posted posted) {
        add(new Movement(
                posted.day(),
                Optional.of(posted.at()),
                posted.number(),
                posted.number(),
                posted.entry(),
                Holding.of(posted.entry())));
    }

    private void end(Ledger ledger) {
        ledger.turn().entry().ifPresent(entry -> {
            var number = ledger.entries() + 1;
            var turned = LocalDate.of(entry.endedYear().orElseThrow() + 1, 1, 1);
            add(new Movement(turned, Optional.empty(), number, number, entry, Holding.of(entry)));
        });
        open.ifPresent(taker);
        if (!sum.equals(Holding.of(ledger))) {
            throw new IllegalStateException("the journal of a person does not come to what the books say");
        }
    }

    private void add(Movement next) {
        if (next.change().equals(Holding.NONE)) {
            return;
        }
        sum = sum.plus(next.change());
        if (open.filter(next::isPartOf).isPresent()) {
            open = open.map(before -> before.with(next));
        } else {
            open.ifPresent(taker);
            open = Optional.of(next);
        }
    }
}
