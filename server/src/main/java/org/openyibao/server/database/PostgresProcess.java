package org.openyibao.server.database;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openyibao.server.database.DatabaseException.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running PostgreSQL and the thread that keeps it.
///
/// Danger: the kernel ends PostgreSQL when the *thread* that started it ends, not the process. So a platform thread of
/// its own starts it and then waits for it; a virtual thread or a pool's would take the database with it.
final class PostgresProcess {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
    /// Recovery after a crash reads up to `max_wal_size`.
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

    private final Process process;
    private final Path database;
    private final Path log;
    private final CompletableFuture<DatabaseException> ended = new CompletableFuture<>();
    /// Between ready and stopping: an end is then nobody's wish.
    private volatile boolean serving;

    private PostgresProcess(Process process, DataFolder data) {
        this.process = process;
        this.database = data.database();
        this.log = data.log();
    }

    /// Returns when PostgreSQL takes connections on `port`.
    static PostgresProcess start(DataFolder data, Path binaries, Launch launch, int port) throws IOException {
        long logStart = Files.size(data.log());
        ProcessBuilder builder = new ProcessBuilder(command(data, binaries, launch, port))
                .directory(data.folder().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(data.log().toFile()));
        ShortCommand.quietEnvironment(builder);
        PostgresProcess started = keep(builder, data);
        try {
            started.awaitReady(logStart, port);
            started.serving = true;
            return started;
        } catch (IOException | RuntimeException failure) {
            started.stop();
            throw failure;
        }
    }

    private static List<String> command(DataFolder data, Path binaries, Launch launch, int port) {
        List<String> program = new ArrayList<>(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                data.database().toString(),
                "-c",
                "port=" + port));
        Cluster.FIXED.forEach(setting -> program.addAll(List.of("-c", setting)));
        return launch.command(program);
    }

    private static PostgresProcess keep(ProcessBuilder builder, DataFolder data) throws IOException {
        CompletableFuture<PostgresProcess> started = new CompletableFuture<>();
        Thread.ofPlatform().name("postgres-keeper").daemon().start(() -> {
            PostgresProcess kept;
            try {
                kept = new PostgresProcess(builder.start(), data);
            } catch (IOException | RuntimeException failure) {
                started.completeExceptionally(failure);
                return;
            }
            started.complete(kept);
            kept.awaitEnd();
        });
        try {
            return started.get();
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        } catch (InterruptedException interrupted) {
            started.thenAccept(unwanted -> unwanted.process.destroyForcibly());
            throw interrupted(interrupted);
        }
    }

    private void awaitEnd() {
        int exitCode = process.onExit().join().exitValue();
        if (serving) {
            DatabaseException reason = new DatabaseException(Problem.ENDED, exitCode, log);
            LOG.error("{}", reason.getMessage());
            ended.complete(reason);
        }
    }

    private void awaitReady(long logStart, int port) throws IOException {
        Instant deadline = Instant.now().plus(READY_WITHIN);
        while (!isReady()) {
            if (!process.isAlive()) {
                String reason = reason(logStart);
                if (reason.contains("could not bind") || reason.contains("could not create any TCP/IP sockets")) {
                    throw new DatabaseException(Problem.PORT_IN_USE, port);
                }
                throw new DatabaseException(Problem.START_FAILED, reason, log);
            }
            if (Instant.now().isAfter(deadline)) {
                throw new DatabaseException(Problem.START_FAILED, "not ready within " + READY_WITHIN, log);
            }
            Pause.milliseconds(5);
        }
    }

    private boolean isReady() throws IOException {
        return Postmaster.of(database)
                .filter(postmaster -> postmaster.pid() == process.pid())
                .filter(Postmaster::ready)
                .isPresent();
    }

    /// The first fatal line that this start wrote to the log, without its time.
    private String reason(long logStart) throws IOException {
        List<String> lines;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(logStart);
            byte[] bytes = new byte[(int) Math.min(file.length() - logStart, 1 << 20)];
            file.readFully(bytes);
            lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
        return lines.stream()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .findFirst()
                .or(() -> lines.stream().reduce((first, last) -> last))
                .map(line -> line.replaceFirst("^.*(?=FATAL:|PANIC:)", ""))
                .orElse("exit code " + process.exitValue());
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<DatabaseException> ended() {
        return ended;
    }

    /// Returns when PostgreSQL has ended.
    void stop() throws IOException {
        serving = false;
        if (!process.isAlive()) {
            return;
        }
        Signal.fastShutdown(process.pid());
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new DatabaseException(Problem.LEFTOVER_STAYS, database, process.pid());
            }
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException exception = new InterruptedIOException("interrupted while waiting for PostgreSQL");
        exception.initCause(cause);
        return exception;
    }
}
