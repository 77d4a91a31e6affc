package org.openyibao.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openyibao.server.database.DataKeys.Kind;
import org.openyibao.server.database.DatabaseException.Problem;
import org.openyibao.server.database.SealedTable.Shape;

/// Brings all that is sealed or hashed under older keys under the newest ones, in portions, while servers go on: both
/// keys open meanwhile. Ended in between and begun again it does what is left.
public final class Rotation {

    private static final int ROWS_AT_ONCE = 500;

    /// What became of it: how many rows were written anew, and the keys that nothing is kept under any more, each as
    /// `1 seal`.
    public record Done(long rows, List<String> noLongerNeeded) {}

    private final Connection connection;
    private final DataKeys keys;
    private final LongConsumer progress;
    private long written;

    private Rotation(Connection connection, DataKeys keys, LongConsumer progress) {
        this.connection = connection;
        this.keys = keys;
        this.progress = progress;
    }

    /// @param progress is told from time to time how many rows were written anew
    /// @throws DatabaseException if the database fails meanwhile; what was done until then stays
    public static Done rotate(DatabaseAddress address, LongConsumer progress) {
        try (var connection = OpenDatabase.connect(address)) {
            connection.setAutoCommit(false);
            var rotation = new Rotation(connection, address.keys(), progress);
            // Until a pass finds none: a server that had not yet seen the new key may have written behind it.
            long before;
            do {
                before = rotation.written;
                for (var table : SealedTable.ALL) {
                    rotation.rotate(table);
                }
            } while (rotation.written > before);
            var gone = KeyMarks.leaveTheNewestAlone(connection, address.keys());
            connection.commit();
            return new Done(
                    rotation.written,
                    gone.stream().map(mark -> mark.id() + " " + mark.kind()).toList());
        } catch (SQLException failure) {
            throw new DatabaseException(
                    Problem.UNREACHABLE, failure, address.jdbcUrl(), String.valueOf(failure.getMessage()));
        }
    }

    private void rotate(SealedTable table) throws SQLException {
        var key = String.join(", ", table.key());
        var select =
                "select " + String.join(", ", table.read()) + " from " + table.name() + " where (" + stale(table) + ")";
        var end = " order by " + key + " limit " + ROWS_AT_ONCE + " for no key update";
        var next = select + " and (" + key + ") > ("
                + table.key().stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")" + end;
        var update = "update " + table.name() + " set "
                + table.written().stream().map(column -> column + " = ?").collect(Collectors.joining(", ")) + " where "
                + table.key().stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
        try (var first = connection.prepareStatement(select + end);
                var later = connection.prepareStatement(next);
                var write = connection.prepareStatement(update)) {
            var portion = portion(table, first, List.of());
            while (!portion.isEmpty()) {
                for (var row : portion) {
                    row.bind(table, keys, connection, write);
                    write.addBatch();
                }
                write.executeBatch();
                connection.commit();
                written += portion.size();
                progress.accept(written);
                portion = portion(table, later, portion.getLast().key());
            }
            connection.commit();
        }
    }

    private List<SealedRow> portion(SealedTable table, PreparedStatement select, List<Object> after)
            throws SQLException {
        var at = 0;
        var stale = Stream.concat(
                table.columns().stream().map(_ -> Kind.SEAL),
                table.columns().stream()
                        .flatMap(column -> column.hash().stream())
                        .map(_ -> Kind.HASH));
        for (var kind : stale.toList()) {
            select.setBytes(++at, DataKeys.prefix(keys.newest(kind)));
        }
        for (var part : after) {
            select.setObject(++at, part);
        }
        var portion = new ArrayList<SealedRow>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                portion.add(SealedRow.sealed(table, rows, keys));
            }
        }
        return portion;
    }

    /// Of an array all texts are sealed at once: the first tells of the others.
    private static String stale(SealedTable table) {
        return Stream.concat(
                        table.columns().stream()
                                .map(column -> column.shape() == Shape.TEXTS ? column.name() + "[1]" : column.name()),
                        table.columns().stream()
                                .flatMap(column -> column.hash().stream())
                                .map(SealedTable.Hash::column))
                .map(column -> "substring(" + column + " from 1 for " + DataKeys.ID_BYTES + ") <> ?")
                .collect(Collectors.joining(" or "));
    }
}
