package org.openyibao.server.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openyibao.server.settlement.Rooms.line;
import static org.openyibao.server.settlement.Rooms.terms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;

/// Many clients do whatever comes to their minds to the same few persons, at one server or at two on one
/// database. In the end nothing was lost, nothing was done twice, and all the money is where the answers
/// said.
///
/// A failure names the seed; `-Dopenyibao.seed=...` makes the clients' minds up the same way again.
@Timeout(120)
class SimulationTest {

    private static final int CLIENTS = 16;
    private static final int PERSONS = 20;
    private static final int COMMANDS = 50;
    private static final int FEWEST_SETTLEMENTS = 30;
    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);
    private static final List<String> CODES =
            List.of(Rooms.DRUG_A, Rooms.DRUG_A, Rooms.DRUG_B, Rooms.DRUG_C, Rooms.SCAN, Rooms.CONSULTATION);

    private final long seed = Long.getLong("openyibao.seed", System.nanoTime());

    @Test
    void at_one_server() throws Exception {
        try (var rooms = Rooms.open()) {
            simulate(rooms, List.of(rooms));
        }
    }

    @Test
    void at_two_servers() throws Exception {
        try (var rooms = Rooms.open();
                var other = rooms.beside(UnaryOperator.identity())) {
            simulate(rooms, List.of(rooms, other));
        }
    }

    /// A message that was answered.
    private record Answered(Rooms.Visit visit, Message message, Command command, byte[] answer) {}

    private void simulate(Rooms rooms, List<Rooms> servers) throws InterruptedException {
        var visits = new ArrayList<Rooms.Visit>();
        for (var i = 0; i < PERSONS; i++) {
            var employee = i % 2 == 0;
            var person = employee ? rooms.employee("500.00", "300.00") : rooms.resident();
            var scheme = employee ? Scheme.EMPLOYEE : Scheme.RESIDENT;
            var institution = employee ? Rooms.HOSPITAL : Rooms.COMMUNITY;
            visits.add(rooms.visit(person, scheme, institution, DAY));
            visits.add(rooms.visit(person, scheme, institution, DAY));
        }
        var settled = new ConcurrentLinkedQueue<Outcome.Settled>();
        var answered = new ConcurrentLinkedQueue<Answered>();
        var clients = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < CLIENTS; i++) {
                var random = new SplittableRandom(seed + i);
                var server = servers.get(i % servers.size());
                clients.add(threads.submit(() -> new Client(server, random, visits, settled, answered).work()));
            }
        }
        for (var client : clients) {
            try {
                client.get();
            } catch (ExecutionException failed) {
                throw new AssertionError("seed " + seed, failed.getCause());
            }
        }
        assertInOrder(rooms, settled);
    }

    private record Client(
            Rooms server,
            SplittableRandom random,
            List<Rooms.Visit> visits,
            Queue<Outcome.Settled> settled,
            Queue<Answered> answered) {

        void work() {
            for (var i = 0; i < COMMANDS; i++) {
                var visit = visits.get(random.nextInt(visits.size()));
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3 -> send(visit, visit.upload(batch(), lines()));
                    case 4, 5, 6 -> settle(visit);
                    case 7 -> reverseOrUndo();
                    case 8 -> send(visit, random.nextBoolean() ? visit.withdraw(batch()) : visit.withdrawAll());
                    default -> sendAgain();
                }
            }
        }

        private String batch() {
            return "b" + random.nextInt(3);
        }

        private FeeItem[] lines() {
            var lines = new FeeItem[1 + random.nextInt(3)];
            for (var i = 0; i < lines.length; i++) {
                // Most of them are dear: by two of those a person bears the whole deductible of the year.
                var price = Fen.of(1 + random.nextInt(random.nextInt(5) > 0 ? 400_000 : 40_000))
                        .toString();
                lines[i] = line(CODES.get(random.nextInt(CODES.size())), price, DAY);
            }
            return lines;
        }

        /// Asks what the lines come to, as a cashier would, and settles that; meanwhile it may have become
        /// something else.
        private void settle(Rooms.Visit visit) {
            var batch = batch();
            var kind = random.nextBoolean() ? VisitKind.OUTPATIENT : VisitKind.EMERGENCY;
            var preview =
                    server.service(Settlements.class).preview(visit.settle(batch, terms(visit.scheme(), kind, "0.00")));
            if (preview instanceof Outcome.Refused(Refusal(var field, var expected, var ignored))
                    && field == Field.TOTAL) {
                var total = expected.en().replace("the sum of the lines, ", "");
                send(visit, visit.settle(batch, terms(visit.scheme(), kind, total)));
            }
        }

        private void reverseOrUndo() {
            var before = List.copyOf(answered);
            if (before.isEmpty()) {
                return;
            }
            var some = before.get(random.nextInt(before.size()));
            var visit = some.visit();
            if (random.nextInt(3) == 0) {
                send(
                        visit,
                        new Command.Undo(
                                visit.person(),
                                visit.institution(),
                                some.message().msgid(),
                                "2207"));
            } else {
                settled.stream()
                        .filter(one -> one.settlement().visit().equals(visit.id()))
                        .findFirst()
                        .ifPresent(one -> send(visit, visit.reverse(one)));
            }
        }

        private void sendAgain() {
            var before = List.copyOf(answered);
            if (!before.isEmpty()) {
                var some = before.get(random.nextInt(before.size()));
                var again = server.send(some.message(), some.command(), outcome -> "afresh".getBytes(UTF_8));
                assertThat(again).isEqualTo(some.answer());
            }
        }

        /// A refusal is not remembered, and so not kept here either.
        private void send(Rooms.Visit visit, Command command) {
            var seen = new AtomicReference<Outcome>();
            var message = Rooms.message(command);
            var answer = server.send(message, command, outcome -> {
                seen.set(outcome);
                return (message.msgid() + outcome).getBytes(UTF_8);
            });
            if (seen.get() instanceof Outcome.Settled one) {
                settled.add(one);
            }
            if (!(seen.get() instanceof Outcome.Refused)) {
                answered.add(new Answered(visit, message, command, answer));
            }
        }
    }

    private void assertInOrder(Rooms rooms, Queue<Outcome.Settled> settled) {
        var report = "seed " + seed;
        assertThat(settled).as(report).hasSizeGreaterThan(FEWEST_SETTLEMENTS);
        assertThat(rooms.offender()).as(report).isEmpty();
        // What was answered is there once, and besides it only what an undo reversed, which tells no id.
        var ids = settled.stream().map(one -> one.settlement().id()).toList();
        assertThat(ids).as(report).doesNotHaveDuplicates();
        assertThat(rooms.number("select count(*) from settlement where settlement_id = any(?)", (Object)
                        ids.toArray(String[]::new)))
                .as(report)
                .isEqualTo(ids.size());
        assertThat(rooms.number(
                        "select count(*) from settlement s join message m on m.institution = s.institution"
                                + " and m.msgid = s.message_id where s.settlement_id <> all(?)"
                                + " and (s.reverses is null or m.infno <> '2601')",
                        (Object) ids.toArray(String[]::new)))
                .as(report)
                .isZero();
        for (var offence : List.of(
                // All that was billed was paid by somebody.
                "select sum(total_fen) - sum(pool_fen + account_current_fen + account_prior_fen + cash_fen)"
                        + " - sum((select sum(layer) from unnest(layers_fen) as layer)) from settlement",
                // What a person has is what was brought in less what settlements took.
                "select count(*) from ledger l where current_fen <> 50000 - (select coalesce(sum(account_current_fen), 0)"
                        + " from settlement s where s.psn_no = l.psn_no) and exists (select 1 from journal j"
                        + " where j.psn_no = l.psn_no and why = 'OPENING')",
                "select count(*) from ledger l where prior_fen <> 30000 - (select coalesce(sum(account_prior_fen), 0)"
                        + " from settlement s where s.psn_no = l.psn_no) and exists (select 1 from journal j"
                        + " where j.psn_no = l.psn_no and why = 'OPENING')",
                "select count(*) from settlement where least(balance_current_fen, balance_prior_fen) < 0",
                // A standing settlement is of all lines of its batch that stand.
                "select count(*) from settlement s where reverses is null and not exists (select 1 from settlement r"
                        + " where r.reverses = s.settlement_id) and total_fen <> (select sum(amount) from fee_upload f,"
                        + " unnest(amounts_fen) as amount where f.psn_no = s.psn_no and f.visit_id = s.visit_id"
                        + " and f.batch = s.batch and not withdrawn)",
                // Nobody bears more than the deductible of Beijing, or gets more than the cap of Zigong.
                "select count(*) from year_to_date where deductible_fen > 180000",
                "select count(*) from year_to_date where scheme = 'resident' and pool_fen > 10000",
                // A serial is used once in a visit.
                "select count(*) from (select 1 from fee_upload, unnest(serials) as serial where not withdrawn"
                        + " group by psn_no, visit_id, serial having count(*) > 1) twice")) {
            assertThat(rooms.number(offence)).as(report + ": " + offence).isZero();
        }
        // Nothing became known late, so nothing would be decided otherwise.
        for (var region : List.of("110000", "510300")) {
            assertThat(rooms.service(Differences.class).of(region, DAY, "", Differences.MOST_PERSONS))
                    .as(report)
                    .isEqualTo(new Differences.Page(List.of(), 0, Optional.empty()));
        }
        assertThat(rooms.number("select count(*) from settlement where reverses is not null"))
                .as(report)
                .isPositive();
        assertThat(rooms.number("select count(*) from year_to_date where deductible_fen = 180000"))
                .as(report)
                .isPositive();
    }
}
