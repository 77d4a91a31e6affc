package org.openyibao.server.facility;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.server.database.DataKeys;

/// SQL of `department` and `staff`.
final class FacilityStore {

    private static final String CERTIFICATE = "staff.certificate";
    private static final String NAME = "staff.name";

    private final DataKeys keys;

    FacilityStore(DataKeys keys) {
        this.keys = keys;
    }

    /// Those of the institution that were not withdrawn, by code.
    List<Department> departments(Connection connection, String institution) throws SQLException {
        try (var select = connection.prepareStatement("""
                select institution, code, name, begins_at, ends_at, field, region, details
                from department where institution = ? and not withdrawn order by code""")) {
            select.setString(1, institution);
            var found = new ArrayList<Department>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(department(rows));
                }
            }
            return found;
        }
    }

    /// Of the codes those that the institution has and did not withdraw, locked until the end of the transaction.
    Map<String, Department> locked(Connection connection, String institution, Collection<String> codes)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select institution, code, name, begins_at, ends_at, field, region, details
                from department where institution = ? and code = any(?) and not withdrawn order by code for update""")) {
            select.setString(1, institution);
            select.setObject(2, codes.toArray(String[]::new));
            var found = new HashMap<String, Department>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var department = department(rows);
                    found.put(department.code(), department);
                }
            }
            return found;
        }
    }

    private static Department department(ResultSet row) throws SQLException {
        return new Department(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, LocalDateTime.class),
                Optional.ofNullable(row.getObject(5, LocalDateTime.class)),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }

    /// Adds them, or says otherwise what is kept of them.
    void save(Connection connection, List<Department> departments, Instant now) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into department (institution, code, name, begins_at, ends_at, field, region, withdrawn, changed_at,
                    details)
                values (?, ?, ?, ?, ?, ?, ?, false, ?, ?)
                on conflict (institution, code) do update set name = excluded.name, begins_at = excluded.begins_at,
                    ends_at = excluded.ends_at, field = excluded.field, region = excluded.region, withdrawn = false,
                    changed_at = excluded.changed_at, details = excluded.details""")) {
            for (var each : departments) {
                upsert.setString(1, each.institution());
                upsert.setString(2, each.code());
                upsert.setString(3, each.name());
                upsert.setObject(4, each.from());
                upsert.setObject(5, each.until().orElse(null));
                upsert.setString(6, each.field());
                upsert.setString(7, each.region());
                upsert.setObject(8, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
                upsert.setString(9, each.details());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    void withdraw(Connection connection, Department department, Instant now) throws SQLException {
        try (var update = connection.prepareStatement(
                "update department set withdrawn = true, changed_at = ? where institution = ? and code = ?")) {
            update.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            update.setString(2, department.institution());
            update.setString(3, department.code());
            update.executeUpdate();
        }
    }

    void saveStaff(Connection connection, List<Member> members) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into staff (institution, code, kind, certificate_type, certificate, name, own_number, qualification,
                    licence, insured_care, valid_from, valid_to, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (institution, code) do update set kind = excluded.kind,
                    certificate_type = excluded.certificate_type, certificate = excluded.certificate,
                    name = excluded.name, own_number = excluded.own_number, qualification = excluded.qualification,
                    licence = excluded.licence, insured_care = excluded.insured_care, valid_from = excluded.valid_from,
                    valid_to = excluded.valid_to, reason = excluded.reason""")) {
            for (var each : members) {
                upsert.setString(1, each.institution());
                upsert.setString(2, each.code());
                upsert.setString(3, each.kind());
                upsert.setString(4, each.certificateType());
                var row = each.institution() + "/" + each.code();
                upsert.setBytes(5, keys.seal(CERTIFICATE, row, each.certificate()));
                upsert.setBytes(6, keys.seal(NAME, row, each.name()));
                upsert.setString(7, each.ownNumber());
                upsert.setString(8, each.qualification());
                upsert.setString(9, each.licence());
                upsert.setBoolean(10, each.insuredCare());
                upsert.setObject(11, each.from());
                upsert.setObject(12, each.to());
                upsert.setString(13, each.reason());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /// Of a profession at an institution, by code.
    List<Member> staff(Connection connection, String institution, String kind) throws SQLException {
        try (var select = connection.prepareStatement("""
                select institution, code, kind, certificate_type, certificate, name, own_number, qualification, licence,
                    insured_care, valid_from, valid_to, reason
                from staff where institution = ? and kind = ? order by code""")) {
            select.setString(1, institution);
            select.setString(2, kind);
            var found = new ArrayList<Member>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var row = rows.getString(1) + "/" + rows.getString(2);
                    found.add(new Member(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            keys.open(CERTIFICATE, row, rows.getBytes(5)),
                            keys.open(NAME, row, rows.getBytes(6)),
                            rows.getString(7),
                            rows.getString(8),
                            rows.getString(9),
                            rows.getBoolean(10),
                            rows.getObject(11, LocalDate.class),
                            rows.getObject(12, LocalDate.class),
                            rows.getString(13)));
                }
            }
            return found;
        }
    }
}
