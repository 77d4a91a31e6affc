package org.openyibao.bench.settle;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.openyibao.bench.report.Percentiles;

/// Many clients that settle at once, each on a thread and a connection of its own.
public final class Load implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration LONGEST_END = Duration.ofSeconds(60);
    private static final Duration LONGEST_OPENING = Duration.ofMinutes(30);

    private final List<Conversation> conversations = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final Course course = new Course();

    /// Connects `clients` clients to a server that knows the persons, who are shared out among them. Visits are of
    /// today.
    Load(URI address, int clients, List<Person> persons, Witness witness) throws IOException {
        this(address, clients, persons, witness, LocalDate.now(ZoneId.systemDefault()));
    }

    /// With visits of another day.
    public Load(URI address, int clients, List<Person> persons, Witness witness, LocalDate day) throws IOException {
        var numbers = new Numbers(SampleData.INSTITUTION, LocalDateTime.now(ZoneId.systemDefault()));
        var messages = Messages.on(day);
        try {
            for (var i = 0; i < clients; i++) {
                var conversation = new Conversation(address, numbers);
                conversations.add(conversation);
                this.clients.add(
                        new Client(conversation, share(persons, i, clients), messages, numbers, course, witness));
            }
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    private static List<Person> share(List<Person> persons, int client, int clients) {
        return IntStream.iterate(client, index -> index < persons.size(), index -> index + clients)
                .mapToObj(persons::get)
                .toList();
    }

    /// What a run came to. `nanos`: how long was measured.
    public record Tally(
            long settlements, long nanos, Percentiles whole, Percentiles settling, long errors, String firstError) {}

    /// Opens a visit for every person. `opened` is told now and then how many there are.
    void openVisits(LongConsumer opened) throws InterruptedException {
        var threads = start(Client::openVisits);
        var deadline = System.nanoTime() + LONGEST_OPENING.toNanos();
        while (areAlive(threads) && System.nanoTime() < deadline) {
            Thread.sleep(GLANCE);
            opened.accept(course.opened());
        }
        if (areAlive(threads)) {
            course.fail("visits could not be opened within " + LONGEST_OPENING);
            end(threads);
        }
    }

    /// Is told when the measured time begins, how many milliseconds of warming and measuring have passed,
    /// and when it ends.
    interface Observer {
        void begins() throws IOException;

        void passed(long millis);

        void ends() throws IOException;
    }

    /// Settles: first unmeasured for a while, then measured. Ends before its time where every client has
    /// lost its connection.
    Tally settle(Duration warmUp, Duration measured, Observer observer) throws InterruptedException, IOException {
        var threads = start(Client::settle);
        try {
            var begun = System.nanoTime();
            await(threads, begun, begun + warmUp.toNanos(), observer);
            observer.begins();
            var from = System.nanoTime();
            course.enter(Course.Phase.MEASURING);
            await(threads, begun, from + measured.toNanos(), observer);
            course.enter(Course.Phase.ENDED);
            var nanos = System.nanoTime() - from;
            observer.ends();
            end(threads);
            return tally(nanos);
        } finally {
            end(threads);
        }
    }

    /// Opens a visit for every person and settles it once.
    public Tally liveThrough() throws InterruptedException {
        course.enter(Course.Phase.MEASURING);
        var begun = System.nanoTime();
        for (var thread : start(Client::liveThrough)) {
            thread.join();
        }
        return tally(System.nanoTime() - begun);
    }

    private static void await(List<Thread> threads, long begun, long until, Observer observer)
            throws InterruptedException {
        for (var left = until - System.nanoTime(); left > 0 && areAlive(threads); left = until - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(Math.min(left, GLANCE.toNanos())));
            observer.passed(Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
    }

    private Tally tally(long nanos) {
        return new Tally(
                clients.stream().mapToLong(client -> client.whole().count()).sum(),
                nanos,
                Latencies.percentiles(clients.stream().map(Client::whole).toList()),
                Latencies.percentiles(clients.stream().map(Client::settling).toList()),
                course.errors(),
                course.firstError());
    }

    /// Errors so far, by what the first one said; empty where there were none.
    String firstError() {
        return course.firstError();
    }

    private List<Thread> start(Consumer<Client> work) {
        return clients.stream()
                .map(client -> Thread.ofPlatform().name("client").daemon().start(() -> work.accept(client)))
                .toList();
    }

    private static boolean areAlive(List<Thread> threads) {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    private void end(List<Thread> threads) throws InterruptedException {
        course.enter(Course.Phase.ENDED);
        for (var thread : threads) {
            thread.join(LONGEST_END);
        }
    }

    @Override
    public void close() {
        for (var conversation : conversations) {
            try {
                conversation.close();
            } catch (IOException closedAlready) {
                course.fail(closedAlready.toString());
            }
        }
    }
}
