package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.WithdrawalReason;
import org.openyibao.server.database.Codes;

/// SQL of `withdrawal` and `withdrawal_end`.
final class WithdrawalStore {

    private static final String PAID = "paid";
    private static final String REJECTED = "rejected";
    private static final String CANCELLED = "cancelled";

    private static final String SELECT = """
            select w.psn_no, w.withdrawal_id, w.reason, w.happened_on, w.documents, w.payee, w.payee_name,
                w.payee_account, w.asked_at, w.clerk, e.ended, e.ended_at, e.who, e.why, e.current_fen, e.prior_fen,
                e.rule
            from withdrawal w
                left join withdrawal_end e on e.psn_no = w.psn_no and e.withdrawal_id = w.withdrawal_id""";

    void insert(Connection connection, Withdrawal withdrawal) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into withdrawal (psn_no, withdrawal_id, reason, happened_on, documents, payee, payee_name,
                    payee_account, asked_at, clerk)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, withdrawal.person());
            insert.setString(2, withdrawal.id());
            insert.setString(3, withdrawal.reason().toString());
            insert.setObject(4, withdrawal.happenedOn());
            insert.setArray(
                    5, connection.createArrayOf("text", withdrawal.documents().toArray()));
            insert.setString(6, withdrawal.payee());
            insert.setString(7, withdrawal.payeeName());
            insert.setString(8, withdrawal.payeeAccount());
            insert.setObject(9, at(withdrawal.askedAt()));
            insert.setString(10, withdrawal.clerk());
            insert.executeUpdate();
        }
    }

    /// False where somebody else ended it meanwhile.
    boolean end(Connection connection, Withdrawal withdrawal) throws SQLException {
        return switch (withdrawal.state()) {
            case Withdrawal.State.Asked _ -> throw new IllegalArgumentException("a withdrawal that waits has no end");
            case Withdrawal.State.Paid paid ->
                end(
                        connection,
                        withdrawal,
                        PAID,
                        paid.at(),
                        paid.reviewer(),
                        "",
                        paid.current(),
                        paid.prior(),
                        paid.rule());
            case Withdrawal.State.Rejected no ->
                end(connection, withdrawal, REJECTED, no.at(), no.reviewer(), no.why(), Fen.ZERO, Fen.ZERO, "");
            case Withdrawal.State.Cancelled no ->
                end(connection, withdrawal, CANCELLED, no.at(), no.clerk(), no.why(), Fen.ZERO, Fen.ZERO, "");
        };
    }

    private static boolean end(
            Connection connection,
            Withdrawal withdrawal,
            String ended,
            Instant endedAt,
            String who,
            String why,
            Fen current,
            Fen prior,
            String rule)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into withdrawal_end (psn_no, withdrawal_id, ended, ended_at, who, why, current_fen, prior_fen,
                    rule)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (psn_no, withdrawal_id) do nothing""")) {
            insert.setString(1, withdrawal.person());
            insert.setString(2, withdrawal.id());
            insert.setString(3, ended);
            insert.setObject(4, at(endedAt));
            insert.setString(5, who);
            insert.setString(6, why);
            insert.setLong(7, current.value());
            insert.setLong(8, prior.value());
            insert.setString(9, rule);
            return insert.executeUpdate() == 1;
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    Optional<Withdrawal> find(Connection connection, String person, String id) throws SQLException {
        return select(connection, SELECT + " where w.psn_no = ? and w.withdrawal_id = ?", person, id).stream()
                .findFirst();
    }

    /// In the order in which they were asked for.
    List<Withdrawal> of(Connection connection, String person) throws SQLException {
        return select(connection, SELECT + " where w.psn_no = ? order by w.asked_at, w.withdrawal_id", person);
    }

    private static List<Withdrawal> select(Connection connection, String sql, String... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Withdrawal>();
                while (rows.next()) {
                    found.add(withdrawal(rows));
                }
                return found;
            }
        }
    }

    private static Withdrawal withdrawal(ResultSet row) throws SQLException {
        return new Withdrawal(
                row.getString(1),
                row.getString(2),
                Codes.of(WithdrawalReason.class, row.getString(3)),
                row.getObject(4, LocalDate.class),
                List.of((String[]) row.getArray(5).getArray()),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getString(10),
                state(row));
    }

    private static Withdrawal.State state(ResultSet row) throws SQLException {
        var ended = row.getString(11);
        if (ended == null) {
            return new Withdrawal.State.Asked();
        }
        var at = row.getObject(12, OffsetDateTime.class).toInstant();
        return switch (ended) {
            case PAID ->
                new Withdrawal.State.Paid(
                        row.getString(13), at, Fen.of(row.getLong(15)), Fen.of(row.getLong(16)), row.getString(17));
            case REJECTED -> new Withdrawal.State.Rejected(row.getString(13), at, row.getString(14));
            case CANCELLED -> new Withdrawal.State.Cancelled(row.getString(13), at, row.getString(14));
            default -> throw new IllegalStateException("withdrawal_end.ended=" + ended);
        };
    }
}
