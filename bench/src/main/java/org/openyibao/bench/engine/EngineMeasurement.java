package org.openyibao.bench.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs [DecisionBenchmark] by JMH, in Java machines of its own.
public final class EngineMeasurement {

    static final int DEFAULT_FORKS = 3;

    private static final int WARMUPS = 5;
    private static final int ITERATIONS = 5;
    private static final TimeValue EACH = TimeValue.seconds(1);
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private EngineMeasurement() {}

    /// Takes about 20 seconds a fork.
    public static EngineFigures run(int forks) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + DecisionBenchmark.class.getName() + "\\.")
                .forks(forks)
                .threads(1)
                .warmupIterations(WARMUPS)
                .warmupTime(EACH)
                .measurementIterations(ITERATIONS)
                .measurementTime(EACH)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(
                        "-Xms1g",
                        "-Xmx1g",
                        "-D" + DecisionBenchmark.HOME + "=" + System.getProperty(DecisionBenchmark.HOME, "."))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        return figures(forks, new Runner(options).run());
    }

    private static EngineFigures figures(int forks, Collection<RunResult> results) {
        var rows = new ArrayList<EngineFigures.Row>();
        rows.add(row(results, "outpatient", DecisionBenchmark.OUTPATIENT_LINES));
        rows.add(row(results, "inpatient", DecisionBenchmark.INPATIENT_LINES));
        return new EngineFigures(forks, ITERATIONS, List.copyOf(rows));
    }

    private static EngineFigures.Row row(Collection<RunResult> results, String method, int lines) {
        var result = results.stream()
                .filter(run -> run.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow();
        var rate = result.getPrimaryResult();
        var allocated = result.getSecondaryResults().entrySet().stream()
                .filter(secondary -> secondary.getKey().endsWith(ALLOCATED))
                .mapToDouble(secondary -> secondary.getValue().getScore())
                .findFirst()
                .orElseThrow();
        return new EngineFigures.Row(method, lines, rate.getScore(), rate.getScoreError(), allocated);
    }
}
