package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// SQL of `revealed`.
final class RevealStore {

    void insert(Connection connection, String person, Caller caller, String reason, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into revealed (psn_no, revealed_at, seen_by, role, reason) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, person);
            insert.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.setString(3, caller.name());
            insert.setString(4, caller.role().toString());
            insert.setString(5, reason);
            insert.executeUpdate();
        }
    }
}
