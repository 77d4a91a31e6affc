package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.DataKeys;

/// SQL of `enrolment_change`.
final class ChangeStore {

    private static final String BEFORE = "enrolment_change.before_values";
    private static final String AFTER = "enrolment_change.after_values";

    private final DataKeys keys;

    ChangeStore(DataKeys keys) {
        this.keys = keys;
    }

    /// The number of the last change of a person; 0 where there is none.
    int last(Connection connection, String person) throws SQLException {
        try (var select = connection.prepareStatement(
                "select coalesce(max(change_no), 0) from enrolment_change where psn_no = ?")) {
            select.setString(1, person);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /// The changes of a person, the first first.
    List<Change> of(Connection connection, String person) throws SQLException {
        try (var select = connection.prepareStatement("""
                select change_no, recorded_at, clerk, reason, kind, subject, fields, before_values, after_values
                from enrolment_change where psn_no = ? order by change_no""")) {
            select.setString(1, person);
            try (var rows = select.executeQuery()) {
                var changes = new ArrayList<Change>();
                while (rows.next()) {
                    changes.add(change(person, rows));
                }
                return changes;
            }
        }
    }

    private Change change(String person, ResultSet row) throws SQLException {
        var name = name(person, row.getInt(1));
        var fields = (String[]) row.getArray(7).getArray();
        var before = keys.openAll(BEFORE, name, row.getArray(8));
        var after = keys.openAll(AFTER, name, row.getArray(9));
        var values = new ArrayList<Change.Value>(fields.length);
        for (var i = 0; i < fields.length; i++) {
            values.add(new Change.Value(fields[i], before.get(i), after.get(i)));
        }
        return new Change(
                row.getInt(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                Codes.of(Change.Kind.class, row.getString(5)),
                row.getString(6),
                List.copyOf(values),
                new Changes.Said(row.getString(3), row.getString(4)));
    }

    private static String name(String person, int number) {
        return person + "/" + number;
    }

    /// The person is locked, so that no other change takes the numbers.
    void insert(Connection connection, String person, List<Change> changes) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into enrolment_change (psn_no, change_no, recorded_at, clerk, reason, kind, subject, fields,
                    before_values, after_values)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (var change : changes) {
                insert.setString(1, person);
                insert.setInt(2, change.number());
                insert.setObject(3, OffsetDateTime.ofInstant(change.at(), ZoneOffset.UTC));
                insert.setString(4, change.said().clerk());
                insert.setString(5, change.said().reason());
                insert.setString(6, change.kind().toString());
                insert.setString(7, change.subject());
                var name = name(person, change.number());
                insert.setObject(8, texts(change, Change.Value::field).toArray(String[]::new));
                insert.setObject(9, keys.sealAll(BEFORE, name, texts(change, Change.Value::before)));
                insert.setObject(10, keys.sealAll(AFTER, name, texts(change, Change.Value::after)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<String> texts(Change change, Function<Change.Value, String> part) {
        return change.values().stream().map(part).toList();
    }
}
