package org.openyibao.server.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Rooms;

/// Whatever is changed behind the server's back is found by the proof that is about it, and named. Each change is
/// made in a transaction that is rolled back.
class ClearingBooksTest {

    private static final LocalDate DAY = LocalDate.of(2023, 4, 18);
    private static final String SETTLEMENTS = "what is cleared is not what was settled: ";
    private static final String SUMS = "a day's sums are not those of its items: 2023-04-18 220200 220100";
    private static final String RUNS = "a run does not count its items: 2023-04-18 1";
    private static final String ZERO = "a posting between two regions does not add up to zero: ";
    private static final String BASIS = "a posting between two regions is not what it rests on: ";
    private static final String PARTS = "the parts of a netting do not add up: 2023-04 220200 220100";
    private static final String NETTINGS =
            "a netting is not what its days and adjustments come to: 2023-04 220100 220200";
    private static final String PAID = "more was paid than was due: 2023-04 220200 220100";
    private static final String PREFUND = "a prefund is below zero: 220200 220100";
    private static final String DISPUTES = "a dispute is not what its adjustment says: ";

    private static Rooms rooms;
    private static String item;
    private static String dispute;

    /// 300.00 owed by Jilin City to Changchun, 100.00 of it disputed and given up, 40.00 prefunded and 30.00 paid.
    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        var away = AwayRooms.in(rooms);
        rooms.now("2023-04-18T10:00:00");
        item = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00")
                .id();
        away.emergency();
        rooms.now("2023-04-20T10:00:00");
        away.cleared(DAY);
        var disputes = rooms.service(Disputes.class);
        dispute = rooms.once((Once<Dispute> once) -> disputes.raise(once, item, Rooms.fen("100.00"), "x", "a"))
                .id();
        rooms.once((Once<Dispute> once) -> disputes.answer(once, dispute, "x", "b"));
        rooms.once((Once<Dispute> once) -> disputes.decide(once, dispute, true, "x", "c"));
        var nettings = rooms.service(Nettings.class);
        rooms.once((Once<Prefund> once) -> nettings.move(
                once,
                new Nettings.Movement(
                        AwayRooms.JILIN,
                        AwayRooms.CHANGCHUN,
                        Prefund.Direction.DEPOSIT,
                        Rooms.fen("40.00"),
                        LocalDate.of(2023, 4, 20),
                        "bank-1",
                        "d")));
        rooms.now("2023-05-03T10:00:00");
        away.clearAll(YearMonth.of(2023, 4));
        away.netted(YearMonth.of(2023, 4));
        rooms.once((Once<Payment> once) -> nettings.pay(
                once,
                new Payment(
                        "",
                        YearMonth.of(2023, 4),
                        AwayRooms.JILIN,
                        AwayRooms.CHANGCHUN,
                        Rooms.fen("30.00"),
                        LocalDate.of(2023, 5, 3),
                        "bank-2",
                        "d")));
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    /// What the proof says in English once the statements were carried out.
    private static String offender(List<String> statements) {
        return rooms.undone(connection -> {
            for (var sql : statements) {
                assertThat(Rooms.change(connection, sql)).as(sql).isPositive();
            }
            return ClearingBooks.prove(connection).offender().map(Text::en).orElse("nothing");
        });
    }

    private static String offender(String statement) {
        return offender(List.of(statement));
    }

