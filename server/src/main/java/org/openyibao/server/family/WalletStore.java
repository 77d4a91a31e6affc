package org.openyibao.server.family;

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
import java.util.Optional;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.Codes;

/// SQL of `wallet_transfer`.
final class WalletStore {

    private static final String COLUMNS =
            "psn_no, transfer_id, recipient, relation, current_fen, prior_fen, made_at, returns_at, state, ended_at";

    void insert(Connection connection, WalletTransfer transfer, LocalDate day, String clerk) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into wallet_transfer (psn_no, transfer_id, recipient, relation, current_fen, prior_fen, made_at,
                    made_on, made_by, returns_at, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, transfer.owner());
            insert.setString(2, transfer.id());
            insert.setString(3, transfer.recipient());
            insert.setString(4, transfer.relation().toString());
            insert.setLong(5, transfer.paid().current().value());
            insert.setLong(6, transfer.paid().prior().value());
            insert.setObject(7, at(transfer.madeAt()));
            insert.setObject(8, day);
            insert.setString(9, clerk);
            insert.setObject(10, transfer.returnsAt().map(WalletStore::at).orElse(null));
            insert.setString(11, transfer.state().toString());
            insert.executeUpdate();
        }
    }

    /// How many transfers an owner made on a day.
    int madeOn(Connection connection, String owner, LocalDate day) throws SQLException {
        try (var select =
                connection.prepareStatement("select count(*) from wallet_transfer where psn_no = ? and made_on = ?")) {
            select.setString(1, owner);
            select.setObject(2, day);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /// All that a person made or received, the latest first.
    List<WalletTransfer> of(Connection connection, String person) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + """

                from wallet_transfer where psn_no = ? or recipient = ? order by made_at desc, transfer_id desc""")) {
            select.setString(1, person);
            select.setString(2, person);
            return transfers(select);
        }
    }

    /// A transfer to a recipient.
    Optional<WalletTransfer> find(Connection connection, String recipient, String id) throws SQLException {
        try (var select = connection.prepareStatement(
                "select " + COLUMNS + " from wallet_transfer where recipient = ? and transfer_id = ?")) {
            select.setString(1, recipient);
            select.setString(2, id);
            return transfers(select).stream().findFirst();
        }
    }

    /// Some of those that should have gone back by a time, the longest due first.
    List<WalletTransfer> due(Connection connection, Instant now, int most) throws SQLException {
        try (var select = connection.prepareStatement("select " + COLUMNS + """

                from wallet_transfer where state = 'pending' and returns_at <= ? order by returns_at limit ?""")) {
            select.setObject(1, at(now));
            select.setInt(2, most);
            return transfers(select);
        }
    }

    /// Keeps how a pending transfer ended; false where it was pending no longer.
    boolean end(Connection connection, WalletTransfer ended, String clerk) throws SQLException {
        try (var update = connection.prepareStatement("""
                update wallet_transfer set state = ?, ended_at = ?, ended_by = ?
                where psn_no = ? and transfer_id = ? and state = 'pending'""")) {
            update.setString(1, ended.state().toString());
            update.setObject(2, at(ended.endedAt().orElseThrow()));
            update.setString(3, clerk);
            update.setString(4, ended.owner());
            update.setString(5, ended.id());
            return update.executeUpdate() == 1;
        }
    }

    private static List<WalletTransfer> transfers(PreparedStatement select) throws SQLException {
        var found = new ArrayList<WalletTransfer>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(transfer(rows));
            }
        }
        return found;
    }

    private static WalletTransfer transfer(ResultSet row) throws SQLException {
        return new WalletTransfer(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Codes.of(Relation.class, row.getString(4)),
                new Balances(Fen.of(row.getLong(5)), Fen.of(row.getLong(6))),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject(8, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                Codes.of(WalletTransfer.State.class, row.getString(9)),
                Optional.ofNullable(row.getObject(10, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
