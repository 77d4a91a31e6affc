package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.Cursor;

/// SQL of `account_move`.
final class MoveStore {

    private static final String SELECT = """
            select m.psn_no, m.move_id, m.direction, m.from_region, m.to_region, m.agency, m.reference, m.current_fen,
                m.prior_fen, m.money_year, m.asked_at, m.clerk, """ + " " + ReviewStore.COLUMNS + """

            from account_move m left join review r on r.psn_no = m.psn_no and r.request_id = m.move_id""";

    void insert(Connection connection, AccountMove move) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into account_move (psn_no, move_id, direction, from_region, to_region, agency, reference,
                    current_fen, prior_fen, money_year, asked_at, clerk)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, move.person());
            insert.setString(2, move.id());
            insert.setString(3, move.direction().toString());
            insert.setString(4, move.fromRegion());
            insert.setString(5, move.toRegion());
            insert.setString(6, move.agency());
            insert.setString(7, move.reference());
            insert.setLong(8, move.brought().current().value());
            insert.setLong(9, move.brought().prior().value());
            insert.setInt(10, move.moneyYear());
            insert.setObject(11, OffsetDateTime.ofInstant(move.askedAt(), ZoneOffset.UTC));
            insert.setString(12, move.clerk());
            insert.executeUpdate();
        }
    }

    Optional<AccountMove> find(Connection connection, String person, String id) throws SQLException {
        return of(connection, person).stream()
                .filter(move -> move.id().equals(id))
                .findFirst();
    }

    /// In the order in which they were asked for.
    List<AccountMove> of(Connection connection, String person) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + " where m.psn_no = ? order by m.asked_at, m.move_id")) {
            select.setString(1, person);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<AccountMove>();
                while (rows.next()) {
                    found.add(move(rows));
                }
                return found;
            }
        }
    }

    /// All that moved, by person and id in the order of their bytes. The caller's connection has autocommit off.
    static Cursor<AccountMove> done(Connection connection) throws SQLException {
        return new Cursor<>(
                connection.prepareStatement(
                        SELECT + " where r.ended = 'done' order by m.psn_no collate \"C\", m.move_id collate \"C\""),
                MoveStore::move);
    }

    private static AccountMove move(ResultSet row) throws SQLException {
        return new AccountMove(
                row.getString(1),
                row.getString(2),
                Codes.of(AccountMove.Direction.class, row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                new Balances(Fen.of(row.getLong(8)), Fen.of(row.getLong(9))),
                row.getInt(10),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                row.getString(12),
                ReviewStore.review(row, 13));
    }
}
