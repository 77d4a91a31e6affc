package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// SQL of `visit_mark`.
final class VisitMarkStore {

    private static final String WHERE = """
            where institution = ? and (?::varchar is null or psn_no = ?) and (?::varchar is null or mark_id = ?)
                and (?::varchar is null or visit_id = ?) and (?::varchar is null or number = ?)
                and (?::varchar is null or kind = ?) and (?::varchar is null or mark = ?)
                and (?::varchar is null or region = ?)""";

    void insert(Connection connection, VisitMarks.Mark made) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into visit_mark (psn_no, mark_id, visit_id, institution, number, kind, mark, region, made_at, details)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, made.person());
            insert.setString(2, made.id());
            insert.setString(3, made.visit());
            insert.setString(4, made.institution());
            insert.setString(5, made.number());
            insert.setString(6, made.kind());
            insert.setString(7, made.mark());
            insert.setString(8, made.region());
            insert.setObject(9, OffsetDateTime.ofInstant(made.at(), ZoneOffset.UTC));
            insert.setString(10, made.details());
            insert.executeUpdate();
        }
    }

    long count(Connection connection, VisitMarks.Wanted wanted) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from visit_mark " + WHERE)) {
            bind(select, wanted);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /// The first made first.
    List<VisitMarks.Mark> find(Connection connection, VisitMarks.Wanted wanted, long offset, int most)
            throws SQLException {
        var sql = """
                select psn_no, mark_id, visit_id, institution, number, kind, mark, region, made_at, details
                from visit_mark\s""" + WHERE + " order by made_at, mark_id limit ? offset ?";
        try (var select = connection.prepareStatement(sql)) {
            var at = bind(select, wanted);
            select.setInt(at + 1, most);
            select.setLong(at + 2, offset);
            var found = new ArrayList<VisitMarks.Mark>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new VisitMarks.Mark(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getString(7),
                            rows.getString(8),
                            rows.getObject(9, OffsetDateTime.class).toInstant(),
                            rows.getString(10)));
                }
            }
            return found;
        }
    }

    /// The number of the last parameter.
    private static int bind(PreparedStatement select, VisitMarks.Wanted wanted) throws SQLException {
        var at = 0;
        select.setString(++at, wanted.institution());
        for (var value : List.of(
                wanted.person(),
                wanted.id(),
                wanted.visit(),
                wanted.number(),
                wanted.kind(),
                wanted.mark(),
                wanted.region())) {
            select.setString(++at, value.orElse(null));
            select.setString(++at, value.orElse(null));
        }
        return at;
    }
}
