package org.openyibao.server.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.line;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.family.HouseholdMember;
import org.openyibao.server.family.Households;
import org.openyibao.server.request.Once;

/// Many relatives draw on the same few accounts at once, at two servers on one database, and take back what they
/// drew. No account falls below zero, no limit is passed, and not a fen is lost.
///
/// A failure names the seed; `-Dopenyibao.seed=...` makes the clients' minds up the same way again.
@Timeout(120)
class FamilyRaceTest {

    private static final int OWNERS = 3;
    private static final int USERS = 6;
    private static final int THREADS = 12;
    private static final int COMMANDS = 25;
    private static final long HELD_BY_EACH_FEN = 30_000;
    private static final LocalDate DAY = LocalDate.of(2025, 7, 1);

    private final long seed = Long.getLong("openyibao.seed", System.nanoTime());

    @Test
    @Tag("slow")
    void relatives_never_draw_more_than_there_is_or_than_they_may() throws Exception {
        try (var first = Rooms.open();
                var second = first.beside(UnaryOperator.identity())) {
            var owners = new ArrayList<String>();
            for (var i = 0; i < OWNERS; i++) {
                owners.add(first.employee("200.00", "100.00"));
            }
            var visits = new ArrayList<Rooms.Visit>();
            for (var i = 0; i < USERS; i++) {
                var user = first.employee("0.00", "0.00");
                // In another order for each, so that books are asked for in every order.
                for (var j = 0; j < OWNERS; j++) {
                    var limit = j == 0 ? Optional.of("80.00") : Optional.<String>empty();
                    first.bind(user, owners.get((i + j) % OWNERS), Relation.SIBLING, limit);
                }
                visits.add(first.visit(user, DAY));
            }
            owners.forEach(owner -> visits.add(first.visit(owner, DAY)));

            var settled = new ConcurrentLinkedQueue<Outcome.Settled>();
            var reversed = new ConcurrentLinkedQueue<Outcome.Settled>();
            var servers = List.of(first, second);
            run(thread -> new Client(
                            servers.get(thread % 2), new SplittableRandom(seed + thread), visits, settled, reversed)
                    .work());
            assertInOrder(first, owners, settled, reversed);
        }
    }

    private interface ThreadWork {
        void run(int thread);
    }

