package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.DaySums;
import org.openyibao.engine.money.Fen;

/// SQL of `ledger`, `journal` and `closed_year`: few statements, many rows each.
final class AccountStore {

    /// What [#ledger] reads, of a `ledger l`.
    static final String COLUMNS = """
            l.psn_no, l.version, l.first_year, l.year, l.interest_year, l.current_fen, l.prior_fen, l.wallet_fen,
            l.current_fen_days, l.prior_fen_days, l.entries, l.head""";

    /// The columns of a ledger's new state, and a parameter for an array of each.
    private static final String NEW_COLUMNS = """
            psn_no, version, first_year, year, interest_year, current_fen, prior_fen, wallet_fen, current_fen_days,
            prior_fen_days, entries, head""";

    private static final String ARRAYS = """
            ?::varchar[], ?::bigint[], ?::integer[], ?::integer[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[],
            ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[]""";

    private static final String NEW = "unnest(" + ARRAYS + ") as new(" + NEW_COLUMNS + ")";

    private static final String UPDATE = """
            update ledger set version = new.version, year = new.year, interest_year = new.interest_year,
                current_fen = new.current_fen, prior_fen = new.prior_fen, wallet_fen = new.wallet_fen,
                current_fen_days = new.current_fen_days, prior_fen_days = new.prior_fen_days,
                entries = new.entries, head = new.head""";

    /// One journal row.
    record Row(String person, long number, Instant at, Entry entry, byte[] hash) {}

    /// One row of a year that is over.
    record Closed(String person, Ledger.ClosedYear year) {}

    Map<String, Ledger> ledgers(Connection connection, Collection<String> persons) throws SQLException {
        var found = new HashMap<String, Ledger>();
        try (var select = connection.prepareStatement("select " + COLUMNS + """

                from unnest(?::varchar[]) as k(psn_no) join ledger l on l.psn_no = k.psn_no""")) {
            select.setArray(1, connection.createArrayOf("varchar", persons.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var ledger = ledger(rows);
                    found.put(ledger.person(), ledger);
                }
            }
        }
        return found;
    }

