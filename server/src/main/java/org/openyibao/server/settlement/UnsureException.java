package org.openyibao.server.settlement;

/// The database failed while a command was carried out: whether it took effect is not known. Sending the same message
/// again tells, and does nothing twice.
public final class UnsureException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnsureException(Throwable cause) {
        super("not known whether the command took effect", cause);
    }
}
