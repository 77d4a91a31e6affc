package org.openyibao.server.request;

/// What was decided on has changed meanwhile: to be decided again. No fault, so without a stack trace.
public final class LostRaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LostRaceException() {
        super("what was decided on has changed meanwhile", null, false, false);
    }
}
