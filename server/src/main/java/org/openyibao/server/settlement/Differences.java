package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Posting;
import org.openyibao.server.enrolment.Consequences;
import org.springframework.stereotype.Component;

/// A door of the room: what a change of a person's insurance means for settlements.
@Component
public class Differences implements Consequences {

    private final Accounts accounts;
    private final Clock clock;

    Differences(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /// Moves the person's books on: a settlement under way that was decided before the change loses its race and is
    /// decided again.
    @Override
    public void of(Connection connection, String person) throws SQLException {
        var now = clock.instant();
        var ledger = accounts.ledger(connection, person, now);
        accounts.postAll(connection, List.of(new Posting(ledger, List.of())), now);
    }
}
