package org.openyibao.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What PostgreSQL's main process writes about itself to `postmaster.pid`: line 1 its process id, line 4 the port,
/// line 8 its state.
///
/// @param pid its process id; after a crash that of a process that is gone, or of a stranger
/// @param port where it listens
/// @param ready whether it takes connections
record Postmaster(long pid, int port, boolean ready) {

    static Path file(Path database) {
        return database.resolve("postmaster.pid");
    }

    /// Empty when there is no such file, or it is still being written.
    static Optional<Postmaster> of(Path database) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file(database));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        if (lines.size() < 4 || !isNumber(lines.get(0)) || !isNumber(lines.get(3))) {
            return Optional.empty();
        }
        boolean ready = lines.size() >= 8 && lines.get(7).startsWith("ready");
        return Optional.of(new Postmaster(Long.parseLong(lines.get(0)), Integer.parseInt(lines.get(3)), ready));
    }

    private static boolean isNumber(String line) {
        return !line.isEmpty() && line.chars().allMatch(Character::isDigit);
    }
}
