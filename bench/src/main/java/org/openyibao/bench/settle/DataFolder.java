package org.openyibao.bench.settle;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A new folder for the data of a server that is measured. It lies in the checkout, not where the machine
/// keeps its passing files: that may be memory, where nothing is durable.
public final class DataFolder implements AutoCloseable {

    private final Path path;
    private final boolean kept;

    private DataFolder(Path path, boolean kept) {
        this.path = path;
        this.kept = kept;
    }

    /// One that is deleted when it is closed.
    public static DataFolder passing() throws IOException {
        var parent = Files.createDirectories(Path.of(System.getProperty("openyibao.home", "."), "target"));
        return new DataFolder(Files.createTempDirectory(parent, "bench-"), false);
    }

    /// One that stays. It must be empty, or not there yet.
    public static DataFolder kept(Path path) throws IOException {
        Files.createDirectories(path);
        try (var files = Files.list(path)) {
            if (files.findAny().isPresent()) {
                throw new IOException("--data: expected an empty folder, got " + path);
            }
        }
        return new DataFolder(path, true);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            delete(path);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
