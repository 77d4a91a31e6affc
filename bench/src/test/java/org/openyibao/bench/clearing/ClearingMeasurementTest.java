package org.openyibao.bench.clearing;

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

/// The measurement with few settlements: it says nothing of speed, but checks what it measures.
@Tag("slow")
@Timeout(600)
class ClearingMeasurementTest {

    private static final ServerProgram SERVER =
            ServerProgram.onClassPath(System.getProperty("java.class.path"), "org.openyibao.server.OpenYibao");

    @TempDir
    private Path folder;

    @Test
    void everything_is_measured_and_equal_to_the_settlements() throws Exception {
        var day = Integer.getInteger("bench.day", 2_000);
        var month = Integer.getInteger("bench.month", 1_000);
        var output = new StringWriter();
        var console = new Console(new PrintWriter(output, true), new PrintWriter(output, true), false);
        var words = Words.of(Locale.ENGLISH);
        var figures = new ClearingMeasurement(day, month, console, words).run(SERVER, folder);
        assertThat(figures.differences()).isEqualTo(month / 100);
        assertThat(figures.owed()).isPositive();
        assertThat(figures.table(words).toText()).contains("clearing the day", "comparing line by line");
        assertThat(figures.checked(words)).contains(figures.differences() + " lines differ");
    }
}
