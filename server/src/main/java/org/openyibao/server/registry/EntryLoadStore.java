package org.openyibao.server.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;

/// SQL of a table that lasts as long as a transaction and holds entries on their way in, and of how they are taken.
final class EntryLoadStore implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 5_000;

    private record Row(long number, CatalogueEntry entry) {}

    private final Connection connection;
    private final Instant now;
    private final PreparedStatement insert;
    private final List<Row> rows = new ArrayList<>(ROWS_AT_ONCE);

    EntryLoadStore(Connection connection, Instant now) throws SQLException {
        this.connection = connection;
        this.now = now;
        try (var create = connection.createStatement()) {
            create.execute("""
                    create temporary table incoming_entry (
                        place                 bigint       not null,
                        region                char(6)      not null,
                        code                  varchar(50)  not null,
                        valid_from            date         not null,
                        valid_to              date         not null,
                        name                  varchar(500) not null,
                        category              varchar(20)  not null,
                        grade                 varchar(10)  not null,
                        first_pay_millionths  integer      not null,
                        ceiling_micro         bigint,
                        charge_type           varchar(6)   not null,
                        limited               boolean      not null
                    ) on commit drop""");
        }
        insert = connection.prepareStatement("""
                insert into incoming_entry
                select * from unnest(?::bigint[], ?::varchar[], ?::varchar[], ?::date[], ?::date[], ?::varchar[],
                    ?::varchar[], ?::varchar[], ?::integer[], ?::bigint[], ?::varchar[], ?::boolean[])""");
    }

    void add(long number, CatalogueEntry entry) {
        rows.add(new Row(number, entry));
        if (rows.size() == ROWS_AT_ONCE) {
            flush();
        }
    }

    private void flush() {
        if (rows.isEmpty()) {
            return;
        }
        try {
            insert.setObject(1, rows.stream().mapToLong(Row::number).toArray());
            insert.setObject(2, texts(CatalogueEntry::region));
            insert.setObject(3, texts(CatalogueEntry::code));
            insert.setObject(4, texts(entry -> entry.validFrom().toString()));
            insert.setObject(5, texts(entry -> entry.validTo().toString()));
            insert.setObject(6, texts(CatalogueEntry::name));
            insert.setObject(7, texts(entry -> entry.category().toString()));
            insert.setObject(8, texts(entry -> entry.grade().toString()));
            insert.setObject(
                    9,
                    rows.stream()
                            .mapToInt(row -> row.entry().firstPay().millionths())
                            .toArray());
            insert.setObject(10, rows.stream().map(row -> ceiling(row.entry())).toArray(Long[]::new));
            insert.setObject(11, texts(CatalogueEntry::chargeType));
            insert.setObject(12, rows.stream().map(row -> row.entry().limited()).toArray(Boolean[]::new));
            insert.executeUpdate();
            rows.clear();
        } catch (SQLException failure) {
            throw new UncategorizedSQLException("entries of a catalogue", null, failure);
        }
    }

    private String[] texts(Function<CatalogueEntry, String> value) {
        return rows.stream().map(row -> value.apply(row.entry())).toArray(String[]::new);
    }

    private static @Nullable Long ceiling(CatalogueEntry entry) {
        return entry.ceilingMicro().isPresent() ? entry.ceilingMicro().getAsLong() : null;
    }

    List<EntryLoad.Again> repeated(int most) throws SQLException {
        flush();
        try (var select = connection.prepareStatement("""
                select place, first, code from (
                    select place, code, min(place) over (partition by region, code, valid_from) as first
                    from incoming_entry
                ) r where place > first order by place limit ?""")) {
            select.setInt(1, most);
            try (var found = select.executeQuery()) {
                var again = new ArrayList<EntryLoad.Again>();
                while (found.next()) {
                    again.add(new EntryLoad.Again(found.getLong(1), found.getLong(2), found.getString(3)));
                }
                return again;
            }
        }
    }

    long take() throws SQLException {
        flush();
        try (var merge = connection.prepareStatement("""
                insert into catalogue_entry
                    (region, code, valid_from, valid_to, name, category, grade, first_pay_millionths, ceiling_micro,
                    charge_type, limited, added_at, changed_at)
                select distinct on (region, code, valid_from) region, code, valid_from, valid_to, name, category, grade,
                    first_pay_millionths, ceiling_micro, charge_type, limited, n.at, n.at
                from incoming_entry, (select ?::timestamptz as at) n
                order by region, code, valid_from, place desc
                on conflict (region, code, valid_from) do update set valid_to = excluded.valid_to,
                    name = excluded.name, category = excluded.category, grade = excluded.grade,
                    first_pay_millionths = excluded.first_pay_millionths, ceiling_micro = excluded.ceiling_micro,
                    charge_type = excluded.charge_type, limited = excluded.limited, changed_at = excluded.changed_at
                where (catalogue_entry.valid_to, catalogue_entry.name, catalogue_entry.category, catalogue_entry.grade,
                        catalogue_entry.first_pay_millionths, catalogue_entry.ceiling_micro,
                        catalogue_entry.charge_type, catalogue_entry.limited)
                    is distinct from (excluded.valid_to, excluded.name, excluded.category, excluded.grade,
                        excluded.first_pay_millionths, excluded.ceiling_micro, excluded.charge_type,
                        excluded.limited)""");
                var count = connection.prepareStatement("select count(*) from incoming_entry")) {
            merge.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            merge.executeUpdate();
            try (var counted = count.executeQuery()) {
                counted.next();
                return counted.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
