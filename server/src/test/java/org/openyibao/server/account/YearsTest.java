package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.text.Text;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Rooms;

/// What becomes of an account's money when a year turns, before anybody closes the year.
class YearsTest {

    private static final LocalDate DECEMBER = LocalDate.of(2025, 12, 20);
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 5);

    private Rooms rooms;
    private String person;

    /// An account opened on 20 December with 300.00 of this year and 500.00 of prior years.
    @BeforeEach
    void open() {
        rooms = Rooms.open();
        rooms.today(DECEMBER.toString());
        person = rooms.employee("300.00", "500.00");
    }

    @AfterEach
    void close() {
        assertThat(rooms.offender().map(Text::en)).isEmpty();
        rooms.close();
    }

    private static Balances balances(String current, String prior) {
        return new Balances(fen(current), fen(prior));
    }

    private Outcome.Settled settle(LocalDate day, String amount) {
        return rooms.settled(rooms.visit(person, day), "b", amount);
    }

    private Outcome.Settled reverse(Rooms.Visit visit, Outcome.Settled settled) {
        return rooms.done(Outcome.Settled.class, visit.reverse(settled));
    }

    private List<String> journal() {
        return List.of(rooms.text(
                        "select string_agg(concat_ws(' ', why, source, target, amount_fen, reference), ', ' order by"
                                + " entry) from journal where psn_no = ? and why <> 'OPENING'",
                        person)
                .replaceAll("\\d{12,}", "ID")
                .split(", "));
    }

    @Test
    void who_only_looks_sees_the_new_year_and_changes_nothing() {
        var before = rooms.state();
        rooms.today(JANUARY.toString());
        assertThat(rooms.service(Accounts.class).balances(person)).isEqualTo(balances("0.00", "800.00"));
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void the_first_settlement_of_a_year_carries_over_before_it_is_decided() {
        rooms.today(JANUARY.toString());
        var settlement = settle(JANUARY, "100.00").settlement();
        assertThat(settlement.accountCurrent()).isEqualTo(fen("0.00"));
        assertThat(settlement.accountPrior()).isEqualTo(fen("100.00"));
        assertThat(settlement.balances()).isEqualTo(balances("0.00", "700.00"));
        assertThat(journal())
                .containsExactly(
                        "CARRY_OVER current prior 30000 year-end:2025",
                        "SETTLEMENT prior institution:" + Rooms.HOSPITAL + " 10000 ID");
        // 12 days of December, then 800.00 for 4 days and 700.00 for 361.
        assertThat(rooms.text(
                        "select concat_ws(' ', year, current_fen_days, prior_fen_days) from closed_year where psn_no = ?",
                        person))
                .isEqualTo("2025 360000 600000");
        assertThat(rooms.ledger(person).daySums().prior()).isEqualTo(80_000L * 4 + 70_000L * 361);
    }

    @Test
    void a_december_settlement_reversed_in_january_comes_back_as_money_of_prior_years() {
        var visit = rooms.visit(person, DECEMBER);
        var settled = rooms.settled(visit, "b", "100.00");
        assertThat(settled.settlement().accountCurrent()).isEqualTo(fen("100.00"));
        rooms.today(JANUARY.toString());
        var reversal = reverse(visit, settled).settlement();
        assertThat(reversal.accountCurrent()).isEqualTo(fen("0.00"));
        assertThat(reversal.accountPrior()).isEqualTo(fen("-100.00"));
        assertThat(reversal.balances()).isEqualTo(balances("0.00", "800.00"));
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("0.00", "800.00"));
        assertThat(journal())
                .containsExactly(
                        "SETTLEMENT current institution:" + Rooms.HOSPITAL + " 10000 ID",
                        "CARRY_OVER current prior 20000 year-end:2025",
                        "REVERSAL institution:" + Rooms.HOSPITAL + " prior 10000 ID");
    }

    @Test
    void within_a_year_a_reversal_goes_back_to_where_it_came_from() {
        var visit = rooms.visit(person, DECEMBER);
        var settled = rooms.settled(visit, "b", "400.00");
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("0.00", "400.00"));
        rooms.today("2025-12-31");
        assertThat(reverse(visit, settled).settlement().balances()).isEqualTo(balances("300.00", "500.00"));
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("300.00", "500.00"));
    }

    @Test
    void a_new_years_settlement_reversed_that_year_goes_back_too() {
        rooms.today(JANUARY.toString());
        var visit = rooms.visit(person, JANUARY);
        var settled = rooms.settled(visit, "b", "100.00");
        reverse(visit, settled);
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("0.00", "800.00"));
    }

    @Test
    void a_clock_that_is_behind_posts_to_the_year_that_the_books_are_in() {
        rooms.today(JANUARY.toString());
        settle(JANUARY, "100.00");
        rooms.today("2025-12-31");
        settle(DECEMBER, "50.00");
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("0.00", "650.00"));
        assertThat(rooms.text(
                        "select max(posted_at) filter (where amount_fen = 5000) at time zone 'Asia/Shanghai' from journal"
                                + " where psn_no = ?",
                        person))
                .isEqualTo("2026-01-01 00:00:00");
    }

    @Test
    void years_in_which_nothing_happened_are_closed_with_the_first_entry_after_them() {
        rooms.today("2028-03-01");
        settle(LocalDate.of(2028, 3, 1), "100.00");
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances("0.00", "700.00"));
        assertThat(rooms.text(
                        "select string_agg(concat_ws(' ', year, current_fen_days, prior_fen_days), ', ' order by year)"
                                + " from closed_year where psn_no = ?",
                        person))
                .isEqualTo("2025 360000 600000, 2026 0 29200000, 2027 0 29200000");
    }
}
