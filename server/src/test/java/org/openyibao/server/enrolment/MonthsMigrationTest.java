package org.openyibao.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.openyibao.server.database.TestDatabase;

/// Contributions that were recorded before months in a row were kept.
class MonthsMigrationTest {

    private static void paid(Statement statement, String person, String scheme, String... rows) throws SQLException {
        for (var row : rows) {
            var cells = row.split(" ");
            statement.execute("""
                    insert into contribution values ('%s', '%s', '%s-01', %s, '%s', '%s', 0, 0, 0, 0, '%s', now(), 'c', '')""".formatted(person, scheme, cells[0], cells[1], cells[2], cells[3], cells[4]));
        }
    }

    private static String runs(Statement statement, String person) throws SQLException {
        try (var rows = statement.executeQuery("select runs from contributed where psn_no = '" + person + "'")) {
            assertThat(rows.next()).as(person).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void months_in_a_row_are_made_from_what_was_recorded() throws SQLException {
        try (var database = TestDatabase.empty()) {
            database.migrate("20");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                paid(
                        statement,
                        "gap",
                        "employee",
                        "2024-12 1 640500 regular 2024-12-10",
                        "2025-01 1 640500 regular 2025-01-10",
                        "2025-02 1 640500 back-payment 2025-04-02",
                        "2025-03 1 640500 back-payment 2025-04-02",
                        "2025-04 1 640500 regular 2025-04-10",
                        "2025-06 1 640500 regular 2025-06-10");
                paid(
                        statement,
                        "moved",
                        "employee",
                        "2025-01 1 640500 regular 2025-01-10",
                        "2025-02 1 610100 regular 2025-02-10");
                paid(
                        statement,
                        "ahead",
                        "employee",
                        "2025-01 1 640500 regular 2025-01-05",
                        "2025-02 1 640500 regular 2025-01-05",
                        "2025-03 1 640500 regular 2025-01-05",
                        "2025-04 1 640500 regular 2025-04-05",
                        "2025-05 1 640500 regular 2025-04-01",
                        "2025-06 1 640500 regular 2025-04-30");
                paid(
                        statement,
                        "corrected",
                        "employee",
                        "2025-01 1 640500 regular 2025-01-10",
                        "2025-02 1 640500 regular 2025-02-10",
                        "2025-02 2 640500 withdrawn 2025-02-10",
                        "2025-03 1 640500 regular 2025-03-10");
                paid(statement, "pensioner", "employee", "2025-01 1 640500 fixed 2025-01-10");
                paid(
                        statement,
                        "resident",
                        "resident",
                        "2024-01 1 350000 regular 2023-11-05",
                        "2025-01 1 350000 regular 2024-11-05");
            }
            database.migrate("21");
            database.migrate("latest");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                assertThat(runs(statement, "gap"))
                        .isEqualTo(
                                "2024-12/2025-01 640500 regular 2024-12-10;"
                                        + "2025-02/2025-03 640500 back-payment 2025-04-02;"
                                        + "2025-04/2025-04 640500 regular 2025-04-10;2025-06/2025-06 640500 regular 2025-06-10");
                assertThat(runs(statement, "moved"))
                        .isEqualTo(
                                "2025-01/2025-01 640500 regular 2025-01-10;2025-02/2025-02 610100 regular 2025-02-10");
                // March was paid too early to be as due, but with the first; May in time, June neither.
                assertThat(runs(statement, "ahead"))
                        .isEqualTo(
                                "2025-01/2025-05 640500 regular 2025-01-05;2025-06/2025-06 640500 regular 2025-04-30");
                assertThat(runs(statement, "corrected"))
                        .isEqualTo(
                                "2025-01/2025-01 640500 regular 2025-01-10;2025-03/2025-03 640500 regular 2025-03-10");
                assertThat(runs(statement, "pensioner")).isEmpty();
                assertThat(runs(statement, "resident"))
                        .isEqualTo(
                                "2024-01/2024-12 350000 regular 2023-11-05;2025-01/2025-12 350000 regular 2024-11-05");
            }
            try (var connection = database.connect()) {
                connection.setAutoCommit(false);
                assertThat(EnrolmentBooks.offender(connection)).isEmpty();
            }
        }
    }
}
