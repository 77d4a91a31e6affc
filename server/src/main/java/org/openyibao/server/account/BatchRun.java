package org.openyibao.server.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.openyibao.server.account.BatchKind.Change;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.LostRaceException;

/// One run of a batch through the persons of a region, from where it was: some thousand persons at a time, each
/// chunk one transaction that posts what was decided and moves the batch on. While the database writes one chunk
/// the next two are read and decided. Whose books others moved on meanwhile is decided again within the chunk's
/// transaction.
final class BatchRun {

    private static final int MOST_TRIES = 20;

    /// Serialization failure; deadlock; a row of `credit` that was there already, as another process credited the
    /// person at this moment.
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "23505");

    private final DataSource dataSource;
    private final Accounts accounts;
    private final BatchStore store;
    private final Clock clock;
    private final BatchKind kind;
    private final int personsAtOnce;
    private final boolean dryRun;
    private final Consumer<BatchReport> progress;

    BatchRun(
            DataSource dataSource,
            Accounts accounts,
            BatchStore store,
            Clock clock,
            BatchKind kind,
            int personsAtOnce,
            boolean dryRun,
            Consumer<BatchReport> progress) {
        this.dataSource = dataSource;
        this.accounts = accounts;
        this.store = store;
        this.clock = clock;
        this.kind = kind;
        this.personsAtOnce = personsAtOnce;
        this.dryRun = dryRun;
        this.progress = progress;
    }

    /// Persons that come one after another, and what was decided of them at a moment; none: the end.
    private record Chunk(List<String> persons, BatchKind.Decided decided, Instant now) {
        boolean isEnd() {
            return persons.isEmpty();
        }
    }

    /// Another process moved the batch on.
    private static final class OvertakenException extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /// Says on a connection where the batch goes on, once it is held.
    interface Start {
        BatchStore.Progress on(Connection connection) throws SQLException;
    }

    Batches.Outcome run(Batches.Key key, Start start) throws SQLException {
        // Closed in the other order: first whoever still reads ahead comes to an end.
        try (var one = dataSource.getConnection();
                var another = dataSource.getConnection();
                var writing = dataSource.getConnection();
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            if (!dryRun && !store.hold(writing, key)) {
                return new Batches.Outcome.UnderWay();
            }
            try {
                var from = start.on(writing);
                writing.setAutoCommit(false);
                return run(from, writing, new Ahead(readers, writing, List.of(one, another), from.last()));
            } catch (OvertakenException overtaken) {
                return new Batches.Outcome.UnderWay();
            } catch (ExecutionException failure) {
                throw rethrown(failure.getCause() == null ? failure : failure.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new SQLException("a batch was interrupted; begun again, it goes on", interrupted);
            } finally {
                letGo(writing, key);
            }
        }
    }

    private void letGo(Connection writing, Batches.Key key) throws SQLException {
        if (!writing.getAutoCommit()) {
            writing.rollback();
            writing.setAutoCommit(true);
        }
        if (!dryRun) {
            store.release(writing, key);
        }
    }

    private Batches.Outcome run(BatchStore.Progress from, Connection writing, Ahead ahead)
            throws SQLException, OvertakenException, ExecutionException, InterruptedException {
        var at = from;
        while (true) {
            var chunk = ahead.next();
            at = dryRun ? counted(at, chunk) : written(writing, at, chunk);
            if (chunk.isEnd()) {
                return new Batches.Outcome.Finished(at.report());
            }
            progress.accept(at.report());
            // Chunks that were read ahead can be had without waiting, so that nothing else looks.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /// Reads the chunks after `last`, each on a connection of its own, as many at once as there are `idle` ones.
    /// Who the persons are is found out on a connection of the caller's, between its own statements.
    private final class Ahead {

        private record Reading(Connection connection, Future<Chunk> chunk) {}

        private final ExecutorService readers;
        private final Connection finding;
        private final Deque<Connection> idle;
        private final Deque<Reading> readings = new ArrayDeque<>();
        private String last;

        Ahead(ExecutorService readers, Connection finding, List<Connection> idle, String last) {
            this.readers = readers;
            this.finding = finding;
            this.idle = new ArrayDeque<>(idle);
            this.last = last;
        }

        Chunk next() throws SQLException, ExecutionException, InterruptedException {
            readOn();
            if (readings.isEmpty()) {
                return new Chunk(List.of(), new BatchKind.Decided(List.of(), new Tally()), clock.instant());
            }
            var first = readings.remove();
            var chunk = first.chunk().get();
            idle.add(first.connection());
            readOn();
            return chunk;
        }

        private void readOn() throws SQLException {
            while (!idle.isEmpty()) {
                var persons = kind.persons(finding, last, personsAtOnce);
                if (persons.isEmpty()) {
                    return;
                }
                last = persons.getLast();
                var connection = idle.remove();
                readings.add(new Reading(connection, readers.submit(() -> read(connection, persons))));
            }
        }
    }

    private static SQLException rethrown(Throwable failure) {
        return switch (failure) {
            case SQLException database -> database;
            case RuntimeException fault -> throw fault;
            case Error fault -> throw fault;
            default -> new SQLException(failure);
        };
    }

    private Chunk read(Connection connection, List<String> persons) throws SQLException {
        var now = clock.instant();
        return new Chunk(persons, kind.decide(connection, persons, now), now);
    }

    private static BatchStore.Progress counted(BatchStore.Progress at, Chunk chunk) {
        var tally = at.tally()
                .add(Figure.PERSONS, chunk.persons().size())
                .add(chunk.decided().others());
        chunk.decided().changes().forEach(change -> tally.add(change.tally()));
        return at.moved(chunk.isEnd() ? at.last() : chunk.persons().getLast(), tally, chunk.now());
    }

    /// Writes a chunk. Where the database ended the transaction for the sake of another one, all of it is decided
    /// again.
    private BatchStore.Progress written(Connection connection, BatchStore.Progress at, Chunk chunk)
            throws SQLException, OvertakenException {
        var attempt = chunk;
        for (var tries = 1; ; tries++) {
            try {
                var after = posted(connection, at, attempt);
                connection.commit();
                return after;
            } catch (SQLException failure) {
                connection.rollback();
                if (!isLostRace(failure) || tries == MOST_TRIES) {
                    throw failure;
                }
            }
            var now = clock.instant();
            attempt = new Chunk(chunk.persons(), kind.decide(connection, chunk.persons(), now), now);
        }
    }

    private static boolean isLostRace(SQLException failure) {
        return failure.getSQLState() != null && LOST_RACES.contains(failure.getSQLState());
    }

    private BatchStore.Progress posted(Connection connection, BatchStore.Progress at, Chunk chunk)
            throws SQLException, OvertakenException {
        var tally = at.tally().add(Figure.PERSONS, chunk.persons().size());
        var credits = new ArrayList<BatchStore.Credit>(chunk.persons().size());
        var decided = chunk.decided();
        var now = chunk.now();
        for (var tries = 1; ; tries++) {
            tally.add(decided.others());
            var postings = decided.changes().stream().map(Change::posting).toList();
            var posted = accounts.post(connection, postings, now);
            var movedOn = new ArrayList<String>();
            for (var change : decided.changes()) {
                if (posted.contains(change.person())) {
                    tally.add(change.tally());
                    credits.addAll(change.credits());
                } else {
                    movedOn.add(change.person());
                }
            }
            if (movedOn.isEmpty()) {
                break;
            }
            if (tries == MOST_TRIES) {
                throw new BusyException(MOST_TRIES + " tries lost their races", new LostRaceException());
            }
            now = clock.instant();
            decided = kind.decide(connection, movedOn, now);
        }
        store.insert(connection, credits);
        var after = at.moved(chunk.isEnd() ? at.last() : chunk.persons().getLast(), tally, now);
        if (chunk.isEnd()) {
            after = after.finished(now);
        }
        if (!store.move(connection, at, after, now)) {
            throw new OvertakenException();
        }
        return after;
    }
}
