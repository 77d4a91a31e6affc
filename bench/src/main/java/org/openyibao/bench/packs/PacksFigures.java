package org.openyibao.bench.packs;

import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Json;
import org.openyibao.bench.report.Table;

/// `cold`: the first time in a new Java machine; `warm`: the median of the times after. `policies`: how many were
/// compiled, one for each region, scheme and stretch of days between two changes of its rules. `heldBytes`: what all of
/// them and the packs hold after a garbage collection.
public record PacksFigures(int packs, long policies, Times cold, Times warm, long heldBytes) {

    private static final double NANOS_IN_MILLI = 1e6;
    private static final double BYTES_IN_MIB = 1 << 20;

    /// In nanoseconds.
    public record Times(long read, long compile) {
        long both() {
            return read + compile;
        }
    }

    Table table(Words words) {
        return new Table(
                        words.text("packs.when"),
                        words.text("packs.read"),
                        words.text("packs.compile"),
                        words.text("packs.both"))
                .add(row(words.text("packs.cold"), cold))
                .add(row(words.text("packs.warm"), warm));
    }

    private static String[] row(String when, Times times) {
        return new String[] {when, millis(times.read()), millis(times.compile()), millis(times.both())};
    }

    private static String millis(long nanos) {
        return Table.tenths(nanos / NANOS_IN_MILLI);
    }

    String held() {
        return Table.hundredths(heldBytes / BYTES_IN_MIB);
    }

    Json json() {
        return new Json()
                .put("packs", packs)
                .put("policies", policies)
                .put("coldReadNanos", cold.read())
                .put("coldCompileNanos", cold.compile())
                .put("warmReadNanos", warm.read())
                .put("warmCompileNanos", warm.compile())
                .put("heldBytes", heldBytes);
    }
}
