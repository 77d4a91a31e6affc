package org.openyibao.bench.gateway;

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

/// The measurement with few messages: it says nothing of speed, but every query must be answered with success.
@Tag("slow")
@Timeout(600)
class InterfaceMeasurementTest {

    private static final ServerProgram SERVER =
            ServerProgram.onClassPath(System.getProperty("java.class.path"), "org.openyibao.server.OpenYibao");

    @TempDir
    private Path folder;

    @Test
    void every_query_is_answered_and_the_list_comes_whole() throws Exception {
        var output = new StringWriter();
        var console = new Console(new PrintWriter(output, true), new PrintWriter(output, true), false);
        var words = Words.of(Locale.ENGLISH);
        var figures = new InterfaceMeasurement(20, 1, 1_000, console, words).run(SERVER, folder);
        assertThat(figures.queries()).hasSize(24).containsKeys("1101", "5206", "90100");
        assertThat(figures.queries().values())
                .allSatisfy(times -> assertThat(times.p50()).isPositive());
        // A thousand rows, zipped: more than ten bytes each.
        assertThat(figures.bytes()).isGreaterThan(10_000);
        assertThat(figures.table(words).toText()).contains("2301 with 500 lines");
        assertThat(figures.download(words)).contains("1,000 rows");
    }
}
