package org.openyibao.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.openyibao.server.request.UnsureException;
import org.openyibao.server.settlement.Rooms;

/// Decisions on the books of several persons at once.
class ChangeTest {

    private static Rooms rooms;
    private static Accounts accounts;

    @BeforeAll
    static void open() {
        rooms = Rooms.open();
        accounts = rooms.service(Accounts.class);
    }

    @AfterAll
    static void close() {
        assertThat(rooms.offender()).isEmpty();
        rooms.close();
    }

    /// Of a kind that no other room keeps a record of, which the entry would have to agree with.
    private static Entry entry(String source, String target, long fen, String reference) {
        return new Entry(source, target, Fen.of(fen), Entry.Why.USE, reference);
    }

    /// Moves money from one person's prior years to another's wallet, as far as there is any.
    private static Accounts.Decided<Boolean> transfer(Map<String, Ledger> books, String from, String to, long fen) {
        var source = books.get(from);
        var target = books.get(to);
        if (source == null || target == null) {
            throw new AssertionError("books that were asked for are missing");
        }
        if (source.balances().prior().value() < fen) {
            return new Accounts.Decided<>(false, List.of());
        }
        var id = from + to;
        return new Accounts.Decided<>(
                true,
                List.of(
                        new Posting(source, List.of(entry(Entry.PRIOR, Entry.transit(id), fen, "t"))),
                        new Posting(target, List.of(entry(Entry.transit(id), Entry.WALLET, fen, "t")))));
    }

    private static boolean transfer(String from, String to, long fen) {
        return change(List.of(from, to), (books, connection, now) -> transfer(books, from, to, fen));
    }

    /// In a transaction of its own.
    private static <T> T change(List<String> persons, Accounts.Decision<T> decision) {
        var result = rooms.service(Requests.class)
                .perform(connection -> Result.done(accounts.change(connection, persons, decision)));
        return switch (result) {
            case Result.Done<T>(var outcome) -> outcome;
            case Result.Refused<T> refused -> throw new AssertionError(refused);
        };
    }

    private static void interfere(String person) {
        var posting = new Posting(rooms.ledger(person), List.of(entry(Entry.CASH, Entry.PRIOR, 1, "i")));
        var posted =
                rooms.<Set<String>>transaction(connection -> accounts.post(connection, List.of(posting), rooms.now()));
        assertThat(posted).hasSize(1);
    }

    @Test
    void all_postings_take_effect_together() {
        var from = rooms.employee("0.00", "100.00");
        var to = rooms.resident();
        assertThat(transfer(from, to, 3_000)).isTrue();
        assertThat(rooms.ledger(from).balances().prior()).isEqualTo(Fen.of(7_000));
        assertThat(rooms.ledger(to).wallet()).isEqualTo(Fen.of(3_000));
        assertThat(rooms.ledger(to).balances()).isEqualTo(Balances.NONE);
    }

    @Test
    void a_refusal_posts_nothing() {
        var from = rooms.employee("0.00", "100.00");
        var before = rooms.state();
        assertThat(transfer(from, rooms.resident(), 10_001)).isFalse();
        assertThat(rooms.state()).isEqualTo(before);
    }

    @Test
    void a_decision_that_was_overtaken_is_taken_again_on_the_new_books() {
        var from = rooms.employee("0.00", "100.00");
        var to = rooms.resident();
        var asked = new AtomicInteger();
        var moved = change(List.of(from, to), (books, connection, now) -> {
            var decided = transfer(books, from, to, 3_000);
            if (asked.incrementAndGet() < 4) {
                interfere(from);
            }
            return decided;
        });
        assertThat(moved).isTrue();
        assertThat(asked).hasValue(4);
        assertThat(rooms.ledger(from).balances().prior()).isEqualTo(Fen.of(7_003));
        assertThat(rooms.ledger(to).wallet()).isEqualTo(Fen.of(3_000));
    }

    @Test
    void a_decision_that_is_always_overtaken_is_given_up() {
        var from = rooms.employee("0.00", "100.00");
        var to = rooms.resident();
        var asked = new AtomicInteger();
        assertThatThrownBy(() -> change(List.of(from, to), (books, connection, now) -> {
                    asked.incrementAndGet();
                    interfere(from);
                    return transfer(books, from, to, 3_000);
                }))
                .isInstanceOf(BusyException.class);
        assertThat(asked.get()).isGreaterThan(1);
        assertThat(rooms.ledger(to).version()).isZero();
    }

    @Test
    void what_a_decision_wrote_is_undone_with_it() {
        var person = rooms.employee("0.00", "100.00");
        var before = rooms.state();
        assertThatThrownBy(() -> change(List.of(person), (books, connection, now) -> {
                    Rooms.change(connection, "update ledger set version = version + 1 where psn_no = ?", person);
                    throw new SQLException("no", "XX000");
                }))
                .isInstanceOf(UnsureException.class);
        assertThatThrownBy(() -> change(List.of(person), (books, connection, now) -> {
                    Rooms.change(connection, "update ledger set version = version + 1 where psn_no = ?", person);
                    throw new IllegalStateException("ours");
                }))
                .hasMessage("ours");
        assertThat(rooms.state()).isEqualTo(before);
    }

    /// Everybody sends to everybody at once, so that transactions take the same persons in opposite orders.
    @Test
    void many_at_once_lose_nothing() throws Exception {
        var persons = List.of(
                rooms.employee("0.00", "100.00"), rooms.employee("0.00", "100.00"), rooms.employee("0.00", "100.00"));
        var sent = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var round = 0; round < 20; round++) {
                var pair = new ArrayList<>(persons);
                Collections.rotate(pair, round);
                sent.add(threads.submit(() -> transfer(pair.get(0), pair.get(1), 700)));
                sent.add(threads.submit(() -> transfer(pair.get(1), pair.get(0), 700)));
            }
        }
        var moved = 0;
        for (var answer : sent) {
            moved += answer.get() ? 1 : 0;
        }
        // Nobody is asked for 7.00 more than 14 times.
        assertThat(moved).isEqualTo(40);
        var left = persons.stream()
                .mapToLong(person -> rooms.ledger(person).balances().prior().value())
                .sum();
        var inWallets = persons.stream()
                .mapToLong(person -> rooms.ledger(person).wallet().value())
                .sum();
        assertThat(left).isEqualTo(30_000 - moved * 700L);
        assertThat(inWallets).isEqualTo(moved * 700L);
    }
}