    @Test
    void books_that_nobody_touched_are_in_order_and_counted() {
        var report = rooms.undone(ClearingBooks::prove);
        assertThat(report.offender()).isEmpty();
        // Two days' sums, an adjustment, a prefund and a payment, two entries each.
        assertThat(report.counts()).isEqualTo(Map.of("clearing_item", 2L, "clearing_entry", 10L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "total_fen = total_fen + 1",
                "funds_fen = funds_fen + 1",
                "account_fen = account_fen + 1",
                "family_fen = family_fen + 1",
                "psn_no = 'somebody'",
                "institution = 'another'",
                "scheme = 'resident'",
                "visit_kind = 'inpatient'",
                "reverses = '1'",
                "home = '220300'",
                "place = '220300'",
                "settlement_id = '1'",
                "day = day + 1",
            })
    void an_item_that_is_not_its_settlement(String change) {
        assertThat(offender("update clearing_item set " + change + " where home = '220200'"))
                .startsWith(SETTLEMENTS);
    }

    @Test
    void a_settlement_that_is_changed_or_left_out_and_an_item_of_no_settlement() {
        assertThat(offender("update settlement set account_prior_fen = account_prior_fen + 1 where region = '220200'"))
                .isEqualTo(SETTLEMENTS + item);
        assertThat(offender("delete from clearing_item where home = '220200'")).isEqualTo(SETTLEMENTS + item);
        assertThat(offender("delete from settlement where region = '220200'")).isEqualTo(SETTLEMENTS + item);
        assertThat(offender("update settlement set settled_at = settled_at + interval '1 day' where region = '220200'"))
                .isEqualTo(SETTLEMENTS + item);
    }

    @ParameterizedTest
    @ValueSource(strings = {"items", "reversals", "total_fen", "funds_fen", "account_fen", "family_fen"})
    void sums_of_a_day_that_are_one_off(String column) {
        assertThat(offender("update clearing_day set " + column + " = " + column + " + 1 where home = '220200'"))
                .isEqualTo(SUMS);
    }

    @Test
    void a_run_that_counts_wrongly() {
        assertThat(offender("update clearing_run set items = items + 1 where day = '2023-04-18'"))
                .isEqualTo(RUNS);
    }

    @Test
    void balances_that_do_not_add_up_to_zero() {
        var ofDay = "day:2023-04-18:1:220200:220100";
        assertThat(offender(
                        "update clearing_entry set amount_fen = amount_fen + 1 where region = '220100' and posting_id = '"
                                + ofDay + "'"))
                .isEqualTo(ZERO + ofDay);
        assertThat(offender("delete from clearing_entry where region = '220100' and posting_id = '" + ofDay + "'"))
                .isEqualTo(ZERO + ofDay);
        assertThat(offender(
                        "update clearing_entry set counterpart = '220300' where region = '220100' and posting_id = '"
                                + ofDay + "'"))
                .isEqualTo(ZERO + ofDay);
    }

    @ParameterizedTest
    @CsvSource({"day", "adjustment", "payment", "prefund"})
    void postings_that_rest_on_something_else(String why) {
        assertThat(offender("update clearing_entry set amount_fen = 2 * amount_fen where why = '" + why + "'"))
                .startsWith(BASIS + why + ":");
        assertThat(offender("update clearing_entry set booked_on = booked_on + 1 where why = '" + why + "'"))
                .startsWith(BASIS + why + ":");
        assertThat(offender("delete from clearing_entry where why = '" + why + "'"))
                .startsWith(BASIS + why + ":");
        assertThat(offender("update clearing_entry set posting_id = posting_id || '0' where why = '" + why + "'"))
                .startsWith(BASIS + why + ":");
    }

    @Test
    void nettings_that_do_not_add_up_or_rest_on_something_else() {
        var where = " where payer = '220200'";
        assertThat(offender("update clearing_netting set due_fen = due_fen + 1" + where))
                .isEqualTo(PARTS);
        assertThat(offender("update clearing_netting set net_fen = net_fen + 1" + where))
                .isEqualTo(PARTS);
        assertThat(offender(
                        "update clearing_netting set owed_fen = owed_fen + 1, net_fen = net_fen + 1, due_fen = due_fen + 1"
                                + where))
                .isEqualTo(NETTINGS);
        assertThat(offender("update clearing_netting set owed_fen = owed_fen + 1, owed_back_fen = owed_back_fen + 1"
                        + where))
                .isEqualTo(NETTINGS);
        assertThat(offender(
                        "update clearing_netting set owed_fen = owed_fen + 1, adjusted_fen = adjusted_fen - 1" + where))
                .isEqualTo(NETTINGS);
        assertThat(offender("delete from clearing_netting" + where)).isEqualTo(NETTINGS);
        assertThat(offender("update clearing_month set month = '2023-05-01'")).startsWith("a netting is not what");
    }

    @Test
    void more_paid_or_used_than_there_is() {
        assertThat(offender(List.of(
                        "update clearing_payment set amount_fen = 16001",
                        "update clearing_entry set amount_fen = sign(amount_fen) * 16001 where why = 'payment'")))
                .isEqualTo(PAID);
        assertThat(
                        offender(
                                "update clearing_netting set from_prefund_fen = 4001, due_fen = due_fen - 1 where payer = '220200'"))
                .isEqualTo(PREFUND);
    }

    @Test
    void disputes_whose_adjustment_is_another_or_none() {
        assertThat(offender("update clearing_dispute set amount_fen = amount_fen + 1"))
                .isEqualTo(DISPUTES + dispute);
        assertThat(offender("update clearing_dispute_step set adjustment = '1' where kind = 'upheld'"))
                .isEqualTo(DISPUTES + dispute);
        assertThat(offender("delete from clearing_dispute_step where kind = 'upheld'"))
                .isEqualTo(DISPUTES + dispute);
    }
}
