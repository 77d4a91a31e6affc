package org.openyibao.server.gateway;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openyibao.server.database.TestDatabase;

/// All rows of a database, told apart by their hash. Left out is what servers write of themselves.
final class Tables implements AutoCloseable {

    private static final Set<String> OF_THE_SERVER = Set.of("flyway_schema_history", "server");

    private final Connection connection;
    private final String everything;

    Tables(TestDatabase database) throws SQLException {
        connection = database.connect();
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select tablename from pg_tables where schemaname = 'public' order by 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        names.removeAll(OF_THE_SERVER);
        everything = names.stream()
                .map(name -> "select '%1$s', count(*), sum(hashtextextended(t::text, 0)) from %1$s t".formatted(name))
                .collect(Collectors.joining(" union all "));
    }

    /// By table: how many rows, and the sum of their hashes.
    Map<String, String> contents() throws SQLException {
        var contents = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(everything)) {
            while (rows.next()) {
                contents.put(rows.getString(1), rows.getLong(2) + " rows, " + rows.getString(3));
            }
        }
        return contents;
    }

    /// Rises with every transaction that wrote something, and is cheap to ask for.
    long newestWriting() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_snapshot_xmax(pg_current_snapshot())")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
