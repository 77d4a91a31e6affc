package org.openyibao.server.clearing;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.clearing.Reconciliation.Amounts;
import org.openyibao.server.clearing.Reconciliation.Asked;
import org.openyibao.server.clearing.Reconciliation.Claimed;
import org.openyibao.server.clearing.Reconciliation.Difference;
import org.openyibao.server.clearing.Reconciliation.Line;
import org.openyibao.server.clearing.Reconciliation.Sums;
import org.openyibao.server.database.Codes;

/// SQL of `reconciliation` and `reconciliation_difference`, and of a table that lasts as long as a transaction and
/// holds an institution's lines.
final class ReconciliationStore {

    private static final int LINES_AT_ONCE = 10_000;

    private static final String SELECT = """
            select reconciliation_id, institution, scheme, visit_kind, first_day, last_day, with_reversals, made_at,
                our_count, our_total_fen, our_funds_fen, our_account_fen, our_cash_fen, their_count, their_total_fen,
                their_funds_fen, their_account_fen, their_cash_fen, file, result, differences
            from reconciliation
            where\s""";

    /// Takes lines, some thousand at a time.
    static final class Loading implements AutoCloseable {

        private final PreparedStatement insert;
        private final List<Line> lines = new ArrayList<>(LINES_AT_ONCE);

        private Loading(Connection connection) throws SQLException {
            insert = connection.prepareStatement("""
                    insert into their_line (settlement_id, visit_id, psn_no, total_fen, funds_fen, account_fen, reversal)
                    select * from unnest(?::varchar[], ?::varchar[], ?::varchar[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::boolean[])""");
        }

        void add(Line line) throws IOException {
            lines.add(line);
            if (lines.size() == LINES_AT_ONCE) {
                try {
                    flush();
                } catch (SQLException failure) {
                    throw new IOException(failure);
                }
            }
        }

        private void flush() throws SQLException {
            insert.setObject(1, ClearingStore.texts(lines, Line::settlement));
            insert.setObject(2, ClearingStore.texts(lines, Line::visit));
            insert.setObject(3, ClearingStore.texts(lines, Line::person));
            insert.setObject(
                    4, ClearingStore.longs(lines, line -> line.amounts().total().value()));
            insert.setObject(
                    5, ClearingStore.longs(lines, line -> line.amounts().funds().value()));
            insert.setObject(
                    6,
                    ClearingStore.longs(lines, line -> line.amounts().account().value()));
            insert.setObject(7, lines.stream().map(Line::reversal).toArray(Boolean[]::new));
            insert.executeUpdate();
            lines.clear();
        }

        @Override
        public void close() throws SQLException {
            try (insert) {
                flush();
            }
        }
    }

    Loading begin(Connection connection) throws SQLException {
        ClearingStore.execute(connection, """
                create temporary table their_line (
                    line          bigint generated always as identity,
                    settlement_id varchar(30) collate "C" not null,
                    visit_id      varchar(30) not null,
                    psn_no        varchar(30) not null,
                    total_fen     bigint      not null,
                    funds_fen     bigint      not null,
                    account_fen   bigint      not null,
                    reversal      boolean     not null
                ) on commit drop""");
        return new Loading(connection);
    }

    /// The lines by settlement, in the order of the bytes of its id.
    static final class Theirs implements AutoCloseable {

        private final PreparedStatement select;
        private final ResultSet rows;

        private Theirs(Connection connection) throws SQLException {
            select = connection.prepareStatement("""
                    select settlement_id, visit_id, psn_no, total_fen, funds_fen, account_fen, reversal
                    from their_line order by settlement_id, line""");
            select.setFetchSize(LINES_AT_ONCE);
            rows = select.executeQuery();
        }

        Optional<Line> next() throws SQLException {
            return rows.next()
                    ? Optional.of(new Line(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            new Amounts(Fen.of(rows.getLong(4)), Fen.of(rows.getLong(5)), Fen.of(rows.getLong(6))),
                            rows.getBoolean(7)))
                    : Optional.empty();
        }

        @Override
        public void close() throws SQLException {
            select.close();
        }
    }

    Theirs theirs(Connection connection) throws SQLException {
        return new Theirs(connection);
    }

