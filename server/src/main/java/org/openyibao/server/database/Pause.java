package org.openyibao.server.database;

import java.io.IOException;
import java.io.InterruptedIOException;

/// Waiting between two looks at something that sends no notice.
final class Pause {

    private Pause() {}

    /// @throws InterruptedIOException with the interrupt set again
    static void milliseconds(int milliseconds) throws IOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for PostgreSQL");
        }
    }
}
