package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
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
import org.openyibao.server.database.DataKeys;
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

    private static final String INSERT_PERSON = """
            insert into person
                (psn_no, certificate_type, certificate, certificate_hash, name, name_hash, sex, nation, birth)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SAVE_PERSON = INSERT_PERSON + """
             on conflict (psn_no) do update set certificate_type = excluded.certificate_type,
                certificate = excluded.certificate, certificate_hash = excluded.certificate_hash,
                name = excluded.name, name_hash = excluded.name_hash, sex = excluded.sex, nation = excluded.nation,
                birth = excluded.birth""";

    private static final String SAVE_PARTICIPATION = """
            insert into participation
                (psn_no, scheme, valid_from, valid_to, region, status, standing, tier, assistance, civil_servant,
                insured_since, employer, bound_institution)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (psn_no, scheme, valid_from) do update set valid_to = excluded.valid_to,
                region = excluded.region, status = excluded.status, standing = excluded.standing,
                tier = excluded.tier, assistance = excluded.assistance, civil_servant = excluded.civil_servant,
                insured_since = excluded.insured_since, employer = excluded.employer,
                bound_institution = excluded.bound_institution""";

    private static final String CERTIFICATE = "person.certificate";
    private static final String NAME = "person.name";

    private final JdbcTemplate jdbc;
    private final DataKeys keys;

    EnrolmentStore(JdbcTemplate jdbc, DataKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    Optional<Enrolment.Enrolled> byNumber(String number) {
        var found = jdbc.execute((ConnectionCallback<Map<String, Enrolment.Enrolled>>)
                connection -> byNumbers(connection, List.of(number)));
        return found == null ? Optional.empty() : Optional.ofNullable(found.get(number));
    }

    Optional<Enrolment.Enrolled> byCertificate(String certificate) {
        var numbers = jdbc.queryForList(
                "select psn_no from person where certificate_hash = any(?) order by psn_no limit 1",
                String.class,
                (Object) keys.hashes("certificate", certificate));
        return numbers.isEmpty() ? Optional.empty() : byNumber(numbers.getFirst());
    }

    List<Enrolment.Enrolled> byName(String name, LocalDate birth, int most) {
        var numbers = jdbc.queryForList(
                "select psn_no from person where name_hash = any(?) order by psn_no limit ?",
                String.class,
                keys.hashes("name", name + "/" + birth),
                most);
        var found = jdbc.execute(
                (ConnectionCallback<Map<String, Enrolment.Enrolled>>) connection -> byNumbers(connection, numbers));
        return found == null ? List.of() : numbers.stream().map(found::get).toList();
    }

    Optional<String> certificateOf(String number) {
        return jdbc.queryForList("select certificate from person where psn_no = ?", byte[].class, number).stream()
                .map(held -> keys.open(CERTIFICATE, number, held))
                .findFirst();
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

    /// Who is registered with the person's certificate. Until the transaction ends nobody else registers with it.
    Optional<String> holderOf(Connection connection, Person person) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, person.certificate());
            lock.executeQuery().close();
        }
        try (var select = connection.prepareStatement(
                "select psn_no from person where certificate_type = ? and certificate_hash = any(?) order by psn_no limit 1")) {
            select.setString(1, person.certificateType());
            select.setArray(2, connection.createArrayOf("bytea", keys.hashes("certificate", person.certificate())));
            return numbers(select).stream().findFirst();
        }
    }

    /// False where the number is taken.
    boolean insert(Connection connection, Person person) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_PERSON + " on conflict (psn_no) do nothing")) {
            bind(insert, person);
            return insert.executeUpdate() == 1;
        }
    }

    void update(Connection connection, Person person) throws SQLException {
        try (var save = connection.prepareStatement(SAVE_PERSON)) {
            bind(save, person);
            save.executeUpdate();
        }
    }

    void died(Connection connection, String person, Optional<LocalDate> day) throws SQLException {
        try (var update = connection.prepareStatement("update person set died = ? where psn_no = ?")) {
            update.setObject(1, day.orElse(null));
            update.setString(2, person);
            update.executeUpdate();
        }
    }

    /// Adds or replaces by person, scheme and first day.
    void save(Connection connection, List<Participation> participations) throws SQLException {
        try (var save = connection.prepareStatement(SAVE_PARTICIPATION)) {
            for (var participation : participations) {
                bind(save, participation);
                save.addBatch();
            }
            save.executeBatch();
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

    boolean hasParticipants(Connection connection, String region) throws SQLException {
        try (var select = connection.prepareStatement("select from participation where region = ? limit 1")) {
            select.setString(1, region);
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        }
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

    long countParticipants(Connection connection, String region, Scheme scheme) throws SQLException {
        try (var select = connection.prepareStatement("""
                select count(*) from (
                    select distinct psn_no from participation where region = ? and scheme = ?) p""")) {
            select.setString(1, region);
            select.setString(2, scheme.toString());
            return count(select);
        }
    }

    static long count(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
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

    private Person person(ResultSet row) throws SQLException {
        var number = row.getString(1);
        return new Person(
                number,
                row.getString(2),
                keys.open(CERTIFICATE, number, row.getBytes(3)),
                keys.open(NAME, number, row.getBytes(4)),
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

    void savePersons(List<Person> persons) {
        jdbc.batchUpdate(SAVE_PERSON, persons, ROWS_AT_ONCE, this::bind);
    }

    void saveParticipations(List<Participation> participations) {
        jdbc.batchUpdate(SAVE_PARTICIPATION, participations, ROWS_AT_ONCE, EnrolmentStore::bind);
    }

    private void bind(PreparedStatement insert, Person row) throws SQLException {
        insert.setString(1, row.number());
        insert.setString(2, row.certificateType());
        insert.setBytes(3, keys.seal(CERTIFICATE, row.number(), row.certificate()));
        insert.setBytes(4, keys.hash("certificate", row.certificate()));
        insert.setBytes(5, keys.seal(NAME, row.number(), row.name()));
        insert.setBytes(6, keys.hash("name", row.name() + "/" + row.birth()));
        insert.setString(7, row.sex());
        insert.setString(8, row.nation());
        insert.setObject(9, row.birth());
    }

    private static void bind(PreparedStatement insert, Participation row) throws SQLException {
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
    }
}
