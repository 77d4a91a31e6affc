package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openyibao.server.database.TestDatabase;

/// Visits and fee lines from before there were stays.
class StayMigrationTest {

    @Test
    void a_visit_of_before_is_no_stay_and_its_lines_are_as_they_were() throws SQLException {
        try (var database = TestDatabase.empty()) {
            database.migrate("32");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("""
                        insert into visit values ('p', 'v1', 'h', 'resident', '2025-03-10 10:00', 'N-1', '11', 'J06', '感冒',
                            false, '{}')""");
                statement.execute("""
                        insert into fee_upload values ('p', 'v1', 1, 'b', false, '{L1, L2}', '{A, B}', '{甲, 乙}',
                            '{drug, drug}', '{A, B}', '{100, 200}', '{9223372036854775807, 150}', '{0, 100000}', '[]')""");
            }
            database.migrate("latest");
            try (var connection = database.connect()) {
                var visits = new VisitStore();
                assertThat(visits.stays(connection, List.of("p"))).isEmpty();
                assertThat(visits.find(connection, List.of(new VisitStore.Key("p", "v1"))))
                        .singleElement()
                        .satisfies(visit -> {
                            assertThat(visit.inpatient()).isEmpty();
                            assertThat(visit.diseaseName()).isEqualTo("感冒");
                        });
                assertThat(new FeeStore().find(connection, List.of(new FeeStore.Key("p", "v1", "b"))))
                        .singleElement()
                        .satisfies(upload -> {
                            assertThat(upload.serials()).containsExactly("L1", "L2");
                            assertThat(upload.charges()).isEmpty();
                            assertThat(Charges.bill(List.of(upload))).isEqualTo(upload.lines());
                        });
            }
        }
    }
}
