package org.openyibao.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.Packs;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseResult;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.engine.decision.DecisionFault;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.yaml.InvalidFileException;

/// Changes one value of a pack at a time (an amount, a ratio, a date, an age, a number, a code, an answer of a
/// condition, a flag) and asks whether anybody notices: the reader, a case, or lint.
///
/// A thousand of the changes are tried, drawn with a seed that is printed. `-Dmutants=all` tries every one,
/// `-Dmutants=440300` those of one region, another number so many; `-Dmutants.seed` draws others. What nobody
/// noticed stands in `target/mutants.txt`. A change after which the same effects apply to all facts is none.
@Tag("slow")
class MutationTest {

    private static final String USUAL = "1000";
    private static final long SEED = 20_261_126L;
    private static final int LEAST_CAUGHT_PERCENT = 95;

    /// Lower for a pack of which some hundred changes were drawn.
    private static final int LEAST_CAUGHT_OF_A_PACK_PERCENT = 90;

    /// So many changes of a pack that a single one says nothing of it: where all are tried, and where some are drawn.
    private static final int MANY = 30;

    private static final int MANY_DRAWN = 100;

    private static final int REGION_DIGITS = 6;

    private static final Path REPORT = Path.of("target", "mutants.txt");

    private enum Fate {
        /// The same effects still apply to all facts: not a change.
        NOTHING,
        UNREADABLE,
        CASE,
        LINT,
        SURVIVED
    }

    private record Trial(Path folder, Path file, Mutant mutant) {
        String region() {
            return folder.getFileName().toString().substring(0, 6);
        }
    }

    private record Result(Trial trial, Fate fate) {}

    @TempDir
    private Path scratch;

    private final PolicyBook book = Packs.book();
    private final List<Case> cases = cases();

    private List<Case> cases() {
        var run = new CaseRun(book).run(List.of(Packs.folder()));
        assertThat(run.unreadable()).isEmpty();
        assertThat(run.mismatches()).isEmpty();
        return run.results().stream().map(CaseResult::asked).toList();
    }

    @Test
    void hardly_a_value_can_be_changed_unnoticed() throws IOException {
        var trials = chosen(trials());
        var results = trials.parallelStream()
                .map(trial -> new Result(trial, fate(trial)))
                .filter(result -> result.fate() != Fate.NOTHING)
                .toList();
        var byPack = new LinkedHashMap<String, List<Result>>();
        results.forEach(result -> byPack.computeIfAbsent(
                        result.trial().folder().getFileName().toString(), ignored -> new ArrayList<>())
                .add(result));
        var report = report(byPack, results);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);
        System.out.println(report.substring(0, report.indexOf("\n\n") + 1));

        assertThat(caughtPercent(results)).as(report).isGreaterThanOrEqualTo(LEAST_CAUGHT_PERCENT);
        var many = isDrawn() ? MANY_DRAWN : MANY;
        var least = isDrawn() ? LEAST_CAUGHT_OF_A_PACK_PERCENT : LEAST_CAUGHT_PERCENT;
        byPack.forEach((pack, some) -> {
            if (some.size() >= many) {
                assertThat(caughtPercent(some)).as(pack + "\n" + report).isGreaterThanOrEqualTo(least);
            }
        });
    }

    private static List<Trial> trials() throws IOException {
        var trials = new ArrayList<Trial>();
        for (var folder : PolicyBook.folders(Packs.folder())) {
            for (var file : files(folder)) {
                Mutant.of(Files.readString(file)).forEach(mutant -> trials.add(new Trial(folder, file, mutant)));
            }
        }
        return trials;
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Not all, nor all of a region.
    private static boolean isDrawn() {
        var wanted = wanted();
        return !wanted.equals("all") && wanted.length() != REGION_DIGITS;
    }

    private static String wanted() {
        return System.getProperty("mutants", USUAL);
    }

    private static List<Trial> chosen(List<Trial> all) {
        var wanted = wanted();
        if (wanted.equals("all")) {
            return all;
        }
        if (wanted.length() == REGION_DIGITS) {
            return all.stream().filter(trial -> trial.region().equals(wanted)).toList();
        }
        var seed = Long.getLong("mutants.seed", SEED);
        System.out.println(wanted + " of " + all.size() + " changes, drawn with -Dmutants.seed=" + seed);
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.stream().limit(Integer.parseInt(wanted)).toList();
    }

    private Fate fate(Trial trial) {
        try {
            var pack = read(trial);
            var changed = book.with(pack);
            var run = new CaseRun(changed);
            if (tried(trial).anyMatch(asked -> !passes(run, asked))) {
                return Fate.CASE;
            }
            if (Sameness.of(book, changed, pack.region())) {
                return Fate.NOTHING;
            }
            var report = Lint.of(changed, cases, Waterfall::decide, pack.folder()::equals);
            return report.findings().isEmpty() ? Fate.SURVIVED : Fate.LINT;
        } catch (InvalidFileException unreadable) {
            return Fate.UNREADABLE;
        }
    }

    private static boolean passes(CaseRun run, Case asked) {
        try {
            return run.run(asked).passed();
        } catch (DecisionFault | ArithmeticException undecided) {
            return false;
        }
    }

    /// The cases of the regions in which the pack rules, its own first.
    private Stream<Case> tried(Trial trial) {
        return cases.stream()
                .filter(asked -> book.chain(asked.insured().region()).stream()
                        .anyMatch(pack -> pack.region().equals(trial.region())))
                .sorted(Comparator.comparing(
                        asked -> !asked.place().contains(trial.folder().toString())));
    }

    /// Each thread has its own copy of the pack, in which one file at a time is changed.
    private Pack read(Trial trial) {
        var copy = scratch.resolve(Thread.currentThread().threadId() + "")
                .resolve(trial.folder().getFileName().toString());
        try {
            if (!Files.exists(copy)) {
                Files.createDirectories(copy);
                for (var file : files(trial.folder())) {
                    Files.copy(file, copy.resolve(file.getFileName().toString()));
                }
            }
            var changed = copy.resolve(trial.file().getFileName().toString());
            Files.writeString(changed, trial.mutant().content());
            try {
                return Pack.read(copy);
            } finally {
                Files.copy(trial.file(), changed, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static long caughtPercent(List<Result> results) {
        return (results.size() - count(results, Fate.SURVIVED)) * 100 / results.size();
    }

    private static long count(List<Result> results, Fate fate) {
        return results.stream().filter(result -> result.fate() == fate).count();
    }

    private static String report(Map<String, List<Result>> byPack, List<Result> results) {
        var out = new StringBuilder();
        new TreeMap<>(byPack).forEach((pack, some) -> out.append(line(pack, some)));
        out.append(line("all", results)).append('\n');
        results.stream()
                .filter(result -> result.fate() == Fate.SURVIVED)
                .map(result -> result.trial().folder().getFileName() + "/"
                        + result.trial().file().getFileName() + " "
                        + result.trial().mutant())
                .sorted()
                .forEach(survivor -> out.append(survivor).append('\n'));
        return out.toString();
    }

    private static String line(String name, List<Result> results) {
        var survived = count(results, Fate.SURVIVED);
        return "%-24s %5d changed, caught by reader %4d, cases %5d, lint %4d; survived %4d (%d.%d%% caught)\n"
                .formatted(
                        name,
                        results.size(),
                        count(results, Fate.UNREADABLE),
                        count(results, Fate.CASE),
                        count(results, Fate.LINT),
                        survived,
                        (results.size() - survived) * 100 / results.size(),
                        (results.size() - survived) * 1000 / results.size() % 10);
    }
}
