package org.openyibao.server.request;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// SQL of `request`.
final class RequestStore {

    /// What a key was used for, and the answer.
    record Kept(byte[] content, byte[] response) {}

    Optional<Kept> find(Connection connection, String key) throws SQLException {
        try (var select = connection.prepareStatement("select content, response from request where key = ?")) {
            select.setString(1, key);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new Kept(rows.getBytes(1), rows.getBytes(2))) : Optional.empty();
            }
        }
    }

    /// False where another transaction used the key meanwhile.
    boolean insert(Connection connection, Request request, byte[] response, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into request (key, content, response, answered_at) values (?, ?, ?, ?)
                on conflict (key) do nothing""")) {
            insert.setString(1, request.key());
            insert.setBytes(2, request.content());
            insert.setBytes(3, response);
            insert.setObject(4, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }
}
