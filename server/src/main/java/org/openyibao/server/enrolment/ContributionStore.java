package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.Codes;

/// SQL of `contribution` and `contributed`.
final class ContributionStore {

    /// What a row is about: of the rows with the same key the one with the highest number holds.
    record Key(String person, Scheme scheme, YearMonth month) {
        static Key of(Contribution contribution) {
            return new Key(contribution.person(), contribution.scheme(), contribution.month());
        }
    }

    /// A person in a scheme.
    record Member(String person, Scheme scheme) {
        static Member of(Contribution contribution) {
            return new Member(contribution.person(), contribution.scheme());
        }
    }

    /// A row with its number.
    record Numbered(int seq, Contribution contribution) {}

    private static final int ROWS_AT_ONCE = 5_000;

    private static final String COLUMNS =
            "c.psn_no, c.scheme, c.month, c.region, c.kind, c.base_fen, c.employee_fen, c.employer_fen, c.fixed_fen,"
                    + " c.paid_on, c.seq";

    private static final String HOLDS = """
            not exists (
                select 1 from contribution later
                where later.psn_no = c.psn_no and later.scheme = c.scheme and later.month = c.month
                    and later.seq > c.seq)""";

    /// The rows that hold, by what they are about. A join with the keys, which PostgreSQL need not plan anew.
    Map<Key, Numbered> held(Connection connection, Collection<Key> keys) throws SQLException {
        var held = new HashMap<Key, Numbered>();
        var sql = "select " + COLUMNS
                + " from unnest(?::varchar[], ?::varchar[], ?::date[]) as k(psn_no, scheme, month)"
                + " join contribution c on c.psn_no = k.psn_no and c.scheme = k.scheme and c.month = k.month where "
                + HOLDS;
        try (var select = connection.prepareStatement(sql)) {
            select.setObject(1, texts(keys, Key::person));
            select.setObject(2, texts(keys, key -> key.scheme().toString()));
            select.setObject(3, texts(keys, key -> firstDay(key.month())));
            for (var row : rows(select)) {
                held.put(Key.of(row.contribution()), row);
            }
        }
        return held;
    }

    /// The row that holds of a contribution's month.
    Optional<Contribution> held(Connection connection, Contribution contribution) throws SQLException {
        var key = Key.of(contribution);
        return Optional.ofNullable(held(connection, List.of(key)).get(key)).map(Numbered::contribution);
    }

