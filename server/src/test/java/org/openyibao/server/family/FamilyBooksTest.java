package org.openyibao.server.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.AccountBooks;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Rooms;

/// Whatever is changed in the family's tables behind the server's back, or in the entries of a transfer, is found by
/// the proof that is about it, and named. Each change is made in a transaction that is rolled back.
class FamilyBooksTest {

    private static final String BINDINGS = "a binding is not what was done to it: ";
    private static final String TRANSFERS = "a transfer to a wallet is not what its journal entries say: ";

    private static Rooms rooms;
    private static String owner;
    private static String child;

    /// Limited to 80.00 and ended; of the mother, without a limit, and standing.
    private static String ended;

    private static String standing;
    private static String accepted;
    private static String pending;
    private static String returned;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        rooms.now("2025-10-09T09:00:00");
        owner = rooms.employee("220200", "100.00", "900.00");
        child = rooms.resident("110000");
        returned = send("150.00");
        rooms.now("2025-10-10T09:00:00");
        assertThat(rooms.service(Wallets.class).sendBack()).isOne();
        accepted = send("300.00");
        rooms.once((Once<WalletTransfer> once) -> rooms.service(Wallets.class).accept(once, child, accepted, "c-2"));
        pending = send("20.00");

        var user = rooms.resident("220200");
        var bindings = rooms.service(Bindings.class);
        ended = rooms.bind(user, owner, Relation.FATHER, Optional.of("50.00")).id();
        rooms.once((Once<Binding> once) ->
                bindings.change(once, user, ended, new Bindings.Limit(Optional.of(Rooms.fen("80.00"))), "c-1"));
        rooms.once((Once<Binding> once) ->
                bindings.change(once, user, ended, new Bindings.Ending(Binding.Because.REQUESTED), "c-1"));
        standing = rooms.bind(user, rooms.employee("220100", "0.00", "1.00"), Relation.MOTHER)
                .id();
        rooms.bind(user, rooms.employee("220100", "0.00", "1.00"), Relation.SPOUSE);
        for (var from : new String[] {"2024-01-01", "2025-05-01"}) {
            rooms.once((Once<HouseholdMember> once) ->
                    rooms.service(Households.class).join(once, "H" + from, user, LocalDate.parse(from), "c-1"));
        }
    }

    private static String send(String amount) {
        var wish = new Wallets.Wish(owner, child, Relation.MOTHER, Rooms.fen(amount), "c-1");
        return rooms.once((Once<WalletTransfer> once) ->
                        rooms.service(Wallets.class).send(once, wish))
                .id();
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    /// What the proof says in English once the statement was carried out; `?` stands for `about`.
    private static String offender(String about, String sql) {
        return rooms.undone(connection -> {
            assertThat(Rooms.change(connection, sql, about)).as(sql).isPositive();
            return FamilyBooks.prove(connection).offender().map(Text::en).orElse("nothing");
        });
    }

    @Test
    void tables_that_nobody_touched_are_in_order_and_counted() {
        var report = rooms.undone(FamilyBooks::prove);
        assertThat(report.offender()).isEmpty();
        assertThat(report.counts())
                .isEqualTo(Map.of("family_binding", 3L, "wallet_transfer", 3L, "household_member", 2L));
        assertThat(rooms.undone(AccountBooks::inTransit)).isEqualTo(Map.of(pending, Rooms.fen("20.00")));
        assertThat(rooms.offender()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "current_fen = current_fen + 1",
                "prior_fen = prior_fen + 1",
                "current_fen = current_fen + 1, prior_fen = prior_fen - 1",
                "psn_no = 'somebody'",
                "recipient = 'somebody'",
                "state = 'returned'",
                "state = 'pending', ended_at = null",
            })
    void a_transfer_that_says_something_else(String change) {
        assertThat(offender(accepted, "update wallet_transfer set " + change + " where transfer_id = ?"))
                .isEqualTo(TRANSFERS + accepted);
    }

    @Test
    void a_transfer_ended_or_made_without_entries_and_entries_without_a_transfer() {
        for (var state : new String[] {"accepted", "returned"}) {
            var sql = "update wallet_transfer set state = '" + state + "', ended_at = now() where transfer_id = ?";
            assertThat(offender(pending, sql)).isEqualTo(TRANSFERS + pending);
        }
        assertThat(offender(pending, "delete from wallet_transfer where transfer_id = ?"))
                .isEqualTo(TRANSFERS + pending);
        assertThat(offender(pending, "delete from journal where reference = ?")).isEqualTo(TRANSFERS + pending);
        assertThat(offender(returned, "delete from wallet_transfer where transfer_id = ?"))
                .isEqualTo(TRANSFERS + returned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount_fen = amount_fen + 1     | target = 'wallet'",
                "amount_fen = amount_fen + 1     | source = 'prior'",
                "source = 'wallet'               | source = 'prior'",
                "source = 'opening'              | target = 'wallet'",
                "target = 'transit:other'        | source = 'prior'",
                "why = 'FAMILY'                  | target = 'wallet'",
                "psn_no = 'somebody', entry = 99 | target = 'wallet'",
                "psn_no = 'somebody', entry = 99 | source = 'prior'",
            })
    void entries_of_a_transfer_that_say_something_else(String change, String which) {
        var sql = "update journal set " + change + " where reference = ? and " + which;
        assertThat(offender(accepted, sql)).isEqualTo(TRANSFERS + accepted);
    }

    @Test
    void money_returned_to_somebody_else() {
        var sql = "update journal set psn_no = 'somebody', entry = 99 where reference = ? and target = 'prior'";
        assertThat(offender(returned, sql)).isEqualTo(TRANSFERS + returned);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relation = 'mother'",
                "year_limit_fen = 8001",
                "year_limit_fen = null",
                "ended_on = null, ended_because = null",
                "ended_because = 'moved-apart'",
            })
    void a_binding_that_is_other_than_what_was_done_to_it(String change) {
        assertThat(offender(ended, "update family_binding set " + change + " where binding_id = ?"))
                .startsWith(BINDINGS)
                .endsWith(" " + ended);
    }

    @Test
    void what_was_done_to_a_binding_and_is_gone_or_of_another_one() {
        assertThat(offender(ended, "delete from family_binding_event where binding_id = ? and what = 'ended'"))
                .endsWith(" " + ended);
        assertThat(offender(ended, "delete from family_binding_event where binding_id = ? and what = 'limited'"))
                .endsWith(" " + ended);
        assertThat(offender(ended, "delete from family_binding where binding_id = ?"))
                .startsWith("something was done to a binding that is not there: ");
        assertThat(offender(standing, "update family_binding set position = position + 1 where binding_id = ?"))
                .startsWith("two bindings of a person stand at one place: ");
    }

    @Test
    void a_person_in_two_households() {
        assertThat(offender(
                        "2025-05-01", "update household_member set valid_to = ?::date where household = 'H2024-01-01'"))
                .startsWith("a person lives in two households at once: ")
                .endsWith(" 2024-01-01");
    }
}
