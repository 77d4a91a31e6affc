package org.openyibao.bench.settle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench sample`: writes what a server must be loaded with to be measured by `bench settle --url`.
@Command(name = "sample", description = "${bundle:sample.description}", sortOptions = false)
public final class SampleCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", descriptionKey = "sample.folder")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(names = "--population", paramLabel = "N", defaultValue = "20000", descriptionKey = "settle.population")
    private int population;

    private final Console console;
    private final Words words;

    public SampleCommand(Console console, Words words) {
        this.console = console;
        this.words = words;
    }

    @Override
    public Integer call() throws IOException {
        SampleData.write(folder, population);
        console.line(words.text("sample.written", folder, population));
        return 0;
    }
}
