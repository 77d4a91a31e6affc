package org.openyibao.server.goods;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.DataKeys;

/// SQL of the room. A deletion takes the returns of what it deletes with it, for they are of the same batch.
final class GoodsStore {

    private static final String DETAILS = "goods_record.details";

    private final DataKeys keys;

    GoodsStore(DataKeys keys) {
        this.keys = keys;
    }

    /// Of all advisory locks, those of goods.
    private static final int CLASS_OF_LOCKS = 3_500;

    /// A sale of a package that did not come back.
    record Sold(String institution, boolean split) {}

    /// Until the transaction ends, nobody else has any of the locks. In ascending order, so that no two wait for each
    /// other.
    void lock(Connection connection, SortedSet<Integer> keys) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(?, ?)")) {
            for (var key : keys) {
                lock.setInt(1, CLASS_OF_LOCKS);
                lock.setInt(2, key);
                lock.executeQuery().close();
            }
        }
    }

    void insert(
            Connection connection,
            String id,
            String institution,
            Movement movement,
            String person,
            String visit,
            Instant now,
            Operator operator)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into goods_record (record_id, institution, kind, batch, item, item_name, code, quantity, incoming,
                    split, happened_at, visit_number, settlement_id, visit_id, psn_no, details, made_at, operator,
                    operator_name)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var at = 0;
            insert.setString(++at, id);
            insert.setString(++at, institution);
            insert.setString(++at, movement.kind().toString());
            insert.setString(++at, movement.batch());
            insert.setString(++at, movement.item());
            insert.setString(++at, movement.itemName());
            insert.setString(++at, movement.code());
            insert.setLong(++at, movement.quantity());
            insert.setBoolean(++at, movement.incoming());
            insert.setBoolean(++at, movement.split());
            insert.setObject(++at, movement.happenedAt());
            insert.setString(++at, movement.visitNumber());
            insert.setString(++at, movement.settlement());
            insert.setString(++at, visit);
            insert.setString(++at, person);
            insert.setBytes(++at, keys.seal(DETAILS, id, movement.details()));
            insert.setObject(++at, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.setString(++at, operator.code());
            insert.setString(++at, operator.name());
            insert.executeUpdate();
        }
    }

    void insertReturns(Connection connection, String id, Map<Origin, Long> origins) throws SQLException {
        if (origins.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into goods_return (record_id, origin_id, quantity)
                select ?, r.origin_id, r.quantity from unnest(?::varchar[], ?::bigint[]) as r(origin_id, quantity)""")) {
            insert.setString(1, id);
            insert.setObject(2, origins.keySet().stream().map(Origin::id).toArray(String[]::new));
            insert.setObject(3, origins.values().toArray(Long[]::new));
            insert.executeUpdate();
        }
    }

    void insertTraces(Connection connection, String id, List<String> traces, Collection<Origin> origins)
            throws SQLException {
        if (traces.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into goods_trace (record_id, trace, origin_id)
                select ?, t.trace, t.origin_id from unnest(?::varchar[], ?::varchar[]) as t(trace, origin_id)""")) {
            insert.setString(1, id);
            insert.setObject(2, traces.toArray(String[]::new));
            insert.setObject(
                    3,
                    traces.stream()
                            .map(trace -> origins.stream()
                                    .filter(origin -> origin.traces().contains(trace))
                                    .map(Origin::id)
                                    .findFirst()
                                    .orElse(""))
                            .toArray(String[]::new));
            insert.executeUpdate();
        }
    }

    /// The sales of a package that were not deleted and after which it did not come back, by itself or with the whole
    /// sale.
    List<Sold> sales(Connection connection, String trace) throws SQLException {
        try (var select = connection.prepareStatement("""
                select r.institution, r.split
                from goods_trace t join goods_record r on r.record_id = t.record_id
                where t.trace = ? and r.kind = 'sale'
                    and not exists (select from goods_deletion d where d.record_id = r.record_id)
                    and not exists (select from goods_trace b where b.trace = t.trace and b.origin_id = r.record_id)
                    and r.quantity > (select coalesce(sum(g.quantity), 0) from goods_return g where g.origin_id = r.record_id)
                """)) {
            select.setString(1, trace);
            return list(select.executeQuery(), row -> new Sold(row.getString(1), row.getBoolean(2)));
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> list(ResultSet rows, Reading<T> reading) throws SQLException {
        try (rows) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reading.of(rows));
            }
            return found;
        }
    }

    /// What a return may be of, the first first.
    List<Origin> origins(Connection connection, String institution, Movement movement, Kind kind) throws SQLException {
        try (var select = connection.prepareStatement("""
                select r.record_id,
                    r.quantity - (select coalesce(sum(g.quantity), 0) from goods_return g where g.origin_id = r.record_id),
                    array(select t.trace from goods_trace t where t.record_id = r.record_id and not exists (
                        select from goods_trace b where b.trace = t.trace and b.origin_id = r.record_id))
                from goods_record r
                where r.institution = ? and r.batch = ? and r.item = ? and r.kind = ? and (? = '' or r.record_id = ?)
                    and (? = '' or r.visit_number = ?)
                    and not exists (select from goods_deletion d where d.record_id = r.record_id)
                order by r.happened_at, r.record_id""")) {
            var at = 0;
            select.setString(++at, institution);
            select.setString(++at, movement.batch());
            select.setString(++at, movement.item());
            select.setString(++at, kind.toString());
            select.setString(++at, movement.origin());
            select.setString(++at, movement.origin());
            select.setString(++at, movement.visitNumber());
            select.setString(++at, movement.visitNumber());
            return list(select.executeQuery(), row -> new Origin(row.getString(1), row.getLong(2), texts(row, 3)));
        }
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /// How many rows it deleted.
    int delete(Connection connection, String institution, Deletion deletion, Instant now, Operator operator)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into goods_deletion (record_id, deleted_at, operator, operator_name)
                select r.record_id, ?, ?, ?
                from goods_record r
                where r.institution = ? and r.batch = ? and r.kind = any(?::varchar[])
                    and not exists (select from goods_deletion d where d.record_id = r.record_id)""")) {
            insert.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.setString(2, operator.code());
            insert.setString(3, operator.name());
            insert.setString(4, institution);
            insert.setString(5, deletion.batch());
            insert.setObject(6, kinds(deletion.kinds()));
            return insert.executeUpdate();
        }
    }

    private static String[] kinds(Collection<Kind> kinds) {
        return kinds.stream().map(Kind::toString).toArray(String[]::new);
    }

    List<GoodsRecord> find(Connection connection, GoodsQuery query, int most) throws SQLException {
        var conditions = new StringBuilder();
        var values = new ArrayList<Object>();
        condition(conditions, values, " and r.happened_at >= ?", query.from());
        condition(conditions, values, " and r.happened_at < ?", query.to());
        condition(conditions, values, " and r.batch = ?", query.batch());
        condition(conditions, values, " and r.item = ?", query.item());
        condition(conditions, values, " and r.code = ?", query.code());
        condition(conditions, values, " and r.visit_id = ?", query.visit());
        condition(conditions, values, " and r.psn_no = ?", query.person());
        if (query.traced()) {
            conditions.append(" and exists (select from goods_trace t where t.record_id = r.record_id)");
        }
        try (var select =
                connection.prepareStatement("""
                select r.record_id, r.institution, r.kind, r.batch, r.item, r.item_name, r.code, r.quantity, r.incoming,
                    r.split, r.happened_at, r.visit_number, r.settlement_id, r.visit_id, r.psn_no, r.details, r.made_at,
                    r.operator, r.operator_name, d.deleted_at, d.operator, d.operator_name,
                    array(select t.trace from goods_trace t where t.record_id = r.record_id order by t.trace),
                    array(select t.trace from goods_trace t where t.record_id = r.record_id and r.kind = 'sale'
                        and not exists (
                            select from goods_trace b where b.trace = t.trace and b.origin_id = r.record_id)
                        and r.quantity > (
                            select coalesce(sum(g.quantity), 0) from goods_return g where g.origin_id = r.record_id)
                        order by t.trace)
                from goods_record r left join goods_deletion d on d.record_id = r.record_id
                where r.institution = ? and r.kind = any(?::varchar[]) and (d.record_id is not null) = ?""" + conditions + " order by r.happened_at, r.record_id limit ?")) {
            var at = 0;
            select.setString(++at, query.institution());
            select.setObject(++at, kinds(query.kinds()));
            select.setBoolean(++at, query.deleted());
            for (var value : values) {
                select.setObject(++at, value);
            }
            select.setInt(++at, most);
            return list(select.executeQuery(), this::record);
        }
    }

    private static void condition(
            StringBuilder conditions, List<Object> values, String condition, Optional<? extends Object> value) {
        value.ifPresent(given -> {
            conditions.append(condition);
            values.add(given);
        });
    }

    private GoodsRecord record(ResultSet row) throws SQLException {
        var settlement = row.getString(13);
        var movement = new Movement(
                Codes.of(Kind.class, row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                row.getBoolean(9),
                row.getBoolean(10),
                row.getObject(11, LocalDateTime.class),
                "",
                row.getString(12),
                !settlement.isEmpty(),
                settlement,
                row.getString(15),
                texts(row, 23),
                keys.open(DETAILS, row.getString(1), row.getBytes(16)));
        return new GoodsRecord(
                row.getString(1),
                row.getString(2),
                movement,
                row.getString(14),
                texts(row, 24),
                instant(row.getObject(17, OffsetDateTime.class)),
                new Operator(row.getString(18), row.getString(19)),
                deleted(row),
                Optional.empty());
    }

    private static Optional<GoodsRecord.Deleted> deleted(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(20, OffsetDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new GoodsRecord.Deleted(instant(at), new Operator(row.getString(21), row.getString(22))));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
