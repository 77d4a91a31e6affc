package org.openyibao.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.zip.ZipInputStream;

/// A folder as it was at a git revision, laid out beside it until this is closed.
final class Revision implements AutoCloseable {

    private final Path folder;

    private Revision(Path folder) {
        this.folder = folder;
    }

    /// There is no such revision of the folder, or no git to ask.
    static final class UnknownException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String revision;
        private final String why;

        UnknownException(String revision, String why) {
            super(revision + ": " + why);
            this.revision = revision;
            this.why = why;
        }

        String revision() {
            return revision;
        }

        String why() {
            return why;
        }
    }

    /// @param noGit what to say where git is not installed
    static Revision of(String revision, Path of, String noGit) throws IOException, UnknownException {
        var errors = Files.createTempFile("openyibao-git", ".log");
        var laidOut = new Revision(Files.createTempDirectory("openyibao-packs"));
        try {
            var git = start(revision, of, errors, noGit);
            try (var archive = git.getInputStream()) {
                unpack(archive, laidOut.folder);
            }
            if (git.waitFor() != 0) {
                throw new UnknownException(
                        revision,
                        Files.readAllLines(errors).stream().findFirst().orElse(""));
            }
            return laidOut;
        } catch (InterruptedException interrupted) {
            laidOut.close();
            Thread.currentThread().interrupt();
            throw new UnknownException(revision, interrupted.toString());
        } catch (IOException | UnknownException failure) {
            laidOut.close();
            throw failure;
        } finally {
            Files.delete(errors);
        }
    }

    private static Process start(String revision, Path of, Path errors, String noGit) throws UnknownException {
        try {
            return new ProcessBuilder("git", "archive", "--format=zip", "--end-of-options", revision, ".")
                    .directory(of.toFile())
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException absent) {
            throw new UnknownException(revision, Files.isDirectory(of) ? noGit : String.valueOf(absent.getMessage()));
        }
    }

    private static void unpack(InputStream archive, Path folder) throws IOException {
        var zip = new ZipInputStream(archive);
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var file = folder.resolve(entry.getName()).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException("an archive of git leaves its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        // The directory at the end, which is not asked for; git fails if nobody takes it.
        archive.transferTo(OutputStream.nullOutputStream());
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
