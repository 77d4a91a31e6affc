package org.openyibao.bench.gateway;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Machine;
import org.openyibao.bench.report.Printing;
import org.openyibao.bench.settle.DataFolder;
import org.openyibao.bench.settle.ServerProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench interface`: queries, the lines of a stay and the download of a list over the national interface.
@Command(name = "interface", description = "${bundle:interface.description}", sortOptions = false)
public final class InterfaceCommand implements Callable<Integer> {

    @Option(names = "--rate", paramLabel = "N", defaultValue = "200", descriptionKey = "interface.rate")
    private int rate;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "5", descriptionKey = "interface.seconds")
    private int seconds;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "100000", descriptionKey = "interface.rows")
    private int rows;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    private final Console console;
    private final Words words;

    public InterfaceCommand(Console console, Words words) {
        this.console = console;
        this.words = words;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var machine = Machine.here();
        try (var folder = DataFolder.passing()) {
            var figures = new InterfaceMeasurement(rate, seconds, rows, console, words)
                    .run(ServerProgram.built(), folder.path());
            Printing.print(console, words, json, machine, "interface", figures.json(), () -> {
                console.line(figures.table(words).toText());
                console.line(figures.download(words));
            });
        }
        return 0;
    }
}
