package org.openyibao.server.crossregion;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openyibao.server.account.BooksReport;
import org.openyibao.server.database.Proofs;

/// Proves the room's tables: a filing is what was last done to it, no two of the same kind for the same place hold on
/// one day, and nothing is registered twice for a time.
public final class FilingBooks {

    private FilingBooks() {}

    /// All filings of the persons, by person, for the proofs of other rooms.
    public static Map<String, List<FilingRecord>> filings(Connection connection, Collection<String> persons)
            throws SQLException {
        return FilingStore.withoutDetails(connection, persons);
    }

    /// Looks at all of it in the snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection) throws SQLException {
        return new BooksReport(
                Proofs.counts(connection, FilingBooksStore.TABLES),
                Proofs.offender(connection, FilingBooksStore.PROOFS));
    }
}
