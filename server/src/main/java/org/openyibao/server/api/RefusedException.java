package org.openyibao.server.api;

import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;

/// Ends a call with a refusal. Carries no stack trace: it is an answer, not a fault.
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super("refused", null, false, false);
        this.refusal = refusal;
    }

    /// What was done; a refusal ends the call.
    static <T> T unless(Result<T> result) {
        return switch (result) {
            case Result.Done<T>(var value) -> value;
            case Result.Refused<T>(var refusal) -> throw new RefusedException(refusal);
        };
    }

    Refusal refusal() {
        return refusal;
    }
}
