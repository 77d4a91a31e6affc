package org.openyibao.bench.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.settle.ServerProgram;

/// The measurement with a small catalogue: it says nothing of speed, but that everything asked for is answered.
@Tag("slow")
@Timeout(600)
class DeskMeasurementTest {

    private static final ServerProgram SERVER =
            ServerProgram.onClassPath(System.getProperty("java.class.path"), "org.openyibao.server.OpenYibao");

    @TempDir
    private Path folder;

    @Test
    void every_search_and_every_preview_is_answered() throws Exception {
        var output = new StringWriter();
        var console = new Console(new PrintWriter(output, true), new PrintWriter(output, true), false);
        var words = Words.of(Locale.ENGLISH);
        var figures = new DeskMeasurement(
                        Integer.getInteger("bench.entries", 200), Integer.getInteger("bench.times", 20), console, words)
                .run(SERVER, folder);
        assertThat(figures.searches().p50()).isPositive();
        assertThat(figures.previews().p50()).isPositive();
        assertThat(figures.table(words).toText()).contains("search among", "preview of 10 lines");
    }
}
