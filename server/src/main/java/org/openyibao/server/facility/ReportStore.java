package org.openyibao.server.facility;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// SQL of `report` and `report_item`.
final class ReportStore {

    private static final String COLUMNS = """
            institution, number, person, kind, reported_on, type, name, item, item_name, positive, abnormal, conclusion,
            performer, physician""";

    /// Adds them, or replaces those of the same institution and number with all their items.
    void save(Connection connection, List<Report> reports) throws SQLException {
        try (var delete = connection.prepareStatement("delete from report_item where institution = ? and number = ?");
                var upsert = connection.prepareStatement("insert into report (" + COLUMNS + """
                        ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (institution, number) do update set person = excluded.person,
                            kind = excluded.kind, reported_on = excluded.reported_on, type = excluded.type,
                            name = excluded.name, item = excluded.item, item_name = excluded.item_name,
                            positive = excluded.positive, abnormal = excluded.abnormal,
                            conclusion = excluded.conclusion, performer = excluded.performer,
                            physician = excluded.physician""");
                var insert = connection.prepareStatement("""
                        insert into report_item (institution, number, place, code, name, method, unit, reference, value,
                            finding, abnormal)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (var each : reports) {
                delete.setString(1, each.institution());
                delete.setString(2, each.number());
                delete.addBatch();
                bind(upsert, each);
                upsert.addBatch();
                var place = 0;
                for (var item : each.items()) {
                    place++;
                    bind(insert, each, place, item);
                    insert.addBatch();
                }
            }
            delete.executeBatch();
            upsert.executeBatch();
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement upsert, Report report) throws SQLException {
        upsert.setString(1, report.institution());
        upsert.setString(2, report.number());
        upsert.setString(3, report.person());
        upsert.setString(4, report.kind().toString());
        upsert.setObject(5, report.on());
        upsert.setString(6, report.type());
        upsert.setString(7, report.name());
        upsert.setString(8, report.item());
        upsert.setString(9, report.itemName());
        upsert.setObject(10, report.positive().orElse(null));
        upsert.setObject(11, report.abnormal().orElse(null));
        upsert.setString(12, report.conclusion());
        upsert.setString(13, report.performer());
        upsert.setString(14, report.physician());
    }

    private static void bind(PreparedStatement insert, Report report, int place, Report.Item item) throws SQLException {
        insert.setString(1, report.institution());
        insert.setString(2, report.number());
        insert.setInt(3, place);
        insert.setString(4, item.code());
        insert.setString(5, item.name());
        insert.setString(6, item.method());
        insert.setString(7, item.unit());
        insert.setString(8, item.reference());
        insert.setString(9, item.value());
        insert.setString(10, item.finding());
        insert.setObject(11, item.abnormal().orElse(null));
    }

    /// Those of the person that are wanted, without items, newest first, at most `most`.
    List<Report> reports(Connection connection, String person, Report.Wanted wanted, int most) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + """
                 from report
                where person = ? and ? in ('', institution) and position(? in performer) > 0 and ? in ('', item)
                    and position(? in item_name) > 0
                order by reported_on desc, institution, number limit ?""")) {
            select.setString(1, person);
            select.setString(2, wanted.institution());
            select.setString(3, wanted.performer());
            select.setString(4, wanted.item());
            select.setString(5, wanted.itemName());
            select.setInt(6, most);
            var found = new ArrayList<Report>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(report(rows));
                }
            }
            return found;
        }
    }

    /// With its items.
    Optional<Report> report(Connection connection, String person, String institution, String number)
            throws SQLException {
        try (var select = connection.prepareStatement(
                "select " + COLUMNS + " from report where institution = ? and number = ? and person = ?")) {
            select.setString(1, institution);
            select.setString(2, number);
            select.setString(3, person);
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(report(rows).with(items(connection, institution, number)))
                        : Optional.empty();
            }
        }
    }

    private static Report report(ResultSet row) throws SQLException {
        return new Report(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                kind(row.getString(4)),
                row.getObject(5, LocalDate.class),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                Optional.ofNullable(row.getObject(10, Boolean.class)),
                Optional.ofNullable(row.getObject(11, Boolean.class)),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                List.of());
    }

    private static Report.Kind kind(String code) {
        for (var kind : Report.Kind.values()) {
            if (kind.toString().equals(code)) {
                return kind;
            }
        }
        throw new IllegalStateException("no kind of report is " + code);
    }

    private static List<Report.Item> items(Connection connection, String institution, String number)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select code, name, method, unit, reference, value, finding, abnormal
                from report_item where institution = ? and number = ? order by place""")) {
            select.setString(1, institution);
            select.setString(2, number);
            var found = new ArrayList<Report.Item>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Report.Item(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getString(7),
                            Optional.ofNullable(rows.getObject(8, Boolean.class))));
                }
            }
            return found;
        }
    }
}
