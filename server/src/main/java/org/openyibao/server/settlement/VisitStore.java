package org.openyibao.server.settlement;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.server.database.Codes;

/// SQL of `visit`.
final class VisitStore {

    /// Names one visit of one person.
    record Key(String person, String visit) {}

    List<VisitRecord> find(Connection connection, Collection<Key> keys) throws SQLException {
        var found = new ArrayList<VisitRecord>(keys.size());
        if (keys.isEmpty()) {
            return found;
        }
        try (var select = connection.prepareStatement("""
                select v.* from unnest(?::varchar[], ?::varchar[]) as k(psn_no, visit_id)
                join visit v on v.psn_no = k.psn_no and v.visit_id = k.visit_id""")) {
            select.setObject(1, Rows.texts(keys, Key::person));
            select.setObject(2, Rows.texts(keys, Key::visit));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(visit(rows));
                }
            }
        }
        return found;
    }

    /// All stays of the persons, cancelled ones too.
    List<VisitRecord> stays(Connection connection, Collection<String> persons) throws SQLException {
        var found = new ArrayList<VisitRecord>();
        if (persons.isEmpty()) {
            return found;
        }
        try (var select = connection.prepareStatement("""
                select v.* from unnest(?::varchar[]) as k(psn_no)
                join visit v on v.psn_no = k.psn_no and v.inpatient
                order by v.psn_no, v.opened_at, v.visit_id""")) {
            select.setObject(1, persons.toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(visit(rows));
                }
            }
        }
        return found;
    }

    Optional<VisitRecord> order(Connection connection, String id) throws SQLException {
        return orders(connection, "v.visit_id = ?", id).stream().findFirst();
    }

    /// A person's orders that nobody paid or cancelled, the last first.
    List<VisitRecord> openOrders(Connection connection, String person) throws SQLException {
        return orders(connection, """
                v.psn_no = ? and not v.cancelled and not exists (
                    select 1 from settlement s where s.psn_no = v.psn_no and s.visit_id = v.visit_id)""", person);
    }

    /// A person's orders of some days at an institution that were paid and not taken back, the last first.
    List<VisitRecord> paidOrders(Connection connection, String person, String institution, LocalDate from, LocalDate to)
            throws SQLException {
        return orders(connection, """
                v.psn_no = ? and v.institution = ? and v.opened_at between ? and ? and exists (
                    select 1 from settlement s
                    where s.psn_no = v.psn_no and s.visit_id = v.visit_id and s.reverses is null and not exists (
                        select 1 from settlement r where r.psn_no = s.psn_no and r.reverses = s.settlement_id))""", person, institution, from.atStartOfDay(), to.atTime(LocalTime.MAX));
    }

    private static List<VisitRecord> orders(Connection connection, String where, Object... values) throws SQLException {
        try (var select = connection.prepareStatement("select v.* from visit v where v.ordered and " + where
                + " order by v.opened_at desc, v.visit_id desc")) {
            for (var i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            var found = new ArrayList<VisitRecord>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(visit(rows));
                }
            }
            return found;
        }
    }

    boolean isOrdered(Connection connection, String institution, String number) throws SQLException {
        try (var select = connection.prepareStatement(
                "select exists (select 1 from visit where ordered and institution = ? and number = ?)")) {
            select.setString(1, institution);
            select.setString(2, number);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    static VisitRecord visit(ResultSet row) throws SQLException {
        return new VisitRecord(
                row.getString("psn_no"),
                row.getString("visit_id"),
                row.getString("institution"),
                Codes.of(Scheme.class, row.getString("scheme")),
                row.getObject("opened_at", LocalDateTime.class),
                row.getString("number"),
                row.getString("category"),
                row.getString("disease_code"),
                row.getString("disease_name"),
                row.getBoolean("cancelled"),
                row.getString("details"),
                row.getBoolean("inpatient") ? Optional.of(inpatient(row)) : Optional.empty(),
                row.getBoolean("ordered"));
    }

    private static VisitRecord.Inpatient inpatient(ResultSet row) throws SQLException {
        return new VisitRecord.Inpatient(
                row.getBoolean("emergency"),
                Optional.ofNullable(row.getObject("discharged_at", LocalDateTime.class)),
                row.getString("discharge_details"),
                row.getString("opened_by"));
    }

    void save(Connection connection, List<VisitRecord> visits) throws SQLException {
        if (visits.isEmpty()) {
            return;
        }
        try (var upsert = connection.prepareStatement("""
                insert into visit (psn_no, visit_id, institution, scheme, opened_at, number, category, disease_code,
                    disease_name, cancelled, details, inpatient, emergency, discharged_at, discharge_details, opened_by,
                    ordered)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (psn_no, visit_id) do update set opened_at = excluded.opened_at, number = excluded.number,
                    category = excluded.category, disease_code = excluded.disease_code,
                    disease_name = excluded.disease_name, cancelled = excluded.cancelled,
                    details = excluded.details, emergency = excluded.emergency,
                    discharged_at = excluded.discharged_at, discharge_details = excluded.discharge_details""")) {
            for (var visit : visits) {
                upsert.setString(1, visit.person());
                upsert.setString(2, visit.id());
                upsert.setString(3, visit.institution());
                upsert.setString(4, visit.scheme().toString());
                upsert.setObject(5, visit.openedAt());
                upsert.setString(6, visit.number());
                upsert.setString(7, visit.category());
                upsert.setString(8, visit.diseaseCode());
                upsert.setString(9, visit.diseaseName());
                upsert.setBoolean(10, visit.cancelled());
                upsert.setString(11, visit.details());
                var stay = visit.inpatient();
                upsert.setBoolean(12, stay.isPresent());
                upsert.setBoolean(13, visit.isEmergencyStay());
                upsert.setObject(14, visit.dischargedAt().orElse(null));
                upsert.setString(
                        15, stay.map(VisitRecord.Inpatient::dischargeDetails).orElse(""));
                upsert.setString(16, stay.map(VisitRecord.Inpatient::openedBy).orElse(""));
                upsert.setBoolean(17, visit.ordered());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