    private static void run(ThreadWork work) throws Exception {
        var clients = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var i = 0; i < THREADS; i++) {
                var thread = i;
                clients.add(threads.submit(() -> work.run(thread)));
            }
        }
        for (var client : clients) {
            client.get();
        }
    }

    private record Client(
            Rooms server,
            SplittableRandom random,
            List<Rooms.Visit> visits,
            Queue<Outcome.Settled> settled,
            Queue<Outcome.Settled> reversed) {

        void work() {
            for (var i = 0; i < COMMANDS; i++) {
                if (random.nextInt(4) == 0) {
                    reverse();
                } else {
                    settle();
                }
            }
        }

        private void settle() {
            var visit = visits.get(random.nextInt(visits.size()));
            var amount = Fen.of(1 + random.nextInt(3_000)).toString();
            var batch = "b" + random.nextLong(Long.MAX_VALUE);
            server.perform(visit.upload(batch, line(Rooms.DRUG_A, amount, DAY)));
            var outcome = server.perform(visit.settle(batch, amount));
            assertThat(outcome).isInstanceOf(Outcome.Settled.class);
            settled.add((Outcome.Settled) outcome);
        }

        private void reverse() {
            var some = List.copyOf(settled);
            if (some.isEmpty()) {
                return;
            }
            var one = some.get(random.nextInt(some.size()));
            visits.stream()
                    .filter(visit -> visit.id().equals(one.settlement().visit()))
                    .findFirst()
                    .map(visit -> server.perform(visit.reverse(one)))
                    .filter(Outcome.Settled.class::isInstance)
                    .ifPresent(outcome -> reversed.add((Outcome.Settled) outcome));
        }
    }

    private void assertInOrder(
            Rooms rooms, List<String> owners, Queue<Outcome.Settled> settled, Queue<Outcome.Settled> reversed) {
        var report = "seed " + seed;
        assertThat(rooms.offender()).as(report).isEmpty();
        // What is left, and what the answers said was paid and came back.
        var left = owners.stream()
                .mapToLong(owner -> rooms.ledger(owner).balances().total().value())
                .sum();
        assertThat(left + paid(settled) + paid(reversed)).as(report).isEqualTo(OWNERS * HELD_BY_EACH_FEN);
        assertThat(settled.stream().anyMatch(one -> one.settlement().family().size() > 1))
                .as(report + ": a bill was paid by several")
                .isTrue();
        assertThat(reversed).as(report).isNotEmpty();
        assertThat(rooms.number("select count(*) from ledger where least(current_fen, prior_fen, wallet_fen) < 0"))
                .as(report)
                .isZero();
        assertThat(rooms.number("select count(*) from family_year y join family_binding b using (psn_no, owner)"
                        + " where drawn_fen > year_limit_fen"))
                .as(report)
                .isZero();
    }

    private static long paid(Queue<Outcome.Settled> settlements) {
        return settlements.stream()
                .map(Outcome.Settled::settlement)
                .mapToLong(settlement ->
                        settlement.account().plus(settlement.familyPaid()).value())
                .sum();
    }

    /// In Zigong the fund pays 100.00 a year for each insured member of the family, whoever uses it.
    @Test
    void a_household_never_uses_up_more_than_the_cap_that_it_shares() throws Exception {
        try (var first = Rooms.open();
                var second = first.beside(UnaryOperator.identity())) {
            var visits = new ArrayList<Rooms.Visit>();
            for (var i = 0; i < 3; i++) {
                var person = first.resident();
                first.once((Once<HouseholdMember> once) ->
                        first.service(Households.class).join(once, "H-1", person, LocalDate.of(2025, 1, 1), "clerk-1"));
                visits.add(first.visit(person, Scheme.RESIDENT, Rooms.COMMUNITY, DAY));
            }
            run(thread -> {
                var server = thread % 2 == 0 ? first : second;
                for (var i = 0; i < 2; i++) {
                    var visit = visits.get(thread % 3);
                    var batch = "b" + thread + "-" + i;
                    server.perform(visit.upload(batch, line(Rooms.DRUG_A, "30.00", DAY)));
                    server.perform(visit.settle(batch, "30.00"));
                }
            });
            // 24 times 21.00 would be 504.00; the family's cap is 3 times 100.00.
            assertThat(first.number("select sum(pool_fen) from year_to_date where scheme = 'resident'"))
                    .isEqualTo(30_000);
            assertThat(first.offender()).isEmpty();
        }
    }

    /// The second server takes the relative's money after the first decided on it and before the first writes.
    @Test
    void who_loses_a_relatives_money_to_another_decides_again_and_writes_nothing_by_halves() {
        var seen = new AtomicReference<WatchedDatabase>();
        try (var first = Rooms.open(database -> {
                    seen.set(new WatchedDatabase(database));
                    return seen.get();
                });
                var second = first.beside(UnaryOperator.identity())) {
            var owner = first.employee("100.00", "0.00");
            var one = first.employee("0.00", "0.00");
            var other = first.employee("0.00", "0.00");
            first.bind(one, owner, Relation.SIBLING);
            first.bind(other, owner, Relation.SIBLING);
            var here = first.visit(one, DAY);
            var there = first.visit(other, DAY);
            first.done(Outcome.FeesTaken.class, here.upload("b", line(Rooms.DRUG_A, "80.00", DAY)));
            first.done(Outcome.FeesTaken.class, there.upload("b", line(Rooms.DRUG_A, "80.00", DAY)));
            var overtaken = new AtomicBoolean();
            seen.get().watchedBy(step -> {
                if (step.startsWith("with new as") && overtaken.compareAndSet(false, true)) {
                    second.done(Outcome.Settled.class, there.settle("b", "80.00"));
                }
            });
            var settlement =
                    first.done(Outcome.Settled.class, here.settle("b", "80.00")).settlement();
            seen.get().unwatched();
            assertThat(overtaken).isTrue();
            assertThat(settlement.familyPaid()).isEqualTo(Rooms.fen("20.00"));
            assertThat(settlement.cash()).isEqualTo(Rooms.fen("60.00"));
            assertThat(first.ledger(owner).balances().total()).isEqualTo(Fen.ZERO);
            assertThat(first.offender()).isEmpty();
        }
    }
}
