package org.openyibao.bench.settle;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// How far a run is, and what went wrong in it. Shared by all clients.
final class Course {

    /// What clients do: run without being measured, run and be measured, come to an end.
    enum Phase {
        WARMING,
        MEASURING,
        ENDED
    }

    private volatile Phase phase = Phase.WARMING;
    private final AtomicLong errors = new AtomicLong();
    private final AtomicReference<@Nullable String> firstError = new AtomicReference<>();
    private final AtomicLong opened = new AtomicLong();

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    void fail(String error) {
        errors.incrementAndGet();
        firstError.compareAndSet(null, error);
    }

    long errors() {
        return errors.get();
    }

    /// Empty where nothing went wrong.
    String firstError() {
        var error = firstError.get();
        return error == null ? "" : error;
    }

    void open() {
        opened.incrementAndGet();
    }

    /// How many visits were opened.
    long opened() {
        return opened.get();
    }
}
