package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.DaySums;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.server.database.Codes;

/// SQL of `batch` and `credit`, and of the closed years that interest is paid for.
final class BatchStore {

    /// How far a batch is.
    record Progress(BatchReport report, String last) {
        boolean isFinished() {
            return report.finishedAt().isPresent();
        }

        Tally tally() {
            var tally = new Tally();
            report.figures().forEach(tally::add);
            report.left().forEach(tally::add);
            return tally;
        }

        Progress moved(String newLast, Tally tally, Instant now) {
            return new Progress(report.with(tally, now, report.finishedAt()), newLast);
        }

        Progress finished(Instant now) {
            return new Progress(report.with(tally(), now, Optional.of(now)), last);
        }
    }

    /// A part of a person's month, credited.
    record Credit(
            String person,
            Scheme scheme,
            YearMonth month,
            int part,
            String region,
            Fen account,
            Fen pool,
            String rule,
            ContributionKind kind) {

        /// The reference of its entry.
        String reference() {
            return Credited.reference(scheme, month, part);
        }
    }

    /// A person's scheme, in a month.
    record CreditKey(String person, Scheme scheme) {}

    /// What was credited of a person's month until now, and in how many parts.
    record Until(int parts, Fen account, Fen pool) {
        static final Until NOTHING = new Until(0, Fen.ZERO, Fen.ZERO);
    }

    private static final String COLUMNS = """
            kind, region, period, pass, last_psn_no, figures, figure_values, left_reasons, left_counts,
            demand_millionths, three_month_millionths, clerk, started_at, moved_at, finished_at, total_persons""";

    /// The number that whoever works on a batch holds a lock on. The database gives it up with the connection.
    private static final String LOCK = "hashtextextended('batch ' || ?::text || ' ' || ?::text || ' ' || ?::text, 0)";

    /// Whether the batch is this connection's now, until [#release] or the connection's end; false where it is
    /// another's.
    boolean hold(Connection connection, Batches.Key key) throws SQLException {
        return lock(connection, "pg_try_advisory_lock", key);
    }

    /// As [#hold], until the transaction's end.
    boolean holdInTransaction(Connection connection, Batches.Key key) throws SQLException {
        return lock(connection, "pg_try_advisory_xact_lock", key);
    }

    void release(Connection connection, Batches.Key key) throws SQLException {
        lock(connection, "pg_advisory_unlock", key);
    }

    private static boolean lock(Connection connection, String function, Batches.Key key) throws SQLException {
        try (var select = connection.prepareStatement("select " + function + "(" + LOCK + ")")) {
            select.setString(1, key.kind().toString());
            select.setString(2, key.region());
            select.setString(3, key.period());
            try (var rows = select.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    Optional<Progress> find(Connection connection, Batches.Key key) throws SQLException {
        try (var select = connection.prepareStatement(
                "select " + COLUMNS + " from batch where kind = ? and region = ? and period = ?")) {
            select.setString(1, key.kind().toString());
            select.setString(2, key.region());
            select.setString(3, key.period());
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(progress(rows)) : Optional.empty();
            }
        }
    }

    /// The batches and whether anybody works on them, the one that moved last first: all, or the one of the key.
    List<BatchState> list(Connection connection, Optional<Batches.Key> key, int most) throws SQLException {
        var which = key.isPresent() ? " where kind = ? and region = ? and period = ?" : "";
        try (var select = connection.prepareStatement(
                "select " + COLUMNS + """
                , exists (
                    select from pg_locks
                    where locktype = 'advisory' and granted and objsubid = 1
                        and database = (select oid from pg_database where datname = current_database())
                        and (classid::bigint << 32) | objid::bigint
                            = hashtextextended('batch ' || kind || ' ' || region || ' ' || period, 0))
                from batch""" + which + " order by moved_at desc, kind, region, period limit ?")) {
            var next = 1;
            if (key.isPresent()) {
                select.setString(next++, key.get().kind().toString());
                select.setString(next++, key.get().region());
                select.setString(next++, key.get().period());
            }
            select.setInt(next, most);
            var found = new ArrayList<BatchState>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(BatchState.of(progress(rows).report(), rows.getBoolean(17)));
                }
            }
            return found;
        }
    }

