package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openyibao.engine.claim.DaySums;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.Cursor;

/// SQL of the proofs: reads all of `ledger`, `journal` and `closed_year`, some thousand rows at a time. The
/// caller's connection has autocommit off.
final class AccountBooksStore {

    private static final int ROWS_AT_ONCE = 5_000;

    private static final String JOURNAL = """
            , j.psn_no, j.entry, j.posted_at, j.source, j.target, j.amount_fen, j.why, j.reference, j.hash
            """;

    private static final String TRANSIT = """
            select account, sum(amount) as left
            from (
                select target as account, amount_fen as amount from journal where target like 'transit:%'
                union all
                select source, -amount_fen from journal where source like 'transit:%') moved
            group by account""";

    /// An entry as it stands in the journal. `number` is its place in its person's chain; `entry` is empty where
    /// the row says what no entry ever said.
    record Kept(String person, long number, Instant at, Optional<Entry> entry, byte[] hash) {

        /// What is wrong with it.
        Text wrong(String zh, String en) {
            return new Text(
                    "人员 " + person + " 分录 " + number + "：" + zh, "person " + person + " entry " + number + ": " + en);
        }
    }

    /// A ledger with one of its entries, or with none, or an entry without a ledger.
    record LedgerEntry(Optional<Ledger> ledger, Optional<Kept> entry) {}

    /// All ledgers with their entries, by person and then in the order of the chain.
    void entries(Connection connection, AccountBooks.Taker<LedgerEntry> taker) throws SQLException {
        try (var select = connection.prepareStatement("select " + AccountStore.COLUMNS + JOURNAL + """
                from ledger l full join journal j on j.psn_no = l.psn_no
                order by coalesce(l.psn_no, j.psn_no), j.entry""")) {
            take(select, taker);
        }
    }

    /// One person's ledger with its entries in their order, as they stand at one moment.
    void entries(Connection connection, String person, AccountBooks.Taker<LedgerEntry> taker) throws SQLException {
        try (var select = connection.prepareStatement("select " + AccountStore.COLUMNS + JOURNAL + """
                from ledger l left join journal j on j.psn_no = l.psn_no
                where l.psn_no = ? order by j.entry""")) {
            select.setString(1, person);
            take(select, taker);
        }
    }

    private static void take(PreparedStatement select, AccountBooks.Taker<LedgerEntry> taker) throws SQLException {
        select.setFetchSize(ROWS_AT_ONCE);
        try (var rows = select.executeQuery()) {
            var more = true;
            while (more && rows.next()) {
                more = taker.take(new LedgerEntry(ledger(rows), kept(rows)));
            }
        }
    }

    private static Optional<Ledger> ledger(ResultSet row) throws SQLException {
        return row.getString(1) == null ? Optional.empty() : Optional.of(AccountStore.ledger(row));
    }

    private static Optional<Kept> kept(ResultSet row) throws SQLException {
        return row.getString(13) == null
                ? Optional.empty()
                : Optional.of(new Kept(
                        row.getString(13),
                        row.getLong(14),
                        row.getTimestamp(15).toInstant(),
                        entry(row),
                        row.getBytes(21)));
    }

    private static Optional<Entry> entry(ResultSet row) throws SQLException {
        var amount = Fen.of(row.getLong(18));
        var reason = row.getString(19);
        for (var why : Entry.Why.values()) {
            if (why.name().equals(reason) && amount.value() > 0) {
                return Optional.of(new Entry(row.getString(16), row.getString(17), amount, why, row.getString(20)));
            }
        }
        return Optional.empty();
    }

