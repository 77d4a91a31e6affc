package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.fen;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Effect.RateKind;
import org.openyibao.engine.text.Text;
import org.openyibao.server.outflow.AccountMove;
import org.openyibao.server.outflow.MoveOrder;
import org.openyibao.server.outflow.Moves;
import org.openyibao.server.outflow.OutflowBooks;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Result;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.Rooms;
import org.openyibao.server.statement.Statements;
import org.openyibao.server.statement.Year;

/// Money leaves an account only by an entry that says why. Some persons of Beijing live through years of crediting,
/// care, reversals, changes of standing, transfers, moves and year's ends in an order that a seed gives; after
/// every step each of them must hold exactly what they held before, and what the step gave or took.
class NothingIsZeroedTest {

    private static final String BEIJING = "110000";
    private static final LocalDate START = LocalDate.of(2010, 1, 1);
    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);
    private static final Map<RateKind, Ratio> RATES =
            Map.of(RateKind.DEMAND, Ratio.ofMillionths(500), RateKind.THREE_MONTH, Ratio.ofMillionths(6_500));
    private static final int DAYS = 900;

    private final long seed = Long.getLong("openyibao.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Long> held = new HashMap<>();
    private final List<Outcome.Settled> standing = new ArrayList<>();
    private final Map<String, Rooms.Visit> visits = new HashMap<>();
    private Rooms rooms;
    private List<String> persons = List.of();
    private int transfers;
    private LocalDate today = LocalDate.of(2025, 2, 1);

    @BeforeEach
    void open() {
        rooms = Rooms.open();
        rooms.today(today.toString());
        persons = List.of(
                rooms.employee("300.00", "500.00"), rooms.employee("0.00", "12.34"), rooms.employee("0.01", "0.00"));
        held.putAll(Map.of(persons.get(0), 80_000L, persons.get(1), 1_234L, persons.get(2), 1L));
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private String anybody() {
        return persons.get(random.nextInt(persons.size()));
    }

    private void moved(String person, long fen) {
        held.merge(person, fen, Long::sum);
    }

    private void everybodyHolds(String after) {
        for (var person : persons) {
            var ledger = rooms.ledger(person);
            assertThat(ledger.balances().total().plus(ledger.wallet()))
                    .as("seed %d, %s, after %s", seed, today, after)
                    .isEqualTo(Fen.of(held.getOrDefault(person, 0L)));
        }
    }

    @Test
    void whatever_happens_every_fen_is_there_or_was_paid() {
        while (!today.isAfter(LocalDate.of(2025, 2, 1).plusDays(DAYS))) {
            var step = random.nextInt(8);
            switch (step) {
                case 0 -> credit();
                case 1, 2 -> settle();
                case 3 -> reverse();
                case 4 -> changeStanding();
                case 5 -> transfer();
                case 6 -> moveAwayAndBack();
                default -> closeLastYear();
            }
            everybodyHolds("step " + step);
            today = today.plusDays(random.nextInt(21));
            rooms.today(today.toString());
            everybodyHolds("waiting");
        }
        assertThat(today.getYear()).as("years turned").isGreaterThan(2026);
        assertThat(rooms.offender().map(Text::en)).as("seed %d", seed).isEmpty();
        assertThat(rooms.transaction(OutflowBooks::offender).map(Text::en))
                .as("seed %d", seed)
                .isEmpty();
        for (var person : persons) {
            var told = rooms.service(Statements.class).years(person);
            assertThat(told)
                    .isInstanceOfSatisfying(
                            Result.Done.class,
                            done -> assertThat(((Year) ((List<?>) done.value()).getLast())
                                            .closing()
                                            .total())
                                    .as("seed %d", seed)
                                    .isEqualTo(Fen.of(held.getOrDefault(person, 0L))));
        }
    }

    /// 2 % of 7350.00 for one of them, once a month.
    private void credit() {
        var person = anybody();
        var month = YearMonth.from(today);
        var isNew = rooms.transaction(connection -> Rooms.change(connection, """
                insert into contribution (psn_no, scheme, month, seq, region, kind, base_fen, employee_fen, employer_fen,
                    fixed_fen, paid_on, recorded_at, clerk, reason)
                values (?, 'employee', ?, 1, '110000', 'regular', 735000, 14700, 58800, 0, ?, now(), '', '')
                on conflict do nothing""", person, month.atDay(1), today));
        rooms.service(Batches.class).run(new Batches.Order.Credit(BEIJING, month, "clerk-1"), false, report -> {});
        moved(person, isNew * 14_700L);
    }

    private void settle() {
        var person = anybody();
        var visit = rooms.visit(person, today);
        var settled = rooms.settled(visit, "b", (1 + random.nextInt(400)) + ".50");
        var record = settled.settlement();
        moved(person, -record.account().plus(record.wallet()).value());
        standing.add(settled);
        visits.put(record.id(), visit);
    }

    private void reverse() {
        if (!standing.isEmpty()) {
            var settled = standing.remove(random.nextInt(standing.size()));
            var record = settled.settlement();
            var visit = visits.get(record.id());
            assertThat(visit).isNotNull();
            rooms.done(Outcome.Settled.class, visit.reverse(settled));
            moved(record.person(), record.account().plus(record.wallet()).value());
        }
    }

    private void changeStanding() {
        var standings = Standing.values();
        rooms.participates(
                anybody(),
                Scheme.EMPLOYEE,
                BEIJING,
                Status.ACTIVE,
                standings[random.nextInt(standings.length)],
                START,
                EVER);
    }

    /// A third of one's money of prior years into another's wallet, as often and at whatever time it may be.
    private void transfer() {
        var from = anybody();
        var to = persons.get((persons.indexOf(from) + 1) % persons.size());
        var amount = rooms.ledger(from).balances().prior().value() / 3;
        if (amount > 0) {
            var id = "t" + ++transfers;
            var transit = Entry.transit(id);
            rooms.transaction(connection -> {
                rooms.service(Accounts.class)
                        .change(
                                connection,
                                List.of(from, to),
                                (books, inSame, now) -> new Accounts.Decided<>(
                                        true,
                                        List.of(
                                                wallet(books.get(from), Entry.PRIOR, transit, amount, id),
                                                wallet(books.get(to), transit, Entry.WALLET, amount, id))));
                return Rooms.change(connection, """
                        insert into wallet_transfer (psn_no, transfer_id, recipient, relation, current_fen, prior_fen,
                            made_at, made_on, made_by, state, ended_at, ended_by)
                        values (?, ?, ?, 'child', 0, ?, now(), now(), 'clerk', 'accepted', now(), 'clerk')""", from, id, to, amount);
            });
            moved(from, -amount);
            moved(to, amount);
        }
    }

    /// The insurance ends here and the account goes elsewhere with it, and both come back.
    private void moveAwayAndBack() {
        var person = anybody();
        var balances = rooms.ledger(person).balances();
        if (balances.total().isZero()) {
            return;
        }
        rooms.insuredUntil(person, today.minusDays(1));
        var out = moved(new MoveOrder.Out(person, "310000", "elsewhere", "there", "clerk"));
        moved(person, -balances.total().value());
        everybodyHolds("moving away");
        rooms.insuredUntil(person, EVER);
        moved(new MoveOrder.In(person, "310000", "elsewhere", out.id(), balances, today.getYear(), "clerk"));
        moved(person, balances.total().value());
    }

    private AccountMove moved(MoveOrder order) {
        var moves = rooms.service(Moves.class);
        AccountMove asked = rooms.once((Once<AccountMove> once) -> moves.ask(once, order));
        return rooms.once((Once<AccountMove> once) -> moves.approve(once, order.person(), asked.id(), "reviewer"));
    }

    private static Posting wallet(Ledger books, String source, String target, long fen, String id) {
        return new Posting(books, List.of(new Entry(source, target, Fen.of(fen), Entry.Why.WALLET, id)));
    }

    /// Only adds interest, and to nobody twice.
    private void closeLastYear() {
        var year = today.getYear() - 1;
        if (year >= 2025) {
            var before = interest();
            rooms.service(Batches.class)
                    .run(new Batches.Order.YearEnd(BEIJING, year, RATES, "clerk-1"), false, report -> {});
            interest().forEach((person, paid) -> moved(person, paid - before.getOrDefault(person, 0L)));
        }
    }

    private Map<String, Long> interest() {
        var paid = new HashMap<String, Long>();
        for (var person : persons) {
            paid.put(
                    person,
                    rooms.number(
                            "select coalesce(sum(amount_fen), 0) from journal where why = 'INTEREST' and psn_no = ?",
                            person));
        }
        return paid;
    }

    @Test
    void a_single_fen_survives_years_without_anything() {
        rooms.today("2033-06-01");
        assertThat(rooms.ledger(persons.get(2)).balances().prior()).isEqualTo(fen("0.01"));
        everybodyHolds("eight years");
    }
}