    private static Progress progress(ResultSet row) throws SQLException {
        var finished = row.getTimestamp(15);
        var kind = Codes.of(BatchReport.Kind.class, row.getString(1));
        var rates = new EnumMap<RateKind, Ratio>(RateKind.class);
        if (kind == BatchReport.Kind.YEAR_END) {
            rates.put(RateKind.DEMAND, Ratio.ofMillionths(row.getInt(10)));
            rates.put(RateKind.THREE_MONTH, Ratio.ofMillionths(row.getInt(11)));
        }
        var report = new BatchReport(
                kind,
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getLong(16),
                counts(Figure.class, row, 6),
                counts(LeftOut.class, row, 8),
                rates,
                row.getString(12),
                row.getTimestamp(13).toInstant(),
                row.getTimestamp(14).toInstant(),
                finished == null ? Optional.empty() : Optional.of(finished.toInstant()));
        return new Progress(report, row.getString(5));
    }

    private static <E extends Enum<E>> Map<E, Long> counts(Class<E> type, ResultSet row, int column)
            throws SQLException {
        var names = (String[]) row.getArray(column).getArray();
        var values = (Long[]) row.getArray(column + 1).getArray();
        var counts = new EnumMap<E, Long>(type);
        for (var i = 0; i < names.length; i++) {
            counts.put(Codes.of(type, names[i]), values[i]);
        }
        return counts;
    }

    /// Begins a batch, or another pass of one that was finished, or goes on with one that stopped. The batch is held by
    /// the caller.
    Progress begun(Connection connection, BatchReport asked) throws SQLException {
        try (var insert = connection.prepareStatement("insert into batch as b (" + COLUMNS + """
                ) values (?, ?, ?, 1, '', '{}', '{}', '{}', '{}', ?, ?, ?, ?, ?, null, ?)
                on conflict (kind, region, period) do update set clerk = excluded.clerk, moved_at = excluded.moved_at,
                    total_persons = excluded.total_persons,
                    pass = b.pass + (b.finished_at is not null)::integer,
                    last_psn_no = case when b.finished_at is null then b.last_psn_no else '' end,
                    figures = case when b.finished_at is null then b.figures else '{}' end,
                    figure_values = case when b.finished_at is null then b.figure_values else '{}' end,
                    left_reasons = case when b.finished_at is null then b.left_reasons else '{}' end,
                    left_counts = case when b.finished_at is null then b.left_counts else '{}' end,
                    started_at = case when b.finished_at is null then b.started_at else excluded.started_at end,
                    finished_at = null
                returning\s""" + COLUMNS)) {
            insert.setString(1, asked.kind().toString());
            insert.setString(2, asked.region());
            insert.setString(3, asked.period());
            insert.setInt(4, millionths(asked, RateKind.DEMAND));
            insert.setInt(5, millionths(asked, RateKind.THREE_MONTH));
            insert.setString(6, asked.clerk());
            insert.setTimestamp(7, Timestamp.from(asked.startedAt()));
            insert.setTimestamp(8, Timestamp.from(asked.startedAt()));
            insert.setLong(9, asked.total());
            try (var rows = insert.executeQuery()) {
                rows.next();
                return progress(rows);
            }
        }
    }

    private static int millionths(BatchReport report, RateKind kind) {
        return report.rates().getOrDefault(kind, Ratio.ZERO).millionths();
    }

    /// Moves a batch on from where it was; false where it is not there any more.
    boolean move(Connection connection, Progress before, Progress after, Instant now) throws SQLException {
        var report = after.report();
        try (var update = connection.prepareStatement("""
                update batch set last_psn_no = ?, figures = ?, figure_values = ?, left_reasons = ?, left_counts = ?,
                    moved_at = ?, finished_at = ?
                where kind = ? and region = ? and period = ? and pass = ? and last_psn_no = ? and finished_at is null""")) {
            update.setString(1, after.last());
            counts(connection, update, 2, report.figures());
            counts(connection, update, 4, report.left());
            update.setTimestamp(6, Timestamp.from(now));
            if (report.finishedAt().isPresent()) {
                update.setTimestamp(7, Timestamp.from(report.finishedAt().get()));
            } else {
                update.setNull(7, Types.TIMESTAMP_WITH_TIMEZONE);
            }
            update.setString(8, report.kind().toString());
            update.setString(9, report.region());
            update.setString(10, report.period());
            update.setInt(11, report.pass());
            update.setString(12, before.last());
            return update.executeUpdate() == 1;
        }
    }

