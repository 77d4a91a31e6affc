package org.openyibao.server.database;

import java.io.IOException;

/// What `ProcessHandle` cannot send: it knows TERM, on which PostgreSQL waits for its clients to leave, and KILL.
final class Signal {

    private Signal() {}

    /// Ends PostgreSQL: transactions under way are rolled back, everything committed is on disk.
    static void fastShutdown(long pid) throws IOException {
        ShortCommand.run("sh", "-c", "kill -INT \"$1\"", "sh", Long.toString(pid));
    }
}
