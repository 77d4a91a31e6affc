package org.openyibao.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.openyibao.server.database.DatabaseException.Problem;

/// PostgreSQL's own files: made once, with one role and one empty database.
///
/// The folder `<data>/postgres` is always complete: it is made under another name and then renamed.
final class Cluster {

    static final String USER = "openyibao";
    static final String DATABASE = "openyibao";

    private static final String SETTINGS_FILE = "openyibao.conf";

    /// For two cores and a few GiB, with the server on the same machine. A value here can be changed by a line
    /// below the `include` in `postgresql.conf`; what durability and safety rest on is not here but in [#FIXED].
    private static final String SETTINGS = """
            # Written by the server at every start: put changes below the include in postgresql.conf.
            max_connections = 40
            shared_buffers = 512MB
            effective_cache_size = 1GB
            maintenance_work_mem = 128MB
            work_mem = 8MB
            max_wal_size = 2GB
            min_wal_size = 256MB
            # pglz, all that these programs are built with, cost a sixth of the transactions on two cores.
            wal_compression = off
            wal_level = replica
            checkpoint_timeout = 15min
            checkpoint_completion_target = 0.9
            commit_delay = 0
            random_page_cost = 1.1
            jit = off
            # Plans made while a table was new and empty must not be used for long.
            autovacuum_naptime = 15s
            max_parallel_workers_per_gather = 2
            log_timezone = 'UTC'
            log_line_prefix = '%m [%p] '
            # Statements and details of errors hold personal data.
            log_min_error_statement = panic
            log_error_verbosity = terse
            """;

    /// On the command line, where neither a file nor `ALTER SYSTEM` can override them.
    static final List<String> FIXED = List.of(
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "logging_collector=off",
            "log_destination=stderr");

    private Cluster() {}

    /// Makes the files if they are not there, and brings the settings up to date.
    ///
    /// @return the role's password
    static String prepared(DataFolder data, Path binaries, Launch launch) throws IOException {
        if (!Files.exists(data.database())) {
            create(data, binaries, launch);
        }
        if (!Files.exists(data.password())) {
            throw new DatabaseException(Problem.PASSWORD_MISSING, data.password());
        }
        writeSettings(data.database());
        launch.give(data.database());
        return Files.readString(data.password());
    }

    private static void create(DataFolder data, Path binaries, Launch launch) throws IOException {
        Path unfinished = data.folder().resolve("postgres.unfinished");
        Binaries.deleteRecursively(unfinished);
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        launch.give(unfinished);
        DataFolder.writeSecret(data.password(), newPassword());
        launch.give(data.password());
        initialise(
                data,
                launch.run(
                        binaries.resolve("bin/initdb").toString(),
                        "--pgdata=" + unfinished,
                        "--username=" + USER,
                        "--pwfile=" + data.password(),
                        "--encoding=UTF8",
                        "--locale=C",
                        "--auth=scram-sha-256",
                        "--data-checksums",
                        "--no-instructions"));
        String postgres = binaries.resolve("bin/postgres").toString();
        initialise(
                data,
                ShortCommand.run(
                        launch.command(List.of(postgres, "--single", "-D", unfinished.toString(), "postgres")),
                        "CREATE DATABASE " + DATABASE + "\n"));
        Files.writeString(
                unfinished.resolve("postgresql.conf"),
                "\ninclude = '" + SETTINGS_FILE + "'\n",
                StandardOpenOption.APPEND);
        writeSettings(unfinished);
        Files.move(unfinished, data.database(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void initialise(DataFolder data, ShortCommand step) throws IOException {
        Files.writeString(data.log(), step.output() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (!step.succeeded()) {
            throw new DatabaseException(
                    Problem.INITIALISATION_FAILED,
                    step.output().lines().filter(line -> !line.isBlank()).reduce("", (first, last) -> last),
                    data.log());
        }
    }

    private static void writeSettings(Path database) throws IOException {
        Path file = database.resolve(SETTINGS_FILE);
        if (!Files.exists(file) || !Files.readString(file).equals(SETTINGS)) {
            Files.writeString(file, SETTINGS);
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
