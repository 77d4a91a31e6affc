package org.openyibao.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.openyibao.server.database.SealedTable.Shape;

/// Seals what a version before kept in clear. All or nothing: in one transaction, its rows in portions.
///
/// @param after what the tables need besides, as indexes by hashes
record SealingMigration(
        MigrationVersion version, String description, List<SealedTable> tables, List<String> after, DataKeys keys)
        implements JavaMigration {

    private static final int ROWS_AT_ONCE = 1_000;

    @Override
    public MigrationVersion getVersion() {
        return version;
    }

    @Override
    public String getDescription() {
        return description;
    }

    /// What it does is no text that could be changed by mistake.
    @Override
    public Integer getChecksum() {
        return 0;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        KeyMarks.leave(connection, keys);
        for (var table : tables) {
            seal(connection, table);
        }
        for (var statement : after) {
            execute(connection, statement);
        }
    }

    private void seal(Connection connection, SealedTable table) throws SQLException {
        var changes = new ArrayList<String>();
        for (var column : table.columns()) {
            if (column.shape() != Shape.BYTES) {
                changes.add(
                        "add column " + unfinished(column) + (column.shape() == Shape.TEXTS ? " bytea[]" : " bytea"));
            }
            column.hash().ifPresent(hash -> changes.add("add column " + hash.column() + " bytea"));
        }
        if (!changes.isEmpty()) {
            execute(connection, "alter table " + table.name() + " " + String.join(", ", changes));
        }
        rows(connection, table);
        for (var column : table.columns()) {
            if (column.shape() != Shape.BYTES) {
                execute(connection, "alter table " + table.name() + " drop column " + column.name());
                execute(
                        connection,
                        "alter table " + table.name() + " rename column " + unfinished(column) + " to "
                                + column.name());
            }
        }
        execute(
                connection,
                table.written().stream()
                        .map(column -> "alter column " + column + " set not null")
                        .collect(Collectors.joining(", ", "alter table " + table.name() + " ", "")));
    }

    private static String unfinished(SealedTable.Column column) {
        return column.shape() == Shape.BYTES ? column.name() : column.name() + "_sealed";
    }

    private void rows(Connection connection, SealedTable table) throws SQLException {
        var set = table.columns().stream()
                .flatMap(column -> Stream.concat(
                        Stream.of(unfinished(column)), column.hash().stream().map(SealedTable.Hash::column)))
                .map(column -> column + " = ?")
                .collect(Collectors.joining(", "));
        var of = table.key().stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
        try (var select = connection.prepareStatement(
                        "select " + String.join(", ", table.read()) + " from " + table.name());
                var update = connection.prepareStatement("update " + table.name() + " set " + set + " where " + of)) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                var waiting = 0;
                while (rows.next()) {
                    SealedRow.clear(table, rows).bind(table, keys, connection, update);
                    update.addBatch();
                    if (++waiting % ROWS_AT_ONCE == 0) {
                        update.executeBatch();
                    }
                }
                update.executeBatch();
            }
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        }
    }
}
