package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.engine.text.Text;

/// Whatever is changed behind the server's back is found by the proof that is about it, and named. Each
/// change is made in a transaction that is rolled back.
class SettlementBooksTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    private static final String PARTS = "the parts of a settlement do not add up to its total: ";
    private static final String REVERSALS = "a reversal does not negate what it reverses: ";
    private static final String BATCHES = "a batch has more than one standing settlement: ";
    private static final String YEARS = "a year to date is not the sum of its settlements: ";
    private static final String MESSAGES = "a settlement without the message that asked for it: ";
    private static final String ENTRIES = "a settlement is not what its journal entries say: ";

    private static Rooms rooms;

    /// 1900.00: 70.00 from the fund, 300.00, 500.00 and 1030.00 from the person; stands.
    private static String standing;

    /// 40.00, paid in cash, and what reversed it.
    private static String reversed;

    private static String reversal;
    private static String person;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        person = rooms.employee("300.00", "500.00");
        var visit = rooms.visit(person, DAY);
        standing = rooms.settled(visit, "b1", "1900.00").settlement().id();
        var other = rooms.settled(visit, "b2", "40.00");
        reversed = other.settlement().id();
        reversal = rooms.done(Outcome.Settled.class, visit.reverse(other))
                .settlement()
                .id();
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    /// What the proof says in English once the statements were carried out; `?` stands for `about`.
    private static String offender(String about, String... statements) {
        return rooms.undone(connection -> {
            for (var sql : statements) {
                assertThat(Rooms.change(connection, sql, about)).as(sql).isPositive();
            }
            return SettlementBooks.prove(connection).offender().map(Text::en).orElse("nothing");
        });
    }

    private static String changed(String settlement, String change) {
        return offender(settlement, "update settlement set " + change + " where settlement_id = ?");
    }

    @Test
    void books_that_nobody_touched_are_in_order_and_counted() {
        var report = rooms.undone(SettlementBooks::prove);
        assertThat(report.offender()).isEmpty();
        assertThat(report.counts())
                .isEqualTo(Map.of(
                        "settlement",
                        3L,
                        "year_to_date",
                        1L,
                        "family_year",
                        0L,
                        "fee_upload",
                        2L,
                        "visit",
                        1L,
                        "message",
                        6L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total_fen = total_fen + 1",
                "own_pay_fen = own_pay_fen + 1",
                "over_limit_fen = over_limit_fen + 1",
                "first_pay_fen = first_pay_fen + 1",
                "in_scope_fen = in_scope_fen - 1",
                "pool_fen = pool_fen + 1",
                "layers_fen[2] = 1",
                "account_current_fen = account_current_fen - 1",
                "account_prior_fen = account_prior_fen - 1",
                "cash_fen = cash_fen + 1",
                "own_pay_fen = -1, in_scope_fen = in_scope_fen + 1",
                "pool_fen = -1, cash_fen = cash_fen + pool_fen + 1",
            })
    void parts_that_do_not_add_up(String change) {
        assertThat(changed(standing, change)).isEqualTo(PARTS + standing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reverses = '1'",
                "total_fen = total_fen - 1, in_scope_fen = in_scope_fen - 1, cash_fen = cash_fen - 1",
                "cash_fen = cash_fen + 1, account_current_fen = account_current_fen - 1",
                "cash_fen = cash_fen + 1, account_prior_fen = account_prior_fen - 1",
            })
    void a_reversal_of_nothing_or_of_something_else(String change) {
        assertThat(changed(reversal, change)).isEqualTo(REVERSALS + reversal);
    }

    @Test
    void a_reversal_that_reverses_itself() {
        assertThat(changed(reversal, "reverses = '" + reversal + "'")).isEqualTo(REVERSALS + reversal);
    }

    @Test
    void a_batch_settled_twice() {
        var copy = """
                insert into settlement select (jsonb_populate_record(s, '{"settlement_id": "9999999999999999999"}')).*
                from settlement s where settlement_id = ?""";
        assertThat(offender(standing, copy)).isEqualTo(BATCHES + standing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deductible_fen",
                "pool_fen",
                "inpatient_pool_fen",
                "admissions",
                "burden_fen",
                "catastrophic_fen",
                "large_sum_fen",
                "civil_servant_fen",
                "assistance_fen"
            })
    void a_year_to_date_that_is_one_off(String column) {
        var sql = "update year_to_date set " + column + " = " + column + " + 1 where psn_no = ?";
        assertThat(offender(person, sql)).isEqualTo(YEARS + person + " employee 2025");
    }

    @Test
    void a_year_to_date_without_settlements_and_settlements_without_one() {
        assertThat(offender(person, "update year_to_date set benefit_year = 2024 where psn_no = ?"))
                .isEqualTo(YEARS + person + " employee 2024");
        assertThat(offender(person, "delete from year_to_date where psn_no = ?"))
                .isEqualTo(YEARS + person + " employee 2025");
    }

    @Test
    void a_settlement_moved_into_another_year() {
        assertThat(changed(standing, "benefit_year = 2024")).isEqualTo(YEARS + person + " employee 2024");
    }

    @Test
    void a_settlement_whose_message_is_gone_or_of_another_person() {
        var its = " from settlement s where s.message_id = m.msgid and s.settlement_id = ?";
        assertThat(offender(standing, "update message m set msgid = 'gone'" + its))
                .isEqualTo(MESSAGES + standing);
        assertThat(offender(standing, "update message m set psn_no = 'somebody'" + its))
                .isEqualTo(MESSAGES + standing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount_fen = amount_fen + 1 | source like 'fund:%'",
                "amount_fen = amount_fen + 1 | source = 'current'",
                "amount_fen = amount_fen + 1 | source = 'prior'",
                "amount_fen = amount_fen + 1 | source = 'cash'",
                "source = 'cash'             | source = 'current'",
                "target = 'current'          | source = 'cash'",
                "why = 'OPENING'             | source = 'prior'",
            })
    void entries_that_say_something_else(String change, String which) {
        var sql = "update journal set " + change + " where reference = ? and " + which;
        assertThat(offender(standing, sql)).isEqualTo(ENTRIES + standing);
    }

    @Test
    void entries_that_are_gone_or_go_the_wrong_way() {
        assertThat(offender(standing, "delete from journal where reference = ?"))
                .isEqualTo(ENTRIES + standing);
        assertThat(offender(reversal, "delete from journal where reference = ?"))
                .isEqualTo(ENTRIES + reversal);
        assertThat(offender(reversal, "update journal set source = target, target = source where reference = ?"))
                .isEqualTo(ENTRIES + reversal);
    }

    @Test
    void entries_of_no_settlement() {
        assertThat(offender(reversal, "update journal set reference = '0' where reference = ?"))
                .isEqualTo(ENTRIES + "0");
        assertThat(offender(reversal, "update journal set reference = '999' where reference = ?"))
                .isEqualTo(ENTRIES + reversal);
    }

    @Test
    void a_settlement_taken_out_with_its_share_of_the_year() {
        var offender = offender(standing, """
                update year_to_date y set deductible_fen = y.deductible_fen - s.year_deductible_fen,
                    pool_fen = y.pool_fen - s.pool_fen, burden_fen = y.burden_fen - s.year_burden_fen
                from settlement s where s.psn_no = y.psn_no and s.settlement_id = ?""", "delete from settlement where settlement_id = ?");
        assertThat(offender).isEqualTo(ENTRIES + standing);
    }

    @Test
    void money_moved_between_payers_within_a_settlement() {
        assertThat(changed(standing, "account_current_fen = account_current_fen - 1, cash_fen = cash_fen + 1"))
                .isEqualTo(ENTRIES + standing);
        // The fund's part is in the year, too.
        assertThat(changed(standing, "pool_fen = pool_fen + 1, cash_fen = cash_fen - 1"))
                .isEqualTo(YEARS + person + " employee 2025");
    }

    @Test
    void the_first_of_several_offenders_is_named_in_both_languages() {
        var offender = rooms.undone(connection -> {
            Rooms.change(connection, "update settlement set total_fen = total_fen + 1");
            return SettlementBooks.prove(connection).offender().orElseThrow();
        });
        assertThat(offender.en()).isEqualTo(PARTS + standing);
        assertThat(offender.zh()).isEqualTo("结算各部分之和与总额不符：" + standing);
        assertThat(reversed).isGreaterThan(standing);
    }
}
