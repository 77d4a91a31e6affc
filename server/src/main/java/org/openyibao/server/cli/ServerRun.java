package org.openyibao.server.cli;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openyibao.server.database.DatabaseAddress;
import org.openyibao.server.database.DatabaseException;
import org.openyibao.server.database.OpenDatabase;
import org.springframework.context.ConfigurableApplicationContext;

/// A server that answers, until it is closed.
public final class ServerRun implements AutoCloseable {

    private final URI baseUrl;
    private final OpenDatabase database;
    private final ConfigurableApplicationContext context;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    ServerRun(URI baseUrl, OpenDatabase database, ConfigurableApplicationContext context) {
        this.baseUrl = baseUrl;
        this.database = database;
        this.context = context;
    }

    /// Where it answers, without a slash at the end: `http://127.0.0.1:8080`.
    public URI baseUrl() {
        return baseUrl;
    }

    /// The database it works on, for a second connection beside its own.
    public DatabaseAddress database() {
        return database.address();
    }

    /// A room's public service.
    ///
    /// @throws org.springframework.beans.BeansException if there is none of that type: a fault of the caller
    public <T> T service(Class<T> type) {
        return context.getBean(type);
    }

    /// Returns when the server has been closed.
    ///
    /// @throws DatabaseException if its embedded database ended by itself; the server is closed then
    void awaitClose() throws InterruptedException {
        CompletableFuture<DatabaseException> databaseEnded = database.ended();
        try {
            CompletableFuture.anyOf(closed, databaseEnded).get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("neither of the two ends with a failure", impossible);
        }
        if (databaseEnded.isDone() && !closing.get()) {
            close();
            throw databaseEnded.join();
        }
    }

    /// Lets requests under way finish, for 10 seconds at most, then ends the database if it is the server's own.
    /// Closing twice does nothing.
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            try (database) {
                context.close();
            } finally {
                closed.complete(null);
            }
        }
    }
}
