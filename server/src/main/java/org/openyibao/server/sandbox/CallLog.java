package org.openyibao.server.sandbox;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The calls since the server started: the last ones to be looked at, all of them as a recording.
@InSandbox
@Component
public class CallLog {

    private static final int MOST_TO_LOOK_AT = 500;
    private static final long MOST_CHARACTERS = 64L * 1024 * 1024;

    private final Clock clock;
    private final Path file;
    private final OutputStream recording;
    private final Deque<Call> last = new ArrayDeque<>();
    private long characters;
    private long number;

    CallLog(Clock clock) {
        this.clock = clock;
        try {
            file = Files.createTempFile("openyibao-recording-", ".jsonl");
            recording = Files.newOutputStream(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Adds a call that took so long.
    public synchronized void add(String path, long milliseconds, byte[] request, byte[] answer) {
        number++;
        var call = new Call(
                number,
                OffsetDateTime.now(clock),
                path,
                milliseconds,
                new String(request, StandardCharsets.UTF_8),
                new String(answer, StandardCharsets.UTF_8));
        last.addFirst(call);
        characters += size(call);
        while (last.size() > MOST_TO_LOOK_AT || characters > MOST_CHARACTERS) {
            characters -= size(last.removeLast());
        }
        try {
            recording.write(RecordedCall.line(call).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long size(Call call) {
        return (long) call.request().length() + call.answer().length();
    }

    /// The last ones, the latest first.
    public synchronized List<Call> last() {
        return List.copyOf(last);
    }

    public synchronized Optional<Call> call(long wanted) {
        return last.stream().filter(call -> call.number() == wanted).findFirst();
    }

    /// Every call so far, a JSON object a line.
    public InputStream recording() throws IOException {
        return Files.newInputStream(file);
    }

    @PreDestroy
    void close() throws IOException {
        recording.close();
        Files.delete(file);
    }
}
