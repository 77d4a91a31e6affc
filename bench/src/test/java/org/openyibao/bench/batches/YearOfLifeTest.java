package org.openyibao.bench.batches;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.settle.DataFolder;
import org.openyibao.bench.settle.ServerProgram;

/// One month and the year's end of a few accounts: it says nothing of speed, but lives through every step.
@Tag("slow")
@Timeout(600)
class YearOfLifeTest {

    private static final int ACCOUNTS = 40;

    private static final ServerProgram SERVER =
            ServerProgram.onClassPath(System.getProperty("java.class.path"), "org.openyibao.server.OpenYibao");

    @Test
    void a_month_and_the_end_of_the_year_are_lived_through() throws Exception {
        var output = new StringWriter();
        var console = new Console(new PrintWriter(output, true), new PrintWriter(output, true), false);
        try (var folder = DataFolder.passing()) {
            var figures =
                    new YearOfLife(SERVER, folder.path(), ACCOUNTS, 2, 1, console, Words.of(Locale.ENGLISH)).run(true);
            assertThat(figures.errors()).isZero();
            assertThat(figures.steps()).extracting(BatchesFigures.Step::count).containsExactly(40L, 2L, 40L, 40L, 40L);
            assertThat(figures.steps())
                    .extracting(step -> step.name().replaceFirst(" .*", ""))
                    .containsExactly("import", "settle", "credit", "year-end", "verify");
        }
    }
}
