package org.openyibao.server.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openyibao.server.database.SealedTable.Column;
import org.openyibao.server.database.SealedTable.Shape;

/// A row of a [SealedTable] with its values in clear, on its way from one way of keeping them to another.
///
/// @param key the values of the primary key
/// @param name what names it towards [DataKeys]
/// @param values of each sealed column the bytes, or those of each text of an array
/// @param together what is hashed together with a column's text; empty where nothing is
record SealedRow(List<Object> key, String name, List<List<byte[]>> values, List<String> together) {

    /// Of a row as versions before kept it.
    static SealedRow clear(SealedTable table, ResultSet row) throws SQLException {
        return of(table, row, (column, name) -> switch (column.shape()) {
            case TEXT -> List.of(utf8(row.getString(column.name())));
            case TEXTS ->
                Arrays.stream((String[]) row.getArray(column.name()).getArray())
                        .map(SealedRow::utf8)
                        .toList();
            case BYTES -> List.of(row.getBytes(column.name()));
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Of a row that is sealed.
    static SealedRow sealed(SealedTable table, ResultSet row, DataKeys keys) throws SQLException {
        return of(table, row, (column, name) -> {
            var sealed = column.shape() == Shape.TEXTS
                    ? (byte[][]) row.getArray(column.name()).getArray()
                    : new byte[][] {row.getBytes(column.name())};
            return Arrays.stream(sealed)
                    .map(each -> keys.openBytes(table.place(column), name, each))
                    .toList();
        });
    }

    private interface Values {
        List<byte[]> of(Column column, String name) throws SQLException;
    }

    private static SealedRow of(SealedTable table, ResultSet row, Values values) throws SQLException {
        var key = new ArrayList<Object>();
        for (var column : table.key()) {
            key.add(row.getObject(column));
        }
        var names = new ArrayList<String>();
        for (var column : table.row()) {
            names.add(row.getString(column));
        }
        var name = String.join("/", names);
        var found = new ArrayList<List<byte[]>>();
        var together = new ArrayList<String>();
        for (var column : table.columns()) {
            found.add(values.of(column, name));
            var with = column.hash().flatMap(SealedTable.Hash::together);
            together.add(with.isEmpty() ? "" : "/" + row.getString(with.get()));
        }
        return new SealedRow(key, name, found, together);
    }

    /// Binds what [SealedTable#written] names, under the newest keys, then the row's key.
    void bind(SealedTable table, DataKeys keys, Connection connection, PreparedStatement update) throws SQLException {
        var at = 0;
        for (var i = 0; i < values.size(); i++) {
            var column = table.columns().get(i);
            var sealed = values.get(i).stream()
                    .map(each -> keys.seal(table.place(column), name, each))
                    .toArray(byte[][]::new);
            if (column.shape() == Shape.TEXTS) {
                update.setArray(++at, connection.createArrayOf("bytea", sealed));
            } else {
                update.setBytes(++at, sealed[0]);
            }
            if (column.hash().isPresent()) {
                var text = new String(values.get(i).getFirst(), StandardCharsets.UTF_8) + together.get(i);
                update.setBytes(++at, keys.hash(column.hash().get().what(), text));
            }
        }
        for (var part : key) {
            update.setObject(++at, part);
        }
    }
}
