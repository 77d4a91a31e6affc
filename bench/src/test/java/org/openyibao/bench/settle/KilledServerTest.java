package org.openyibao.bench.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server killed in the middle of its work: what it answered is in the books, once, and nothing else is.
@Timeout(300)
class KilledServerTest {

    private static final int CLIENTS = 8;
    private static final int PERSONS = 80;
    private static final int ENOUGH_ANSWERS = 200;
    private static final Duration LONGEST_RUN = Duration.ofSeconds(60);
    private static final ServerProgram SERVER =
            ServerProgram.onClassPath(System.getProperty("java.class.path"), "org.openyibao.server.OpenYibao");

    private static final Numbers NO_NEW_MESSAGES = new Numbers(SampleData.INSTITUTION, LocalDate.EPOCH.atStartOfDay());

    @TempDir
    private Path folder;

    /// What the clients saw.
    private static final class Clients implements Witness {

        private final Queue<Settled> answers = new ConcurrentLinkedQueue<>();
        private final Queue<Unanswered> unanswered = new ConcurrentLinkedQueue<>();

        @Override
        public void settled(Settled settled) {
            answers.add(settled);
        }

        @Override
        public void unanswered(Unanswered message) {
            unanswered.add(message);
        }

        private List<Unanswered> unanswered(String transaction) {
            return unanswered.stream()
                    .filter(message -> message.transaction().equals(transaction))
                    .toList();
        }
    }

    @Test
    void books_hold_every_answer_once_and_nothing_else() throws Exception {
        var clients = new Clients();
        var data = folder.resolve("data");
        loadAndKill(data, clients);
        assertThat(clients.answers).hasSizeGreaterThanOrEqualTo(ENOUGH_ANSWERS);

        try (var server = OwnServer.start(SERVER, data, List.of())) {
            var books = Database.of(data);
            proveAnswers(settlements(books), clients);
            proveUploads(books, clients);

            sendAgain(server, clients.unanswered);
            sendAgain(server, clients.unanswered);

            var settlements = settlements(books);
            assertThat(settlements.keySet())
                    .as("what was unanswered and sent again is settled, once")
                    .containsExactlyInAnyOrderElementsOf(messages(clients.answers, clients.unanswered("2207")));
            assertThat(books.ask("select count(*) from settlement")).isEqualTo(Integer.toString(settlements.size()));
            assertThat(books.ask("select count(*) - count(distinct (psn_no, visit_id, batch)) from fee_upload"))
                    .as("batches that were taken twice")
                    .isEqualTo("0");
            verify(data);
        }
    }

    /// Settles until there are enough answers, then kills the server while all clients wait for their next one.
    private void loadAndKill(Path data, Clients clients) throws IOException, InterruptedException {
        var sample = folder.resolve("sample");
        SampleData.write(sample, PERSONS);
        var server = OwnServer.start(SERVER, data, List.of("--load", sample.toString()));
        try (server;
                var load = new Load(server.address(), CLIENTS, SampleData.persons(PERSONS), clients)) {
            load.openVisits(opened -> {});
            assertThat(load.firstError()).isEmpty();
            var killer = Thread.ofPlatform().daemon().start(() -> killAfterEnough(server, clients));
            load.settle(LONGEST_RUN, Duration.ZERO, new Unobserved());
            killer.join();
            assertThat(server.isAlive()).isFalse();
        }
    }

    private static void killAfterEnough(OwnServer server, Clients clients) {
        var deadline = System.nanoTime() + LONGEST_RUN.toNanos();
        try {
            while (clients.answers.size() < ENOUGH_ANSWERS && System.nanoTime() < deadline) {
                Thread.sleep(1);
            }
            server.kill();
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Unobserved implements Load.Observer {
        @Override
        public void begins() {}

        @Override
        public void passed(long millis) {}

        @Override
        public void ends() {}
    }

    /// The settlements in the books, by the message that asked for them.
    private static Map<String, Settled> settlements(Database books) throws SQLException {
        var found = new HashMap<String, Settled>();
        try (var connection = books.connect();
                var select = connection.createStatement();
                var rows = select.executeQuery("""
                        select message_id, settlement_id, total_fen,
                            pool_fen + (select coalesce(sum(layer), 0) from unnest(layers_fen) as layer),
                            account_current_fen + account_prior_fen, cash_fen
                        from settlement""")) {
            while (rows.next()) {
                var settled = new Settled(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6));
                assertThat(found.put(settled.message(), settled))
                        .as("two settlements for " + settled.message())
                        .isNull();
            }
        }
        return found;
    }

    private static void proveAnswers(Map<String, Settled> settlements, Clients clients) {
        assertThat(settlements.values()).as("what was answered").containsAll(clients.answers);
        var unexplained = new ArrayList<>(settlements.keySet());
        unexplained.removeAll(messages(clients.answers, clients.unanswered("2207")));
        assertThat(unexplained).as("settlements that nobody asked for").isEmpty();
    }

    private static void proveUploads(Database books, Clients clients) throws SQLException {
        var uploads = Integer.parseInt(books.ask("select count(*) from fee_upload"));
        var known = clients.answers.size() + clients.unanswered("2207").size();
        assertThat(uploads).isBetween(known, known + clients.unanswered("2204").size());
    }

    private static List<String> messages(Collection<Settled> answers, Collection<Witness.Unanswered> unanswered) {
        var messages = answers.stream().map(Settled::message).collect(Collectors.toCollection(ArrayList::new));
        unanswered.forEach(message -> messages.add(message.message()));
        return messages;
    }

    private static void sendAgain(OwnServer server, Collection<Witness.Unanswered> messages) throws Exception {
        try (var conversation = new Conversation(server.address(), NO_NEW_MESSAGES)) {
            for (var message : messages) {
                conversation.sendAgain(message.body());
            }
        }
    }

    private void verify(Path data) throws IOException, InterruptedException {
        var said = folder.resolve("verify.txt");
        var verify = new ProcessBuilder(SERVER.with(List.of("verify", "--data", data.toString())))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(verify.exitValue()).as(Files.readString(said)).isZero();
    }
}
