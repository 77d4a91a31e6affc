package org.openyibao.server.crossregion;

import java.sql.Connection;
import java.sql.SQLException;
import org.openyibao.server.account.BooksReport;
import org.openyibao.server.database.Proofs;

/// Proves the room's tables: a filing is what was last done to it, no two of the same kind for the same place hold on
/// one day, and nothing is registered twice for a time.
public final class FilingBooks {

    private FilingBooks() {}

    /// Looks at all of it in the snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection) throws SQLException {
        return new BooksReport(
                Proofs.counts(connection, FilingBooksStore.TABLES),
                Proofs.offender(connection, FilingBooksStore.PROOFS));
    }
}
