package org.openyibao.server.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.Conditions;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// SQL of `institution` and `catalogue_entry`.
@Component
class RegistryStore {

    private static final int ROWS_AT_ONCE = 1_000;

    /// What [#entry] reads.
    private static final String ENTRY = """
            region, code, valid_from, valid_to, name, category, grade, first_pay_millionths, ceiling_micro, charge_type,
            limited""";

    private static final String HERBS = "10";

    private final JdbcTemplate jdbc;

    RegistryStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Institution> institutions(String code) {
        return jdbc.query("""
                select code, valid_from, valid_to, name, region, kind, level, designated, networked, credit_code
                from institution where code = ? order by valid_from desc""", (row, index) -> institution(row), code);
    }

    /// All there ever were, by name.
    List<Institution> institutions() {
        return jdbc.query("""
                select code, valid_from, valid_to, name, region, kind, level, designated, networked, credit_code
                from institution order by name, code, valid_from""", (row, index) -> institution(row));
    }

    private static Institution institution(ResultSet row) throws SQLException {
        return new Institution(
                row.getString(1),
                row.getObject(2, LocalDate.class),
                row.getObject(3, LocalDate.class),
                row.getString(4),
                row.getString(5),
                Codes.of(InstitutionKind.class, row.getString(6)),
                Codes.of(Level.class, row.getString(7)),
                row.getBoolean(8),
                row.getBoolean(9),
                row.getString(10));
    }

    List<CatalogueEntry> entries(String region, String code) {
        return entries(List.of(region), List.of(code));
    }

    /// Of each item the latest first.
    List<CatalogueEntry> entries(Collection<String> regions, Collection<String> codes) {
        return jdbc.query(
                "select " + ENTRY
                        + " from catalogue_entry where region = any(?) and code = any(?) order by valid_from desc",
                (row, index) -> entry(row),
                regions.toArray(String[]::new),
                codes.toArray(String[]::new));
    }

    private static CatalogueEntry entry(ResultSet row) throws SQLException {
        var ceiling = row.getObject(9, Long.class);
        return new CatalogueEntry(
                row.getString(1),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                row.getObject(4, LocalDate.class),
                row.getString(5),
                Codes.of(FeeCategory.class, row.getString(6)),
                Codes.of(Grade.class, row.getString(7)),
                Ratio.ofMillionths(row.getInt(8)),
                ceiling == null ? OptionalLong.empty() : OptionalLong.of(ceiling),
                row.getString(10),
                row.getBoolean(11));
    }

    void saveInstitutions(List<Institution> rows) {
        jdbc.batchUpdate("""
                insert into institution
                    (code, valid_from, valid_to, name, region, kind, level, designated, networked, credit_code)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (code, valid_from) do update set valid_to = excluded.valid_to, name = excluded.name,
                    region = excluded.region, kind = excluded.kind, level = excluded.level,
                    designated = excluded.designated, networked = excluded.networked,
                    credit_code = excluded.credit_code""", rows, ROWS_AT_ONCE, (insert, row) -> {
            insert.setString(1, row.code());
            insert.setObject(2, row.validFrom());
            insert.setObject(3, row.validTo());
            insert.setString(4, row.name());
            insert.setString(5, row.region());
            insert.setString(6, row.kind().toString());
            insert.setString(7, row.level().toString());
            insert.setBoolean(8, row.designated());
            insert.setBoolean(9, row.networked());
            insert.setString(10, row.creditCode());
        });
    }

    private static Conditions conditions(String place, EntryQuery query) {
        var all = new Conditions().and("region = ?", place);
        query.code().ifPresent(code -> all.and("code = ?", code));
        query.begins().ifPresent(name -> all.andBegins("name", name));
        query.chargeType().ifPresent(type -> all.and("charge_type = ?", type));
        query.herbs().ifPresent(herbs -> all.and("(charge_type = '" + HERBS + "') = ?", herbs));
        query.categories().ifPresent(some -> all.and("category = any(?)", (Object) texts(some)));
        query.grades().ifPresent(some -> all.and("grade = any(?)", (Object) texts(some)));
        query.limited().ifPresent(limited -> all.and("limited = ?", limited));
        query.on().ifPresent(day -> all.and("valid_from <= ?", day).and("valid_to >= ?", day));
        query.from().ifPresent(day -> all.and("valid_from >= ?", day));
        query.to().ifPresent(day -> all.and("valid_to <= ?", day));
        query.ended().ifPresent(ended -> all.and("(valid_to < ?) = ?", query.today(), ended));
        query.changedSince().ifPresent(time -> all.and("changed_at >= ?", at(time)));
        query.record().ifPresent(record -> all.and("record = ?", record));
        return query.withCeiling() ? all.and("ceiling_micro is not null") : all;
    }

    private static String[] texts(Set<?> some) {
        return some.stream().map(Object::toString).toArray(String[]::new);
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    long count(String place, EntryQuery query) {
        var conditions = conditions(place, query);
        var counts = jdbc.query(
                "select count(*) from catalogue_entry where " + conditions.sql(),
                conditions::set,
                (row, index) -> row.getLong(1));
        return counts.getFirst();
    }

    List<ToldEntry> entries(String place, EntryQuery query, long offset, int most) {
        var conditions = conditions(place, query);
        return jdbc.query(
                "select " + ENTRY + ", record, added_at, changed_at from catalogue_entry where " + conditions.sql()
                        + " order by code, valid_from limit ? offset ?",
                select -> {
                    var next = conditions.set(select);
                    select.setInt(next, most);
                    select.setLong(next + 1, offset);
                },
                (row, index) -> told(row));
    }

    private static ToldEntry told(ResultSet row) throws SQLException {
        return new ToldEntry(
                entry(row),
                row.getLong(12),
                row.getObject(13, OffsetDateTime.class).toInstant(),
                row.getObject(14, OffsetDateTime.class).toInstant());
    }

    /// All of a region's own that were added or changed at that time or later.
    List<CatalogueEntry> changedSince(String region, Instant since) {
        return jdbc.query(
                "select " + ENTRY + " from catalogue_entry where region = ? and changed_at >= ?",
                (row, index) -> entry(row),
                region,
                at(since));
    }

    void saveEntries(List<CatalogueEntry> rows, Instant now) {
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            connection.setAutoCommit(false);
            try (var load = new EntryLoad(connection, now)) {
                var number = 0L;
                for (var row : rows) {
                    load.add(++number, row);
                }
                var taken = load.take();
                connection.commit();
                return taken;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }
}
