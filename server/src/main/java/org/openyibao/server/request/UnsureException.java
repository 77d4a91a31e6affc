package org.openyibao.server.request;

/// The database failed while something was carried out: whether it took effect is not known. Sending the same message
/// or request again tells, and does nothing twice.
public final class UnsureException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public UnsureException(Throwable cause) {
        super("not known whether it took effect", cause);
    }
}
