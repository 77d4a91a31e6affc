package org.openyibao.bench.settle;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Machine;
import org.openyibao.bench.report.Printing;
import org.openyibao.bench.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bench settle`: settlements a second of a whole server.
@Command(name = "settle", description = "${bundle:settle.description}", sortOptions = false)
public final class SettleCommand implements Callable<Integer> {

    @Mixin
    private final SettleOptions options = new SettleOptions();

    @Option(names = "--url", paramLabel = "URL", descriptionKey = "settle.url")
    private @Nullable URI url;

    @Option(names = "--persons", paramLabel = "FILE", descriptionKey = "settle.persons")
    private @Nullable Path persons;

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "settle.data")
    private @Nullable Path data;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    private final Console console;
    private final Words words;

    public SettleCommand(Console console, Words words) {
        this.console = console;
        this.words = words;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var machine = Machine.here();
        var figures = measure();
        Printing.print(console, words, json, machine, "settle", figures.json(), () -> print(figures));
        return figures.errors() > 0 ? 1 : 0;
    }

    private SettleFigures measure() throws IOException, InterruptedException, SQLException {
        if (url != null && persons != null) {
            var known = SampleData.readPersons(persons);
            return new SettleMeasurement(options.settings(known.size()), console, words).of(url, known);
        }
        if (url != null || persons != null) {
            throw new ParameterException(command.commandLine(), "--url and --persons: expected both or none");
        }
        var measurement = new SettleMeasurement(options.settings(), console, words);
        try (var folder = data == null ? DataFolder.passing() : DataFolder.kept(data)) {
            return measurement.ofOwn(ServerProgram.built(), folder.path());
        }
    }

    private void print(SettleFigures figures) {
        console.line(words.text("settle.settled", Table.whole(figures.settlements()), figures.errors()));
        if (figures.errors() > 0) {
            console.line(words.text("settle.first-error", figures.firstError()));
        }
        console.line("");
        console.line(figures.speeds(words).toText());
        figures.resources().ifPresent(used -> {
            console.line("");
            console.line(figures.loads(words, used).toText());
            console.line(words.text(
                    "settle.used",
                    used.database(),
                    used.fileSystem(),
                    used.serverPeakMib(),
                    Table.whole(used.commits() / figures.seconds())));
        });
        figures.yardstick()
                .ifPresent(pgbench -> console.line(words.text(
                        "settle.yardstick",
                        pgbench.clients(),
                        Table.whole(pgbench.transactionsPerSecond()),
                        Table.tenths(pgbench.meanMillis()))));
    }
}
