package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.Conditions;

/// SQL of `look`.
final class LookStore {

    private static final String INSTITUTION = "institution";

    void insert(Connection connection, List<Look> looks) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into look (at, name, role, scope, psn_no, route, reason, address, operator)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (var look : looks) {
                insert.setObject(1, OffsetDateTime.ofInstant(look.at(), ZoneOffset.UTC));
                switch (look.by()) {
                    case Look.User(var caller) -> {
                        insert.setString(2, caller.name());
                        insert.setString(3, caller.role().toString());
                        insert.setString(4, caller.scope());
                        insert.setString(9, "");
                    }
                    case Look.Institution(var code, var operator) -> {
                        insert.setString(2, code);
                        insert.setString(3, INSTITUTION);
                        insert.setString(4, "");
                        insert.setString(9, operator);
                    }
                }
                insert.setString(5, look.person());
                insert.setString(6, look.route());
                insert.setString(7, look.reason());
                insert.setString(8, look.address());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    List<Look> search(Connection connection, AuditTrail.Question question, long before, int most) throws SQLException {
        var asked = new Conditions().and("id < ?", before);
        question.person().ifPresent(person -> asked.and("psn_no = ?", person));
        question.by().ifPresent(by -> asked.and("name = ?", by));
        question.route().ifPresent(route -> asked.and("strpos(route, ?) > 0", route));
        question.from().ifPresent(from -> asked.and("at >= ?", utc(from)));
        question.until().ifPresent(until -> asked.and("at < ?", utc(until)));
        try (var select =
                connection.prepareStatement("select id, at, name, role, scope, psn_no, route, reason, address, operator"
                        + " from look where " + asked.sql() + " order by id desc limit ?")) {
            select.setInt(asked.set(select), most);
            try (var rows = select.executeQuery()) {
                var looks = new ArrayList<Look>();
                while (rows.next()) {
                    looks.add(new Look(
                            rows.getLong(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getString(4).equals(INSTITUTION)
                                    ? new Look.Institution(rows.getString(3), rows.getString(10))
                                    : new Look.User(new Caller(
                                            rows.getString(3),
                                            Codes.of(Role.class, rows.getString(4)),
                                            rows.getString(5))),
                            rows.getString(6),
                            rows.getString(7),
                            rows.getString(8),
                            rows.getString(9)));
                }
                return looks;
            }
        }
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
