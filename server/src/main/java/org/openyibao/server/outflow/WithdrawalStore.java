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
import java.util.function.BiFunction;
import org.openyibao.engine.policy.WithdrawalReason;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.Cursor;
import org.openyibao.server.database.DataKeys;

/// SQL of `withdrawal`.
final class WithdrawalStore {

    private static final String SELECT = """
            select w.psn_no, w.withdrawal_id, w.reason, w.happened_on, w.documents, w.payee, %s, w.asked_at, w.clerk, """ + ReviewStore.COLUMNS + """

            from withdrawal w left join review r on r.psn_no = w.psn_no and r.request_id = w.withdrawal_id""";

    private static final String WITH_PAYEE = SELECT.formatted("w.payee_name, w.payee_account");

    /// As proofs need it, which hold no keys.
    private static final String WITHOUT_PAYEE = SELECT.formatted("null::bytea, null::bytea");

    private static final String NAME = "withdrawal.payee_name";
    private static final String ACCOUNT = "withdrawal.payee_account";

    private final DataKeys keys;

    WithdrawalStore(DataKeys keys) {
        this.keys = keys;
    }

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
            var row = withdrawal.person() + "/" + withdrawal.id();
            insert.setBytes(7, keys.seal(NAME, row, withdrawal.payeeName()));
            insert.setBytes(8, keys.seal(ACCOUNT, row, withdrawal.payeeAccount()));
            insert.setObject(9, at(withdrawal.askedAt()));
            insert.setString(10, withdrawal.clerk());
            insert.executeUpdate();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    Optional<Withdrawal> find(Connection connection, String person, String id) throws SQLException {
        return select(connection, WITH_PAYEE + " where w.psn_no = ? and w.withdrawal_id = ?", person, id).stream()
                .findFirst();
    }

    /// In the order in which they were asked for.
    List<Withdrawal> of(Connection connection, String person) throws SQLException {
        return select(connection, WITH_PAYEE + " where w.psn_no = ? order by w.asked_at, w.withdrawal_id", person);
    }

    /// All by which money was paid out, by person and id in the order of their bytes. The caller's connection has
    /// autocommit off.
    static Cursor<Withdrawal> paid(Connection connection) throws SQLException {
        return new Cursor<>(
                connection.prepareStatement(WITHOUT_PAYEE + """
                         where r.ended = 'done' and r.current_fen + r.prior_fen > 0
                        order by w.psn_no collate "C", w.withdrawal_id collate "C\""""), row -> withdrawal(row, (column, held) -> ""));
    }

    private List<Withdrawal> select(Connection connection, String sql, String... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Withdrawal>();
                while (rows.next()) {
                    var row = rows.getString(1) + "/" + rows.getString(2);
                    found.add(withdrawal(rows, (column, held) -> keys.open(column, row, held)));
                }
                return found;
            }
        }
    }

    private static Withdrawal withdrawal(ResultSet row, BiFunction<String, byte[], String> open) throws SQLException {
        return new Withdrawal(
                row.getString(1),
                row.getString(2),
                Codes.of(WithdrawalReason.class, row.getString(3)),
                row.getObject(4, LocalDate.class),
                List.of((String[]) row.getArray(5).getArray()),
                row.getString(6),
                open.apply(NAME, row.getBytes(7)),
                open.apply(ACCOUNT, row.getBytes(8)),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getString(10),
                ReviewStore.review(row, 11));
    }
}
