package org.openyibao.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// What a command says to the person who typed it: results on the output stream, everything else on the error stream.
public final class Console {

    private static final int BAR_WIDTH = 32;

    private final PrintWriter output;
    private final PrintWriter errors;
    private final boolean terminal;

    /// @param terminal whether a person is watching, so that a progress bar makes sense
    public Console(PrintWriter output, PrintWriter errors, boolean terminal) {
        this.output = output;
        this.errors = errors;
        this.terminal = terminal;
    }

    static PrintWriter systemOutput() {
        return writer(FileDescriptor.out, System.getProperty("stdout.encoding", ""));
    }

    static PrintWriter systemErrors() {
        return writer(FileDescriptor.err, System.getProperty("stderr.encoding", ""));
    }

    static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /// Where no locale is set the JVM takes the stream for ASCII and would print Chinese as question marks.
    private static PrintWriter writer(FileDescriptor stream, String encoding) {
        Charset charset = Charset.isSupported(encoding.isEmpty() ? "?" : encoding)
                ? Charset.forName(encoding)
                : StandardCharsets.UTF_8;
        return new PrintWriter(
                new OutputStreamWriter(
                        new FileOutputStream(stream),
                        charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset),
                true);
    }

    /// One line of a result, or several with line breaks between them.
    public void line(String text) {
        output.println(text);
    }

    /// What goes on, for the person who waits: a step that begins, a warning.
    public void note(String text) {
        errors.println(text);
    }

    void error(String text) {
        errors.println(text);
    }

    void stackTrace(Throwable failure) {
        failure.printStackTrace(errors);
    }

    /// Says what a long step does and, before a terminal, how far it is.
    ///
    /// @param title the step, as a sentence without a full stop
    /// @param total how many units it has; 0 when nobody knows
    public Progress progress(String title, long total) {
        return new Progress(title, total);
    }

    /// How far a long step is. Advancing is cheap and may come from any thread; closing ends the line.
    public final class Progress implements AutoCloseable {

        private final String title;
        private final long total;
        private long done;
        private int percentShown = -1;

        private Progress(String title, long total) {
            this.title = title;
            this.total = total;
            if (terminal) {
                show();
            } else {
                errors.println(title);
            }
        }

        public synchronized void advance(long units) {
            done += units;
            if (terminal && percent() != percentShown) {
                show();
            }
        }

        private int percent() {
            return total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
        }

        private void show() {
            percentShown = percent();
            String line = "\r" + title;
            if (total > 0) {
                int full = percentShown * BAR_WIDTH / 100;
                line += " [" + "#".repeat(full) + " ".repeat(BAR_WIDTH - full) + "] " + percentShown + " %";
            }
            errors.print(line);
            errors.flush();
        }

        @Override
        public synchronized void close() {
            if (terminal) {
                errors.println();
            }
        }
    }
}
