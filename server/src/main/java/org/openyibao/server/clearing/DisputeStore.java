package org.openyibao.server.clearing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.Codes;

/// SQL of `clearing_dispute` and `clearing_dispute_step`.
final class DisputeStore {

    private static final Pattern ID = Pattern.compile("(.{1,30})-(\\d{1,6})");

    private static final String SELECT = """
            select d.settlement_id, d.number, d.day, d.home, d.place, d.amount_fen, s.kind, s.words, s.clerk, s.taken_at,
                s.adjustment
            from clearing_dispute d join clearing_dispute_step s using (settlement_id, number)
            where %s
            order by d.settlement_id, d.number, s.step""";

    /// False where somebody else raised one about the item meanwhile.
    boolean insert(Connection connection, Dispute dispute) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into clearing_dispute (settlement_id, number, day, home, place, amount_fen)
                values (?, ?, ?, ?, ?, ?)
                on conflict (settlement_id, number) do nothing""")) {
            insert.setString(1, dispute.settlement());
            insert.setInt(2, dispute.number());
            insert.setObject(3, dispute.day());
            insert.setString(4, dispute.home());
            insert.setString(5, dispute.place());
            insert.setLong(6, dispute.amount().value());
            return insert.executeUpdate() == 1 && append(connection, dispute);
        }
    }

    /// Adds the last step; false where somebody else took that step meanwhile.
    boolean append(Connection connection, Dispute dispute) throws SQLException {
        var step = dispute.last();
        try (var insert = connection.prepareStatement("""
                insert into clearing_dispute_step (settlement_id, number, step, kind, words, clerk, taken_at, adjustment)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (settlement_id, number, step) do nothing""")) {
            insert.setString(1, dispute.settlement());
            insert.setInt(2, dispute.number());
            insert.setInt(3, dispute.steps().size());
            insert.setString(4, step.kind().toString());
            insert.setString(5, step.words());
            insert.setString(6, step.clerk());
            insert.setObject(7, ClearingStore.at(step.at()));
            insert.setString(8, step.adjustment());
            return insert.executeUpdate() == 1;
        }
    }

    /// True where a reversal of the settlement is cleared.
    boolean isReversed(Connection connection, String settlement) throws SQLException {
        try (var select =
                connection.prepareStatement("select exists (select 1 from clearing_item where reverses = ?)")) {
            select.setString(1, settlement);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /// All about one item, the first first.
    List<Dispute> of(Connection connection, String settlement) throws SQLException {
        try (var select = connection.prepareStatement(SELECT.formatted("d.settlement_id = ?"))) {
            select.setString(1, settlement);
            return disputes(select);
        }
    }

    List<Dispute> of(Connection connection, LocalDate day) throws SQLException {
        try (var select = connection.prepareStatement(SELECT.formatted("d.day = ?"))) {
            select.setObject(1, day);
            return disputes(select);
        }
    }

    Optional<Dispute> find(Connection connection, String id) throws SQLException {
        var parts = ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try (var select = connection.prepareStatement(SELECT.formatted("d.settlement_id = ? and d.number = ?"))) {
            select.setString(1, parts.group(1));
            select.setInt(2, Integer.parseInt(parts.group(2)));
            return disputes(select).stream().findFirst();
        }
    }

    private static List<Dispute> disputes(PreparedStatement select) throws SQLException {
        var found = new ArrayList<Dispute>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                var step = new Dispute.Step(
                        Codes.of(Dispute.Kind.class, rows.getString(7)),
                        rows.getString(8),
                        rows.getString(9),
                        rows.getObject(10, OffsetDateTime.class).toInstant(),
                        rows.getString(11));
                var settlement = rows.getString(1);
                var number = rows.getInt(2);
                var same = !found.isEmpty()
                        && found.getLast().settlement().equals(settlement)
                        && found.getLast().number() == number;
                var steps =
                        new ArrayList<Dispute.Step>(same ? found.removeLast().steps() : List.of());
                steps.add(step);
                found.add(new Dispute(
                        settlement,
                        number,
                        rows.getObject(3, LocalDate.class),
                        rows.getString(4),
                        rows.getString(5),
                        Fen.of(rows.getLong(6)),
                        List.copyOf(steps)));
            }
        }
        return found;
    }
}
