package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.TestDatabase;

/// Books that were kept before accounts knew years.
class YearsMigrationTest {

    private static byte[] entry(Connection connection, byte[] head, int number, String at, Entry entry)
            throws SQLException {
        var posted = Instant.parse(at);
        var hash = new Chain().next(head, "p", number, posted, entry);
        try (var insert =
                connection.prepareStatement("insert into journal values ('p', ?, ?::timestamptz, ?, ?, ?, ?, ?, ?)")) {
            insert.setInt(1, number);
            insert.setString(2, at);
            insert.setString(3, entry.source());
            insert.setString(4, entry.target());
            insert.setLong(5, entry.amount().value());
            insert.setString(6, entry.why().name());
            insert.setString(7, entry.reference());
            insert.setBytes(8, hash);
            insert.executeUpdate();
        }
        return hash;
    }

    /// 300.00 and 500.00 brought in in 2024, 100.00 drawn on 2 December 2025 (Beijing time), 30 days before the end.
    @Test
    void years_begin_with_that_of_the_last_entry() throws SQLException {
        try (var database = TestDatabase.empty()) {
            database.migrate("3");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                var head = new byte[Ledger.HASH_BYTES];
                head = entry(connection, head, 1, "2024-03-01T02:00:00Z", opening(Entry.CURRENT, 30_000));
                head = entry(connection, head, 2, "2024-03-01T02:00:00Z", opening(Entry.PRIOR, 50_000));
                var draw = new Entry(Entry.CURRENT, Entry.institution("h"), Fen.of(10_000), Entry.Why.SETTLEMENT, "s1");
                head = entry(connection, head, 3, "2025-12-01T16:00:00Z", draw);
                try (var insert =
                        connection.prepareStatement("insert into ledger values ('p', 3, 20000, 50000, 3, ?)")) {
                    insert.setBytes(1, head);
                    insert.executeUpdate();
                }
                statement.execute("insert into ledger values ('q', 1, 0, 0, 0, decode(repeat('00', 32), 'hex'))");
            }
            database.migrate("latest");
            try (var connection = database.connect()) {
                connection.setAutoCommit(false);
                assertThat(AccountBooks.prove(connection).offender()).isEmpty();
                try (var select = connection.prepareStatement("""
                                select concat_ws(' ', first_year, year, interest_year, current_fen, prior_fen,
                                    wallet_fen, current_fen_days, prior_fen_days) from ledger where psn_no = 'p'""");
                        var rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1))
                            .isEqualTo("2025 2025 2024 20000 50000 0 " + (30_000L * 365 - 10_000L * 30) + " "
                                    + 50_000L * 365);
                }
                try (var select = connection.prepareStatement("""
                                select year = extract(year from now() at time zone 'Asia/Shanghai')
                                    and interest_year = year - 1 and first_year = year and prior_fen_days = 0
                                from ledger where psn_no = 'q'""");
                        var rows = select.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getBoolean(1)).isTrue();
                }
            }
        }
    }

    private static Entry opening(String bucket, long fen) {
        return new Entry(Entry.OPENING, bucket, Fen.of(fen), Entry.Why.OPENING, "opening");
    }
}
