package org.openyibao.server.account;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.openyibao.server.language.Faults;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.LostRaceException;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// A door of the room: batches that run while whoever asked for them does something else. How far one is stands in the
/// database, where every server can tell; a dry run is known to the server that makes it, as long as that runs.
@Component
public class BatchRuns {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRuns.class);
    private static final int DRY_RUNS_KEPT = 100;

    /// Each works on three connections to the database, which settlements need too.
    private static final int MOST_AT_ONCE = 2;

    private final Batches batches;
    private final Requests requests;
    private final ExecutorService runs = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("batch-", 0).daemon().factory());
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Set<Batches.Key> running = ConcurrentHashMap.newKeySet();
    private final Map<Batches.Key, BatchState> dryRuns = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Batches.Key, BatchState> eldest) {
            return size() > DRY_RUNS_KEPT;
        }
    };

    BatchRuns(Batches batches, Requests requests) {
        this.batches = batches;
        this.requests = requests;
    }

    /// A server that ends does not wait for its batches: each stops where it is, and goes on when it is begun again.
    @PreDestroy
    void stop() {
        runs.shutdownNow();
        runs.close();
    }

    /// Begins a batch or goes on with one that stopped. Refused while somebody works on it, here or elsewhere.
    ///
    /// @throws BusyException if as many batches as this server takes on at once run already
    public Answer begin(Once<BatchState> once, Batches.Order order) {
        var beginning = new Beginning();
        try {
            var answer = requests.perform(once, connection -> beginning.in(connection, order));
            beginning.run(order);
            return answer;
        } finally {
            beginning.end(order);
        }
    }

    /// From a request to the run that it begins. A request that took effect before begins none.
    private final class Beginning {

        private Optional<BatchStore.Progress> from = Optional.empty();
        private boolean hasPlace;

        Result<BatchState> in(Connection connection, Batches.Order order) throws SQLException {
            takePlace();
            running.add(order.key());
            return switch (batches.begun(connection, order)) {
                case Result.Done<BatchStore.Progress>(var progress) -> {
                    from = Optional.of(progress);
                    yield Result.done(new BatchState(progress.report(), BatchState.Stage.RUNNING));
                }
                case Result.Refused<BatchStore.Progress>(var refusal) -> {
                    from = Optional.empty();
                    yield Result.refused(refusal);
                }
            };
        }

        private void takePlace() {
            if (!hasPlace) {
                BatchRuns.this.takePlace();
                hasPlace = true;
            }
        }

        void run(Batches.Order order) {
            if (from.isPresent()) {
                var first = from.get();
                hasPlace = false;
                inBackground(() -> batches.goOn(order, first), () -> running.remove(order.key()));
            }
        }

        void end(Batches.Order order) {
            if (hasPlace) {
                running.remove(order.key());
                places.release();
            }
        }
    }

    private void takePlace() {
        if (!places.tryAcquire()) {
            throw new BusyException("as many batches as may run at once", new LostRaceException());
        }
    }

    /// Takes over a place that was taken.
    private void inBackground(Runnable batch, Runnable last) {
        runs.execute(() -> {
            try {
                batch.run();
            } catch (RuntimeException failure) {
                LOG.warn("a batch stopped; begun again, it goes on\n{}", Faults.withoutData(failure));
            } finally {
                last.run();
                places.release();
            }
        });
    }

    /// Begins to decide everything that a batch would do, and writes nothing. Refused while another such run is not
    /// finished.
    public Result<BatchState> dryRun(Batches.Order order) {
        return switch (batches.asked(order)) {
            case Result.Refused<BatchReport>(var refusal) -> Result.refused(refusal);
            case Result.Done<BatchReport>(var asked) -> dryRun(order, new BatchState(asked, BatchState.Stage.RUNNING));
        };
    }

    private Result<BatchState> dryRun(Batches.Order order, BatchState begun) {
        takePlace();
        synchronized (dryRuns) {
            var before = Optional.ofNullable(dryRuns.get(order.key()));
            if (before.filter(state -> state.stage() == BatchState.Stage.RUNNING)
                    .isPresent()) {
                places.release();
                return Result.refused(Batches.underWay());
            }
            dryRuns.remove(order.key());
            dryRuns.put(order.key(), begun);
        }
        inBackground(() -> decideAll(order, begun), () -> {});
        return Result.done(begun);
    }

    private void decideAll(Batches.Order order, BatchState begun) {
        var last = begun.stopped();
        try {
            var outcome =
                    batches.run(order, true, report -> keep(order, new BatchState(report, BatchState.Stage.RUNNING)));
            if (outcome instanceof Batches.Outcome.Finished(var report)) {
                last = new BatchState(report, BatchState.Stage.FINISHED);
            }
        } finally {
            keep(order, last);
        }
    }

    private void keep(Batches.Order order, BatchState state) {
        synchronized (dryRuns) {
            dryRuns.put(order.key(), state);
        }
    }

    /// How far a dry run of this server is, or what it came to.
    public Optional<BatchState> dryRun(Batches.Key key) {
        synchronized (dryRuns) {
            return Optional.ofNullable(dryRuns.get(key));
        }
    }

    /// How far a batch is that was ever begun.
    public Optional<BatchState> find(Batches.Key key) {
        return requests.read(connection -> batches.find(connection, key)).map(this::asSeenHere);
    }

    /// All batches that were ever begun, the one that moved last first; `most` at most.
    public List<BatchState> list(int most) {
        return requests.read(connection -> batches.list(connection, most)).stream()
                .map(this::asSeenHere)
                .toList();
    }

    /// One that is just being begun here, or is just ending, is not held in the database.
    private BatchState asSeenHere(BatchState state) {
        return running.contains(state.key()) ? new BatchState(state.report(), BatchState.Stage.RUNNING) : state;
    }
}
