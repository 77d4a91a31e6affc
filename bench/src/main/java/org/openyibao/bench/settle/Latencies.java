package org.openyibao.bench.settle;

import java.util.Arrays;
import java.util.Collection;
import org.openyibao.bench.report.Percentiles;

/// Every measured time in nanoseconds; nothing is rounded into classes.
public final class Latencies {

    private static final double NANOS_IN_MILLI = 1_000_000;

    private long[] nanos = new long[1 << 12];
    private int count;

    public void add(long elapsed) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = elapsed;
    }

    int count() {
        return count;
    }

    /// The percentiles of all of them together.
    public static Percentiles percentiles(Collection<Latencies> parts) {
        var all = parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.nanos, 0, part.count))
                .sorted()
                .toArray();
        return new Percentiles(at(all, 50), at(all, 95), at(all, 99), at(all, 100));
    }

    private static double at(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        var rank = (int) ((sorted.length * (long) percent + 99) / 100);
        return sorted[Math.max(0, rank - 1)] / NANOS_IN_MILLI;
    }
}
