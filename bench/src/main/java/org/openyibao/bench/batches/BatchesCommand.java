package org.openyibao.bench.batches;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Machine;
import org.openyibao.bench.report.Printing;
import org.openyibao.bench.report.Table;
import org.openyibao.bench.settle.DataFolder;
import org.openyibao.bench.settle.ServerProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench batches`: a year of life of a region's accounts.
@Command(name = "batches", description = "${bundle:batches.description}", sortOptions = false)
public final class BatchesCommand implements Callable<Integer> {

    private static final int MOST_ACCOUNTS = 10_000_000;
    private static final int MOST_SETTLEMENTS = 100;
    private static final int MONTHS = 12;

    @Option(names = "--accounts", paramLabel = "N", defaultValue = "100000", descriptionKey = "batches.accounts")
    private int accounts;

    @Option(names = "--settlements", paramLabel = "N", defaultValue = "0.01", descriptionKey = "batches.settlements")
    private double settlements;

    @Option(names = "--months", paramLabel = "N", defaultValue = "12", descriptionKey = "batches.months")
    private int months;

    @Option(names = "--verify", descriptionKey = "batches.verify")
    private boolean verify;

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "settle.data")
    private @Nullable Path data;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    private final Console console;
    private final Words words;

    public BatchesCommand(Console console, Words words) {
        this.console = console;
        this.words = words;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        within("--accounts", accounts, 1, MOST_ACCOUNTS);
        within("--settlements", settlements, 0, MOST_SETTLEMENTS);
        within("--months", months, 1, MONTHS);
        var machine = Machine.here();
        try (var folder = data == null ? DataFolder.passing() : DataFolder.kept(data)) {
            var year = new YearOfLife(
                    ServerProgram.built(),
                    folder.path(),
                    accounts,
                    Math.round(accounts * settlements / MONTHS),
                    months,
                    console,
                    words);
            var figures = year.run(verify);
            Printing.print(console, words, json, machine, "batches", figures.json(), () -> {
                console.line(words.text("batches.population", Table.whole(accounts), figures.database()));
                console.line("");
                console.line(figures.table(words).toText());
            });
            return figures.errors() > 0 ? 1 : 0;
        }
    }

    private void within(String option, double value, double least, double most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(),
                    option + ": expected " + Table.whole(least) + " to " + Table.whole(most) + ", got " + value);
        }
    }
}
