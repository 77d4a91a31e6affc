package org.openyibao.server.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.openyibao.server.database.Conditions;
import org.openyibao.server.database.Cursor;
import org.springframework.jdbc.UncategorizedSQLException;

/// SQL of `catalogue_list`, `catalogue_item` and `catalogue_file`, and of a table that lasts as long as a
/// transaction and holds rows on their way in.
final class ListStore {

    private static final int ROWS_AT_ONCE = 5_000;

    /// A row on its way in, `other` than which it should be, and the value that is wrong.
    record Found(long row, long other, String value) {}

    /// A file that was written.
    record Written(String file, long items) {}

    /// Takes rows, some thousands at a time.
    static final class Incoming implements AutoCloseable {

        private record Row(String list, long row, ListItem item) {}

        private final PreparedStatement insert;
        private final List<Row> rows = new ArrayList<>(ROWS_AT_ONCE);

        private Incoming(Connection connection) throws SQLException {
            insert = connection.prepareStatement("""
                    insert into incoming_item (list, place, record, version, line)
                    select * from unnest(?::varchar[], ?::bigint[], ?::varchar[], ?::varchar[], ?::text[])""");
        }

        void add(String list, long row, ListItem item) {
            rows.add(new Row(list, row, item));
            if (rows.size() == ROWS_AT_ONCE) {
                flush();
            }
        }

        void flush() {
            if (rows.isEmpty()) {
                return;
            }
            try {
                insert.setObject(1, texts(Row::list));
                insert.setObject(2, rows.stream().mapToLong(Row::row).toArray());
                insert.setObject(3, texts(row -> row.item().record()));
                insert.setObject(4, texts(row -> row.item().version()));
                insert.setObject(5, texts(row -> row.item().line()));
                insert.executeUpdate();
                rows.clear();
            } catch (SQLException failure) {
                throw new UncategorizedSQLException("rows of a list", null, failure);
            }
        }

        private String[] texts(Function<Row, String> value) {
            return rows.stream().map(value).toArray(String[]::new);
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }

    Incoming begin(Connection connection) throws SQLException {
        try (var create = connection.createStatement()) {
            create.execute("""
                    create temporary table incoming_item (
                        list     varchar(10)              not null,
                        place    bigint                   not null,
                        record   varchar(40) collate "C"  not null,
                        version  varchar(20) collate "C"  not null,
                        line     text                     not null
                    ) on commit drop""");
        }
        return new Incoming(connection);
    }

    List<Found> repeated(Connection connection, String list, int most) throws SQLException {
        try (var select = connection.prepareStatement("""
                select place, first, record from (
                    select place, record, min(place) over (partition by record, version) as first
                    from incoming_item where list = ?
                ) r where place > first order by place limit ?""")) {
            select.setString(1, list);
            select.setInt(2, most);
            return found(select);
        }
    }

    private static List<Found> found(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var found = new ArrayList<Found>();
            while (rows.next()) {
                found.add(new Found(rows.getLong(1), rows.getLong(2), rows.getString(3)));
            }
            return found;
        }
    }

