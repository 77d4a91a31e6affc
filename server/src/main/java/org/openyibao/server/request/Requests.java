package org.openyibao.server.request;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.openyibao.server.database.DataKeys;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The door of the room.
///
/// A work runs in one transaction. Where it loses a race it is rolled back and runs again on the new state, a bounded
/// number of times. Two requests of one key at once: the one that commits second is rolled back, finds the first's
/// answer, and gives that.
@Component
public class Requests {

    static final int MOST_TRIES = 20;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    /// Serialization failure, deadlock: PostgreSQL's words for a lost race.
    private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

    private final DataSource dataSource;
    private final Clock clock;
    private final RequestStore store;

    Requests(DataSource dataSource, Clock clock, DataKeys keys) {
        store = new RequestStore(keys);
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /// Does the work once, however often the request is sent. Its answer is kept in the work's transaction.
    ///
    /// @throws BusyException if nothing was done and the same request may be sent again
    /// @throws UnsureException if the database failed; the same request sent again tells
    public <T> Answer perform(Once<T> once, Work<T> work) {
        var request = once.request();
        var result = perform(connection -> {
            var kept = store.find(connection, request);
            if (kept.isPresent()) {
                return Result.done(repeated(request, kept.get()));
            }
            return switch (work.in(connection)) {
                case Result.Done<T>(var value) -> {
                    var body = once.render().apply(value);
                    if (!store.insert(connection, request, body, clock.instant())) {
                        throw new LostRaceException();
                    }
                    yield Result.<Answer>done(new Answer.Done(body));
                }
                case Result.Refused<T>(var refusal) -> Result.refused(refusal);
            };
        });
        return switch (result) {
            case Result.Done<Answer>(var answer) -> answer;
            case Result.Refused<Answer>(var refusal) -> new Answer.Refused(refusal);
        };
    }

    private static Answer repeated(Request request, RequestStore.Kept kept) {
        return Arrays.equals(kept.content(), request.content())
                ? new Answer.Done(kept.response())
                : new Answer.Reused(kept.content());
    }

    /// Does the work, for a caller that has its own way of doing it once. Throws as the other.
    public <T> Result<T> perform(Work<T> work) {
        return perform(work, true);
    }

    /// What is read, or done, in one transaction.
    public interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    /// Reads, and changes nothing.
    public <T> T read(Reading<T> reading) {
        return done(preview(connection -> Result.done(reading.from(connection))));
    }

    /// Does work that nobody asked for and that is never refused: what falls due.
    public <T> T always(Reading<T> work) {
        return done(perform(connection -> Result.done(work.from(connection))));
    }

    private static <T> T done(Result<T> result) {
        return switch (result) {
            case Result.Done<T>(var value) -> value;
            case Result.Refused<T> _ -> throw new IllegalStateException("nothing refuses here");
        };
    }

    /// What the work would come to now. Nothing of it lasts.
    public <T> Result<T> preview(Work<T> work) {
        return perform(work, false);
    }

    private <T> Result<T> perform(Work<T> work, boolean lasts) {
        for (var attempt = 1; ; attempt++) {
            try {
                return attempt(work, lasts);
            } catch (LostRaceException lost) {
                if (attempt == MOST_TRIES) {
                    throw new BusyException(MOST_TRIES + " tries lost their races", lost);
                }
                pause(attempt);
            }
        }
    }

    private <T> Result<T> attempt(Work<T> work, boolean lasts) {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            try (var ignored = shared(connection)) {
                var result = work.in(connection);
                if (lasts && result instanceof Result.Done<T>) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return result;
            } catch (SQLException | RuntimeException | Error failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            if (failure.getSQLState() != null && LOST_RACES.contains(failure.getSQLState())) {
                throw new LostRaceException();
            }
            throw new UnsureException(failure);
        }
    }

    private Connection connect() {
        try {
            return dataSource.getConnection();
        } catch (SQLException failure) {
            throw new BusyException("no connection to the database", failure);
        }
    }

    private interface Sharing extends AutoCloseable {
        @Override
        void close();
    }

    /// Rooms that read for themselves what the work asks them do so by its connection: whoever held one and waited for
    /// another could wait for others who do the same.
    private Sharing shared(Connection connection) {
        TransactionSynchronizationManager.bindResource(dataSource, new ConnectionHolder(connection));
        return () -> TransactionSynchronizationManager.unbindResource(dataSource);
    }

    private static void pause(int tries) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(Math.min(1 << tries, LONGEST_PAUSE_MILLIS)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BusyException("interrupted", interrupted);
        }
    }
}
