package org.openyibao.server.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Relation;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Request;
import org.openyibao.server.settlement.Rooms;

/// What regions owe each other comes from the settlements of each day alone, to the fen and once; and what becomes of
/// it.
class ClearingTest {

    private static final LocalDate DAY = LocalDate.of(2023, 4, 18);
    private static final YearMonth APRIL = YearMonth.of(2023, 4);

    private Rooms rooms;
    private AwayRooms away;

    @BeforeEach
    void open() {
        rooms = Rooms.open();
        away = AwayRooms.in(rooms);
        rooms.now("2023-04-18T10:00:00");
    }

    @AfterEach
    void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    private List<Item> items(LocalDate day, Optional<String> home, Optional<String> place) {
        var items = new ArrayList<Item>();
        rooms.service(Clearing.class).items(day, home, place, items::add);
        return items;
    }

    @Test
    void a_day_owes_what_was_settled_elsewhere_on_it_and_no_more() {
        var kept = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00");
        var taken = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "200.00");
        var back = away.reversed(taken);
        away.bought(AwayRooms.JILIN, Rooms.PHARMACY, "50.00");
        var emergency = away.emergency();
        rooms.now("2023-04-19T00:30:00");
        away.bought(AwayRooms.CHANGCHUN, Rooms.PHARMACY, "120.00");

