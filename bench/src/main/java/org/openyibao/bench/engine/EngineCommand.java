package org.openyibao.bench.engine;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Machine;
import org.openyibao.bench.report.Printing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench engine`: decisions a second on one thread.
@Command(name = "engine", description = "${bundle:engine.description}", sortOptions = false)
public final class EngineCommand implements Callable<Integer> {

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "" + EngineMeasurement.DEFAULT_FORKS,
            descriptionKey = "engine.forks")
    private int forks;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    private final Console console;
    private final Words words;

    public EngineCommand(Console console, Words words) {
        this.console = console;
        this.words = words;
    }

    @Override
    public Integer call() throws RunnerException {
        var machine = Machine.here();
        console.note(words.text("engine.running", forks));
        var figures = EngineMeasurement.run(forks);
        Printing.print(
                console,
                words,
                json,
                machine,
                "engine",
                figures.json(),
                () -> console.line(figures.table(words).toText()));
        return 0;
    }
}
