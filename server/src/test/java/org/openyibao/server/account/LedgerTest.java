package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.DaySums;
import org.openyibao.engine.money.Fen;

/// Amounts are in fen; the days were counted on a calendar.
class LedgerTest {

    private static final LocalDate JULY = LocalDate.of(2025, 7, 1);
    private static final byte[] HEAD = new byte[Ledger.HASH_BYTES];

    private static Entry entry(String source, String target, long fen) {
        return new Entry(source, target, Fen.of(fen), Entry.Why.SETTLEMENT, "s1");
    }

    private static Ledger after(Ledger ledger, LocalDate day, Entry... entries) {
        return ledger.after(List.of(entries), day, ledger.entries() + entries.length, HEAD);
    }

    private static Balances balances(long current, long prior) {
        return new Balances(Fen.of(current), Fen.of(prior));
    }

    /// 300.00 of this year and 500.00 of prior years since 1 July, 184 days; 120.00 drawn for the last 31.
    private static Ledger books() {
        var opened = after(
                Ledger.unopened("p", 2025),
                JULY,
                entry(Entry.OPENING, Entry.CURRENT, 30_000),
                entry(Entry.OPENING, Entry.PRIOR, 50_000));
        assertThat(opened.daySums()).isEqualTo(new DaySums(5_520_000, 9_200_000));
        return after(opened, LocalDate.of(2025, 12, 1), entry(Entry.CURRENT, Entry.CASH, 12_000));
    }

    @Test
    void a_day_sum_counts_the_balance_at_the_end_of_each_day() {
        var books = books();
        assertThat(books.balances()).isEqualTo(balances(18_000, 50_000));
        assertThat(books.daySums()).isEqualTo(new DaySums(5_148_000, 9_200_000));
        assertThat(books.version()).isEqualTo(2);
        assertThat(books.entries()).isEqualTo(3);
        var lastDay = after(books, LocalDate.of(2025, 12, 31), entry(Entry.CASH, Entry.PRIOR, 7));
        assertThat(lastDay.daySums()).isEqualTo(new DaySums(5_148_000, 9_200_007));
    }

    @Test
    void in_the_new_year_all_this_years_money_is_of_prior_years() {
        var turned = books().in(2026);
        assertThat(turned.year()).isEqualTo(2026);
        assertThat(turned.balances()).isEqualTo(balances(0, 68_000));
        assertThat(turned.daySums()).isEqualTo(new DaySums(0, 68_000 * 365));
        assertThat(turned.turn().closed())
                .containsExactly(new Ledger.ClosedYear(2025, new DaySums(5_148_000, 9_200_000)));
        assertThat(turned.turn().entry())
                .contains(new Entry(Entry.CURRENT, Entry.PRIOR, Fen.of(18_000), Entry.Why.CARRY_OVER, "year-end:2025"));
        assertThat(turned.version()).isEqualTo(2);
        assertThat(turned.interestYear()).isEqualTo(2024);

        var drawn = after(turned, LocalDate.of(2026, 1, 5), entry(Entry.PRIOR, Entry.CASH, 10_000));
        assertThat(drawn.balances()).isEqualTo(balances(0, 58_000));
        assertThat(drawn.daySums()).isEqualTo(new DaySums(0, 68_000 * 365 - 10_000 * 361));
        assertThat(drawn.turn()).isEqualTo(Ledger.Turn.NONE);
    }

    @Test
    void money_that_nobody_touched_for_years_was_of_prior_years_in_all_but_the_first() {
        var turned = books().in(2029);
        assertThat(turned.turn().closed())
                .containsExactly(
                        new Ledger.ClosedYear(2025, new DaySums(5_148_000, 9_200_000)),
                        new Ledger.ClosedYear(2026, new DaySums(0, 68_000 * 365)),
                        new Ledger.ClosedYear(2027, new DaySums(0, 68_000 * 365)),
                        new Ledger.ClosedYear(2028, new DaySums(0, 68_000 * 366)));
        assertThat(turned.turn().entry().orElseThrow().reference()).isEqualTo("year-end:2025");
        assertThat(turned.daySums()).isEqualTo(new DaySums(0, 68_000 * 365));
        // Year by year comes to the same.
        assertThat(books().in(2027).in(2029)).usingRecursiveComparison().isEqualTo(turned);
    }

    @Test
    void the_year_under_way_and_those_before_it_turn_nothing() {
        var books = books();
        assertThat(books.in(2025)).isSameAs(books);
        assertThat(books.in(2024)).isSameAs(books);
        assertThat(books.turn().entry()).isEmpty();
    }

    @Test
    void a_year_that_turns_without_money_needs_no_entry() {
        var turned = Ledger.unopened("p", 2025).in(2026);
        assertThat(turned.turn().entry()).isEmpty();
        assertThat(turned.turn().closed()).containsExactly(new Ledger.ClosedYear(2025, DaySums.NONE));
    }

    @Test
    void the_wallet_knows_no_years_and_counts_for_no_interest() {
        var books = after(books(), LocalDate.of(2025, 12, 1), entry(Entry.transit("t"), Entry.WALLET, 500));
        assertThat(books.wallet()).isEqualTo(Fen.of(500));
        assertThat(books.daySums()).isEqualTo(books().daySums());
        assertThat(books.in(2026).wallet()).isEqualTo(Fen.of(500));
        assertThatThrownBy(() -> after(books, JULY, entry(Entry.WALLET, Entry.CASH, 501)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a balance is below zero: wallet=-0.01");
    }

    @Test
    void interest_is_marked_once_and_for_a_year_that_is_over() {
        var turned = books().in(2027);
        var paid = turned.withInterestPaid(2025);
        assertThat(paid.interestYear()).isEqualTo(2025);
        assertThat(paid.balances()).isEqualTo(turned.balances());
        assertThatThrownBy(() -> paid.withInterestPaid(2025)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> paid.withInterestPaid(2027)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_drawn_last_year_comes_back_as_money_of_prior_years() {
        var draw = entry(Entry.CURRENT, Entry.CASH, 100);
        assertThat(draw.reversed("r", true).target()).isEqualTo(Entry.CURRENT);
        assertThat(draw.reversed("r", false).target()).isEqualTo(Entry.PRIOR);
        assertThat(entry(Entry.CASH, Entry.institution("h"), 100)
                        .reversed("r", false)
                        .target())
                .isEqualTo(Entry.CASH);
    }
}
