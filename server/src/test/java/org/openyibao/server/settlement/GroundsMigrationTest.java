package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openyibao.server.database.TestDatabase;

/// Settlements that were made before their grounds were kept.
class GroundsMigrationTest {

    @Test
    void a_settlement_of_before_stands_without_grounds() throws SQLException {
        try (var database = TestDatabase.empty()) {
            database.migrate("23");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("""
                        insert into settlement (psn_no, settlement_id, visit_id, batch, institution, region, scheme,
                            visit_kind, service_date, benefit_year, settled_at, message_id, total_fen, own_pay_fen,
                            over_limit_fen, first_pay_fen, in_scope_fen, deductible_fen, year_deductible_fen,
                            year_burden_fen, pool_fen, pool_ratio, layers_fen, account_current_fen, account_prior_fen,
                            cash_fen, balance_current_fen, balance_prior_fen, reason, treated_as_filed, step_kinds,
                            step_rules, step_bases_fen, step_amounts_fen, step_ratios, step_reasons, step_details,
                            line_parts_fen, details)
                        values ('p', 's1', 'v1', 'b', 'h', '510300', 'resident', 'outpatient', '2025-03-10', 2025,
                            '2025-03-10 10:00', 'm1', 100, 0, 0, 0, 100, 0, 0, 0, 60, 600000, '{0, 0, 0, 0}', 0, 0, 40,
                            0, 0, '', false, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '')""");
            }
            database.migrate("latest");
            try (var connection = database.connect()) {
                var store = new SettlementStore();
                assertThat(store.of(connection, List.of("p")).get("p"))
                        .singleElement()
                        .satisfies(settlement -> {
                            assertThat(settlement.grounds()).isEmpty();
                            assertThat(settlement.pool()).isEqualTo(Rooms.fen("0.60"));
                        });
            }
        }
    }
}
