package org.openyibao.server.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.openyibao.server.catalogue.InstitutionItem.Key;
import org.openyibao.server.catalogue.ToldItem.Change;
import org.openyibao.server.database.Conditions;

/// SQL of `institution_item`.
final class InstitutionItemStore {

    void save(Connection connection, List<InstitutionItem> items, Change change) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into institution_item
                    (institution, item, kind, code, name, region, valid_from, valid_to, stands, details, added_at, added_by,
                    added_name, changed_at, changed_by, changed_name)
                select new.*, n.at, n.operator, n.name, n.at, n.operator, n.name
                from (
                    select institution, item, kind, code, name, region, valid_from, valid_to, true, details
                    from unnest(?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[],
                            ?::date[], ?::date[], ?::text[])
                        as u (institution, item, kind, code, name, region, valid_from, valid_to, details)
                ) new, (select ?::timestamptz as at, ?::varchar as operator, ?::varchar as name) n
                on conflict (institution, item, kind, code) do update set name = excluded.name, region = excluded.region,
                    valid_from = excluded.valid_from, valid_to = excluded.valid_to, stands = true,
                    details = excluded.details, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
                    changed_name = excluded.changed_name""")) {
            insert.setObject(1, texts(items, item -> item.key().institution()));
            insert.setObject(2, texts(items, item -> item.key().item()));
            insert.setObject(3, texts(items, item -> item.key().kind()));
            insert.setObject(4, texts(items, item -> item.key().code()));
            insert.setObject(5, texts(items, InstitutionItem::name));
            insert.setObject(6, texts(items, InstitutionItem::region));
            insert.setObject(7, texts(items, item -> item.from().toString()));
            insert.setObject(8, texts(items, item -> item.to().toString()));
            insert.setObject(9, texts(items, InstitutionItem::details));
            set(insert, 10, change);
            insert.executeUpdate();
        }
    }

    private static String[] texts(List<InstitutionItem> items, Function<InstitutionItem, String> value) {
        return items.stream().map(value).toArray(String[]::new);
    }

    private static void set(PreparedStatement statement, int first, Change change) throws SQLException {
        statement.setObject(first, at(change.at()));
        statement.setString(first + 1, change.operator());
        statement.setString(first + 2, change.operatorName());
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /// False where it does not stand.
    boolean withdraw(Connection connection, Key key, Change change) throws SQLException {
        try (var update = connection.prepareStatement("""
                update institution_item set stands = false, changed_at = ?, changed_by = ?, changed_name = ?
                where institution = ? and item = ? and kind = ? and code = ? and stands""")) {
            set(update, 1, change);
            update.setString(4, key.institution());
            update.setString(5, key.item());
            update.setString(6, key.kind());
            update.setString(7, key.code());
            return update.executeUpdate() == 1;
        }
    }

    private static Conditions conditions(ItemQuery query) {
        var all = new Conditions().and("institution = ?", query.institution());
        query.region().ifPresent(region -> all.and("region = ?", region));
        query.item().ifPresent(item -> all.and("item = ?", item));
        query.begins().ifPresent(name -> all.andBegins("name", name));
        query.kind().ifPresent(kind -> all.and("kind = ?", kind));
        query.code().ifPresent(code -> all.and("code = ?", code));
        query.on().ifPresent(day -> all.and("valid_from <= ?", day).and("valid_to >= ?", day));
        query.from().ifPresent(day -> all.and("valid_from >= ?", day));
        query.stands().ifPresent(stands -> all.and("stands = ?", stands));
        query.changedSince().ifPresent(time -> all.and("changed_at >= ?", at(time)));
        return all;
    }

    long count(Connection connection, ItemQuery query) throws SQLException {
        var conditions = conditions(query);
        try (var select =
                connection.prepareStatement("select count(*) from institution_item where " + conditions.sql())) {
            conditions.set(select);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    List<ToldItem> items(Connection connection, ItemQuery query, long offset, int most) throws SQLException {
        var conditions = conditions(query);
        try (var select =
                connection.prepareStatement("""
                select institution, item, kind, code, name, region, valid_from, valid_to, details, record, stands, added_at,
                    added_by, added_name, changed_at, changed_by, changed_name
                from institution_item
                where\s""" + conditions.sql() + " order by item, kind, code limit ? offset ?")) {
            var next = conditions.set(select);
            select.setInt(next, most);
            select.setLong(next + 1, offset);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<ToldItem>();
                while (rows.next()) {
                    found.add(told(rows));
                }
                return found;
            }
        }
    }

    private static ToldItem told(ResultSet row) throws SQLException {
        return new ToldItem(
                new InstitutionItem(
                        new Key(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, LocalDate.class),
                        row.getObject(8, LocalDate.class),
                        row.getString(9)),
                row.getLong(10),
                row.getBoolean(11),
                change(row, 12),
                change(row, 15));
    }

    private static Change change(ResultSet row, int first) throws SQLException {
        return new Change(
                row.getObject(first, OffsetDateTime.class).toInstant(),
                row.getString(first + 1),
                row.getString(first + 2));
    }
}
