package org.openyibao.server.database;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Numbers that no two rows share: milliseconds since 2020, then which server (0..255), then a count within the
/// millisecond. They ascend on one server; a clock set back does not repeat any.
public final class Ids {

    private static final long EPOCH_MILLIS = 1_577_836_800_000L;
    private static final int SERVER_BITS = 8;
    private static final int COUNT_BITS = 12;

    private final InstantSource clock;
    private final int server;
    private final AtomicLong last = new AtomicLong();

    public Ids(InstantSource clock, int server) {
        this.clock = clock;
        this.server = server & (1 << SERVER_BITS) - 1;
    }

    public long next() {
        var now = clock.millis() - EPOCH_MILLIS << COUNT_BITS;
        var tick = last.updateAndGet(before -> Math.max(before + 1, now));
        var millis = tick >>> COUNT_BITS;
        var count = tick & (1 << COUNT_BITS) - 1;
        return (millis << SERVER_BITS | server) << COUNT_BITS | count;
    }

    public String nextText() {
        return Long.toString(next());
    }
}
