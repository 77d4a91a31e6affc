package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// What a batch does to persons: who they are, and what becomes of their books. Decides purely on what it reads; it
/// writes nothing.
interface BatchKind {

    /// The next persons after `after`, in the database's order.
    List<String> persons(Connection connection, String after, int most) throws SQLException;

    /// What becomes of these persons' books, read as they stand at `now`: one statement a table for all of them.
    Decided decide(Connection connection, Collection<String> persons, Instant now) throws SQLException;

    /// What becomes of some persons: changes, each to take effect wholly or not at all, and what is counted of the
    /// others.
    record Decided(List<Change> changes, Tally others) {}

    /// What becomes of one person.
    record Change(Posting posting, List<BatchStore.Credit> credits, Tally tally) {
        String person() {
            return posting.ledger().person();
        }
    }
}
