package org.openyibao.server.registry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Entries of the catalogue on their way in, in the caller's transaction: first added, then looked through as a
/// whole, then taken. In memory are some thousands of them.
public final class EntryLoad implements AutoCloseable {

    /// A row that says again what `first` says of the same key.
    public record Again(long row, long first, String code) {}

    private final EntryLoadStore store;

    EntryLoad(Connection connection, Instant now) throws SQLException {
        store = new EntryLoadStore(connection, now);
    }

    /// `row`: by which it is told what is wrong with it.
    public void add(long row, CatalogueEntry entry) {
        store.add(row, entry);
    }

    /// Rows of a region, a code and a first day that were there before, at most `most`.
    public List<Again> repeated(int most) throws SQLException {
        return store.repeated(most);
    }

    /// Adds or replaces entries by region, code and first day; of several rows of one the last is taken. How many
    /// rows came. Whoever ends the transaction lets [Registry#forget] what was looked up before.
    public long take() throws SQLException {
        return store.take();
    }

    @Override
    public void close() throws SQLException {
        store.close();
    }
}
