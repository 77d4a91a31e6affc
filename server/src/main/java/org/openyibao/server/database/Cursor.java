package org.openyibao.server.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// The rows of a query one after the other, some thousands of them in memory. Its connection has autocommit off.
public final class Cursor<T> implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 5_000;

    /// Reads the row that the result set stands at.
    public interface Reader<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final PreparedStatement select;
    private final ResultSet rows;
    private final Reader<T> reader;

    /// The query with its parameters set; it is closed with the cursor.
    public Cursor(PreparedStatement select, Reader<T> reader) throws SQLException {
        this.select = select;
        this.reader = reader;
        select.setFetchSize(ROWS_AT_ONCE);
        rows = select.executeQuery();
    }

    /// Empty after the last row.
    public Optional<T> next() throws SQLException {
        return rows.next() ? Optional.of(reader.of(rows)) : Optional.empty();
    }

    @Override
    public void close() throws SQLException {
        select.close();
    }
}
