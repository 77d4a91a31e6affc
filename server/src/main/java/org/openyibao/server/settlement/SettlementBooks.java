package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.account.BooksReport;
import org.openyibao.server.database.Proofs;

/// Proves the settlements: their parts add up, they equal their journal entries, reversals negate what they reverse,
/// the years to date are their sums, every one has the message that asked for it, and what was settled as filed rests
/// on a filing.
public final class SettlementBooks {

    private final SettlementBooksStore.Dues dues;
    private Optional<SettlementBooksStore.Due> due;
    private Optional<Text> offender = Optional.empty();

    private SettlementBooks(SettlementBooksStore.Dues dues) throws SQLException {
        this.dues = dues;
        due = dues.next();
    }

    /// Looks at all settlements in the snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection) throws SQLException {
        var counts = Proofs.counts(connection, SettlementBooksStore.TABLES);
        var offender = Proofs.offender(connection, SettlementBooksStore.PROOFS);
        offender = offender.isPresent() ? offender : compareWithEntries(connection);
        return new BooksReport(counts, offender.isPresent() ? offender : FiledCare.offender(connection));
    }

    private static Optional<Text> compareWithEntries(Connection connection) throws SQLException {
        try (var dues = new SettlementBooksStore.Dues(connection)) {
            var books = new SettlementBooks(dues);
            AccountBooks.sums(connection, books::take);
            return books.offender.or(() -> books.due.map(left -> differs(left.settlement())));
        }
    }

    /// Both come in the same order, so the next settlement and the next sums must be about the same.
    private boolean take(AccountBooks.Sums sums) throws SQLException {
        var same = due.filter(next -> agrees(next, sums)).isPresent();
        if (!same) {
            var first = due.filter(next -> isBefore(next, sums))
                    .map(SettlementBooksStore.Due::settlement)
                    .orElse(sums.reference());
            offender = Optional.of(differs(first));
            return false;
        }
        due = dues.next();
        return true;
    }

    private static boolean isBefore(SettlementBooksStore.Due due, AccountBooks.Sums sums) {
        var persons = due.person().compareTo(sums.person());
        return persons < 0 || (persons == 0 && due.settlement().compareTo(sums.reference()) < 0);
    }

    private static boolean agrees(SettlementBooksStore.Due due, AccountBooks.Sums sums) {
        return due.person().equals(sums.person())
                && due.settlement().equals(sums.reference())
                && sums.funds().equals(amount(due, due.funds()))
                && sums.current().equals(amount(due, due.current()))
                && sums.prior().equals(amount(due, due.prior()))
                && sums.wallet().equals(amount(due, due.wallet()))
                && sums.cash().equals(amount(due, due.cash()))
                && sums.refunded().equals(amount(due, due.refunded()))
                && (due.reversal() ? sums.returns() : sums.pays());
    }

    private static Fen amount(SettlementBooksStore.Due due, Fen amount) {
        return due.reversal() ? amount.negated() : amount;
    }

    private static Text differs(String settlement) {
        return new Text("结算与其分录不符：" + settlement, "a settlement is not what its journal entries say: " + settlement);
    }
}
