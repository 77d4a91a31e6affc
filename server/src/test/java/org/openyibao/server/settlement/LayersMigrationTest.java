package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.openyibao.server.database.TestDatabase;

/// Years to date that were kept before they knew every layer.
class LayersMigrationTest {

    /// A row with what the layers paid; of the other columns that must be filled, text and numbers are empty or 0.
    private static void settled(Statement statement, String id, String layers) throws SQLException {
        statement.execute("""
                insert into settlement (psn_no, settlement_id, visit_id, batch, institution, region, scheme, visit_kind,
                    service_date, benefit_year, settled_at, message_id, total_fen, own_pay_fen, over_limit_fen,
                    first_pay_fen, in_scope_fen, deductible_fen, year_deductible_fen, year_burden_fen, pool_fen,
                    pool_ratio, layers_fen, account_current_fen, account_prior_fen, cash_fen, balance_current_fen,
                    balance_prior_fen, reason, treated_as_filed, step_kinds, step_rules, step_bases_fen,
                    step_amounts_fen, step_ratios, step_reasons, step_details, line_parts_fen, details)
                values ('p', '%1$s', '%1$s', 'b', 'h', '510300', 'resident', 'inpatient', '2025-03-10', 2025,
                    '2025-03-10 10:00', '%1$s', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '%2$s', 0, 0, 0, 0, 0, '', false, '{}',
                    '{}', '{}', '{}', '{}', '{}', '{}', '{}', '')""".formatted(id, layers));
    }

    @Test
    void each_layer_begins_with_what_its_settlements_paid() throws SQLException {
        try (var database = TestDatabase.empty()) {
            database.migrate("7");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                settled(statement, "s1", "{100, 20, 3, 0}");
                settled(statement, "s2", "{50, 30, 4, 1}");
                statement.execute("insert into year_to_date values ('p', 'resident', 2025, 0, 0, 0, 2, 0, 150)");
                statement.execute("insert into year_to_date values ('q', 'resident', 2025, 0, 0, 0, 0, 0, 0)");
            }
            database.migrate("latest");
            try (var connection = database.connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("""
                            select string_agg(concat_ws(' ', psn_no, catastrophic_fen, large_sum_fen, civil_servant_fen,
                                assistance_fen), ', ' order by psn_no) from year_to_date""")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("p 150 50 7 1, q 0 0 0 0");
            }
        }
    }
}
