package org.openyibao.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openyibao.server.database.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;

/// Persons that were registered before their names and numbers were sealed: more than one portion of them.
class SealedPersonsMigrationTest {

    private static final int PERSONS = 2_500;

    @Test
    void what_was_kept_in_clear_is_sealed_and_found() throws SQLException {
        try (var database = TestDatabase.empty()) {
            database.migrate("62");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("""
                        insert into person (psn_no, certificate_type, certificate, name, sex, nation, birth, died)
                        select 'p' || n, '01', '11010019800101' || lpad(n::text, 4, '0'), '欧阳样例' || n, '1', '01',
                            '1980-01-01', '2025-05-20'
                        from generate_series(1, 2500) n""");
                statement.execute("""
                        insert into enrolment_change (psn_no, change_no, recorded_at, clerk, reason, kind, subject, fields,
                            before_values, after_values)
                        values
                            ('p7', 1, '2025-07-01', 'c', 'r', 'corrected', '', '{name,sex}', '{欧阳旧名,2}',
                                '{欧阳样例7,1}'),
                            ('p7', 2, '2025-07-02', 'c', 'r', 'contribution', 'employee 2025-03', '{}', '{}', '{}')""");
            }
            database.migrate("latest");
            var store = new EnrolmentStore(new JdbcTemplate(database.dataSource()), TestDatabase.keys());
            assertThat(store.byCertificate("110100198001010007")).hasValueSatisfying(found -> {
                assertThat(found.person())
                        .isEqualTo(new Person(
                                "p7", "01", "110100198001010007", "欧阳样例7", "1", "01", LocalDate.of(1980, 1, 1)));
                assertThat(found.died()).contains(LocalDate.of(2025, 5, 20));
            });
            assertThat(store.byCertificate("110100198001019999")).isEmpty();
            try (var connection = database.connect()) {
                var all = java.util.stream.IntStream.rangeClosed(1, PERSONS)
                        .mapToObj(n -> "p" + n)
                        .toList();
                assertThat(store.byNumbers(connection, all))
                        .hasSize(PERSONS)
                        .allSatisfy((number, enrolled) ->
                                assertThat(enrolled.person().name()).isEqualTo("欧阳样例" + number.substring(1)));
                assertThat(new ChangeStore(TestDatabase.keys()).of(connection, "p7"))
                        .extracting(Change::values)
                        .containsExactly(
                                List.of(new Change.Value("name", "欧阳旧名", "欧阳样例7"), new Change.Value("sex", "2", "1")),
                                List.of());
            }
        }
    }
}
