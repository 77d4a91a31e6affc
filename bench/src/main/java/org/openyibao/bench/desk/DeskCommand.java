package org.openyibao.bench.desk;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Machine;
import org.openyibao.bench.report.Printing;
import org.openyibao.bench.settle.DataFolder;
import org.openyibao.bench.settle.ServerProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench desk`: searches of the catalogue and previews of a bill, as the page of a cashier asks for them.
@Command(name = "desk", description = "${bundle:desk.description}", sortOptions = false)
public final class DeskCommand implements Callable<Integer> {

    @Option(names = "--entries", paramLabel = "N", defaultValue = "100000", descriptionKey = "desk.entries")
    private int entries;

    @Option(names = "--times", paramLabel = "N", defaultValue = "2000", descriptionKey = "desk.times")
    private int times;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    private final Console console;
    private final Words words;

    public DeskCommand(Console console, Words words) {
        this.console = console;
        this.words = words;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var machine = Machine.here();
        try (var folder = DataFolder.passing()) {
            var figures = new DeskMeasurement(entries, times, console, words).run(ServerProgram.built(), folder.path());
            Printing.print(
                    console,
                    words,
                    json,
                    machine,
                    "desk",
                    figures.json(),
                    () -> console.line(figures.table(words).toText()));
        }
        return 0;
    }
}