    /// The ledger in the row's first columns.
    static Ledger ledger(ResultSet row) throws SQLException {
        return new Ledger(
                row.getString(1),
                row.getLong(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                new Balances(Fen.of(row.getLong(6)), Fen.of(row.getLong(7))),
                Fen.of(row.getLong(8)),
                new DaySums(row.getLong(9), row.getLong(10)),
                row.getLong(11),
                row.getBytes(12),
                Ledger.Turn.NONE);
    }

    /// Moves each ledger on to its new state, if it still is at the version before. First versions are inserted.
    ///
    /// Rows are taken in the order of `after`, new ones first, here and in [#advanceTogether]: so transactions
    /// that need the same rows wait for one another, but never in a circle.
    Set<String> advance(Connection connection, List<Ledger> after) throws SQLException {
        var moved = new HashSet<String>();
        moved.addAll(execute(
                connection,
                after.stream().filter(ledger -> ledger.version() == 1).toList(),
                "insert into ledger (" + NEW_COLUMNS + ") select * from " + NEW + """
                 on conflict (psn_no) do update set version = excluded.version, year = excluded.year,
                    interest_year = excluded.interest_year, current_fen = excluded.current_fen,
                    prior_fen = excluded.prior_fen, wallet_fen = excluded.wallet_fen,
                    current_fen_days = excluded.current_fen_days, prior_fen_days = excluded.prior_fen_days,
                    entries = excluded.entries, head = excluded.head
                where ledger.version = excluded.version - 1
                returning psn_no"""));
        moved.addAll(execute(
                connection,
                after.stream().filter(ledger -> ledger.version() > 1).toList(),
                UPDATE + " from " + NEW + """
                 where ledger.psn_no = new.psn_no and ledger.version = new.version - 1
                returning ledger.psn_no"""));
        return moved;
    }

    /// As [#advance], but the ledgers of one part move on together or not at all. `parts`: the part of each person.
    Set<String> advanceTogether(Connection connection, List<Ledger> after, Map<String, Integer> parts)
            throws SQLException {
        insertUnopened(
                connection,
                after.stream().filter(ledger -> ledger.version() == 1).toList());
        try (var statement = connection.prepareStatement(
                "with new as (select * from unnest(" + ARRAYS + ", ?::integer[]) as n(" + NEW_COLUMNS + ", part)), "
                        + """
                held as materialized (
                    select l.psn_no, l.version from new join ledger l on l.psn_no = new.psn_no
                    order by l.psn_no collate "C" for update of l),
                lost as (
                    select new.part from new join held on held.psn_no = new.psn_no
                    where held.version <> new.version - 1)
                """ + UPDATE + """
                 from new where ledger.psn_no = new.psn_no and new.part not in (select part from lost)
                returning ledger.psn_no""")) {
            var columns = columns(statement, after);
            columns.ints(after, ledger -> parts.get(ledger.person()));
            return persons(statement);
        }
    }

    /// Books without anything in them, as good as none: so that there is a row to take.
    private static void insertUnopened(Connection connection, List<Ledger> first) throws SQLException {
        if (first.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into ledger (psn_no, version, first_year, year, interest_year, current_fen, prior_fen, wallet_fen,
                    current_fen_days, prior_fen_days, entries, head)
                select psn_no, 0, first_year, first_year, first_year - 1, 0, 0, 0, 0, 0, 0, head
                from unnest(?::varchar[], ?::integer[], ?::bytea[]) as new(psn_no, first_year, head)
                on conflict (psn_no) do nothing""")) {
            var columns = new Columns(insert);
            columns.texts(first, Ledger::person);
            columns.ints(first, Ledger::firstYear);
            columns.bytes(first, ledger -> new byte[Ledger.HASH_BYTES]);
            insert.executeUpdate();
        }
    }

    private static Set<String> execute(Connection connection, List<Ledger> ledgers, String sql) throws SQLException {
        if (ledgers.isEmpty()) {
            return Set.of();
        }
        try (var statement = connection.prepareStatement(sql)) {
            columns(statement, ledgers);
            return persons(statement);
        }
    }

    /// Sets the parameters for [#NEW_COLUMNS].
    private static Columns columns(PreparedStatement statement, List<Ledger> ledgers) throws SQLException {
        var columns = new Columns(statement);
        columns.texts(ledgers, Ledger::person);
        columns.longs(ledgers, Ledger::version);
        columns.ints(ledgers, Ledger::firstYear);
        columns.ints(ledgers, Ledger::year);
        columns.ints(ledgers, Ledger::interestYear);
        columns.longs(ledgers, ledger -> ledger.balances().current().value());
        columns.longs(ledgers, ledger -> ledger.balances().prior().value());
        columns.longs(ledgers, ledger -> ledger.wallet().value());
        columns.longs(ledgers, ledger -> ledger.daySums().current());
        columns.longs(ledgers, ledger -> ledger.daySums().prior());
        columns.longs(ledgers, Ledger::entries);
        columns.bytes(ledgers, Ledger::head);
        return columns;
    }

    private static Set<String> persons(PreparedStatement statement) throws SQLException {
        var persons = new HashSet<String>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                persons.add(rows.getString(1));
            }
        }
        return persons;
    }

    void append(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into journal (psn_no, entry, posted_at, source, target, amount_fen, why, reference, hash)
                select * from unnest(?::varchar[], ?::bigint[], ?::timestamptz[], ?::varchar[], ?::varchar[],
                    ?::bigint[], ?::varchar[], ?::varchar[], ?::bytea[])""")) {
            var columns = new Columns(insert);
            columns.texts(rows, Row::person);
            columns.longs(rows, Row::number);
            columns.texts(rows, row -> row.at().toString());
            columns.texts(rows, row -> row.entry().source());
            columns.texts(rows, row -> row.entry().target());
            columns.longs(rows, row -> row.entry().amount().value());
            columns.texts(rows, row -> row.entry().why().name());
            columns.texts(rows, row -> row.entry().reference());
            columns.bytes(rows, Row::hash);
            insert.executeUpdate();
        }
    }

    /// Keeps the day sums of years that are over; a year in which there was no money needs none.
    void close(Connection connection, List<Closed> years) throws SQLException {
        var rows = years.stream()
                .filter(closed -> !closed.year().daySums().equals(DaySums.NONE))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into closed_year (psn_no, year, current_fen_days, prior_fen_days)
                select * from unnest(?::varchar[], ?::integer[], ?::bigint[], ?::bigint[])""")) {
            var columns = new Columns(insert);
            columns.texts(rows, Closed::person);
            columns.ints(rows, closed -> closed.year().year());
            columns.longs(rows, closed -> closed.year().daySums().current());
            columns.longs(rows, closed -> closed.year().daySums().prior());
            insert.executeUpdate();
        }
    }

    /// Sets a statement's parameters one after the other, each to a column of the rows as an array. Times and days
    /// go as ISO text, for the statement to cast.
    static final class Columns {

        private final PreparedStatement statement;
        private int next = 1;

        Columns(PreparedStatement statement) {
            this.statement = statement;
        }

        <T> void texts(List<T> rows, Function<T, String> value) throws SQLException {
            set(rows.stream().map(value).toArray(String[]::new));
        }

        <T> void longs(List<T> rows, ToLongFunction<T> value) throws SQLException {
            set(rows.stream().mapToLong(value).toArray());
        }

        <T> void ints(List<T> rows, ToIntFunction<T> value) throws SQLException {
            set(rows.stream().mapToInt(value).toArray());
        }

        <T> void bytes(List<T> rows, Function<T, byte[]> value) throws SQLException {
            set(rows.stream().map(value).toArray(byte[][]::new));
        }

        private void set(Object column) throws SQLException {
            statement.setObject(next, column);
            next++;
        }
    }
}
