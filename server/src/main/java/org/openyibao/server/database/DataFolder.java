package org.openyibao.server.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.database.DatabaseException.Problem;

/// A data folder held by this process until it is closed.
///
/// Danger: closing any channel on a file gives up every lock that this process has on it. So the lock file is opened
/// only after [#HELD] says that this process does not hold it, and never read by anyone: the holder's process id lies
/// in a file beside it.
final class DataFolder implements AutoCloseable {

    private static final Set<Path> HELD = new HashSet<>();

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Creates the folder if need be and takes it.
    static DataFolder hold(Path dataFolder) throws IOException {
        Files.createDirectories(dataFolder);
        Path folder = dataFolder.toRealPath();
        synchronized (HELD) {
            if (HELD.contains(folder)) {
                throw new DatabaseException(
                        Problem.FOLDER_IN_USE, folder, ProcessHandle.current().pid());
            }
            FileChannel channel = lock(folder);
            HELD.add(folder);
            return new DataFolder(folder, channel);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path holder = folder.resolve("lock.pid");
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new DatabaseException(
                        Problem.FOLDER_IN_USE,
                        folder,
                        Files.exists(holder) ? Files.readString(holder).strip() : "?");
            }
            Files.writeString(holder, ProcessHandle.current().pid() + "\n");
            return channel;
        } catch (IOException | DatabaseException failure) {
            channel.close();
            throw failure;
        }
    }

    Path folder() {
        return folder;
    }

    /// PostgreSQL's own files.
    Path database() {
        return databaseOf(folder);
    }

    Path password() {
        return passwordOf(folder);
    }

    /// What PostgreSQL and its programs write to their streams.
    Path log() {
        return folder.resolve("postgres.log");
    }

    static Path databaseOf(Path folder) {
        return folder.resolve("postgres");
    }

    static Path passwordOf(Path folder) {
        return folder.resolve("postgres.password");
    }

    /// The keys of the personal data in the database: beside its files, not among them.
    static Path keysOf(Path folder) {
        return folder.resolve("data.keys");
    }

    /// Writes a file as [#writeSecret], whole or not at all, in place of the one that may be there.
    static void replaceSecret(Path file, String content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        writeSecret(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Writes a file that only its owner can read and that survives a power cut.
    static void writeSecret(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (HELD.remove(folder)) {
                lock.close();
            }
        }
    }
}
