package org.openyibao.server.request;

/// Nothing was done: no connection was to be had, every try lost its race, or too much is to be kept in mind. The same
/// request may be sent again.
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BusyException(String why) {
        super(why);
    }

    public BusyException(String why, Throwable cause) {
        super(why, cause);
    }
}
