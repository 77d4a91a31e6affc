package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void drawsABarForAPersonWhoWatches() {
        try (Console.Progress progress = console(true).progress("Loading", 4)) {
            progress.advance(1);
            progress.advance(1);
        }
        String end = errors.toString().substring(errors.toString().lastIndexOf('\r') + 1);
        assertThat(end).isEqualTo("Loading [################                ] 50 %" + System.lineSeparator());
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void doesNotDrawTheSameBarAgain() {
        try (Console.Progress progress = console(true).progress("Loading", 1_000_000)) {
            for (int step = 0; step < 9_999; step++) {
                progress.advance(1);
            }
        }
        assertThat(errors.toString()
                        .chars()
                        .filter(character -> character == '\r')
                        .count())
                .isEqualTo(1);
    }

    @Test
    void saysOnlyWhatItDoesToAFile() {
        try (Console.Progress progress = console(false).progress("Loading", 4)) {
            progress.advance(4);
        }
        assertThat(errors).hasToString("Loading" + System.lineSeparator());
    }

    private Console console(boolean terminal) {
        return new Console(new PrintWriter(output), new PrintWriter(errors), terminal);
    }
}
