package org.openyibao.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.openyibao.server.database.DatabaseException.Problem;

/// A database that answers, until it is closed. Closing ends it only if opening started it.
public final class OpenDatabase implements AutoCloseable {

    private static final int OLDEST_MAJOR_VERSION = 15;
    private static final String CONNECT_WITHIN_SECONDS = "5";

    private final DatabaseAddress address;
    private final Optional<EmbeddedPostgres> own;

    private OpenDatabase(DatabaseAddress address, Optional<EmbeddedPostgres> own) {
        this.address = address;
        this.own = own;
    }

    /// For a server, which has an embedded database to itself.
    ///
    /// @throws DatabaseException if it cannot be started, does not answer, or is older than PostgreSQL 15; or if
    ///     other keys sealed what is in it
    public static OpenDatabase toServe(DatabaseChoice choice) {
        return switch (choice) {
            case DatabaseChoice.Embedded(var dataFolder, var keys) -> {
                EmbeddedPostgres postgres = EmbeddedPostgres.start(dataFolder, 0);
                try {
                    yield new OpenDatabase(withKeys(postgres.address(), keys), Optional.of(postgres));
                } catch (DatabaseException failure) {
                    try (postgres) {
                        throw failure;
                    }
                }
            }
            case DatabaseChoice.External(var address) -> new OpenDatabase(tried(address), Optional.empty());
        };
    }

    /// For a command that looks at the data while a server may be running on them: joins that server's embedded
    /// database, or starts it where no server runs.
    ///
    /// @throws DatabaseException as [#toServe]
    public static OpenDatabase toInspect(DatabaseChoice choice) {
        if (choice instanceof DatabaseChoice.Embedded(var dataFolder, var keys)) {
            Optional<DatabaseAddress> running = EmbeddedPostgres.running(dataFolder);
            if (running.isPresent()) {
                return new OpenDatabase(withKeys(running.get(), keys), Optional.empty());
            }
        }
        return toServe(choice);
    }

    /// Of an embedded database, which gets keys of its own where nothing was sealed in it yet.
    private static DatabaseAddress withKeys(DatabaseAddress address, Optional<DataKeys> given) {
        return connected(given.map(address::with).orElse(address), (checked, connection) -> {
            if (given.isEmpty() && KeyMarks.mayMakeKeys(connection, checked.keys())) {
                DataKeys.create(checked.keys().file());
            }
            KeyMarks.check(connection, checked.keys());
        });
    }

    private static DatabaseAddress tried(DatabaseAddress address) {
        return connected(address, (checked, connection) -> {
            if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_MAJOR_VERSION) {
                throw new DatabaseException(
                        Problem.TOO_OLD,
                        checked.jdbcUrl(),
                        connection.getMetaData().getDatabaseProductVersion());
            }
            KeyMarks.check(connection, checked.keys());
        });
    }

    private interface Check {
        void of(DatabaseAddress address, Connection connection) throws SQLException;
    }

    private static DatabaseAddress connected(DatabaseAddress address, Check check) {
        try (Connection connection = connect(address)) {
            check.of(address, connection);
            return address;
        } catch (SQLException failure) {
            String reason =
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
            throw new DatabaseException(Problem.UNREACHABLE, failure, address.jdbcUrl(), reason);
        }
    }

    static Connection connect(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", CONNECT_WITHIN_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_WITHIN_SECONDS);
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    public DatabaseAddress address() {
        return address;
    }

    /// Reads in one snapshot of the data, which others may go on changing.
    public interface Reader<T> {
        T read(Connection snapshot) throws SQLException;
    }

    /// Lets `reader` read on a connection that cannot write and sees one state of the data throughout.
    ///
    /// @throws DatabaseException if the database fails meanwhile
    public <T> T snapshot(Reader<T> reader) {
        try (Connection connection =
                DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password())) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return reader.read(connection);
        } catch (SQLException failure) {
            String reason =
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
            throw new DatabaseException(Problem.UNREACHABLE, failure, address.jdbcUrl(), reason);
        }
    }

    /// Whether the database has a table of this name.
    public boolean has(String table) {
        return snapshot(connection -> {
            try (var select = connection.prepareStatement("select to_regclass(?) is not null")) {
                select.setString(1, table);
                try (var rows = select.executeQuery()) {
                    return rows.next() && rows.getBoolean(1);
                }
            }
        });
    }

    /// Completes with the reason if a database that opening started ends by itself; never otherwise.
    public CompletableFuture<DatabaseException> ended() {
        return own.map(EmbeddedPostgres::ended).orElseGet(CompletableFuture::new);
    }

    /// Closing twice does nothing.
    ///
    /// @throws DatabaseException if it was started here and does not end
    @Override
    public void close() {
        own.ifPresent(EmbeddedPostgres::close);
    }
}
