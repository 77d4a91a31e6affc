package org.openyibao.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.engine.EngineMeasurement;
import org.openyibao.bench.report.Machine;
import org.openyibao.bench.settle.DataFolder;
import org.openyibao.bench.settle.ServerProgram;
import org.openyibao.bench.settle.SettleFigures;
import org.openyibao.bench.settle.SettleMeasurement;
import org.openyibao.bench.settle.SettleOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench all`: every measurement, written to `docs/benchmarks.md`.
@Command(name = "all", description = "${bundle:all.description}", sortOptions = false)
public final class AllCommand implements Callable<Integer> {

    private static final int FORKS = 3;

    @Option(names = "--file", paramLabel = "FILE", descriptionKey = "all.file")
    private @Nullable Path file;

    @Mixin
    private final SettleOptions options = new SettleOptions();

    private final Console console;
    private final Words words;

    public AllCommand(Console console, Words words) {
        this.console = console;
        this.words = words;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException, RunnerException {
        var machine = Machine.here();
        console.note(words.text("engine.running", FORKS));
        var engine = EngineMeasurement.run(FORKS);
        var settle = settle();
        var page = file != null ? file : Path.of(System.getProperty("openyibao.home", "."), "docs", "benchmarks.md");
        // The page is in English, whoever measured.
        BenchmarksPage.write(page, machine, engine, settle, Words.of(Locale.ENGLISH));
        console.line(words.text("all.written", page));
        return settle.errors() > 0 ? 1 : 0;
    }

    private SettleFigures settle() throws IOException, InterruptedException, SQLException {
        try (var folder = DataFolder.passing()) {
            return new SettleMeasurement(options.settings(), console, words)
                    .ofOwn(ServerProgram.built(), folder.path());
        }
    }
}
