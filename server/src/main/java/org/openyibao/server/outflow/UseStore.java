package org.openyibao.server.outflow;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.server.database.Codes;
import org.openyibao.server.database.Cursor;

/// SQL of `account_use`.
final class UseStore {

    private static final String SELECT = """
            select psn_no, use_id, purpose, relation, beneficiary, coverage_year, institution, region, current_fen,
                prior_fen, used_at, rule, clerk, reason, reverses
            from account_use""";

    void insert(Connection connection, AccountUse use) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into account_use (psn_no, use_id, purpose, relation, beneficiary, coverage_year, institution,
                    region, current_fen, prior_fen, used_at, rule, clerk, reason, reverses)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, use.person());
            insert.setString(2, use.id());
            insert.setString(3, use.purpose().toString());
            insert.setString(4, use.of().toString());
            insert.setString(5, use.beneficiary());
            insert.setInt(6, use.coverageYear());
            insert.setString(7, use.institution());
            insert.setString(8, use.region());
            insert.setLong(9, use.current().value());
            insert.setLong(10, use.prior().value());
            insert.setObject(11, OffsetDateTime.ofInstant(use.at(), ZoneOffset.UTC));
            insert.setString(12, use.rule());
            insert.setString(13, use.clerk());
            insert.setString(14, use.reason());
            insert.setString(15, use.reverses().orElse(null));
            insert.executeUpdate();
        }
    }

    Optional<AccountUse> find(Connection connection, String person, String id) throws SQLException {
        return select(connection, SELECT + " where psn_no = ? and use_id = ?", person, id).stream()
                .findFirst();
    }

    /// The use that took this one back.
    Optional<AccountUse> reversalOf(Connection connection, String person, String id) throws SQLException {
        return select(connection, SELECT + " where psn_no = ? and reverses = ?", person, id).stream()
                .findFirst();
    }

    /// In the order in which they were made.
    List<AccountUse> of(Connection connection, String person) throws SQLException {
        return select(connection, SELECT + " where psn_no = ? order by used_at, use_id", person);
    }

    /// All, by person and id in the order of their bytes. The caller's connection has autocommit off.
    static Cursor<AccountUse> all(Connection connection) throws SQLException {
        return new Cursor<>(
                connection.prepareStatement(SELECT + " order by psn_no collate \"C\", use_id collate \"C\""),
                UseStore::use);
    }

    private static List<AccountUse> select(Connection connection, String sql, String... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                var uses = new ArrayList<AccountUse>();
                while (rows.next()) {
                    uses.add(use(rows));
                }
                return uses;
            }
        }
    }

    private static AccountUse use(ResultSet row) throws SQLException {
        return new AccountUse(
                row.getString(1),
                row.getString(2),
                Codes.of(Purpose.class, row.getString(3)),
                Codes.of(Relation.class, row.getString(4)),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                row.getString(8),
                Fen.of(row.getLong(9)),
                Fen.of(row.getLong(10)),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                Optional.ofNullable(row.getString(15)));
    }
}
