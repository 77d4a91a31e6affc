package org.openyibao.server.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.openyibao.server.identity.Everybody;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The console of a sandbox at `/sandbox/`: a page that loads nothing from elsewhere, and what it asks for.
@Everybody
@InSandbox
@Hidden
@RestController
class ConsolePages {

    private static final Map<String, MediaType> FILES = Map.of(
            "console.html", new MediaType("text", "html", UTF_8),
            "console.js", new MediaType("text", "javascript", UTF_8),
            "console.css", new MediaType("text", "css", UTF_8));

    private static final int MOST_LISTED = 100;

    private final CallLog log;
    private final Notes notes;
    private final Clock clock;

    ConsolePages(CallLog log, Notes notes, Clock clock) {
        this.log = log;
        this.notes = notes;
        this.clock = clock;
    }

    /// A call in the list. `done`: whether the answer says so. `notes`: how many there are.
    record CallLine(
            long number,
            OffsetDateTime at,
            String transaction,
            String institution,
            boolean done,
            String message,
            long milliseconds,
            int notes) {}

    /// `request` and `answer` are as they are shown, `call` as they came.
    record CallDetails(Call call, String request, String answer, String settlement, List<NoteLine> notes) {}

    record NoteLine(String kind, String field, String zh, String en) {

        static NoteLine of(Note note) {
            return new NoteLine(note.kind().toString(), note.field(), note.zh(), note.en());
        }
    }

    @GetMapping("/sandbox")
    ResponseEntity<Void> home() {
        return ResponseEntity.status(302).location(URI.create("/sandbox/")).build();
    }

    @GetMapping("/sandbox/")
    ResponseEntity<Resource> page() {
        return file("console.html");
    }

    @GetMapping("/sandbox/{name:console\\.(?:js|css)}")
    ResponseEntity<Resource> file(@PathVariable String name) {
        return ResponseEntity.ok()
                .contentType(FILES.getOrDefault(name, MediaType.APPLICATION_OCTET_STREAM))
                .header("Content-Security-Policy", "default-src 'self'; img-src data:; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .body(new ClassPathResource(name, ConsolePages.class));
    }

    @GetMapping("/sandbox/calls")
    List<CallLine> calls() {
        return log.last().stream().limit(MOST_LISTED).map(this::line).toList();
    }

    private CallLine line(Call call) {
        var request = RecordedCall.read(call.request());
        var answer = RecordedCall.read(call.answer());
        var sent = request.path("infno").asString("");
        return new CallLine(
                call.number(),
                call.at(),
                sent.isEmpty() ? call.path().substring(call.path().lastIndexOf('/') + 1) : sent,
                request.path("fixmedins_code").asString(""),
                call.answer().isEmpty() || answer.path("infcode").asInt(-1) == 0,
                answer.path("err_msg").asString(answer.path("message").asString("")),
                call.milliseconds(),
                notes.of(call).size());
    }

    @GetMapping("/sandbox/calls/{number}")
    ResponseEntity<CallDetails> call(@PathVariable long number) {
        return log.call(number)
                .map(call -> ResponseEntity.ok(new CallDetails(
                        call,
                        RecordedCall.pretty(call.request()),
                        RecordedCall.pretty(call.answer()),
                        RecordedCall.read(call.answer())
                                .at("/output/setlinfo/setl_id")
                                .asString(""),
                        notes.of(call).stream().map(NoteLine::of).toList())))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @GetMapping("/sandbox/people")
    List<SandboxData.Sample> people() {
        return SandboxData.people();
    }

    @GetMapping("/sandbox/recording")
    ResponseEntity<Resource> recording() throws IOException {
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "x-ndjson", UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"recording-" + LocalDate.now(clock) + ".jsonl\"")
                .body(new InputStreamResource(log.recording()));
    }
}
