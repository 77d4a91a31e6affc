package org.openyibao.server.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.Conditions;

/// SQL of `import`.
final class ImportStore {

    void insert(Connection connection, List<Import> imports) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into import (at, done_by, kind, name, sha256, size, taken, wrong, outcome)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (var each : imports) {
                insert.setObject(1, OffsetDateTime.ofInstant(each.at(), ZoneOffset.UTC));
                insert.setString(2, each.by());
                insert.setString(3, each.kind());
                insert.setString(4, each.name());
                insert.setString(5, each.sha256());
                insert.setLong(6, each.size());
                insert.setLong(7, each.taken());
                insert.setLong(8, each.wrong());
                insert.setString(9, each.outcome().toString());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    int count(Connection connection, ImportTrail.Question question) throws SQLException {
        var asked = conditions(question);
        try (var select = connection.prepareStatement("select count(*) from import where " + asked.sql())) {
            asked.set(select);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    List<Import> list(Connection connection, ImportTrail.Question question, int offset, int most) throws SQLException {
        var asked = conditions(question);
        try (var select = connection.prepareStatement(
                "select id, at, done_by, kind, name, sha256, size, taken, wrong, outcome from import where "
                        + asked.sql() + " order by at desc, id desc offset ? limit ?")) {
            var next = asked.set(select);
            select.setInt(next, offset);
            select.setInt(next + 1, most);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Import>();
                while (rows.next()) {
                    found.add(new Import(
                            rows.getLong(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getLong(7),
                            rows.getLong(8),
                            rows.getLong(9),
                            Codes.of(Import.Outcome.class, rows.getString(10))));
                }
                return found;
            }
        }
    }

    private static Conditions conditions(ImportTrail.Question question) {
        var asked = new Conditions()
                .and("at >= ?", OffsetDateTime.ofInstant(question.from(), ZoneOffset.UTC))
                .and("at < ?", OffsetDateTime.ofInstant(question.until(), ZoneOffset.UTC));
        question.kind().ifPresent(kind -> asked.and("kind = ?", kind));
        return asked;
    }
}
