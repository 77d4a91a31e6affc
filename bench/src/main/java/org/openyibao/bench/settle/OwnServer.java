package org.openyibao.bench.settle;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A server that the bench started itself: a process of its own on a data folder of its own, on a free port
/// of this machine. What it says goes to `server.log` in that folder.
public final class OwnServer implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final int SECONDS_TO_END = 30;

    private final Process process;
    private final URI address;
    private final Path data;

    private OwnServer(Process process, URI address, Path data) {
        this.process = process;
        this.address = address;
        this.data = data;
    }

    /// Starts it and returns when it answers. `arguments` follow `serve --port 0 --data <data>`.
    public static OwnServer start(ServerProgram program, Path data, List<String> arguments)
            throws IOException, InterruptedException {
        return start(program, data, arguments, LONGEST_START);
    }

    /// As the other, for a server that has much to load before it answers.
    public static OwnServer start(ServerProgram program, Path data, List<String> arguments, Duration longest)
            throws IOException, InterruptedException {
        Files.createDirectories(data);
        var log = data.resolve("server.log");
        var command = new ArrayList<>(List.of("serve", "--port", "0", "--data", data.toString()));
        command.addAll(arguments);
        var process = new ProcessBuilder(program.with(command))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        var guard = new Thread(process::destroyForcibly, "server-guard");
        Runtime.getRuntime().addShutdownHook(guard);
        var address = address(process, longest);
        if (address == null) {
            process.destroyForcibly();
            throw new IOException("the server did not start: " + lastLine(log));
        }
        return new OwnServer(process, address, data);
    }

    /// Reads what the server prints until it names its address; then on to the end, so that it never waits
    /// for a reader.
    private static @Nullable URI address(Process process, Duration longest) throws InterruptedException {
        var found = new CompletableFuture<@Nullable URI>();
        Thread.ofPlatform().name("server-output").daemon().start(() -> {
            try (BufferedReader output = process.inputReader()) {
                for (var line = output.readLine(); line != null; line = output.readLine()) {
                    var matcher = ADDRESS.matcher(line);
                    if (matcher.find()) {
                        found.complete(URI.create(matcher.group()));
                    }
                }
            } catch (IOException ended) {
                // The server has ended.
            }
            found.complete(null);
        });
        try {
            return found.get(longest.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            return null;
        }
    }

    private static String lastLine(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return lines.isEmpty() ? "no word from it" : lines.getLast();
    }

    public URI address() {
        return address;
    }

    public Path data() {
        return data;
    }

    public long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// SIGKILL: the server gets no chance to do anything more. Returns when it is gone.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
    }

    /// Tells it to end and waits; kills it where it does not.
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
