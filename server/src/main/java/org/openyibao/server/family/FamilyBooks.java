package org.openyibao.server.family;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.account.AccountBooks.Carried;
import org.openyibao.server.account.BooksReport;
import org.openyibao.server.database.InStep;
import org.openyibao.server.database.Proofs;

/// Proves the family's tables: every transfer to a wallet is what the journal says, what was done to a binding adds up
/// to what it is, and nobody lives in two households.
public final class FamilyBooks {

    private FamilyBooks() {}

    /// Looks at all of it in the snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection) throws SQLException {
        var counts = Proofs.counts(connection, FamilyBooksStore.TABLES);
        var offender = Proofs.offender(connection, FamilyBooksStore.PROOFS);
        return new BooksReport(counts, offender.isPresent() ? offender : compareWithEntries(connection));
    }

    private static Optional<Text> compareWithEntries(Connection connection) throws SQLException {
        try (var transfers = FamilyBooksStore.transfers(connection)) {
            var books = new InStep<Carried, Carried>(
                    transfers,
                    Comparator.comparing(Carried::transfer)::compare,
                    Carried::equals,
                    Carried::transfer,
                    Carried::transfer);
            AccountBooks.carried(connection, books::take);
            return books.offender().map(FamilyBooks::differs);
        }
    }

    private static Text differs(String transfer) {
        return new Text(
                "钱包转账与其分录不符：" + transfer, "a transfer to a wallet is not what its journal entries say: " + transfer);
    }
}
