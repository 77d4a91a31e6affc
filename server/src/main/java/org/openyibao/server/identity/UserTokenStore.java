package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.server.database.Codes;

/// SQL of `user_token`.
final class UserTokenStore {

    /// Whose a secret is, since when, and whether the user must change the password.
    record Held(long id, Caller caller, Instant issuedAt, Instant usedAt, boolean mustChange, boolean elsewhere) {}

    void insert(Connection connection, String kind, UserToken token, byte[] hash) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into user_token (id, kind, name, purpose, hash, issued_at, used_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setLong(1, token.id());
            insert.setString(2, kind);
            insert.setString(3, token.user());
            insert.setString(4, token.purpose());
            insert.setBytes(5, hash);
            insert.setObject(6, utc(token.issuedAt()));
            insert.setObject(7, utc(token.usedAt()));
            insert.setObject(8, utc(token.expiresAt()));
            insert.executeUpdate();
        }
    }

    /// Of a user who is not disabled.
    Optional<Held> find(Connection connection, String kind, byte[] hash, Instant now) throws SQLException {
        try (var select = connection.prepareStatement("""
                select t.id, u.name, u.role, u.scope, t.issued_at, t.used_at, u.must_change, u.password = ''
                from user_token t join users u on u.name = t.name
                where t.hash = ? and t.kind = ? and t.expires_at > ? and not u.disabled""")) {
            select.setBytes(1, hash);
            select.setString(2, kind);
            select.setObject(3, utc(now));
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Held(
                                rows.getLong(1),
                                new Caller(
                                        rows.getString(2), Codes.of(Role.class, rows.getString(3)), rows.getString(4)),
                                instant(rows, 5),
                                instant(rows, 6),
                                rows.getBoolean(7),
                                rows.getBoolean(8)))
                        : Optional.empty();
            }
        }
    }

    void used(Connection connection, long id, Instant now) throws SQLException {
        try (var update = connection.prepareStatement("update user_token set used_at = ? where id = ?")) {
            update.setObject(1, utc(now));
            update.setLong(2, id);
            update.executeUpdate();
        }
    }

    void used(Connection connection, long id, Instant now, Instant expiresAt) throws SQLException {
        try (var update =
                connection.prepareStatement("update user_token set used_at = ?, expires_at = ? where id = ?")) {
            update.setObject(1, utc(now));
            update.setObject(2, utc(expiresAt));
            update.setLong(3, id);
            update.executeUpdate();
        }
    }

    /// Tokens of a user, sessions left out, the newest first.
    List<UserToken> of(Connection connection, String name, Instant now) throws SQLException {
        try (var select = connection.prepareStatement("""
                select id, name, purpose, issued_at, used_at, expires_at from user_token
                where name = ? and kind = 'token' and expires_at > ? order by id desc""")) {
            select.setString(1, name);
            select.setObject(2, utc(now));
            try (var rows = select.executeQuery()) {
                var tokens = new ArrayList<UserToken>();
                while (rows.next()) {
                    tokens.add(new UserToken(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            instant(rows, 4),
                            instant(rows, 5),
                            instant(rows, 6)));
                }
                return tokens;
            }
        }
    }

    /// False where the user has no such token.
    boolean delete(Connection connection, String name, long id) throws SQLException {
        try (var delete =
                connection.prepareStatement("delete from user_token where id = ? and name = ? and kind = 'token'")) {
            delete.setLong(1, id);
            delete.setString(2, name);
            return delete.executeUpdate() == 1;
        }
    }

    void deleteSession(Connection connection, byte[] hash) throws SQLException {
        try (var delete = connection.prepareStatement("delete from user_token where hash = ? and kind = 'session'")) {
            delete.setBytes(1, hash);
            delete.executeUpdate();
        }
    }

    void deleteAll(Connection connection, String name) throws SQLException {
        try (var delete = connection.prepareStatement("delete from user_token where name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
    }

    void deleteExpired(Connection connection, Instant now) throws SQLException {
        try (var delete = connection.prepareStatement("delete from user_token where expires_at <= ?")) {
            delete.setObject(1, utc(now));
            delete.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
