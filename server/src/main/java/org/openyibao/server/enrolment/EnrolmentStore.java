package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.server.database.Codes;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// SQL of `person` and `participation`.
@Component
class EnrolmentStore {

    private static final int ROWS_AT_ONCE = 1_000;

    /// A join with the numbers, not `any(?)`, which PostgreSQL would plan anew at every batch.
    private static final String BY_NUMBERS = """
            select p.psn_no, certificate_type, certificate, name, sex, nation, birth,
                t.scheme, valid_from, valid_to, region, status, standing, tier, assistance, civil_servant, insured_since,
                employer, bound_institution, died, runs
            from unnest(?::varchar[]) as k(psn_no)
            join person p on p.psn_no = k.psn_no
            left join participation t on t.psn_no = p.psn_no
            left join contributed c on c.psn_no = t.psn_no and c.scheme = t.scheme
            order by p.psn_no, valid_from desc""";

    private final JdbcTemplate jdbc;

    EnrolmentStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Enrolment.Enrolled> byNumber(String number) {
        var found = jdbc.execute((ConnectionCallback<Map<String, Enrolment.Enrolled>>)
                connection -> byNumbers(connection, List.of(number)));
        return found == null ? Optional.empty() : Optional.ofNullable(found.get(number));
    }

    Optional<Enrolment.Enrolled> byCertificate(String certificate) {
        var numbers = jdbc.queryForList(
                "select psn_no from person where certificate = ? order by psn_no limit 1", String.class, certificate);
        return numbers.isEmpty() ? Optional.empty() : byNumber(numbers.getFirst());
    }

    /// Keeps everybody else from changing what belongs to these persons until the transaction ends. Locked in one
    /// order, so that two who lock the same persons never wait for each other.
    void lock(Connection connection, Collection<String> numbers) throws SQLException {
        try (var select = connection.prepareStatement("""
                select p.psn_no from unnest(?::varchar[]) as k(psn_no) join person p on p.psn_no = k.psn_no
                order by p.psn_no for no key update of p""")) {
            select.setArray(1, connection.createArrayOf("varchar", numbers.toArray()));
            select.executeQuery().close();
        }
    }

    void died(Connection connection, String person, LocalDate day) throws SQLException {
        try (var update = connection.prepareStatement("update person set died = ? where psn_no = ?")) {
            update.setObject(1, day);
            update.setString(2, person);
            update.executeUpdate();
        }
    }

