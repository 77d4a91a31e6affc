package org.openyibao.server.exchange;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.openyibao.server.database.DataKeys;

/// SQL of `exchange_file` and `exchange_part`.
final class ExchangeStore {

    private static final int MOST_DROPPED_AT_ONCE = 100;
    private static final String CONTENT = "exchange_part.content";

    private final DataKeys keys;

    ExchangeStore(DataKeys keys) {
        this.keys = keys;
    }

    void insert(Connection connection, ExchangedFile file) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into exchange_file (file_id, institution, name, kept_until) values (?, ?, ?, ?)")) {
            insert.setString(1, file.number());
            insert.setString(2, file.institution());
            insert.setString(3, file.name());
            insert.setObject(4, at(file.keptUntil()));
            insert.executeUpdate();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    void insert(Connection connection, String file, int part, byte[] content) throws SQLException {
        try (var insert =
                connection.prepareStatement("insert into exchange_part (file_id, part, content) values (?, ?, ?)")) {
            insert.setString(1, file);
            insert.setInt(2, part);
            insert.setBytes(3, keys.seal(CONTENT, file + "/" + part, content));
            insert.executeUpdate();
        }
    }

    Optional<ExchangedFile> find(Connection connection, String institution, String number, Instant now)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select file_id, institution, name, kept_until
                from exchange_file where file_id = ? and institution = ? and kept_until > ?""")) {
            select.setString(1, number);
            select.setString(2, institution);
            select.setObject(3, at(now));
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new ExchangedFile(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getObject(4, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }

    Optional<byte[]> part(Connection connection, String file, int part) throws SQLException {
        try (var select =
                connection.prepareStatement("select content from exchange_part where file_id = ? and part = ?")) {
            select.setString(1, file);
            select.setInt(2, part);
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(keys.openBytes(CONTENT, file + "/" + part, rows.getBytes(1)))
                        : Optional.empty();
            }
        }
    }

    /// Drops files that are not kept any more, some at a time.
    void drop(Connection connection, Instant now) throws SQLException {
        try (var delete = connection.prepareStatement("""
                with old as (
                    select file_id from exchange_file where kept_until <= ? order by kept_until limit ?
                    for update skip locked
                ), parts as (
                    delete from exchange_part p using old where p.file_id = old.file_id
                )
                delete from exchange_file f using old where f.file_id = old.file_id""")) {
            delete.setObject(1, at(now));
            delete.setInt(2, MOST_DROPPED_AT_ONCE);
            delete.executeUpdate();
        }
    }
}
