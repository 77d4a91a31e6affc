package org.openyibao.bench.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Figures go to the output stream; what goes on meanwhile to the error stream.
public final class Console {

    private static final int BAR_WIDTH = 32;

    private final PrintWriter output;
    private final PrintWriter errors;
    private final boolean watched;

    /// `watched`: a person sits before a terminal, so that a progress bar makes sense.
    public Console(PrintWriter output, PrintWriter errors, boolean watched) {
        this.output = output;
        this.errors = errors;
        this.watched = watched;
    }

    /// On the streams of this process, in UTF-8.
    public static Console ofSystem() {
        var terminal = System.console();
        return new Console(
                writer(FileDescriptor.out), writer(FileDescriptor.err), terminal != null && terminal.isTerminal());
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), true);
    }

    public PrintWriter output() {
        return output;
    }

    public PrintWriter errors() {
        return errors;
    }

    /// A line of a result.
    public void line(String text) {
        output.println(text);
    }

    /// What goes on: a step that begins, a warning.
    public void note(String text) {
        errors.println(text);
    }

    public void stackTrace(Throwable failure) {
        failure.printStackTrace(errors);
    }

    /// Says what a long step does and, before a terminal, how far it is. `total`: how many units the step
    /// has.
    public Progress progress(String title, long total) {
        return new Progress(title, total);
    }

    /// How far a long step is. Closing it ends its line.
    public final class Progress implements AutoCloseable {

        private final String title;
        private final long total;
        private int shown = -1;

        private Progress(String title, long total) {
            this.title = title;
            this.total = Math.max(1, total);
            if (watched) {
                at(0);
            } else {
                note(title);
            }
        }

        /// `done` of the units are done.
        public void at(long done) {
            var percent = (int) Math.min(100, done * 100 / total);
            if (watched && percent != shown) {
                shown = percent;
                var full = percent * BAR_WIDTH / 100;
                errors.print(
                        "\r" + title + " [" + "#".repeat(full) + " ".repeat(BAR_WIDTH - full) + "] " + percent + " %");
                errors.flush();
            }
        }

        @Override
        public void close() {
            if (watched) {
                errors.println();
            }
        }
    }
}
