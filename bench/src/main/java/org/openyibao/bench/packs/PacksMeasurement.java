package org.openyibao.bench.packs;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.TreeSet;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;

/// Reads a folder of packs and compiles every policy that they can come to, again and again. The first time is cold
/// only in a Java machine that has not read packs before.
final class PacksMeasurement {

    private PacksMeasurement() {}

    private record Run(PolicyBook book, long policies, PacksFigures.Times times) {}

    static PacksFigures run(Path policies, int repeats) {
        var cold = once(policies).times();
        var warm = new ArrayList<PacksFigures.Times>(repeats);
        for (var i = 0; i < repeats; i++) {
            warm.add(once(policies).times());
        }
        warm.sort(Comparator.comparingLong(PacksFigures.Times::both));
        var before = used();
        var kept = once(policies);
        var held = used() - before;
        return new PacksFigures(
                kept.book().packs().size(), kept.policies(), cold, warm.get(repeats / 2), Math.max(0, held));
    }

    private static Run once(Path policies) {
        var started = System.nanoTime();
        var book = PolicyBook.read(policies);
        var read = System.nanoTime();
        var compiled = 0L;
        for (var pack : book.packs()) {
            var days = changes(book, pack.region());
            for (var scheme : Scheme.values()) {
                for (var day : days) {
                    book.on(pack.region(), scheme, day);
                    compiled++;
                }
            }
        }
        return new Run(book, compiled, new PacksFigures.Times(read - started, System.nanoTime() - read));
    }

    /// The days on which something changes for a region: each begins a policy of its own.
    private static TreeSet<LocalDate> changes(PolicyBook book, String region) {
        var days = new TreeSet<LocalDate>();
        for (var pack : book.chain(region)) {
            for (var rule : pack.rules()) {
                days.add(rule.from());
                if (!rule.to().equals(Rule.FOREVER)) {
                    days.add(rule.to().plusDays(1));
                }
            }
        }
        return days;
    }

    /// The collector is asked twice: what the first pass leaves to be finished the second takes.
    private static long used() {
        System.gc();
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
