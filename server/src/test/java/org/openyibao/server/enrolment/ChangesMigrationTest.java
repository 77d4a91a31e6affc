package org.openyibao.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.openyibao.server.database.TestDatabase;

/// Changes that were kept in one line before they were kept field by field.
class ChangesMigrationTest {

    @Test
    void a_line_is_taken_apart() throws SQLException {
        try (var database = TestDatabase.empty()) {
            database.migrate("22");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("""
                        insert into enrolment_change values
                            ('p', 1, '2025-07-01', 'c', 'r', 'death', '- -> 2025-05-20'),
                            ('p', 2, '2025-07-02', 'c', 'r', 'death', '2025-05-20 -> 2025-05-21'),
                            ('q', 1, '2025-07-02', 'c', 'r', 'contribution', 'Contribution[employee 2025-03]')""");
            }
            database.migrate("latest");
            try (var connection = database.connect()) {
                var trail = new ChangeStore(TestDatabase.keys());
                assertThat(trail.of(connection, "p"))
                        .extracting(change -> change.subject() + change.values())
                        .containsExactly(
                                "[Value[field=died, before=, after=2025-05-20]]",
                                "[Value[field=died, before=2025-05-20, after=2025-05-21]]");
                assertThat(trail.of(connection, "q"))
                        .extracting(change -> change.kind() + " " + change.subject() + change.values())
                        .containsExactly("contribution employee 2025-03[]");
                assertThat(trail.last(connection, "p")).isEqualTo(2);
            }
        }
    }
}
