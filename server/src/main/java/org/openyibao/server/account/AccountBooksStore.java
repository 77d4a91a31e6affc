package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;

/// SQL of the proofs: reads all of `ledger` and `journal`, some thousand rows at a time. The caller's connection has
/// autocommit off.
final class AccountBooksStore {

    private static final int ROWS_AT_ONCE = 5_000;

    /// An entry as it stands in the journal. `number` is its place in its person's chain; `entry` is empty where the
    /// row
    /// says what no entry ever said.
    record Kept(String person, long number, Instant at, Optional<Entry> entry, byte[] hash) {}

    /// A ledger with one of its entries, or with none, or an entry without a ledger.
    record LedgerEntry(Optional<Ledger> ledger, Optional<Kept> entry) {}

    /// All ledgers with their entries, by person and then in the order of the chain.
    void entries(Connection connection, AccountBooks.Taker<LedgerEntry> taker) throws SQLException {
        try (var select = connection.prepareStatement("""
                select l.psn_no, l.version, l.current_fen, l.prior_fen, l.entries, l.head,
                    j.psn_no, j.entry, j.posted_at, j.source, j.target, j.amount_fen, j.why, j.reference, j.hash
                from ledger l full join journal j on j.psn_no = l.psn_no
                order by coalesce(l.psn_no, j.psn_no), j.entry""")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                var more = true;
                while (more && rows.next()) {
                    more = taker.take(new LedgerEntry(ledger(rows), kept(rows)));
                }
            }
        }
    }

    private static Optional<Ledger> ledger(ResultSet row) throws SQLException {
        return row.getString(1) == null
                ? Optional.empty()
                : Optional.of(new Ledger(
                        row.getString(1),
                        row.getLong(2),
                        new Balances(Fen.of(row.getLong(3)), Fen.of(row.getLong(4))),
                        row.getLong(5),
                        row.getBytes(6)));
    }

    private static Optional<Kept> kept(ResultSet row) throws SQLException {
        return row.getString(7) == null
                ? Optional.empty()
                : Optional.of(new Kept(
                        row.getString(7),
                        row.getLong(8),
                        row.getTimestamp(9).toInstant(),
                        entry(row),
                        row.getBytes(15)));
    }

    private static Optional<Entry> entry(ResultSet row) throws SQLException {
        var amount = Fen.of(row.getLong(12));
        var reason = row.getString(13);
        for (var why : Entry.Why.values()) {
            if (why.name().equals(reason) && amount.value() > 0) {
                return Optional.of(new Entry(row.getString(10), row.getString(11), amount, why, row.getString(14)));
            }
        }
        return Optional.empty();
    }

    /// What the entries of each settlement come to, by person and reference in the order of their bytes.
    void sums(Connection connection, AccountBooks.Taker<AccountBooks.Sums> taker) throws SQLException {
        try (var select = connection.prepareStatement("""
                select psn_no collate "C", reference collate "C",
                    coalesce(sum(amount_fen) filter (where source like 'fund:%' or target like 'fund:%'), 0),
                    coalesce(sum(amount_fen) filter (where 'current' in (source, target)), 0),
                    coalesce(sum(amount_fen) filter (where 'prior' in (source, target)), 0),
                    coalesce(sum(amount_fen) filter (where 'cash' in (source, target)), 0),
                    bool_and(target like 'institution:%'), bool_and(source like 'institution:%')
                from journal where why in ('SETTLEMENT', 'REVERSAL')
                group by 1, 2 order by 1, 2""")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                var more = true;
                while (more && rows.next()) {
                    more = taker.take(new AccountBooks.Sums(
                            rows.getString(1),
                            rows.getString(2),
                            Fen.of(rows.getLong(3)),
                            Fen.of(rows.getLong(4)),
                            Fen.of(rows.getLong(5)),
                            Fen.of(rows.getLong(6)),
                            rows.getBoolean(7),
                            rows.getBoolean(8)));
                }
            }
        }
    }
}
