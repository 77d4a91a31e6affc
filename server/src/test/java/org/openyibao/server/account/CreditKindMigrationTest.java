package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.openyibao.server.database.TestDatabase;

/// Credits that were kept before they knew of what kind of contribution they were.
class CreditKindMigrationTest {

    @Test
    void what_was_credited_is_of_the_kind_of_the_contribution_that_holds() throws SQLException {
        try (var database = TestDatabase.empty()) {
            database.migrate("22");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("""
                        insert into contribution values
                            ('p', 'employee', '2025-06-01', 1, '110000', 'regular', 0, 1, 0, 0, '2025-06-30', now(), '', ''),
                            ('p', 'employee', '2025-06-01', 2, '110000', 'fixed', 0, 0, 0, 9550, '2025-06-30', now(), '', ''),
                            ('q', 'employee', '2025-06-01', 1, '110000', 'back-payment', 0, 1, 0, 0, '2025-06-30', now(), '', '')""");
                statement.execute("""
                        insert into credit values
                            ('p', 'employee', '2025-06-01', 1, '110000', 9550, 0, ''),
                            ('q', 'employee', '2025-06-01', 1, '110000', 1, 0, ''),
                            ('r', 'employee', '2025-06-01', 1, '110000', 1, 0, '')""");
            }
            database.migrate("latest");
            try (var connection = database.connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select string_agg(concat_ws(' ', psn_no, kind), ', ' order by psn_no) from credit")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("p fixed, q back-payment, r regular");
            }
        }
    }
}
