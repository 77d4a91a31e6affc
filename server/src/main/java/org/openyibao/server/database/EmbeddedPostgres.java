package org.openyibao.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.openyibao.server.database.DatabaseException.Problem;

/// A PostgreSQL 18 that belongs to this process: its programs come from the class path, its files lie in a data folder,
/// and it ends when this process ends, by [#close()] or by a kill.
///
/// The first start on a folder takes some seconds, later ones about half a second; after a crash PostgreSQL first
/// recovers what was committed.
public final class EmbeddedPostgres implements AutoCloseable {

    private static final int LARGEST_PORT = 65_535;
    private static final int ATTEMPTS_FOR_A_FREE_PORT = 5;
    private static final long LARGEST_LOG_BYTES = 10L << 20;

    private final DataFolder data;
    private final Path binaries;
    private final String password;
    private final int port;
    private final PostgresProcess process;

    private EmbeddedPostgres(DataFolder data, Path binaries, String password, int port, PostgresProcess process) {
        this.data = data;
        this.binaries = binaries;
        this.password = password;
        this.port = port;
        this.process = process;
    }

    /// Starts the database of `dataFolder`, which is created if need be, and returns when it takes connections.
    ///
    /// @param dataFolder nobody else may be using it
    /// @param portOrZero 1 to 65535 on 127.0.0.1, or 0 for one that is free
    /// @throws DatabaseException if it cannot be started; nothing is left running then
    public static EmbeddedPostgres start(Path dataFolder, int portOrZero) {
        if (portOrZero < 0 || portOrZero > LARGEST_PORT) {
            throw new IllegalArgumentException("port: expected 0 to " + LARGEST_PORT + ", got " + portOrZero);
        }
        try {
            DataFolder data = DataFolder.hold(dataFolder);
            try {
                return start(data, portOrZero);
            } catch (IOException | RuntimeException failure) {
                data.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new DatabaseException(Problem.FOLDER_UNUSABLE, failure, dataFolder, failure);
        }
    }

    /// The address of the database that a running server holds on `dataFolder`, for a second process that wants to
    /// look.
    public static Optional<DatabaseAddress> running(Path dataFolder) {
        Path database = DataFolder.databaseOf(dataFolder);
        try {
            Optional<Postmaster> postmaster = Postmaster.of(database)
                    .filter(Postmaster::ready)
                    .filter(found -> Leftover.worksOn(found.pid(), database.toAbsolutePath()));
            if (postmaster.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new DatabaseAddress(
                    url(postmaster.get().port(), Cluster.DATABASE),
                    Cluster.USER,
                    Files.readString(DataFolder.passwordOf(dataFolder)),
                    new DataKeys(DataFolder.keysOf(dataFolder.toRealPath()))));
        } catch (IOException failure) {
            throw new DatabaseException(Problem.FOLDER_UNUSABLE, failure, dataFolder, failure);
        }
    }

    private static EmbeddedPostgres start(DataFolder data, int portOrZero) throws IOException {
        Launch launch = Launch.forMachine(data.database());
        Path binaries = Binaries.unpacked(data.folder());
        if (launch.owner().isPresent()
                && !launch.run("test", "-x", binaries.resolve("bin/postgres").toString())
                        .succeeded()) {
            throw new DatabaseException(
                    Problem.FOLDER_OUT_OF_REACH, data.folder(), launch.owner().getAsInt());
        }
        Leftover.clear(data.database());
        prepareLog(data.log());
        String password = Cluster.prepared(data, binaries, launch);
        if (portOrZero != 0) {
            requireFree(portOrZero);
            return new EmbeddedPostgres(
                    data, binaries, password, portOrZero, PostgresProcess.start(data, binaries, launch, portOrZero));
        }
        return startOnFreePort(data, binaries, password, launch);
    }

    /// Between finding a port and taking it another process may have taken it.
    private static EmbeddedPostgres startOnFreePort(DataFolder data, Path binaries, String password, Launch launch)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                return new EmbeddedPostgres(
                        data, binaries, password, port, PostgresProcess.start(data, binaries, launch, port));
            } catch (DatabaseException failure) {
                if (failure.problem() != Problem.PORT_IN_USE || attempt == ATTEMPTS_FOR_A_FREE_PORT) {
                    throw failure;
                }
            }
        }
    }

    private static void prepareLog(Path log) throws IOException {
        if (!Files.exists(log)) {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else if (Files.size(log) > LARGEST_LOG_BYTES) {
            Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(loopback(), port));
        } catch (java.net.BindException taken) {
            throw new DatabaseException(Problem.PORT_IN_USE, taken, port);
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable&gssEncMode=disable";
    }

    /// The database made for the server.
    public String jdbcUrl() {
        return jdbcUrl(Cluster.DATABASE);
    }

    /// Another database of this PostgreSQL, which must exist.
    public String jdbcUrl(String database) {
        return url(port, database);
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return password;
    }

    /// Address, user and password of the database made for the server, and its keys.
    public DatabaseAddress address() {
        return new DatabaseAddress(jdbcUrl(), user(), password, new DataKeys(DataFolder.keysOf(data.folder())));
    }

    public int port() {
        return port;
    }

    /// The process id of PostgreSQL's main process.
    public long pid() {
        return process.pid();
    }

    /// The folder with `bin/postgres` in it.
    public Path binaries() {
        return binaries;
    }

    /// Completes with the reason if PostgreSQL ends although nobody asked it to; never otherwise.
    public CompletableFuture<DatabaseException> ended() {
        return process.ended();
    }

    /// Ends PostgreSQL and returns when it has ended. Closing twice does nothing.
    ///
    /// @throws DatabaseException if it does not end
    @Override
    public void close() {
        try (data) {
            process.stop();
        } catch (IOException failure) {
            throw new DatabaseException(Problem.FOLDER_UNUSABLE, failure, data.folder(), failure);
        }
    }
}