    /// The person is locked.
    void keepChange(Connection connection, String person, Instant at, Changes.Said said, String kind, String what)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into enrolment_change (psn_no, change_no, recorded_at, clerk, reason, kind, said)
                select ?, coalesce(max(change_no), 0) + 1, ?, ?, ?, ?, ? from enrolment_change where psn_no = ?""")) {
            insert.setString(1, person);
            insert.setObject(2, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
            insert.setString(3, said.clerk());
            insert.setString(4, said.reason());
            insert.setString(5, kind);
            insert.setString(6, what);
            insert.setString(7, person);
            insert.executeUpdate();
        }
    }

    Map<String, Enrolment.Enrolled> byNumbers(Connection connection, Collection<String> numbers) throws SQLException {
        var found = new HashMap<String, Enrolment.Enrolled>();
        try (var select = connection.prepareStatement(BY_NUMBERS)) {
            select.setArray(1, connection.createArrayOf("varchar", numbers.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var number = rows.getString(1);
                    var enrolled = found.get(number);
                    if (enrolled == null) {
                        var died = Optional.ofNullable(rows.getObject(20, LocalDate.class));
                        enrolled = new Enrolment.Enrolled(person(rows), new ArrayList<>(1), died, new ArrayList<>(1));
                        found.put(number, enrolled);
                    }
                    if (rows.getString(8) != null) {
                        var participation = participation(rows);
                        var runs = rows.getString(21);
                        if (runs != null && isFirstOf(participation.scheme(), enrolled)) {
                            enrolled.paid().addAll(Runs.read(participation.scheme(), runs));
                        }
                        enrolled.participations().add(participation);
                    }
                }
            }
        }
        return found;
    }

    /// The persons with participations in a region and scheme, in the database's order.
    List<String> participants(Connection connection, String region, Scheme scheme, String after, int most)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select distinct psn_no from participation where region = ? and scheme = ? and psn_no > ?
                order by psn_no limit ?""")) {
            select.setString(1, region);
            select.setString(2, scheme.toString());
            select.setString(3, after);
            select.setInt(4, most);
            return numbers(select);
        }
    }

    static List<String> numbers(PreparedStatement select) throws SQLException {
        var numbers = new ArrayList<String>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                numbers.add(rows.getString(1));
            }
        }
        return numbers;
    }

    private static boolean isFirstOf(Scheme scheme, Enrolment.Enrolled enrolled) {
        return enrolled.participations().stream().noneMatch(before -> before.scheme() == scheme);
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, LocalDate.class));
    }

    private static Participation participation(ResultSet row) throws SQLException {
        return new Participation(
                row.getString(1),
                Codes.of(Scheme.class, row.getString(8)),
                row.getObject(9, LocalDate.class),
                row.getObject(10, LocalDate.class),
                row.getString(11),
                Codes.of(Status.class, row.getString(12)),
                Codes.of(Standing.class, row.getString(13)),
                Codes.of(Tier.class, row.getString(14)),
                Codes.of(Assistance.class, row.getString(15)),
                row.getBoolean(16),
                row.getObject(17, LocalDate.class),
                row.getString(18),
                row.getString(19));
    }

    void end(Connection connection, String person, LocalDate lastDay) throws SQLException {
        try (var update = connection.prepareStatement("""
                update participation set valid_to = greatest(?, valid_from) where psn_no = ? and valid_to > ?""")) {
            update.setObject(1, lastDay);
            update.setString(2, person);
            update.setObject(3, lastDay);
            update.executeUpdate();
        }
    }

    void savePersons(List<Person> persons) {
        jdbc.batchUpdate("""
                insert into person (psn_no, certificate_type, certificate, name, sex, nation, birth)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (psn_no) do update set certificate_type = excluded.certificate_type,
                    certificate = excluded.certificate, name = excluded.name, sex = excluded.sex,
                    nation = excluded.nation, birth = excluded.birth""", persons, ROWS_AT_ONCE, (insert, row) -> {
            insert.setString(1, row.number());
            insert.setString(2, row.certificateType());
            insert.setString(3, row.certificate());
            insert.setString(4, row.name());
            insert.setString(5, row.sex());
            insert.setString(6, row.nation());
            insert.setObject(7, row.birth());
        });
    }

    void saveParticipations(List<Participation> participations) {
        jdbc.batchUpdate("""
                insert into participation
                    (psn_no, scheme, valid_from, valid_to, region, status, standing, tier, assistance, civil_servant,
                    insured_since, employer, bound_institution)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (psn_no, scheme, valid_from) do update set valid_to = excluded.valid_to,
                    region = excluded.region, status = excluded.status, standing = excluded.standing,
                    tier = excluded.tier, assistance = excluded.assistance, civil_servant = excluded.civil_servant,
                    insured_since = excluded.insured_since, employer = excluded.employer,
                    bound_institution = excluded.bound_institution""", participations, ROWS_AT_ONCE, (insert, row) -> {
            insert.setString(1, row.person());
            insert.setString(2, row.scheme().toString());
            insert.setObject(3, row.validFrom());
            insert.setObject(4, row.validTo());
            insert.setString(5, row.region());
            insert.setString(6, row.status().toString());
            insert.setString(7, row.standing().toString());
            insert.setString(8, row.tier().toString());
            insert.setString(9, row.assistance().toString());
            insert.setBoolean(10, row.civilServant());
            insert.setObject(11, row.insuredSince());
            insert.setString(12, row.employer());
            insert.setString(13, row.boundInstitution());
        });
    }
}
