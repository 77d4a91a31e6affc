package org.openyibao.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openyibao.server.database.DatabaseException.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a killed server left in the data folder: a PostgreSQL that is still ending, or only its `postmaster.pid`.
///
/// Danger: two PostgreSQLs on the same files destroy them, and PostgreSQL's own guard is `postmaster.pid`. So that file
/// is removed only when no process works on the files any more, and only when its process id has passed to a stranger,
/// which PostgreSQL would take for its predecessor and refuse to start.
final class Leftover {

    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);
    private static final Duration ENDS_BY_ITSELF = Duration.ofSeconds(5);
    private static final Duration ENDS_WHEN_TOLD = Duration.ofSeconds(60);

    private Leftover() {}

    /// Returns when no process works on `database` any more. The caller holds the data folder.
    static void clear(Path database) throws IOException {
        Path file = Postmaster.file(database);
        if (!Files.exists(file)) {
            return;
        }
        if (!awaitEnd(database, ENDS_BY_ITSELF)) {
            long pid = end(database);
            if (!awaitEnd(database, ENDS_WHEN_TOLD)) {
                throw new DatabaseException(Problem.LEFTOVER_STAYS, database, pid);
            }
        }
        Optional<Postmaster> stale = Postmaster.of(database);
        if (stale.isPresent() && ProcessHandle.of(stale.get().pid()).isPresent()) {
            Files.delete(file);
        }
    }

    /// Tells PostgreSQL's main process to end. Where that one was killed, its helpers notice and end by themselves, and
    /// its process id may belong to a stranger, whom nobody may signal.
    private static long end(Path database) throws IOException {
        Optional<Postmaster> postmaster = Postmaster.of(database).filter(found -> worksOn(found.pid(), database));
        if (postmaster.isEmpty()) {
            return workers(database).stream()
                    .mapToLong(ProcessHandle::pid)
                    .findFirst()
                    .orElse(-1);
        }
        long pid = postmaster.get().pid();
        LOG.warn("ending PostgreSQL {} that a killed server left on {}", pid, database);
        Signal.fastShutdown(pid);
        return pid;
    }

    private static boolean awaitEnd(Path database, Duration limit) throws IOException {
        Instant deadline = Instant.now().plus(limit);
        while (!workers(database).isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Pause.milliseconds(20);
        }
        return true;
    }

    /// The processes that work on these files: PostgreSQL's processes all run in the folder of their files.
    static List<ProcessHandle> workers(Path database) {
        return ProcessHandle.allProcesses()
                .filter(process -> worksOn(process.pid(), database))
                .toList();
    }

    static boolean worksOn(long pid, Path database) {
        Path process = Path.of("/proc", Long.toString(pid));
        return runsIn(process, database) || isStartedOn(process, database);
    }

    private static boolean runsIn(Path process, Path database) {
        try {
            return Files.isSameFile(process.resolve("cwd"), database);
        } catch (IOException hidden) {
            // Ended meanwhile, or not ours to look into.
            return false;
        }
    }

    /// Where a container forbids looking into another user's processes, their command lines stay readable.
    private static boolean isStartedOn(Path process, Path database) {
        try {
            String commandLine = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            return commandLine.contains("\0-D\0" + asLatin1(database) + "\0");
        } catch (IOException gone) {
            return false;
        }
    }

    private static String asLatin1(Path path) {
        return new String(path.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
