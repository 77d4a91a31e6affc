package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.settlement.Rooms;

class AccountsTest {

    private static final Instant NOW = Instant.parse("2025-07-01T02:00:00.123456789Z");
    private static final String HOSPITAL = Entry.institution(Rooms.HOSPITAL);
    private static final int THREADS = 16;

    private static Rooms rooms;
    private static Accounts accounts;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        accounts = rooms.service(Accounts.class);
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private static Entry payment(String source, long fen, String reference) {
        return new Entry(source, HOSPITAL, Fen.of(fen), Entry.Why.SETTLEMENT, reference);
    }

    private static Set<String> post(Posting... postings) {
        return rooms.transaction(connection -> accounts.post(connection, List.of(postings), NOW));
    }

    private static Balances balances(long current, long prior) {
        return new Balances(Fen.of(current), Fen.of(prior));
    }

    @Test
    void balances_are_what_the_entries_come_to() {
        var person = rooms.employee("300.00", "500.00");
        var opened = rooms.ledger(person);
        assertThat(opened.version()).isEqualTo(1);
        assertThat(opened.entries()).isEqualTo(2);
        assertThat(opened.balances()).isEqualTo(balances(30_000, 50_000));

        var draws = List.of(
                payment(Entry.CURRENT, 30_000, "s1"),
                payment(Entry.PRIOR, 12_050, "s1"),
                payment(Entry.CASH, 99, "s1"));
        assertThat(post(new Posting(opened, draws))).containsExactly(person);
        var drawn = rooms.ledger(person);
        assertThat(drawn.version()).isEqualTo(2);
        assertThat(drawn.entries()).isEqualTo(5);
        assertThat(drawn.balances()).isEqualTo(balances(0, 37_950));

        var back = draws.stream().map(entry -> entry.reversed("s2", true)).toList();
        assertThat(post(new Posting(drawn, back))).containsExactly(person);
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances(30_000, 50_000));
        assertThat(rooms.ledger(person).entries()).isEqualTo(8);
        assertThat(rooms.undone(AccountBooks::prove).offender()).isEmpty();
    }

    @Test
    void an_entry_is_kept_as_it_was_posted() {
        var person = rooms.employee("300.00", "0.00");
        post(new Posting(rooms.ledger(person), List.of(payment(Entry.CURRENT, 1, "s1"))));
        assertThat(rooms.text(
                        "select concat_ws(' ', entry, posted_at at time zone 'UTC', source, target, amount_fen, why,"
                                + " reference) from journal where psn_no = ? and entry = 2",
                        person))
                .isEqualTo("2 2025-07-01 02:00:00.123456 current " + HOSPITAL + " 1 SETTLEMENT s1");
    }

    @Test
    void a_chain_runs_through_the_entries_of_a_person() {
        var person = rooms.employee("300.00", "0.00");
        var opened = rooms.ledger(person);
        var payment = payment(Entry.CURRENT, 10_000, "s1");
        post(new Posting(opened, List.of(payment)));
        var at = Instant.parse("2025-07-01T02:00:00.123456Z");
        var expected = new Chain().next(opened.head(), person, 2, at, payment);
        assertThat(rooms.ledger(person).head()).isEqualTo(expected).isNotEqualTo(opened.head());
    }

    private static String together(List<List<Posting>> parts) {
        return rooms.transaction(connection -> accounts.postTogether(connection, parts, NOW))
                .toString();
    }

    private static Posting paying(Ledger ledger, long fen) {
        return new Posting(ledger, List.of(payment(Entry.CURRENT, fen, "s1")));
    }

    private static long current(String person) {
        return rooms.ledger(person).balances().current().value();
    }

    @Test
    void a_part_is_posted_to_all_its_books_or_to_none() {
        var patient = rooms.employee("100.00", "0.00");
        var owner = rooms.employee("100.00", "0.00");
        var other = rooms.employee("100.00", "0.00");
        var alone = rooms.employee("100.00", "0.00");
        var stale = rooms.ledger(owner);
        post(paying(stale, 1_000));
        var parts = List.of(
                List.of(paying(rooms.ledger(patient), 2_000), paying(stale, 3_000)),
                List.of(paying(rooms.ledger(other), 4_000)),
                List.of(paying(rooms.ledger(alone), 5_000), new Posting(rooms.ledger(rooms.resident()), List.of())));
        assertThat(together(parts)).isEqualTo("{1, 2}");
        assertThat(current(patient)).isEqualTo(10_000);
        assertThat(current(owner)).isEqualTo(9_000);
        assertThat(current(other)).isEqualTo(6_000);
        assertThat(current(alone)).isEqualTo(5_000);
        assertThat(rooms.undone(AccountBooks::prove).offender()).isEmpty();
    }

    @Test
    void a_part_may_open_books_and_books_that_nothing_was_posted_to_can_still_be_opened() {
        var owner = rooms.employee("100.00", "0.00");
        var child = rooms.resident();
        var stale = rooms.ledger(owner);
        post(paying(stale, 1_000));
        var opening = new Posting(rooms.ledger(child), List.of());
        assertThat(together(List.of(List.of(opening, paying(stale, 3_000))))).isEqualTo("{}");
        assertThat(rooms.ledger(child).version()).isZero();
        assertThat(together(List.of(List.of(opening, paying(rooms.ledger(owner), 3_000)))))
                .isEqualTo("{0}");
        assertThat(rooms.ledger(child).version()).isEqualTo(1);

        var sibling = rooms.resident();
        var tried = new Posting(rooms.ledger(sibling), List.of());
        assertThat(together(List.of(List.of(tried, paying(stale, 3_000))))).isEqualTo("{}");
        assertThat(post(tried)).containsExactly(sibling);
        assertThat(rooms.ledger(sibling).version()).isEqualTo(1);
        assertThat(post(tried)).isEmpty();
        assertThat(current(owner)).isEqualTo(6_000);
        assertThat(rooms.undone(AccountBooks::prove).offender()).isEmpty();
    }

    @Test
    void two_parts_that_need_the_same_books_are_a_mistake() {
        var patient = rooms.ledger(rooms.employee("100.00", "0.00"));
        var owner = rooms.ledger(rooms.employee("100.00", "0.00"));
        var parts = List.of(List.of(paying(patient, 1), paying(owner, 1)), List.of(paying(owner, 1)));
        assertThatThrownBy(() -> together(parts)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parts_that_need_the_same_books_in_any_order_never_wait_in_a_circle() throws Exception {
        var family = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            family.add(rooms.employee("1000.00", "0.00"));
        }
        var posted = new AtomicLong();
        var tasks = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var thread = 0; thread < 8; thread++) {
                var random = new SplittableRandom(thread);
                tasks.add(threads.submit(() -> {
                    for (var i = 0; i < 40; i++) {
                        var one = family.get(random.nextInt(6));
                        var two = family.get(random.nextInt(6));
                        var parts = one.equals(two)
                                ? List.of(List.of(paying(rooms.ledger(one), 1)))
                                : List.of(List.of(paying(rooms.ledger(one), 1), paying(rooms.ledger(two), 1)));
                        if (!together(parts).equals("{}")) {
                            posted.addAndGet(parts.getFirst().size());
                        }
                    }
                }));
            }
            // A circle would end in an error of the database, and this would throw it.
            for (var task : tasks) {
                task.get();
            }
        }
        assertThat(posted.get()).isGreaterThan(8);
        assertThat(family.stream().mapToLong(AccountsTest::current).sum()).isEqualTo(600_000 - posted.get());
        assertThat(rooms.undone(AccountBooks::prove).offender()).isEmpty();
    }

    @Test
    void what_was_decided_on_books_that_moved_on_is_not_posted_and_its_person_not_named() {
        var loser = rooms.employee("300.00", "0.00");
        var winner = rooms.employee("300.00", "0.00");
        var stale = rooms.ledger(loser);
        post(new Posting(stale, List.of(payment(Entry.CURRENT, 10_000, "s1"))));
        var before = rooms.ledger(loser);

        var posted = post(
                new Posting(stale, List.of(payment(Entry.CURRENT, 25_000, "lost"))),
                new Posting(rooms.ledger(winner), List.of(payment(Entry.CURRENT, 25_000, "won"))));

        assertThat(posted).containsExactly(winner);
        assertThat(rooms.ledger(loser)).usingRecursiveComparison().isEqualTo(before);
        assertThat(before.balances()).isEqualTo(balances(20_000, 0));
        assertThat(rooms.number("select count(*) from journal where reference = 'lost'"))
                .isZero();
        assertThat(rooms.ledger(winner).balances()).isEqualTo(balances(5_000, 0));
    }

    @Test
    void of_many_who_decided_on_the_same_books_one_is_posted() throws Exception {
        var person = rooms.employee("300.00", "0.00");
        var ledger = rooms.ledger(person);
        var start = new CountDownLatch(1);
        var answers = new ArrayList<Future<Set<String>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < THREADS; i++) {
                var reference = "race " + i;
                answers.add(threads.submit(() -> {
                    start.await();
                    return post(new Posting(ledger, List.of(payment(Entry.CURRENT, 30_000, reference))));
                }));
            }
            start.countDown();
        }
        var won = 0;
        for (var answer : answers) {
            won += answer.get().size();
        }
        assertThat(won).isEqualTo(1);
        assertThat(rooms.ledger(person).version()).isEqualTo(2);
        assertThat(rooms.ledger(person).balances()).isEqualTo(balances(0, 0));
        assertThat(rooms.undone(AccountBooks::prove).offender()).isEmpty();
    }

    @Test
    void a_balance_below_zero_is_not_posted() {
        var person = rooms.employee("300.00", "500.00");
        var before = rooms.state();
        var overdraft = new Posting(rooms.ledger(person), List.of(payment(Entry.CURRENT, 30_001, "s1")));
        assertThatThrownBy(() -> post(overdraft))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("current=-0.01");
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void the_database_refuses_a_balance_below_zero_and_an_entry_of_nothing() {
        var person = rooms.employee("300.00", "500.00");
        for (var sql : List.of(
                "update ledger set current_fen = -1 where psn_no = ?",
                "update ledger set prior_fen = -1 where psn_no = ?",
                "update journal set amount_fen = 0 where psn_no = ?")) {
            assertThatThrownBy(() -> rooms.undone(connection -> Rooms.change(connection, sql, person)))
                    .as(sql)
                    .hasCauseInstanceOf(SQLException.class)
                    .hasStackTraceContaining("violates check constraint");
        }
    }

    @Test
    void an_entry_moves_more_than_nothing() {
        for (var fen : new long[] {0, -1}) {
            assertThatThrownBy(() -> payment(Entry.CASH, fen, "s1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected above 0");
        }
    }

    @Test
    void books_are_opened_once() {
        var known = rooms.employee("300.00", "500.00");
        var fresh = "fresh";
        var before = rooms.ledger(known);
        var opened = rooms.transaction(
                connection -> accounts.open(connection, Map.of(known, balances(1, 1), fresh, balances(0, 700)), NOW));
        assertThat(opened).containsExactly(fresh);
        assertThat(rooms.ledger(known)).usingRecursiveComparison().isEqualTo(before);
        assertThat(rooms.ledger(fresh).balances()).isEqualTo(balances(0, 700));
        // An opening of nothing is no entry.
        assertThat(rooms.ledger(fresh).entries()).isEqualTo(1);
    }

    @Test
    void who_has_no_books_has_no_money() {
        var ledger = rooms.ledger("nobody");
        assertThat(ledger.version()).isZero();
        assertThat(ledger.balances()).isEqualTo(Balances.NONE);
        assertThat(ledger.head()).isEqualTo(new byte[32]);
    }
}
