package org.openyibao.server.api;

import org.openyibao.server.request.Refusal;

/// Ends a call with a refusal. Carries no stack trace: it is an answer, not a fault.
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super("refused", null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
