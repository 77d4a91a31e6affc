package org.openyibao.server.api;

import java.time.Duration;

/// Ends a call that was made too often. Carries no stack trace: it is an answer, not a fault.
final class TooManyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    TooManyException(Duration wait) {
        super("too many", null, false, false);
        seconds = wait.plusMillis(999).toSeconds();
    }

    /// After how many seconds the same call may come again; at least one.
    long seconds() {
        return Math.max(1, seconds);
    }
}
