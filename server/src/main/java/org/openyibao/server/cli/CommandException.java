package org.openyibao.server.cli;

import org.jspecify.annotations.Nullable;

/// A command cannot do what it was asked. The message is the one line that the person reads.
public final class CommandException extends RuntimeException {

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