        var run = away.cleared(DAY);
        assertThat(AwayRooms.shown(run.lines()))
                .containsExactly(
                        "220200 220100 3/1 300.00 0.00+300.00+0.00 = 300.00",
                        "440300 110000 1/0 100.00 72.00+0.00+0.00 = 72.00");
        assertThat(run.items()).isEqualTo(4);
        assertThat(run.lines()).extracting(DayLine::isInProvince).containsExactly(true, false);
        assertThat(items(DAY, Optional.empty(), Optional.empty()))
                .extracting(Item::settlement)
                .containsExactly(kept.id(), taken.id(), back, emergency.id());
        assertThat(items(DAY, Optional.of(AwayRooms.SHENZHEN), Optional.empty()))
                .extracting(Item::settlement)
                .containsExactly(emergency.id());
        assertThat(items(DAY, Optional.empty(), Optional.of(AwayRooms.CHANGCHUN)))
                .hasSize(3);
        assertThat(items(DAY, Optional.empty(), Optional.empty()).get(2).reverses())
                .isEqualTo(taken.id());
        assertThat(away.balance(AwayRooms.CHANGCHUN)).isEqualTo("300.00");
        assertThat(away.balance(AwayRooms.JILIN)).isEqualTo("-300.00");
        assertThat(away.balance(AwayRooms.BEIJING)).isEqualTo("72.00");
        assertThat(away.balance(AwayRooms.SHENZHEN)).isEqualTo("-72.00");
    }

    @Test
    void relatives_money_is_owed_too() {
        rooms.now("2025-06-10T10:00:00");
        var user = rooms.employee(AwayRooms.JILIN, "0.00", "30.00");
        var mother = rooms.employee(AwayRooms.JILIN, "0.00", "500.00");
        rooms.bind(user, mother, Relation.MOTHER);
        away.bought(user, AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "100.00");
        rooms.now("2025-06-11T09:00:00");
        assertThat(AwayRooms.shown(away.cleared(LocalDate.of(2025, 6, 10)).lines()))
                .containsExactly("220200 220100 1/0 100.00 0.00+30.00+70.00 = 100.00");
    }

    @Test
    void a_reversal_of_a_later_day_takes_back_on_that_day() {
        var bought = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00");
        rooms.now("2023-05-02T10:00:00");
        away.reversed(bought);
        rooms.now("2023-05-03T10:00:00");
        away.cleared(DAY);
        assertThat(AwayRooms.shown(away.cleared(LocalDate.of(2023, 5, 2)).lines()))
                .containsExactly("220200 220100 1/1 -300.00 0.00+-300.00+0.00 = -300.00");
        assertThat(away.balance(AwayRooms.JILIN)).isEqualTo("0.00");
    }

    @Test
    void a_day_cleared_again_takes_in_what_came_late_and_nothing_twice() {
        away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00");
        rooms.now("2023-04-19T00:10:00");
        assertThat(away.cleared(DAY).items()).isEqualTo(1);
        var again = away.cleared(DAY);
        assertThat(again.number()).isEqualTo(2);
        assertThat(again.items()).isZero();
        // A server whose clock was behind.
        rooms.now("2023-04-18T23:59:59");
        away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "7.00");
        assertThat(rooms.offender()).isPresent();
        rooms.now("2023-04-19T09:00:00");
        var late = away.cleared(DAY);
        assertThat(AwayRooms.shown(late.lines())).containsExactly("220200 220100 1/0 7.00 0.00+7.00+0.00 = 7.00");
        assertThat(away.balance(AwayRooms.CHANGCHUN)).isEqualTo("307.00");
    }

    @Test
    void a_day_is_cleared_ten_minutes_after_its_end_at_the_earliest() {
        rooms.now("2023-04-19T00:09:59");
        var refusal = away.refusedToClear(DAY);
        assertThat(refusal.code()).isEqualTo("DAY_NOT_OVER");
        assertThat(refusal.message().en())
                .isEqualTo("day: expected a day that ended at least ten minutes ago, got 2023-04-18");
        rooms.now("2023-04-19T00:10:00");
        assertThat(away.cleared(DAY).items()).isZero();
    }

    private Nettings nettings() {
        return rooms.service(Nettings.class);
    }

    private Prefund moved(Prefund.Direction direction, String amount) {
        return rooms.once((Once<Prefund> once) -> nettings().move(once, movement(direction, amount)));
    }

    private Nettings.Movement movement(Prefund.Direction direction, String amount) {
        var today = LocalDate.ofInstant(rooms.now(), rooms.clock().getZone());
        return new Nettings.Movement(
                AwayRooms.SHENZHEN, AwayRooms.BEIJING, direction, Rooms.fen(amount), today, "bank-1", "clerk-1");
    }

    private static Payment payment(String payer, String payee, String amount) {
        return new Payment("", APRIL, payer, payee, Rooms.fen(amount), LocalDate.of(2023, 5, 20), "bank-2", "clerk-2");
    }

    private void pay(String payer, String payee, String amount) {
        rooms.once((Once<Payment> once) -> nettings().pay(once, payment(payer, payee, amount)));
    }

    private Refusal refusedToPay(String payer, String payee, String amount) {
        return rooms.refusedOnce((Once<Payment> once) -> nettings().pay(once, payment(payer, payee, amount)));
    }

    @Test
    void a_month_is_set_off_prefunds_come_first_and_the_rest_is_paid() {
        away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00");
        away.bought(AwayRooms.CHANGCHUN, Rooms.PHARMACY, "120.00");
        away.emergency();
        assertThat(moved(Prefund.Direction.DEPOSIT, "50.00").left()).isEqualTo(Rooms.fen("50.00"));
        rooms.now("2023-04-30T10:00:00");
        rooms.once((Once<Adjustment> once) ->
                nettings().adjust(once, AwayRooms.CHANGCHUN, AwayRooms.JILIN, Rooms.fen("5.00"), "费用核减", "clerk-3"));
        rooms.now("2023-05-01T08:00:00");
        away.cleared(DAY);
        var early = rooms.refusedOnce((Once<Nettings.Month> once) -> nettings().net(once, APRIL, "clerk-1"));
        assertThat(early.code()).isEqualTo("DAY_NOT_CLEARED");
        assertThat(early.message().en())
                .isEqualTo("month: expected a month with all its days cleared, got 2023-04-01 is not cleared");
        away.clearAll(APRIL);

        var netted = away.netted(APRIL).nettings();
        // 300.00 - 120.00 - 5.00; 72.00 of which the prefund has 50.00.
        assertThat(netted)
                .containsExactly(
                        netting(
                                AwayRooms.JILIN,
                                AwayRooms.CHANGCHUN,
                                "300.00",
                                "120.00",
                                "-5.00",
                                "175.00",
                                "0.00",
                                "175.00"),
                        netting(
                                AwayRooms.SHENZHEN,
                                AwayRooms.BEIJING,
                                "72.00",
                                "0.00",
                                "0.00",
                                "72.00",
                                "50.00",
                                "22.00"));
        assertThat(netted).extracting(Netting::isInProvince).containsExactly(true, false);
        assertThat(away.balance(AwayRooms.BEIJING)).isEqualTo("22.00");
        assertThat(away.balance(AwayRooms.JILIN)).isEqualTo("-175.00");

        var twice = rooms.refusedOnce((Once<Nettings.Month> once) -> nettings().net(once, APRIL, "clerk-9"));
        assertThat(twice.code()).isEqualTo("MONTH_NETTED");
        assertThat(twice.message().en()).endsWith("got 2023-04, netted by clerk-1");
        assertThat(away.refusedToClear(DAY).code()).isEqualTo("MONTH_NETTED");

        rooms.now("2023-05-20T10:00:00");
        pay(AwayRooms.JILIN, AwayRooms.CHANGCHUN, "100.00");
        assertThat(refusedToPay(AwayRooms.JILIN, AwayRooms.CHANGCHUN, "75.01")
                        .message()
                        .en())
                .isEqualTo("amount: expected at most what is not paid yet, 75.00, got 75.01");
        pay(AwayRooms.JILIN, AwayRooms.CHANGCHUN, "75.00");
        assertThat(away.balance(AwayRooms.JILIN)).isEqualTo("0.00");
        assertThat(nettings().month(APRIL).orElseThrow().nettings().getFirst().unpaid())
                .isEqualTo(Rooms.fen("0.00"));
        assertThat(refusedToPay(AwayRooms.CHANGCHUN, AwayRooms.JILIN, "1.00").code())
                .isEqualTo("UNKNOWN_NETTING");

        // The prefund is used up but for what is deposited again.
        var tooMuch = rooms.refusedOnce(
                (Once<Prefund> once) -> nettings().move(once, movement(Prefund.Direction.RETURN, "0.01")));
        assertThat(tooMuch.code()).isEqualTo("TOO_MUCH");
        moved(Prefund.Direction.DEPOSIT, "60.00");
        assertThat(moved(Prefund.Direction.RETURN, "10.00"))
                .isEqualTo(new Prefund(
                        AwayRooms.SHENZHEN,
                        AwayRooms.BEIJING,
                        Rooms.fen("110.00"),
                        Rooms.fen("10.00"),
                        Rooms.fen("50.00")));
    }

    private static Netting netting(
            String payer,
            String payee,
            String owed,
            String owedBack,
            String adjusted,
            String net,
            String fromPrefund,
            String due) {
        return new Netting(
                APRIL,
                payer,
                payee,
                Rooms.fen(owed),
                Rooms.fen(owedBack),
                Rooms.fen(adjusted),
                Rooms.fen(net),
                Rooms.fen(fromPrefund),
                Rooms.fen(due),
                Rooms.fen("0.00"));
    }

    @Test
    void whoever_owes_more_pays_whichever_code_is_lower() {
        away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "20.00");
        away.bought(AwayRooms.CHANGCHUN, Rooms.PHARMACY, "120.00");
        rooms.now("2023-05-01T08:00:00");
        away.clearAll(APRIL);
        assertThat(away.netted(APRIL).nettings())
                .containsExactly(netting(
                        AwayRooms.CHANGCHUN, AwayRooms.JILIN, "120.00", "20.00", "0.00", "100.00", "0.00", "100.00"));
    }

    @Test
    void a_month_that_goes_on_is_not_netted() {
        rooms.now("2023-04-30T23:59:59");
        var refusal =
                rooms.refusedOnce((Once<Nettings.Month> once) -> nettings().net(once, APRIL, "clerk-1"));
        assertThat(refusal.code()).isEqualTo("MONTH_NOT_OVER");
    }

    @Test
    void a_district_is_no_other_area_and_owes_nothing() {
        assertThat(rooms.refusedOnce((Once<Adjustment> once) ->
                                nettings().adjust(once, AwayRooms.BEIJING, "110105", Rooms.fen("5.00"), "x", "c"))
                        .code())
                .isEqualTo("WRONG_VALUE");
        assertThat(DayLine.isInProvince(AwayRooms.BEIJING, "110105")).isFalse();
    }

    private Disputes disputes() {
        return rooms.service(Disputes.class);
    }

    private Dispute raised(String settlement, String amount) {
        return rooms.once(
                (Once<Dispute> once) -> disputes().raise(once, settlement, Rooms.fen(amount), "目录外用药", "jilin-1"));
    }

    private Refusal refusedToRaise(String settlement, String amount) {
        return rooms.refusedOnce(
                (Once<Dispute> once) -> disputes().raise(once, settlement, Rooms.fen(amount), "目录外用药", "jilin-2"));
    }

    private Dispute answered(Dispute dispute) {
        return rooms.once((Once<Dispute> once) -> disputes().answer(once, dispute.id(), "已核", "changchun-1"));
    }

    private Dispute decided(Dispute dispute, boolean upheld) {
        return rooms.once((Once<Dispute> once) -> disputes().decide(once, dispute.id(), upheld, "核减", "province-1"));
    }

    @Test
    void an_upheld_dispute_is_owed_back_and_a_rejected_one_is_not() {
        var item = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00")
                .id();
        assertThat(refusedToRaise(item, "1.00").code()).isEqualTo("UNKNOWN_ITEM");
        rooms.now("2023-04-19T09:00:00");
        away.cleared(DAY);
        assertThat(refusedToRaise(item, "300.01").message().en())
                .isEqualTo("amount: expected at most what is still owed for the item, 300.00, got 300.01");
        var first = raised(item, "200.00");
        assertThat(refusedToRaise(item, "1.00").message().en())
                .isEqualTo("settlement: expected an item without an open dispute, got dispute " + first.id()
                        + ", raised by jilin-1, is open");
        var unanswered =
                rooms.refusedOnce((Once<Dispute> once) -> disputes().decide(once, first.id(), true, "x", "province-1"));
        assertThat(unanswered.code()).isEqualTo("STEP_TAKEN");
        answered(first);
        var own = rooms.refusedOnce(
                (Once<Dispute> once) -> disputes().decide(once, first.id(), true, "x", "changchun-1"));
        assertThat(own.code()).isEqualTo("DECIDED_BY_A_PARTY");
        var upheld = decided(first, true);
        assertThat(upheld.steps())
                .extracting(Dispute.Step::kind)
                .containsExactly(Dispute.Kind.RAISED, Dispute.Kind.ANSWERED, Dispute.Kind.UPHELD);
        assertThat(disputes().find(first.id())).contains(upheld);
        assertThat(away.balance(AwayRooms.JILIN)).isEqualTo("-100.00");
        assertThat(nettings().adjustments(APRIL))
                .containsExactly(new Adjustment(
                        upheld.last().adjustment(),
                        AwayRooms.CHANGCHUN,
                        AwayRooms.JILIN,
                        Rooms.fen("200.00"),
                        "核减",
                        first.id(),
                        LocalDate.of(2023, 4, 19),
                        "province-1"));

        assertThat(refusedToRaise(item, "100.01").code()).isEqualTo("TOO_MUCH");
        var second = raised(item, "100.00");
        assertThat(second.id()).isEqualTo(item + "-2");
        decided(answered(second), false);
        assertThat(away.balance(AwayRooms.JILIN)).isEqualTo("-100.00");
        assertThat(disputes().of(DAY)).extracting(Dispute::isOpen).containsExactly(false, false);
    }

    @Test
    void what_was_reversed_is_not_owed_and_not_disputed() {
        var bought = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00");
        var back = away.reversed(bought);
        rooms.now("2023-04-19T09:00:00");
        away.cleared(DAY);
        assertThat(refusedToRaise(bought.id(), "0.01").code()).isEqualTo("TOO_MUCH");
        assertThat(refusedToRaise(back, "0.01").code()).isEqualTo("TOO_MUCH");
    }

    @Test
    void of_two_clerks_at_once_the_second_is_told() throws Exception {
        var item = away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00")
                .id();
        rooms.now("2023-04-19T09:00:00");
        away.cleared(DAY);
        var dispute = raised(item, "200.00");
        assertThat(both(
                        once -> disputes().answer(once, dispute.id(), "甲", "changchun-1"),
                        once -> disputes().answer(once, dispute.id(), "乙", "changchun-2")))
                .isEqualTo("STEP_TAKEN");
        assertThat(both(
                        once -> disputes().decide(once, dispute.id(), true, "甲", "province-1"),
                        once -> disputes().decide(once, dispute.id(), false, "乙", "province-2")))
                .isEqualTo("STEP_TAKEN");
        var upheld = disputes().find(dispute.id()).orElseThrow().last().kind() == Dispute.Kind.UPHELD;
        assertThat(nettings().adjustments(APRIL)).hasSize(upheld ? 1 : 0);
        var other = away.bought(AwayRooms.CHANGCHUN, Rooms.PHARMACY, "120.00").id();
        rooms.now("2023-04-20T09:00:00");
        away.cleared(LocalDate.of(2023, 4, 19));
        assertThat(both(
                        once -> disputes().raise(once, other, Rooms.fen("1.00"), "甲", "changchun-1"),
                        once -> disputes().raise(once, other, Rooms.fen("2.00"), "乙", "changchun-2")))
                .isEqualTo("ANOTHER_WAITS");
    }

    private interface Asked {
        Answer at(Once<Dispute> once);
    }

    /// Asks both at the same time; exactly one must be done. The code of why the other one was refused.
    private static String both(Asked one, Asked other) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> first = () -> one.at(once());
            Callable<Answer> second = () -> other.at(once());
            var answers = List.of(threads.submit(first), threads.submit(second));
            var refused = new ArrayList<String>();
            for (var answer : answers) {
                if (answer.get() instanceof Answer.Refused(var refusal)) {
                    refused.add(refusal.code());
                }
            }
            assertThat(refused).hasSize(1);
            return refused.getFirst();
        }
    }

    private static Once<Dispute> once() {
        return new Once<>(
                new Request("", java.util.UUID.randomUUID().toString(), new byte[0]),
                value -> value.id().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void two_servers_that_clear_a_day_at_once_clear_it_once() throws Exception {
        away.bought(AwayRooms.JILIN, AwayRooms.CHANGCHUN_PHARMACY, "300.00");
        rooms.now("2023-04-19T09:00:00");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Clearing.Run> clear = () -> away.cleared(DAY);
            var runs = List.of(threads.submit(clear), threads.submit(clear));
            assertThat(List.of(runs.get(0).get().items(), runs.get(1).get().items()))
                    .containsExactlyInAnyOrder(1L, 0L);
        }
        assertThat(away.balance(AwayRooms.CHANGCHUN)).isEqualTo("300.00");
    }
}
