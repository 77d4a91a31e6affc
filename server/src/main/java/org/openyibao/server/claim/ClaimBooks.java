package org.openyibao.server.claim;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BooksReport;
import org.openyibao.server.database.Proofs;
import org.openyibao.server.settlement.SettlementExport;

/// Proves the claims: each that was approved has just its one settlement that stands, of the lines that count,
/// and pays what that refunds; no other claim has one, and no claimed settlement is without its claim; the lines
/// add up to the invoice; an invoice is taken by just the claim that it is in; and there is an event of every
/// act.
public final class ClaimBooks {

    private ClaimBooks() {}

    /// Looks at all claims in the snapshot of the caller's connection (autocommit off).
    public static BooksReport prove(Connection connection) throws SQLException {
        var counts = Proofs.counts(connection, ClaimBooksStore.TABLES);
        var offender = Proofs.offender(connection, ClaimBooksStore.PROOFS);
        return new BooksReport(counts, offender.isPresent() ? offender : compareWithSettlements(connection));
    }

    private static Optional<Text> compareWithSettlements(Connection connection) throws SQLException {
        var due = new ArrayDeque<SettlementExport.Claimed>();
        ClaimStore.settled(connection, claim -> {
            due.add(claim);
            return true;
        });
        var offender = new ArrayDeque<String>(1);
        SettlementExport.claimed(connection, claimed -> {
            var expected = due.peek();
            if (claimed.equals(expected)) {
                due.remove();
                return true;
            }
            offender.add(
                    expected == null || claimed.claim().compareTo(expected.claim()) < 0
                            ? claimed.claim()
                            : expected.claim());
            return false;
        });
        return Optional.ofNullable(offender.peek())
                .or(() -> Optional.ofNullable(due.peek()).map(SettlementExport.Claimed::claim))
                .map(claim -> new Text("报销申请与其结算不符：" + claim, "a claim is not what its settlement says: " + claim));
    }
}
