package org.openyibao.bench.clearing;

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

/// `bench clearing`: a day between regions and a month of an institution.
@Command(name = "clearing", description = "${bundle:clearing.description}", sortOptions = false)
public final class ClearingCommand implements Callable<Integer> {

    @Option(names = "--day", paramLabel = "N", defaultValue = "1000000", descriptionKey = "clearing.day")
    private int day;

    @Option(names = "--month", paramLabel = "N", defaultValue = "100000", descriptionKey = "clearing.month")
    private int month;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    private final Console console;
    private final Words words;

    public ClearingCommand(Console console, Words words) {
        this.console = console;
        this.words = words;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var machine = Machine.here();
        try (var folder = DataFolder.passing()) {
            var figures = new ClearingMeasurement(day, month, console, words).run(ServerProgram.built(), folder.path());
            Printing.print(console, words, json, machine, "clearing", figures.json(), () -> {
                console.line(figures.table(words).toText());
                console.line(figures.checked(words));
            });
        }
        return 0;
    }
}
