package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;

/// SQL of `ledger` and `journal`: few statements, many rows each.
final class AccountStore {

    /// One journal row.
    record Row(String person, long number, Instant at, Entry entry, byte[] hash) {}

    Map<String, Ledger> ledgers(Connection connection, Collection<String> persons) throws SQLException {
        var found = new HashMap<String, Ledger>();
        try (var select = connection.prepareStatement("""
                select psn_no, version, current_fen, prior_fen, entries, head
                from ledger where psn_no = any(?)""")) {
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

    private static Ledger ledger(ResultSet rows) throws SQLException {
        return new Ledger(
                rows.getString(1),
                rows.getLong(2),
                new Balances(Fen.of(rows.getLong(3)), Fen.of(rows.getLong(4))),
                rows.getLong(5),
                rows.getBytes(6));
    }

    /// Moves each ledger on to its new state, if it still is at the version before. First versions are inserted.
    Set<String> advance(Connection connection, List<Ledger> after) throws SQLException {
        var moved = new HashSet<String>();
        moved.addAll(execute(
                connection,
                after.stream().filter(ledger -> ledger.version() > 1).toList(),
                """
                update ledger set version = new.version, current_fen = new.current_fen, prior_fen = new.prior_fen,
                    entries = new.entries, head = new.head
                from unnest(?::varchar[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[])
                    as new(psn_no, version, current_fen, prior_fen, entries, head)
                where ledger.psn_no = new.psn_no and ledger.version = new.version - 1
                returning ledger.psn_no"""));
        moved.addAll(execute(
                connection,
                after.stream().filter(ledger -> ledger.version() == 1).toList(),
                """
                insert into ledger (psn_no, version, current_fen, prior_fen, entries, head)
                select * from unnest(?::varchar[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bytea[])
                on conflict (psn_no) do nothing
                returning psn_no"""));
        return moved;
    }

    private static Set<String> execute(Connection connection, List<Ledger> ledgers, String sql) throws SQLException {
        var persons = new HashSet<String>();
        if (ledgers.isEmpty()) {
            return persons;
        }
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("varchar", column(ledgers, Ledger::person)));
            statement.setArray(2, connection.createArrayOf("int8", column(ledgers, Ledger::version)));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int8", column(ledgers, l -> l.balances().current().value())));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "int8", column(ledgers, l -> l.balances().prior().value())));
            statement.setArray(5, connection.createArrayOf("int8", column(ledgers, Ledger::entries)));
            statement.setArray(
                    6,
                    connection.createArrayOf(
                            "bytea", ledgers.stream().map(Ledger::head).toArray(byte[][]::new)));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    persons.add(rows.getString(1));
                }
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
            insert.setArray(1, connection.createArrayOf("varchar", column(rows, Row::person)));
            insert.setArray(2, connection.createArrayOf("int8", column(rows, Row::number)));
            insert.setArray(3, connection.createArrayOf("timestamptz", column(rows, row -> Timestamp.from(row.at()))));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "varchar", column(rows, row -> row.entry().source())));
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "varchar", column(rows, row -> row.entry().target())));
            insert.setArray(
                    6,
                    connection.createArrayOf(
                            "int8", column(rows, row -> row.entry().amount().value())));
            insert.setArray(
                    7,
                    connection.createArrayOf(
                            "varchar", column(rows, row -> row.entry().why().name())));
            insert.setArray(
                    8,
                    connection.createArrayOf(
                            "varchar", column(rows, row -> row.entry().reference())));
            insert.setArray(
                    9,
                    connection.createArrayOf(
                            "bytea", rows.stream().map(Row::hash).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    private static <T> Object[] column(List<T> rows, Function<T, Object> value) {
        return rows.stream().map(value).toArray();
    }
}
