package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.database.TestDatabase;

/// Settlements that were made before relatives' accounts paid any.
class FamilyMigrationTest {

    @Test
    void nobodys_relatives_paid_and_no_wallet_did() throws SQLException {
        try (var database = TestDatabase.empty()) {
            database.migrate("21");
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
                        values ('p', 's', 'v', 'b', 'h', '510300', 'resident', 'outpatient', '2025-03-10', 2025,
                            '2025-03-10 10:00', 'm', 5000, 0, 0, 0, 5000, 0, 0, 0, 3000, 600000, '{0,0,0,0}', 0, 0, 2000,
                            0, 0, '', false, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '')""");
            }
            database.migrate("latest");
            try (var connection = database.connect()) {
                var kept = new SettlementStore().find(connection, "s").orElseThrow();
                assertThat(kept.family()).isEmpty();
                assertThat(kept.wallet()).isEqualTo(Fen.ZERO);
                assertThat(kept.cash()).isEqualTo(Fen.of(2_000));
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select count(*) from family_year")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isZero();
                }
            }
        }
    }
}
