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
import org.jspecify.annotations.Nullable;
import org.openyibao.server.database.Codes;

/// SQL of `users` and `user_event`.
final class UserStore {

    private static final String COLUMNS =
            "name, role, scope, disabled, locked_until, created_at, password, failures, must_change";

    /// A user with what nobody is told.
    record Row(User user, String password, int failures) {}

    Optional<Row> find(Connection connection, String name) throws SQLException {
        return find(connection, name, "");
    }

    /// As it stands now, and until the end of the transaction.
    Optional<Row> lock(Connection connection, String name) throws SQLException {
        return find(connection, name, " for update");
    }

    private static Optional<Row> find(Connection connection, String name, String locking) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + " from users where name = ?" + locking)) {
            select.setString(1, name);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(row(rows)) : Optional.empty();
            }
        }
    }

    List<User> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + " from users order by name");
                var rows = select.executeQuery()) {
            var users = new ArrayList<User>();
            while (rows.next()) {
                users.add(row(rows).user());
            }
            return users;
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        var caller = new Caller(row.getString(1), Codes.of(Role.class, row.getString(2)), row.getString(3));
        var locked = row.getObject(5, OffsetDateTime.class);
        var password = row.getString(7);
        return new Row(
                new User(
                        caller,
                        !password.isEmpty(),
                        row.getBoolean(9),
                        row.getBoolean(4),
                        locked == null ? Optional.empty() : Optional.of(locked.toInstant()),
                        row.getObject(6, OffsetDateTime.class).toInstant()),
                password,
                row.getInt(8));
    }

    /// False where there is one of the name already.
    boolean insert(Connection connection, Caller user, String password, boolean mustChange, Instant now)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into users (name, role, scope, password, created_at, must_change) values (?, ?, ?, ?, ?, ?)
                on conflict (name) do nothing""")) {
            insert.setString(1, user.name());
            insert.setString(2, user.role().toString());
            insert.setString(3, user.scope());
            insert.setString(4, password);
            insert.setObject(5, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.setBoolean(6, mustChange);
            return insert.executeUpdate() == 1;
        }
    }

    void setPassword(Connection connection, String name, String password, boolean mustChange) throws SQLException {
        try (var update = connection.prepareStatement(
                "update users set password = ?, must_change = ?, failures = 0, locked_until = null where name = ?")) {
            update.setString(1, password);
            update.setBoolean(2, mustChange);
            update.setString(3, name);
            update.executeUpdate();
        }
    }

    void setFailures(Connection connection, String name, int failures, @Nullable Instant lockedUntil)
            throws SQLException {
        try (var update =
                connection.prepareStatement("update users set failures = ?, locked_until = ? where name = ?")) {
            update.setInt(1, failures);
            update.setObject(2, lockedUntil == null ? null : OffsetDateTime.ofInstant(lockedUntil, ZoneOffset.UTC));
            update.setString(3, name);
            update.executeUpdate();
        }
    }

    void setDisabled(Connection connection, String name, boolean disabled) throws SQLException {
        try (var update = connection.prepareStatement("update users set disabled = ? where name = ?")) {
            update.setBoolean(1, disabled);
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    void note(Connection connection, Instant now, String name, UserEvent event, String by) throws SQLException {
        try (var insert =
                connection.prepareStatement("insert into user_event (at, name, event, done_by) values (?, ?, ?, ?)")) {
            insert.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.setString(2, name);
            insert.setString(3, event.toString());
            insert.setString(4, by);
            insert.executeUpdate();
        }
    }
}