    /// What the entries of each settlement come to in each person's books, by person and reference in the order of
    /// their bytes.
    void sums(Connection connection, AccountBooks.Taker<AccountBooks.Sums> taker) throws SQLException {
        try (var select = connection.prepareStatement("""
                select psn_no collate "C", reference collate "C",
                    coalesce(sum(amount_fen) filter (where source like 'fund:%' or target like 'fund:%'), 0),
                    coalesce(sum(amount_fen) filter (where 'current' in (source, target)), 0),
                    coalesce(sum(amount_fen) filter (where 'prior' in (source, target)), 0),
                    coalesce(sum(amount_fen) filter (where 'wallet' in (source, target)), 0),
                    coalesce(sum(amount_fen) filter (where 'cash' in (source, target)), 0),
                    coalesce(sum(amount_fen) filter (where source like 'refund:%' or target like 'refund:%'), 0),
                    bool_and(target like 'institution:%' or target like 'refund:%'),
                    bool_and(source like 'institution:%' or source like 'refund:%')
                from journal where why in ('SETTLEMENT', 'FAMILY', 'REVERSAL')
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
                            Fen.of(rows.getLong(7)),
                            Fen.of(rows.getLong(8)),
                            rows.getBoolean(9),
                            rows.getBoolean(10)));
                }
            }
        }
    }

    void carried(Connection connection, AccountBooks.Taker<AccountBooks.Carried> taker) throws SQLException {
        try (var select = connection.prepareStatement("""
                select reference collate "C", coalesce(min(psn_no) filter (where target = transit), ''),
                    coalesce(sum(amount_fen) filter (where source = 'current' and target = transit), 0),
                    coalesce(sum(amount_fen) filter (where source = 'prior' and target = transit), 0),
                    coalesce(min(psn_no) filter (where target = 'wallet' and source = transit), ''),
                    coalesce(sum(amount_fen) filter (where target = 'wallet' and source = transit), 0),
                    coalesce(sum(amount_fen) filter (where target in ('current', 'prior') and source = transit), 0),
                    count(*) filter (where transit not in (source, target)
                        or (target = transit and source not in ('current', 'prior'))
                        or (source = transit and target not in ('current', 'prior', 'wallet')))
                        + count(distinct psn_no) filter (where 'wallet' not in (source, target)) - 1
                        + greatest(count(distinct psn_no) filter (where target = 'wallet') - 1, 0)
                from (select *, 'transit:' || reference as transit from journal where why = 'WALLET') moved
                group by 1 order by 1""")) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                var more = true;
                while (more && rows.next()) {
                    more = taker.take(new AccountBooks.Carried(
                            rows.getString(1),
                            rows.getString(2),
                            Fen.of(rows.getLong(3)),
                            Fen.of(rows.getLong(4)),
                            rows.getString(5),
                            Fen.of(rows.getLong(6)),
                            Fen.of(rows.getLong(7)),
                            rows.getLong(8)));
                }
            }
        }
    }

    /// What the entries of each reference come to; of several accounts on one side, which never are, the first and the
    /// last.
    void moved(Connection connection, Entry.Why why, AccountBooks.Taker<AccountBooks.Moved> taker) throws SQLException {
        var select = connection.prepareStatement("""
                select psn_no collate "C", reference collate "C",
                    concat_ws(' ', min(target) filter (where own_out), nullif(max(target) filter (where own_out),
                        min(target) filter (where own_out))),
                    coalesce(sum(amount_fen) filter (where source = 'current'), 0),
                    coalesce(sum(amount_fen) filter (where source = 'prior'), 0),
                    concat_ws(' ', min(source) filter (where not own_out), nullif(max(source) filter (where not own_out),
                        min(source) filter (where not own_out))),
                    coalesce(sum(amount_fen) filter (where not own_out), 0)
                from (select *, source in ('current', 'prior') as own_out from journal where why = ?) moved
                group by 1, 2 order by 1, 2""");
        select.setString(1, why.name());
        try (var rows = new Cursor<>(
                select,
                row -> new AccountBooks.Moved(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Fen.of(row.getLong(4)),
                        Fen.of(row.getLong(5)),
                        row.getString(6),
                        Fen.of(row.getLong(7))))) {
            var more = true;
            for (var next = rows.next(); more && next.isPresent(); next = rows.next()) {
                more = taker.take(next.get());
            }
        }
    }

    /// All closed years, by person as [#entries] has them, and then by year.
    static final class Years implements AutoCloseable {

        private final PreparedStatement select;
        private final ResultSet rows;
        private Optional<String> next;

        Years(Connection connection) throws SQLException {
            select = connection.prepareStatement(
                    "select psn_no, year, current_fen_days, prior_fen_days from closed_year order by psn_no, year");
            select.setFetchSize(ROWS_AT_ONCE);
            rows = select.executeQuery();
            next = person();
        }

        private Optional<String> person() throws SQLException {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }

        /// The person of the next row, if there is one.
        Optional<String> next() {
            return next;
        }

        /// The rows of a person, who comes after those asked for before.
        List<Ledger.ClosedYear> of(String person) throws SQLException {
            var found = new ArrayList<Ledger.ClosedYear>();
            while (next.filter(person::equals).isPresent()) {
                found.add(new Ledger.ClosedYear(rows.getInt(2), new DaySums(rows.getLong(3), rows.getLong(4))));
                next = person();
            }
            return found;
        }

        @Override
        public void close() throws SQLException {
            select.close();
        }
    }

    Map<String, Fen> inTransit(Connection connection) throws SQLException {
        var found = new TreeMap<String, Fen>();
        try (var select = connection.prepareStatement(TRANSIT + " having sum(amount) <> 0");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1).substring(Entry.TRANSIT.length()), Fen.of(rows.getLong(2)));
            }
        }
        return found;
    }

    /// The first id under which more arrived than had left.
    Optional<String> overdrawnTransit(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(TRANSIT + " having sum(amount) < 0 order by account limit 1");
                var rows = select.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1).substring(Entry.TRANSIT.length())) : Optional.empty();
        }
    }

    /// The first person with a credit that is not just one entry of its amount, or the other way round.
    Optional<String> wrongCredit(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                        select coalesce(c.psn_no, j.psn_no)
                        from (
                            select psn_no, account_fen,
                                'credit:' || scheme || ':' || to_char(month, 'YYYY-MM') || ':' || part as reference
                            from credit) c
                        full join (
                            select psn_no, reference, sum(amount_fen) as amount_fen
                            from journal where why = 'CREDIT' group by psn_no, reference) j
                            on j.psn_no = c.psn_no and j.reference = c.reference
                        where c.account_fen is distinct from j.amount_fen
                        order by 1 limit 1""");
                var rows = select.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }
}
