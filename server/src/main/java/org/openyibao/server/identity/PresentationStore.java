package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.openyibao.server.database.Codes;

/// SQL of `presentation`.
final class PresentationStore {

    void insert(Connection connection, Presentation made) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into presentation (id, institution, psn_no, shown, taken_by, taken_at) values (?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, made.id());
            insert.setString(2, made.institution());
            insert.setString(3, made.person());
            insert.setString(4, made.shown().toString());
            insert.setString(5, made.takenBy());
            insert.setObject(6, at(made.takenAt()));
            insert.executeUpdate();
        }
    }

    Optional<Presentation> find(Connection connection, String id) throws SQLException {
        try (var select = connection.prepareStatement("""
                select id, institution, psn_no, shown, taken_by, taken_at from presentation where id = ?""")) {
            select.setString(1, id);
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Presentation(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                Codes.of(Shown.Kind.class, rows.getString(4)),
                                rows.getString(5),
                                rows.getObject(6, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }

    boolean isThere(Connection connection, String institution, String person, Instant since) throws SQLException {
        try (var select = connection.prepareStatement("""
                select exists (select 1 from presentation where institution = ? and psn_no = ? and taken_at >= ?)""")) {
            select.setString(1, institution);
            select.setString(2, person);
            select.setObject(3, at(since));
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