    private static <E extends Enum<E>> void counts(
            Connection connection, PreparedStatement update, int parameter, Map<E, Long> counts) throws SQLException {
        update.setArray(
                parameter,
                connection.createArrayOf(
                        "text", counts.keySet().stream().map(Enum::name).toArray()));
        update.setArray(
                parameter + 1, connection.createArrayOf("int8", counts.values().toArray()));
    }

    /// What was credited of a month until now. Looked up person by person: of a month that nobody was credited with
    /// yet when statistics were made, PostgreSQL expects no rows, and would go through all of them for each person.
    Map<CreditKey, Until> credited(Connection connection, YearMonth month, Collection<String> persons)
            throws SQLException {
        var found = new HashMap<CreditKey, Until>();
        try (var select = connection.prepareStatement("""
                select k.psn_no, c.scheme, c.parts, c.account_fen, c.pool_fen
                from unnest(?::varchar[]) as k(psn_no)
                cross join lateral (
                    select scheme, count(*) as parts, sum(account_fen) as account_fen, sum(pool_fen) as pool_fen
                    from credit where psn_no = k.psn_no and month = ? group by scheme) c""")) {
            select.setArray(1, connection.createArrayOf("varchar", persons.toArray()));
            select.setObject(2, month.atDay(1));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            new CreditKey(rows.getString(1), Codes.of(Scheme.class, rows.getString(2))),
                            new Until(rows.getInt(3), Fen.of(rows.getLong(4)), Fen.of(rows.getLong(5))));
                }
            }
        }
        return found;
    }

    /// All that was credited to a person, by the reference of its entry.
    Map<String, Credited> credited(Connection connection, String person) throws SQLException {
        var found = new HashMap<String, Credited>();
        try (var select =
                connection.prepareStatement("select scheme, month, part, kind, rule from credit where psn_no = ?")) {
            select.setString(1, person);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var credited = new Credited(
                            Codes.of(Scheme.class, rows.getString(1)),
                            YearMonth.from(rows.getObject(2, LocalDate.class)),
                            rows.getInt(3),
                            Codes.of(ContributionKind.class, rows.getString(4)),
                            rows.getString(5));
                    found.put(credited.reference(), credited);
                }
            }
        }
        return found;
    }

    void insert(Connection connection, List<Credit> credits) throws SQLException {
        if (credits.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into credit (psn_no, scheme, month, part, region, account_fen, pool_fen, rule, kind)
                select * from unnest(?::varchar[], ?::varchar[], ?::date[], ?::integer[], ?::varchar[], ?::bigint[],
                    ?::bigint[], ?::varchar[], ?::varchar[])""")) {
            var columns = new AccountStore.Columns(insert);
            columns.texts(credits, Credit::person);
            columns.texts(credits, credit -> credit.scheme().toString());
            columns.texts(credits, credit -> credit.month().atDay(1).toString());
            columns.ints(credits, Credit::part);
            columns.texts(credits, Credit::region);
            columns.longs(credits, credit -> credit.account().value());
            columns.longs(credits, credit -> credit.pool().value());
            columns.texts(credits, Credit::rule);
            columns.texts(credits, credit -> credit.kind().toString());
            insert.executeUpdate();
        }
    }

    /// The years of the persons that are over, from one year to another, by person and year; years without money are
    /// absent.
    Map<String, Map<Integer, DaySums>> closed(Connection connection, Collection<String> persons, int from, int to)
            throws SQLException {
        var found = new HashMap<String, Map<Integer, DaySums>>();
        try (var select = connection.prepareStatement("""
                select c.psn_no, c.year, c.current_fen_days, c.prior_fen_days
                from unnest(?::varchar[]) as k(psn_no)
                join closed_year c on c.psn_no = k.psn_no and c.year between ? and ?""")) {
            select.setArray(1, connection.createArrayOf("varchar", persons.toArray()));
            select.setInt(2, from);
            select.setInt(3, to);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getString(1), person -> new HashMap<>())
                            .put(rows.getInt(2), new DaySums(rows.getLong(3), rows.getLong(4)));
                }
            }
        }
        return found;
    }
}
