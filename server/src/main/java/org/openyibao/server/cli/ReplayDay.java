package org.openyibao.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.sandbox.RecordedCall;
import org.openyibao.server.sandbox.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `openyibao replay`: sends a recording to a server again and tells where the answers differ from the recorded ones.
@Command(name = "replay", sortOptions = false)
public final class ReplayDay implements Callable<Integer> {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final int INSTITUTION_LENGTH = 12;

    @Parameters(paramLabel = "FILE")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--url", paramLabel = "URL", required = true)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI url;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        var console = common.console();
        var messages = common.messages();
        var replay = new Replay();
        var calls = 0;
        var differences = 0;
        try (var client = HttpClient.newHttpClient();
                var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                calls++;
                var number = calls;
                var recorded = RecordedCall.parse(line)
                        .orElseThrow(() -> new CommandException(messages.text("replay.no-call", file, number)));
                var answer = send(client, recorded, replay.request(recorded, messageId(recorded, calls)));
                for (var difference : replay.compare(recorded, answer)) {
                    differences++;
                    console.line(messages.text(
                            "replay.difference",
                            calls,
                            recorded.transaction(),
                            difference.field(),
                            difference.recorded(),
                            difference.got()));
                }
            }
        } catch (IOException failure) {
            throw new CommandException(messages.text("replay.failed", file, url, failure.toString()), failure);
        }
        console.line(messages.text("replay.done", calls, differences));
        return differences == 0 ? 0 : 1;
    }

    private static String messageId(RecordedCall recorded, int number) {
        var institution = recorded.request().path("fixmedins_code").asString("");
        return institution.substring(0, Math.min(institution.length(), INSTITUTION_LENGTH))
                + LocalDateTime.now(BusinessDay.ZONE).format(STAMP)
                + "%04d".formatted(number % 10_000);
    }

    private String send(HttpClient client, RecordedCall recorded, JsonNode request)
            throws IOException, InterruptedException {
        var body = request.isString() ? request.stringValue() : request.toString();
        var base = url.toString().replaceAll("/+$", "");
        var sending = HttpRequest.newBuilder(URI.create(base + recorded.path()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        var answer = client.send(sending.build(), HttpResponse.BodyHandlers.ofByteArray());
        var isFile = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/octet-stream");
        return isFile ? "" : new String(answer.body(), StandardCharsets.UTF_8);
    }
}
