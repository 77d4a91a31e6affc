package org.openyibao.bench.packs;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Machine;
import org.openyibao.bench.report.Printing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench packs`: reading and compiling all packs, and the memory that they hold.
@Command(name = "packs", description = "${bundle:packs.description}", sortOptions = false)
public final class PacksCommand implements Callable<Integer> {

    private static final int REPEATS = 15;

    @Option(names = "--policies", paramLabel = "FOLDER", descriptionKey = "packs.folder")
    private @Nullable Path policies;

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    private final Console console;
    private final Words words;

    public PacksCommand(Console console, Words words) {
        this.console = console;
        this.words = words;
    }

    @Override
    public Integer call() {
        var machine = Machine.here();
        var folder = policies != null ? policies : Path.of(System.getProperty("openyibao.home", "."), "policies");
        var figures = PacksMeasurement.run(folder, REPEATS);
        Printing.print(console, words, json, machine, "packs", figures.json(), () -> {
            console.line(figures.table(words).toText());
            console.line(words.text("packs.held", figures.packs(), figures.policies(), figures.held()));
        });
        return 0;
    }
}
