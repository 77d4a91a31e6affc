package org.openyibao.server.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A program of the machine that ends by itself within moments.
///
/// @param exitCode as the program gave it; 127 where it does not exist
/// @param output what it wrote to both streams, without surrounding blanks
record ShortCommand(List<String> command, int exitCode, String output) {

    static ShortCommand run(String... command) throws IOException {
        return run(List.of(command), "");
    }

    static ShortCommand run(List<String> command, String input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        quietEnvironment(builder);
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            return new ShortCommand(command, 127, String.valueOf(absent.getMessage()));
        }
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // It ended without reading: its exit code and output say why.
        }
        try (InputStream stdout = process.getInputStream()) {
            String output = new String(stdout.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new ShortCommand(command, process.waitFor(), output);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + command.getFirst());
        }
    }

    /// Nothing of the server's environment reaches the database's programs: it may hold secrets, and variables such as
    /// `PGDATA` or `LANG` would change what they do and the language of their messages.
    static void quietEnvironment(ProcessBuilder builder) {
        builder.environment().keySet().retainAll(List.of("PATH", "TZ"));
        builder.environment().put("LC_ALL", "C");
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    void orThrow() throws IOException {
        if (!succeeded()) {
            throw new IOException(command.getFirst() + " ended with " + exitCode + ": " + output);
        }
    }
}
