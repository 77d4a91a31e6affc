package org.openyibao.server.family;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.account.BooksReport;
import org.openyibao.server.database.Proofs;

/// Proves the family's tables: every transfer to a wallet is what the journal says, what was done to a binding adds up
/// to what it is, and nobody lives in two households.
public final class FamilyBooks {

    private final FamilyBooksStore.Transfers transfers;
    private Optional<AccountBooks.Carried> due;
    private Optional<Text> offender = Optional.empty();

    private FamilyBooks(FamilyBooksStore.Transfers transfers) throws SQLException {
        this.transfers = transfers;
        due = transfers.next();
    }

    /// Looks at all of it in the snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection) throws SQLException {
        var counts = Proofs.counts(connection, FamilyBooksStore.TABLES);
        var offender = Proofs.offender(connection, FamilyBooksStore.PROOFS);
        return new BooksReport(counts, offender.isPresent() ? offender : compareWithEntries(connection));
    }

    private static Optional<Text> compareWithEntries(Connection connection) throws SQLException {
        try (var transfers = new FamilyBooksStore.Transfers(connection)) {
            var books = new FamilyBooks(transfers);
            AccountBooks.carried(connection, books::take);
            return books.offender.or(() -> books.due.map(left -> differs(left.transfer())));
        }
    }

    /// Both come in the same order, so the next transfer and the next entries must be about the same.
    private boolean take(AccountBooks.Carried carried) throws SQLException {
        if (due.filter(carried::equals).isEmpty()) {
            var first = due.map(AccountBooks.Carried::transfer)
                    .filter(id -> id.compareTo(carried.transfer()) < 0)
                    .orElse(carried.transfer());
            offender = Optional.of(differs(first));
            return false;
        }
        due = transfers.next();
        return true;
    }

    private static Text differs(String transfer) {
        return new Text(
                "钱包转账与其分录不符：" + transfer, "a transfer to a wallet is not what its journal entries say: " + transfer);
    }
}
