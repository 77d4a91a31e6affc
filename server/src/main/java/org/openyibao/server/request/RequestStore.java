package org.openyibao.server.request;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.openyibao.server.database.DataKeys;

/// SQL of `request`.
final class RequestStore {

    private static final String CONTENT = "request.content";
    private static final String RESPONSE = "request.response";

    private final DataKeys keys;

    RequestStore(DataKeys keys) {
        this.keys = keys;
    }

    /// What a key was used for, and the answer.
    record Kept(byte[] content, byte[] response) {}

    Optional<Kept> find(Connection connection, Request request) throws SQLException {
        try (var select =
                connection.prepareStatement("select content, response from request where caller = ? and key = ?")) {
            select.setString(1, request.caller());
            select.setString(2, request.key());
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Kept(
                                keys.openBytes(CONTENT, request.key(), rows.getBytes(1)),
                                keys.openBytes(RESPONSE, request.key(), rows.getBytes(2))))
                        : Optional.empty();
            }
        }
    }

    /// False where another transaction used the key meanwhile.
    boolean insert(Connection connection, Request request, byte[] response, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into request (caller, key, content, response, answered_at) values (?, ?, ?, ?, ?)
                on conflict (caller, key) do nothing""")) {
            insert.setString(1, request.caller());
            insert.setString(2, request.key());
            insert.setBytes(3, keys.seal(CONTENT, request.key(), request.content()));
            insert.setBytes(4, keys.seal(RESPONSE, request.key(), response));
            insert.setObject(5, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }
}