    void insert(Connection connection, Reconciliation made) throws SQLException {
        var asked = made.asked();
        var theirs = asked.theirs();
        try (var insert = connection.prepareStatement("""
                insert into reconciliation (reconciliation_id, institution, scheme, visit_kind, first_day, last_day,
                    with_reversals, made_at, our_count, our_total_fen, our_funds_fen, our_account_fen, our_cash_fen,
                    their_count, their_total_fen, their_funds_fen, their_account_fen, their_cash_fen, file, result,
                    differences)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var at = 0;
            insert.setString(++at, made.id());
            insert.setString(++at, asked.institution());
            insert.setString(++at, asked.scheme().map(Scheme::toString).orElse(""));
            insert.setString(++at, asked.kind().map(VisitKind::toString).orElse(""));
            insert.setObject(++at, asked.from());
            insert.setObject(++at, asked.to());
            insert.setBoolean(++at, asked.withReversals());
            insert.setObject(++at, ClearingStore.at(made.madeAt()));
            insert.setLong(++at, made.ours().count());
            insert.setLong(++at, made.ours().total().value());
            insert.setLong(++at, made.ours().funds().value());
            insert.setLong(++at, made.ours().account().value());
            insert.setLong(++at, made.ours().cash().value());
            insert.setLong(++at, theirs.count());
            insert.setLong(++at, theirs.total().value());
            insert.setLong(++at, theirs.funds().value());
            insert.setObject(++at, theirs.account().map(Fen::value).orElse(null));
            insert.setObject(++at, theirs.cash().map(Fen::value).orElse(null));
            insert.setString(++at, made.file().orElse(""));
            insert.setString(++at, made.result().orElse(""));
            insert.setLong(++at, made.differences());
            insert.executeUpdate();
        }
    }

    Optional<Reconciliation> find(Connection connection, String id) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "reconciliation_id = ?")) {
            select.setString(1, id);
            return reconciliations(select).stream().findFirst();
        }
    }

    List<Reconciliation> of(Connection connection, String institution, LocalDate from, LocalDate to)
            throws SQLException {
        try (var select = connection.prepareStatement(
                SELECT + "institution = ? and first_day <= ? and last_day >= ? order by made_at, reconciliation_id")) {
            select.setString(1, institution);
            select.setObject(2, to);
            select.setObject(3, from);
            return reconciliations(select);
        }
    }

    private static List<Reconciliation> reconciliations(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var found = new ArrayList<Reconciliation>();
            while (rows.next()) {
                found.add(reconciliation(rows));
            }
            return found;
        }
    }

    private static Reconciliation reconciliation(ResultSet row) throws SQLException {
        var asked = new Asked(
                row.getString(2),
                given(row.getString(3)).map(code -> Codes.of(Scheme.class, code)),
                given(row.getString(4)).map(code -> Codes.of(VisitKind.class, code)),
                row.getObject(5, LocalDate.class),
                row.getObject(6, LocalDate.class),
                row.getBoolean(7),
                new Claimed(
                        row.getLong(14),
                        Fen.of(row.getLong(15)),
                        Fen.of(row.getLong(16)),
                        amount(row, 17),
                        amount(row, 18)));
        return new Reconciliation(
                row.getString(1),
                asked,
                row.getObject(8, OffsetDateTime.class).toInstant(),
                new Sums(
                        row.getLong(9),
                        Fen.of(row.getLong(10)),
                        Fen.of(row.getLong(11)),
                        Fen.of(row.getLong(12)),
                        Fen.of(row.getLong(13))),
                given(row.getString(19)),
                given(row.getString(20)),
                row.getLong(21));
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<Fen> amount(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Fen::of);
    }

    /// Adds differences, numbered on from `before`.
    void insert(Connection connection, String id, int before, List<Difference> differences) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into reconciliation_difference (reconciliation_id, number, kind, settlement_id, visit_id, psn_no,
                    message_id, reversal, our_total_fen, our_funds_fen, our_account_fen, their_total_fen, their_funds_fen,
                    their_account_fen)
                select ?, ? + d.number, d.kind, d.settlement_id, d.visit_id, d.psn_no, d.message_id, d.reversal, d.our_total,
                    d.our_funds, d.our_account, d.their_total, d.their_funds, d.their_account
                from unnest(?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[], ?::boolean[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) with ordinality
                    as d(kind, settlement_id, visit_id, psn_no, message_id, reversal, our_total, our_funds, our_account,
                        their_total, their_funds, their_account, number)""")) {
            insert.setString(1, id);
            insert.setInt(2, before);
            insert.setObject(
                    3, ClearingStore.texts(differences, each -> each.kind().toString()));
            insert.setObject(4, ClearingStore.texts(differences, Difference::settlement));
            insert.setObject(5, ClearingStore.texts(differences, Difference::visit));
            insert.setObject(6, ClearingStore.texts(differences, Difference::person));
            insert.setObject(7, ClearingStore.texts(differences, Difference::message));
            insert.setObject(8, differences.stream().map(Difference::reversal).toArray(Boolean[]::new));
            var at = 8;
            for (var side : List.<Function<Difference, Optional<Amounts>>>of(Difference::ours, Difference::theirs)) {
                for (var part : List.<Function<Amounts, Fen>>of(Amounts::total, Amounts::funds, Amounts::account)) {
                    insert.setObject(
                            ++at,
                            differences.stream()
                                    .map(each -> side.apply(each)
                                            .map(part)
                                            .map(Fen::value)
                                            .orElse(null))
                                    .toArray(Long[]::new));
                }
            }
            insert.executeUpdate();
        }
    }

    List<Difference> differences(Connection connection, String id, int from, int most) throws SQLException {
        try (var select = connection.prepareStatement("""
                select kind, settlement_id, visit_id, psn_no, message_id, reversal, our_total_fen, our_funds_fen,
                    our_account_fen, their_total_fen, their_funds_fen, their_account_fen
                from reconciliation_difference
                where reconciliation_id = ? and number >= ? order by number limit ?""")) {
            select.setString(1, id);
            select.setInt(2, from);
            select.setInt(3, most);
            try (var rows = select.executeQuery()) {
                var found = new ArrayList<Difference>();
                while (rows.next()) {
                    found.add(new Difference(
                            Codes.of(Difference.Kind.class, rows.getString(1)),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getBoolean(6),
                            amounts(rows.getObject(7, Long.class), rows.getLong(8), rows.getLong(9)),
                            amounts(rows.getObject(10, Long.class), rows.getLong(11), rows.getLong(12))));
                }
                return found;
            }
        }
    }

    private static Optional<Amounts> amounts(@Nullable Long total, long funds, long account) {
        return Optional.ofNullable(total).map(fen -> new Amounts(Fen.of(fen), Fen.of(funds), Fen.of(account)));
    }
}