    /// The newest version of a list. Nobody else takes rows of the list or writes a file of it until the transaction
    /// ends.
    String hold(Connection connection, String list) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into catalogue_list (list, version) values (?, '') on conflict (list) do nothing")) {
            insert.setString(1, list);
            insert.executeUpdate();
        }
        try (var select = connection.prepareStatement("select version from catalogue_list where list = ? for update")) {
            select.setString(1, list);
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("a list that was there is gone");
                }
                return rows.getString(1);
            }
        }
    }

    /// Rows that are not after the newest version, and not held just as they are either.
    List<Found> late(Connection connection, String list, String newest, int most) throws SQLException {
        try (var select = connection.prepareStatement("""
                select i.place, i.place, i.version from incoming_item i
                where i.list = ? and i.version <= ? and not exists (
                    select from catalogue_item c where c.list = i.list and c.record = i.record
                        and c.version = i.version and c.line = i.line)
                order by i.place limit ?""")) {
            select.setString(1, list);
            select.setString(2, newest);
            select.setInt(3, most);
            return found(select);
        }
    }

    ListLoad.Taken take(Connection connection, String list, String newest) throws SQLException {
        update(connection, """
                update catalogue_item c set followed_by = n.version
                from (
                    select record, min(version) as version from incoming_item
                    where list = ? and version > ? group by record
                ) n
                where c.list = ? and c.record = n.record and c.followed_by is null""", list, newest, list);
        var added = update(connection, """
                insert into catalogue_item (list, record, version, followed_by, line)
                select list, record, version, lead(version) over (partition by record order by version), line
                from incoming_item where list = ? and version > ?""", list, newest);
        update(connection, """
                update catalogue_list set version = greatest(version, (
                    select max(version) from incoming_item where list = ?))
                where list = ?""", list, list);
        try (var count = connection.prepareStatement("select count(*) from incoming_item where list = ?")) {
            count.setString(1, list);
            try (var rows = count.executeQuery()) {
                rows.next();
                return new ListLoad.Taken(added, rows.getLong(1) - added);
            }
        }
    }

    private static long update(Connection connection, String sql, String... parameters) throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                update.setString(i + 1, parameters[i]);
            }
            return update.executeLargeUpdate();
        }
    }

    /// The last version up to one that was sent, of rows that stand; empty where there is none.
    String before(Connection connection, String list, String sent) throws SQLException {
        try (var select = connection.prepareStatement("""
                select version from catalogue_item
                where list = ? and version <= ? and followed_by is null
                order by version desc limit 1""")) {
            select.setString(1, list);
            select.setString(2, sent);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    /// The lines of the rows that stand and came after a version, in the order in which they came.
    Cursor<String> lines(Connection connection, String list, String after) throws SQLException {
        var select = connection.prepareStatement("""
                select line from catalogue_item
                where list = ? and version > ? and followed_by is null
                order by version, record""");
        select.setString(1, list);
        select.setString(2, after);
        return new Cursor<>(select, ListStore::line);
    }

    private static String line(ResultSet row) throws SQLException {
        return row.getString(1);
    }

    /// Names the list in words: a part of it has an index.
    private static Conditions conditions(NationalList list, RowQuery query) {
        var all = new Conditions().and("list = '" + list.number() + "' and followed_by is null");
        query.equal().forEach((title, value) -> all.and(cell(list, title) + " = ?", value));
        query.beginning().forEach((title, value) -> all.andBegins(cell(list, title), value));
        query.from()
                .forEach((title, value) -> all.and(
                        cell(list, title) + " collate \"C\" >= ? and " + cell(list, title) + " <> 'null'", value));
        query.to().forEach((title, value) -> all.and(cell(list, title) + " collate \"C\" <= ?", value));
        return all;
    }

    private static String cell(NationalList list, String title) {
        return "split_part(line, E'\\t', " + list.column(title) + ")";
    }

    long count(Connection connection, NationalList list, RowQuery query) throws SQLException {
        var conditions = conditions(list, query);
        try (var select =
                connection.prepareStatement("select count(*) from catalogue_item where " + conditions.sql())) {
            conditions.set(select);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    List<List<String>> rows(Connection connection, NationalList list, RowQuery query, long offset, int most)
            throws SQLException {
        var conditions = conditions(list, query);
        try (var select = connection.prepareStatement("select line from catalogue_item where " + conditions.sql()
                + " order by version, record limit ? offset ?")) {
            var next = conditions.set(select);
            select.setInt(next, most);
            select.setLong(next + 1, offset);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<List<String>>();
                while (rows.next()) {
                    found.add(ListItem.cells(rows.getString(1)));
                }
                return found;
            }
        }
    }

    /// The file of what came after a version, if it was written since the newest one.
    Optional<Written> file(Connection connection, String list, String after) throws SQLException {
        try (var select = connection.prepareStatement("""
                select f.file_id, f.items
                from catalogue_file f join catalogue_list l on l.list = f.list and l.version = f.version
                where f.list = ? and f.after = ?""")) {
            select.setString(1, list);
            select.setString(2, after);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(new Written(rows.getString(1), rows.getLong(2))) : Optional.empty();
            }
        }
    }

    void keep(Connection connection, String list, String after, String version, String file, long items)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into catalogue_file (list, after, version, file_id, items) values (?, ?, ?, ?, ?)
                on conflict (list, after) do update set version = excluded.version, file_id = excluded.file_id,
                    items = excluded.items""")) {
            insert.setString(1, list);
            insert.setString(2, after);
            insert.setString(3, version);
            insert.setString(4, file);
            insert.setLong(5, items);
            insert.executeUpdate();
        }
    }
}
