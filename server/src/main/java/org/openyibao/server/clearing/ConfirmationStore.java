package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.Codes;

/// SQL of `clearing_confirmation`.
final class ConfirmationStore {

    /// What holds of each item.
    private static final String LAST = """
            select distinct on (settlement_id) settlement_id, number, month, institution, kind, message
            from clearing_confirmation
            where month = ?%s
            order by settlement_id, number desc""";

    /// What holds of an item: the number of the row, and whether it was undone.
    record Last(String settlement, int number, Confirmation.Kind kind, String message) {
        boolean isOpen() {
            return kind == Confirmation.Kind.UNDONE;
        }
    }

    /// At most `most` items of an institution in a month after the first `offset`, by day and settlement.
    List<Item> items(Connection connection, String institution, YearMonth month, long offset, int most)
            throws SQLException {
        try (var select = connection.prepareStatement(ClearingStore.ITEMS + """

                where institution = ? and day between ? and ? order by day, settlement_id limit ? offset ?""")) {
            select.setString(1, institution);
            select.setObject(2, month.atDay(1));
            select.setObject(3, month.atEndOfMonth());
            select.setInt(4, most);
            select.setLong(5, offset);
            return items(select);
        }
    }

    List<Item> items(Connection connection, String institution, YearMonth month, Collection<String> settlements)
            throws SQLException {
        try (var select = connection.prepareStatement(ClearingStore.ITEMS + """

                where institution = ? and day between ? and ? and settlement_id = any(?::varchar[])""")) {
            select.setString(1, institution);
            select.setObject(2, month.atDay(1));
            select.setObject(3, month.atEndOfMonth());
            select.setObject(4, settlements.toArray(String[]::new));
            return items(select);
        }
    }

    /// The items of a month that are withheld, by day and settlement.
    List<Item> withheld(Connection connection, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement(ClearingStore.ITEMS + """

                where day between ? and ? and settlement_id in (
                    select settlement_id from (%s) l where l.kind = 'withheld')
                order by day, settlement_id""".formatted(LAST.formatted("")))) {
            select.setObject(1, month.atDay(1));
            select.setObject(2, month.atEndOfMonth());
            select.setObject(3, month.atDay(1));
            return items(select);
        }
    }

    private static List<Item> items(PreparedStatement select) throws SQLException {
        var found = new ArrayList<Item>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(ClearingStore.item(rows));
            }
        }
        return found;
    }

    /// What holds of each of an institution's items of a month that it said something of.
    List<Last> last(Connection connection, String institution, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement(LAST.formatted(" and institution = ?"))) {
            select.setObject(1, month.atDay(1));
            select.setString(2, institution);
            var found = new ArrayList<Last>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Last(
                            rows.getString(1),
                            rows.getInt(2),
                            Codes.of(Confirmation.Kind.class, rows.getString(5)),
                            rows.getString(6)));
                }
            }
            return found;
        }
    }

    /// A row to add.
    record Said(String settlement, int number, Confirmation.Kind kind) {}

    /// False where somebody else said something of one of the items meanwhile.
    boolean insert(
            Connection connection,
            String institution,
            YearMonth month,
            String message,
            String operator,
            Instant now,
            List<Said> said)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into clearing_confirmation (settlement_id, number, month, institution, kind, message, operator,
                    made_at)
                select s.settlement_id, s.number, ?, ?, s.kind, ?, ?, ?
                from unnest(?::varchar[], ?::bigint[], ?::varchar[]) as s(settlement_id, number, kind)
                on conflict (settlement_id, number) do nothing""")) {
            insert.setObject(1, month.atDay(1));
            insert.setString(2, institution);
            insert.setString(3, message);
            insert.setString(4, operator);
            insert.setObject(5, ClearingStore.at(now));
            insert.setObject(6, ClearingStore.texts(said, Said::settlement));
            insert.setObject(7, ClearingStore.longs(said, Said::number));
            insert.setObject(8, ClearingStore.texts(said, each -> each.kind().toString()));
            return insert.executeUpdate() == said.size();
        }
    }

    /// By institution.
    List<Confirmation.Progress> progress(Connection connection, YearMonth month) throws SQLException {
        try (var select = connection.prepareStatement("""
                select i.institution, count(*), sum(i.owed), count(*) filter (where l.kind = 'confirmed'),
                    coalesce(sum(i.owed) filter (where l.kind = 'confirmed'), 0),
                    count(*) filter (where l.kind = 'withheld'),
                    coalesce(sum(i.owed) filter (where l.kind = 'withheld'), 0)
                from (
                    select institution, settlement_id, funds_fen + account_fen + family_fen as owed
                    from clearing_item where day between ? and ?
                ) i
                left join (%s) l on l.settlement_id = i.settlement_id
                group by i.institution order by i.institution""".formatted(LAST.formatted("")))) {
            select.setObject(1, month.atDay(1));
            select.setObject(2, month.atEndOfMonth());
            select.setObject(3, month.atDay(1));
            var found = new ArrayList<Confirmation.Progress>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Confirmation.Progress(
                            rows.getString(1),
                            rows.getLong(2),
                            Fen.of(rows.getLong(3)),
                            rows.getLong(4),
                            Fen.of(rows.getLong(5)),
                            rows.getLong(6),
                            Fen.of(rows.getLong(7))));
                }
            }
            return found;
        }
    }
}