    /// The rows that hold of a person, by scheme and month.
    List<Contribution> heldOf(Connection connection, String person) throws SQLException {
        var sql = "select " + COLUMNS + " from contribution c where c.psn_no = ? and " + HOLDS
                + " order by c.scheme, c.month";
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, person);
            return rows(select).stream().map(Numbered::contribution).toList();
        }
    }

    /// All rows of the months.
    Map<EnrolmentBooks.Month, List<Contribution>> recorded(
            Connection connection, Collection<EnrolmentBooks.Month> months) throws SQLException {
        var sql = "select " + COLUMNS
                + " from unnest(?::varchar[], ?::varchar[], ?::date[]) as k(psn_no, scheme, month)"
                + " join contribution c on c.psn_no = k.psn_no and c.scheme = k.scheme and c.month = k.month";
        try (var select = connection.prepareStatement(sql)) {
            select.setObject(1, texts(months, EnrolmentBooks.Month::person));
            select.setObject(2, texts(months, each -> each.scheme().toString()));
            select.setObject(3, texts(months, each -> firstDay(each.month())));
            return rows(select).stream()
                    .map(Numbered::contribution)
                    .collect(Collectors.groupingBy(
                            row -> new EnrolmentBooks.Month(row.person(), row.scheme(), row.month())));
        }
    }

    /// The rows that hold of a region's month, by person. Reads on from the first of the persons to the last of them:
    /// quickest for persons who come one after another, and safe from statistics, by which nothing is expected of a
    /// month that is new, and all rows of it would be gone through for every person.
    Map<String, List<Contribution>> held(
            Connection connection, String region, YearMonth month, Collection<String> persons) throws SQLException {
        var sql = "select " + COLUMNS + " " + """
                from contribution c
                where c.region = ? and c.month = ?::date
                    and c.psn_no >= (select min(psn_no) from unnest(?::varchar[]) as k(psn_no))
                    and c.psn_no <= (select max(psn_no) from unnest(?::varchar[]) as k(psn_no))
                    and\s""" + HOLDS;
        var asked = Set.copyOf(persons);
        try (var select = connection.prepareStatement(sql)) {
            var numbers = persons.toArray(String[]::new);
            select.setString(1, region);
            select.setString(2, firstDay(month));
            select.setObject(3, numbers);
            select.setObject(4, numbers);
            return rows(select).stream()
                    .map(Numbered::contribution)
                    .filter(contribution -> asked.contains(contribution.person()))
                    .collect(Collectors.groupingBy(Contribution::person));
        }
    }

    /// The persons with rows of a region's month, in the database's order.
    List<String> contributors(Connection connection, String region, YearMonth month, String after, int most)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select distinct psn_no from contribution where region = ? and month = ?::date and psn_no > ?
                order by psn_no limit ?""")) {
            select.setString(1, region);
            select.setString(2, firstDay(month));
            select.setString(3, after);
            select.setInt(4, most);
            return EnrolmentStore.numbers(select);
        }
    }

    long countContributors(Connection connection, String region, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement("""
                select count(*) from (
                    select distinct psn_no from contribution where region = ? and month = ?::date) c""")) {
            select.setString(1, region);
            select.setString(2, firstDay(month));
            return EnrolmentStore.count(select);
        }
    }

    /// The rows that hold of all months of the persons in the schemes, by person, scheme and month.
    Map<Member, List<Contribution>> heldOf(Connection connection, Collection<Member> members) throws SQLException {
        var held = new HashMap<Member, List<Contribution>>();
        members.forEach(member -> held.put(member, new ArrayList<>()));
        var sql = "select " + COLUMNS + " from unnest(?::varchar[], ?::varchar[]) as k(psn_no, scheme)"
                + " join contribution c on c.psn_no = k.psn_no and c.scheme = k.scheme where " + HOLDS
                + " order by c.month";
        try (var select = connection.prepareStatement(sql)) {
            select.setObject(1, texts(members, Member::person));
            select.setObject(2, texts(members, member -> member.scheme().toString()));
            for (var row : rows(select)) {
                held.computeIfAbsent(Member.of(row.contribution()), member -> new ArrayList<>())
                        .add(row.contribution());
            }
        }
        return held;
    }

    /// What is kept of the runs of each; absent where nothing is.
    Map<Member, List<History.Paid>> runs(Connection connection, Collection<Member> members) throws SQLException {
        var runs = new HashMap<Member, List<History.Paid>>();
        try (var select = connection.prepareStatement("""
                select c.psn_no, c.scheme, c.runs from unnest(?::varchar[], ?::varchar[]) as k(psn_no, scheme)
                join contributed c on c.psn_no = k.psn_no and c.scheme = k.scheme""")) {
            select.setObject(1, texts(members, Member::person));
            select.setObject(2, texts(members, member -> member.scheme().toString()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var member = new Member(rows.getString(1), Codes.of(Scheme.class, rows.getString(2)));
                    runs.put(member, Runs.read(member.scheme(), rows.getString(3)));
                }
            }
        }
        return runs;
    }

    void keep(Connection connection, Map<Member, List<History.Paid>> runs) throws SQLException {
        var members = List.copyOf(runs.keySet());
        try (var keep = connection.prepareStatement("""
                insert into contributed (psn_no, scheme, runs)
                select * from unnest(?::varchar[], ?::varchar[], ?::text[])
                on conflict (psn_no, scheme) do update set runs = excluded.runs""")) {
            keep.setObject(1, texts(members, Member::person));
            keep.setObject(2, texts(members, member -> member.scheme().toString()));
            keep.setObject(3, texts(members, member -> Runs.text(runs.getOrDefault(member, List.of()))));
            keep.executeUpdate();
        }
    }

    /// Walks all rows, a person in a scheme at a time, and compares.
    Optional<Member> firstWithOtherRuns(Connection connection) throws SQLException {
        var sql = "select " + COLUMNS + ", coalesce(k.runs, '-') from contribution c"
                + " left join contributed k on k.psn_no = c.psn_no and k.scheme = c.scheme where " + HOLDS
                + " order by c.psn_no, c.scheme, c.month";
        try (var select = connection.prepareStatement(sql)) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (var rows = select.executeQuery()) {
                var mine = new ArrayList<Contribution>();
                var runs = "";
                while (rows.next()) {
                    var next = contribution(rows);
                    if (!mine.isEmpty() && !Member.of(mine.getFirst()).equals(Member.of(next))) {
                        if (!Runs.text(Runs.of(mine)).equals(runs)) {
                            return Optional.of(Member.of(mine.getFirst()));
                        }
                        mine.clear();
                    }
                    mine.add(next);
                    runs = rows.getString(12);
                }
                return mine.isEmpty() || Runs.text(Runs.of(mine)).equals(runs)
                        ? withoutContributions(connection)
                        : Optional.of(Member.of(mine.getFirst()));
            }
        }
    }

    private static Optional<Member> withoutContributions(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                        select k.psn_no, k.scheme from contributed k
                        where not exists (
                            select 1 from contribution c where c.psn_no = k.psn_no and c.scheme = k.scheme)
                        order by 1, 2 limit 1""");
                var rows = select.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Member(rows.getString(1), Codes.of(Scheme.class, rows.getString(2))))
                    : Optional.empty();
        }
    }

    private static List<Numbered> rows(PreparedStatement select) throws SQLException {
        var found = new ArrayList<Numbered>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new Numbered(rows.getInt(11), contribution(rows)));
            }
        }
        return found;
    }

    private static Contribution contribution(ResultSet row) throws SQLException {
        return new Contribution(
                row.getString(1),
                Codes.of(Scheme.class, row.getString(2)),
                YearMonth.from(row.getObject(3, LocalDate.class)),
                row.getString(4),
                Codes.of(ContributionKind.class, row.getString(5)),
                Fen.of(row.getLong(6)),
                Fen.of(row.getLong(7)),
                Fen.of(row.getLong(8)),
                Fen.of(row.getLong(9)),
                row.getObject(10, LocalDate.class));
    }

    void insert(Connection connection, List<Numbered> rows, Instant at, String clerk, String reason)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into contribution (psn_no, scheme, month, seq, region, kind, base_fen, employee_fen, employer_fen,
                    fixed_fen, paid_on, recorded_at, clerk, reason)
                select psn_no, scheme, month, seq, region, kind, base, employee, employer, fixed, paid_on, ?, ?, ?
                from unnest(?::varchar[], ?::varchar[], ?::date[], ?::int[], ?::varchar[], ?::varchar[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::date[])
                    as n(psn_no, scheme, month, seq, region, kind, base, employee, employer, fixed, paid_on)""")) {
            insert.setObject(1, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
            insert.setString(2, clerk);
            insert.setString(3, reason);
            insert.setObject(4, of(rows, Contribution::person));
            insert.setObject(5, of(rows, row -> row.scheme().toString()));
            insert.setObject(6, of(rows, row -> firstDay(row.month())));
            insert.setObject(7, rows.stream().mapToInt(Numbered::seq).toArray());
            insert.setObject(8, of(rows, Contribution::region));
            insert.setObject(9, of(rows, row -> row.kind().toString()));
            insert.setObject(10, fen(rows, row -> row.base().value()));
            insert.setObject(11, fen(rows, row -> row.employee().value()));
            insert.setObject(12, fen(rows, row -> row.employer().value()));
            insert.setObject(13, fen(rows, row -> row.fixed().value()));
            insert.setObject(14, of(rows, row -> row.paidOn().toString()));
            insert.executeUpdate();
        }
    }

    private static String firstDay(YearMonth month) {
        return month.atDay(1).toString();
    }

    private static String[] of(List<Numbered> rows, Function<Contribution, String> value) {
        return texts(rows, row -> value.apply(row.contribution()));
    }

    private static long[] fen(List<Numbered> rows, ToLongFunction<Contribution> value) {
        return rows.stream()
                .mapToLong(row -> value.applyAsLong(row.contribution()))
                .toArray();
    }

    private static <T> String[] texts(Collection<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }
}
