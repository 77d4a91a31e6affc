package org.openyibao.server.request;

/// Nothing was done: no connection was to be had, or every try lost its race. The same request may be sent again.
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BusyException(String why, Throwable cause) {
        super(why, cause);
    }
}
