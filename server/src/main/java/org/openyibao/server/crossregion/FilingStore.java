package org.openyibao.server.crossregion;

import java.sql.Connection;
import java.sql.PreparedStatement;
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
import java.util.function.BiFunction;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.DataKeys;

/// SQL of `filing` and `filing_event`.
final class FilingStore {

    private static final String COLUMNS = """
            f.psn_no, f.filing_id, f.scheme, f.home, f.ground, f.place, f.made_on, f.holds_from, f.holds_until,
            f.by_commitment, f.complete, f.documents, f.replaces, f.cancelled_on, f.institution, %s""";

    private static final String DETAILS = "filing.details";

    private final DataKeys keys;

    FilingStore(DataKeys keys) {
        this.keys = keys;
    }

    /// All filings of the persons, by person, the first made first.
    Map<String, List<FilingRecord>> of(Connection connection, Collection<String> persons) throws SQLException {
        return of(connection, persons, "f.details", (row, held) -> keys.open(DETAILS, row, held));
    }

    /// The same without what was sent beside, as proofs need it, which hold no keys.
    static Map<String, List<FilingRecord>> withoutDetails(Connection connection, Collection<String> persons)
            throws SQLException {
        return of(connection, persons, "null::bytea", (row, nothing) -> "");
    }

    private static Map<String, List<FilingRecord>> of(
            Connection connection, Collection<String> persons, String details, BiFunction<String, byte[], String> open)
            throws SQLException {
        var found = new HashMap<String, List<FilingRecord>>();
        try (var select = connection.prepareStatement("select " + COLUMNS.formatted(details) + """

                from unnest(?::varchar[]) as k(psn_no) join filing f on f.psn_no = k.psn_no
                order by f.psn_no, f.made_on, f.filing_id""")) {
            select.setObject(1, persons.toArray(String[]::new));
            for (var filing : filings(select, open)) {
                found.computeIfAbsent(filing.person(), person -> new ArrayList<>())
                        .add(filing);
            }
        }
        return found;
    }

    private static List<FilingRecord> filings(PreparedStatement select, BiFunction<String, byte[], String> open)
            throws SQLException {
        var found = new ArrayList<FilingRecord>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(filing(rows, open));
            }
        }
        return found;
    }

    private static String row(String person, String id) {
        return person + "/" + id;
    }

    private static FilingRecord filing(ResultSet row, BiFunction<String, byte[], String> open) throws SQLException {
        return new FilingRecord(
                row.getString(1),
                row.getString(2),
                Codes.of(Scheme.class, row.getString(3)),
                row.getString(4),
                Codes.of(FilingGround.class, row.getString(5)),
                row.getString(6),
                row.getObject(7, LocalDate.class),
                row.getObject(8, LocalDate.class),
                Optional.ofNullable(row.getObject(9, LocalDate.class)),
                row.getBoolean(10),
                row.getBoolean(11),
                List.of((String[]) row.getArray(12).getArray()),
                Optional.ofNullable(row.getString(13)),
                Optional.ofNullable(row.getObject(14, LocalDate.class)),
                row.getString(15),
                open.apply(row(row.getString(1), row.getString(2)), row.getBytes(16)));
    }

    void insert(Connection connection, FilingRecord filing) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into filing (psn_no, filing_id, scheme, home, ground, place, made_on, holds_from, holds_until,
                    by_commitment, complete, documents, replaces, cancelled_on, institution, details)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, filing.person());
            insert.setString(2, filing.id());
            insert.setString(3, filing.scheme().toString());
            insert.setString(4, filing.home());
            insert.setString(5, filing.ground().toString());
            insert.setString(6, filing.place());
            insert.setObject(7, filing.madeOn());
            insert.setObject(8, filing.from());
            insert.setObject(9, filing.until().orElse(null));
            insert.setBoolean(10, filing.byCommitment());
            insert.setBoolean(11, filing.complete());
            insert.setArray(
                    12, connection.createArrayOf("varchar", filing.documents().toArray()));
            insert.setString(13, filing.replaces().orElse(null));
            insert.setObject(14, filing.cancelled().orElse(null));
            insert.setString(15, filing.institution());
            insert.setBytes(16, keys.seal(DETAILS, row(filing.person(), filing.id()), filing.details()));
            insert.executeUpdate();
        }
    }

    /// Its end, documents and cancellation as they are now.
    void update(Connection connection, FilingRecord filing) throws SQLException {
        try (var update = connection.prepareStatement("""
                update filing set holds_until = ?, complete = ?, documents = ?, cancelled_on = ?
                where psn_no = ? and filing_id = ?""")) {
            update.setObject(1, filing.until().orElse(null));
            update.setBoolean(2, filing.complete());
            update.setArray(
                    3, connection.createArrayOf("varchar", filing.documents().toArray()));
            update.setObject(4, filing.cancelled().orElse(null));
            update.setString(5, filing.person());
            update.setString(6, filing.id());
            update.executeUpdate();
        }
    }

    void addEvent(Connection connection, FilingRecord filing, Filings.Event event) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into filing_event (psn_no, filing_id, event, at, what, details, reason, clerk)
                select ?, ?, coalesce(max(event), 0) + 1, ?, ?, ?, ?, ?
                from filing_event where psn_no = ? and filing_id = ?""")) {
            insert.setString(1, filing.person());
            insert.setString(2, filing.id());
            insert.setObject(3, OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC));
            insert.setString(4, event.what());
            insert.setString(5, event.details());
            insert.setString(6, event.reason());
            insert.setString(7, event.clerk());
            insert.setString(8, filing.person());
            insert.setString(9, filing.id());
            insert.executeUpdate();
        }
    }

    /// What was done to a person's filings, by filing, in the order in which it was done.
    Map<String, List<Filings.Event>> events(Connection connection, String person) throws SQLException {
        var found = new HashMap<String, List<Filings.Event>>();
        try (var select = connection.prepareStatement("""
                select filing_id, at, what, details, reason, clerk from filing_event where psn_no = ?
                order by filing_id, event""")) {
            select.setString(1, person);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
                            .add(new Filings.Event(
                                    rows.getObject(2, OffsetDateTime.class).toInstant(),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getString(6)));
                }
            }
        }
        return found;
    }
}
