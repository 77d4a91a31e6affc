package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.Accounts;
import org.openyibao.server.account.Entry;
import org.openyibao.server.account.Posting;

/// Whatever is changed behind the server's back in what relatives' accounts and a wallet paid is found by the proof
/// that is about it, and named. Each change is made in a transaction that is rolled back.
class FamilyProofsTest {

    private static final LocalDate DAY = LocalDate.of(2025, 7, 1);
    private static final String PARTS = "the parts of a settlement do not add up to its total: ";
    private static final String REVERSALS = "a reversal does not negate what it reverses: ";
    private static final String DRAWN = "what an account paid for a relative is not the sum of the settlements: ";
    private static final String ENTRIES = "a settlement is not what its journal entries say: ";

    private static Rooms rooms;
    private static String user;
    private static String owner;

    /// 200.00: 30.00 of its own, 100.00 of this and 40.00 of prior years of the mother, 25.00 of the wallet, 5.00 in
    /// cash.
    private static String standing;

    /// What gave back a settlement like it.
    private static String reversal;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        owner = rooms.employee("100.00", "40.00");
        user = rooms.employee("30.00", "0.00");
        rooms.bind(user, owner, Relation.MOTHER);
        rooms.transaction(connection -> {
            var accounts = rooms.service(Accounts.class);
            var ledger = accounts.ledger(connection, user, rooms.now());
            var entry = new Entry(Entry.OPENING, Entry.WALLET, Rooms.fen("25.00"), Entry.Why.OPENING, "opening");
            accounts.postAll(connection, List.of(new Posting(ledger, List.of(entry))), rooms.now());
            return true;
        });
        var visit = rooms.visit(user, DAY);
        var first = rooms.settled(visit, "b1", "200.00");
        reversal = rooms.done(Outcome.Settled.class, visit.reverse(first))
                .settlement()
                .id();
        var settled = rooms.settled(visit, "b2", "200.00").settlement();
        standing = settled.id();
        assertThat(settled.account()).isEqualTo(Rooms.fen("30.00"));
        assertThat(settled.familyPaid()).isEqualTo(Rooms.fen("140.00"));
        assertThat(settled.wallet()).isEqualTo(Rooms.fen("25.00"));
        assertThat(settled.cash()).isEqualTo(Rooms.fen("5.00"));
        assertThat(rooms.offender()).isEmpty();
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private static String offender(String about, String sql) {
        return rooms.undone(connection -> {
            assertThat(Rooms.change(connection, sql, about)).as(sql).isPositive();
            return SettlementBooks.prove(connection).offender().map(Text::en).orElse("nothing");
        });
    }

    private static String changed(String settlement, String change) {
        return offender(settlement, "update settlement set " + change + " where settlement_id = ?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "family_current_fen[1] = family_current_fen[1] + 1",
                "family_prior_fen[1] = family_prior_fen[1] - 1",
                "wallet_fen = wallet_fen + 1",
                "wallet_fen = -1, cash_fen = cash_fen + wallet_fen + 1",
                "family_current_fen[1] = -1, cash_fen = cash_fen + family_current_fen[1] + 1",
                "family_owners = array_append(family_owners, 'somebody')",
            })
    void parts_that_do_not_add_up(String change) {
        assertThat(changed(standing, change)).isEqualTo(PARTS + standing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "family_current_fen[1] = family_current_fen[1] + 1, cash_fen = cash_fen - 1",
                "family_current_fen[1] = family_current_fen[1] + 1, family_prior_fen[1] = family_prior_fen[1] - 1",
                "family_owners[1] = 'somebody'",
                "wallet_fen = wallet_fen + 1, account_current_fen = account_current_fen - 1",
            })
    void a_reversal_that_gives_back_something_else(String change) {
        assertThat(changed(reversal, change)).isEqualTo(REVERSALS + reversal);
    }

    @Test
    void what_an_account_paid_for_a_relative_in_the_year() {
        var whose = user + " " + owner + " 2025";
        assertThat(offender(user, "update family_year set drawn_fen = drawn_fen + 1 where psn_no = ?"))
                .isEqualTo(DRAWN + whose);
        assertThat(offender(user, "delete from family_year where psn_no = ?")).isEqualTo(DRAWN + whose);
        assertThat(changed(standing, "family_prior_fen[1] = family_prior_fen[1] - 1, cash_fen = cash_fen + 1"))
                .isEqualTo(DRAWN + whose);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "family_current_fen[1] = family_current_fen[1] - 1, family_prior_fen[1] = family_prior_fen[1] + 1",
                "wallet_fen = wallet_fen - 1, cash_fen = cash_fen + 1",
            })
    void money_moved_between_payers(String change) {
        assertThat(changed(standing, change)).isEqualTo(ENTRIES + standing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount_fen = amount_fen + 1           | why = 'FAMILY' and source = 'current'",
                "source = 'prior'                      | why = 'FAMILY' and source = 'current'",
                "why = 'USE'                           | why = 'FAMILY' and source = 'prior'",
                "psn_no = '0', entry = 99              | why = 'FAMILY' and source = 'prior'",
                "amount_fen = amount_fen + 1           | source = 'wallet'",
                "source = 'cash'                       | source = 'wallet'",
                "target = source, source = target      | why = 'FAMILY' and source = 'current'",
            })
    void entries_in_a_relatives_books_or_of_the_wallet_that_say_something_else(String change, String which) {
        var sql = "update journal set " + change + " where reference = ? and " + which;
        assertThat(offender(standing, sql)).isEqualTo(ENTRIES + standing);
    }
}
