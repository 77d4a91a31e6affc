package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.Codes;

/// SQL of the days: `clearing_run`, `clearing_item`, `clearing_day`, and of `clearing_entry`.
final class ClearingStore {

    static final String ITEMS = """
            select day, home, place, settlement_id, run, psn_no, institution, scheme, visit_kind, coalesce(reverses, ''),
                total_fen, funds_fen, account_fen, family_fen
            from clearing_item""";

    /// Keeps months from being netted while a day is cleared; several days may be.
    void lockDays(Connection connection) throws SQLException {
        execute(connection, "lock table clearing_month in row exclusive mode");
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Who netted a month.
    Optional<String> netted(Connection connection, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement("select clerk from clearing_month where month = ?")) {
            select.setObject(1, month.atDay(1));
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /// 0 where the day was never cleared.
    int lastRun(Connection connection, LocalDate day) throws SQLException {
        try (var select = connection.prepareStatement("select coalesce(max(run), 0) from clearing_run where day = ?")) {
            select.setObject(1, day);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /// False where somebody else began the run meanwhile.
    boolean begin(Connection connection, LocalDate day, int run, Instant now, String clerk) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into clearing_run (day, run, cleared_at, clerk, items) values (?, ?, ?, ?, 0)
                on conflict (day, run) do nothing""")) {
            insert.setObject(1, day);
            insert.setInt(2, run);
            insert.setObject(3, at(now));
            insert.setString(4, clerk);
            return insert.executeUpdate() == 1;
        }
    }

    static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /// Within the transaction that began the run.
    void end(Connection connection, LocalDate day, int run, long items) throws SQLException {
        try (var update = connection.prepareStatement("update clearing_run set items = ? where day = ? and run = ?")) {
            update.setLong(1, items);
            update.setObject(2, day);
            update.setInt(3, run);
            update.executeUpdate();
        }
    }

    /// Adds those of the items that are not there yet.
    void insert(Connection connection, List<Item> items) throws SQLException {
        if (items.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into clearing_item (day, home, place, settlement_id, run, psn_no, institution, scheme, visit_kind,
                    reverses, total_fen, funds_fen, account_fen, family_fen)
                select ?, home, place, settlement_id, ?, psn_no, institution, scheme, visit_kind, nullif(reverses, ''),
                    total_fen, funds_fen, account_fen, family_fen
                from unnest(?::char(6)[], ?::char(6)[], ?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[],
                        ?::varchar[], ?::varchar[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as i(home, place, settlement_id, psn_no, institution, scheme, visit_kind, reverses, total_fen,
                        funds_fen, account_fen, family_fen)
                on conflict (day, home, place, settlement_id) do nothing""")) {
            insert.setObject(1, items.getFirst().day());
            insert.setInt(2, items.getFirst().run());
            insert.setObject(3, texts(items, Item::home));
            insert.setObject(4, texts(items, Item::place));
            insert.setObject(5, texts(items, Item::settlement));
            insert.setObject(6, texts(items, Item::person));
            insert.setObject(7, texts(items, Item::institution));
            insert.setObject(8, texts(items, item -> item.scheme().toString()));
            insert.setObject(9, texts(items, item -> item.kind().toString()));
            insert.setObject(10, texts(items, Item::reverses));
            insert.setObject(11, longs(items, item -> item.total().value()));
            insert.setObject(12, longs(items, item -> item.funds().value()));
            insert.setObject(13, longs(items, item -> item.account().value()));
            insert.setObject(14, longs(items, item -> item.family().value()));
            insert.executeUpdate();
        }
    }

    static <T> String[] texts(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    static <T> long[] longs(List<T> rows, ToLongFunction<T> value) {
        return rows.stream().mapToLong(value).toArray();
    }

    /// Adds the sums of a run's items, and reads them.
    List<DayLine> sumUp(Connection connection, LocalDate day, int run) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into clearing_day (day, home, place, run, items, reversals, total_fen, funds_fen, account_fen,
                    family_fen)
                select day, home, place, run, count(*), count(reverses), sum(total_fen), sum(funds_fen),
                    sum(account_fen), sum(family_fen)
                from clearing_item where day = ? and run = ?
                group by day, home, place, run""")) {
            insert.setObject(1, day);
            insert.setInt(2, run);
            insert.executeUpdate();
        }
        return lines(connection, day).stream().filter(line -> line.run() == run).toList();
    }

    List<DayLine> lines(Connection connection, LocalDate day) throws SQLException {
        try (var select = connection.prepareStatement("""
                select day, home, place, run, items, reversals, total_fen, funds_fen, account_fen, family_fen
                from clearing_day where day = ? order by home, place, run""")) {
            select.setObject(1, day);
            try (var rows = select.executeQuery()) {
                var lines = new ArrayList<DayLine>();
                while (rows.next()) {
                    lines.add(new DayLine(
                            rows.getObject(1, LocalDate.class),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getInt(4),
                            rows.getLong(5),
                            rows.getLong(6),
                            Fen.of(rows.getLong(7)),
                            Fen.of(rows.getLong(8)),
                            Fen.of(rows.getLong(9)),
                            Fen.of(rows.getLong(10))));
                }
                return lines;
            }
        }
    }

    /// Books the sums of a run: the place is owed what the home owes.
    void post(Connection connection, LocalDate day, int run) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into clearing_entry (posting_id, region, counterpart, amount_fen, why, booked_on)
                select concat_ws(':', 'day', d.day, d.run, d.home, d.place), side.region, side.counterpart,
                    side.sign * (d.funds_fen + d.account_fen + d.family_fen), 'day', d.day
                from clearing_day d
                cross join lateral (values (d.home, d.place, -1), (d.place, d.home, 1)) as side(region, counterpart, sign)
                where d.day = ? and d.run = ?""")) {
            insert.setObject(1, day);
            insert.setInt(2, run);
            insert.executeUpdate();
        }
    }

    /// At most `most` items that come after one, or the first ones.
    List<Item> items(
            Connection connection,
            LocalDate day,
            Optional<String> home,
            Optional<String> place,
            Optional<Item> after,
            int most)
            throws SQLException {
        try (var select = connection.prepareStatement(ITEMS + """
                 where day = ? and home = coalesce(?, home) and place = coalesce(?, place)
                    and (home, place, settlement_id) > (?, ?, ?)
                order by home, place, settlement_id limit ?""")) {
            select.setObject(1, day);
            select.setString(2, home.orElse(null));
            select.setString(3, place.orElse(null));
            select.setString(4, after.map(Item::home).orElse(""));
            select.setString(5, after.map(Item::place).orElse(""));
            select.setString(6, after.map(Item::settlement).orElse(""));
            select.setInt(7, most);
            try (var rows = select.executeQuery()) {
                var items = new ArrayList<Item>();
                while (rows.next()) {
                    items.add(item(rows));
                }
                return items;
            }
        }
    }

    Optional<Item> item(Connection connection, LocalDate day, String home, String place, String settlement)
            throws SQLException {
        try (var select = connection.prepareStatement(
                ITEMS + " where day = ? and home = ? and place = ? and settlement_id = ?")) {
            select.setObject(1, day);
            select.setString(2, home);
            select.setString(3, place);
            select.setString(4, settlement);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(item(rows)) : Optional.empty();
            }
        }
    }

    static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getObject(1, LocalDate.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                Codes.of(Scheme.class, row.getString(8)),
                Codes.of(VisitKind.class, row.getString(9)),
                row.getString(10),
                Fen.of(row.getLong(11)),
                Fen.of(row.getLong(12)),
                Fen.of(row.getLong(13)),
                Fen.of(row.getLong(14)));
    }
}
