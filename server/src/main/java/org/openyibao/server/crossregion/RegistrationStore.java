package org.openyibao.server.crossregion;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.DataKeys;

/// SQL of `registration`.
final class RegistrationStore {

    private static final String DETAILS = "registration.details";

    private final DataKeys keys;

    RegistrationStore(DataKeys keys) {
        this.keys = keys;
    }

    /// All of the persons, by person, the first made first.
    Map<String, List<Registration>> of(Connection connection, Collection<String> persons) throws SQLException {
        var found = new HashMap<String, List<Registration>>();
        try (var select = connection.prepareStatement("""
                select r.psn_no, r.registration_id, r.kind, r.scheme, r.code, r.name, r.application, r.rank, r.begins_on,
                    r.ends_on, r.made_by, r.made_at, r.clerk, r.cancelled_at, r.cancelled_because, r.details
                from unnest(?::varchar[]) as k(psn_no) join registration r on r.psn_no = k.psn_no
                order by r.psn_no, r.made_at, r.registration_id""")) {
            select.setObject(1, persons.toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getString(1), person -> new ArrayList<>())
                            .add(registration(rows));
                }
            }
        }
        return found;
    }

    private Registration registration(ResultSet row) throws SQLException {
        var scheme = row.getString(4);
        var cancelledAt = row.getObject(14, OffsetDateTime.class);
        return new Registration(
                row.getString(1),
                row.getString(2),
                Codes.of(Registration.Kind.class, row.getString(3)),
                scheme == null ? Optional.empty() : Optional.of(Codes.of(Scheme.class, scheme)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getObject(9, LocalDate.class),
                Optional.ofNullable(row.getObject(10, LocalDate.class)),
                row.getString(11),
                row.getObject(12, OffsetDateTime.class).toInstant(),
                row.getString(13),
                cancelledAt == null
                        ? Optional.empty()
                        : Optional.of(new Registration.Cancelled(cancelledAt.toInstant(), row.getString(15))),
                keys.open(DETAILS, row.getString(1) + "/" + row.getString(2), row.getBytes(16)));
    }

    void insert(Connection connection, Registration made) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into registration (psn_no, registration_id, kind, scheme, code, name, application, rank, begins_on,
                    ends_on, made_by, made_at, clerk, details)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, made.person());
            insert.setString(2, made.id());
            insert.setString(3, made.kind().toString());
            insert.setString(4, made.scheme().map(Scheme::toString).orElse(null));
            insert.setString(5, made.code());
            insert.setString(6, made.name());
            insert.setString(7, made.application());
            insert.setInt(8, made.rank());
            insert.setObject(9, made.from());
            insert.setObject(10, made.until().orElse(null));
            insert.setString(11, made.madeBy());
            insert.setObject(12, OffsetDateTime.ofInstant(made.madeAt(), ZoneOffset.UTC));
            insert.setString(13, made.clerk());
            insert.setBytes(14, keys.seal(DETAILS, made.person() + "/" + made.id(), made.details()));
            insert.executeUpdate();
        }
    }

    void cancel(Connection connection, Registration registration, Registration.Cancelled cancelled)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                update registration set cancelled_at = ?, cancelled_because = ?
                where psn_no = ? and registration_id = ?""")) {
            update.setObject(1, OffsetDateTime.ofInstant(cancelled.at(), ZoneOffset.UTC));
            update.setString(2, cancelled.because());
            update.setString(3, registration.person());
            update.setString(4, registration.id());
            update.executeUpdate();
        }
    }
}
