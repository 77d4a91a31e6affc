package org.openyibao.bench.batches;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.settle.Database;
import org.openyibao.bench.settle.Load;
import org.openyibao.bench.settle.OwnServer;
import org.openyibao.bench.settle.Person;
import org.openyibao.bench.settle.Processes;
import org.openyibao.bench.settle.SampleData;
import org.openyibao.bench.settle.ServerProgram;
import org.openyibao.bench.settle.Witness;

/// Last year, lived again on a server of the bench's own: on the 25th of each month its contributions come in a file
/// and are credited, after some people's visits were settled; on 5 January the year is closed. The server's clock is
/// set for each of these days, for which it starts anew.
///
/// The population is put into the database directly, which is not measured. Importing is measured from the server's
/// start, which is a part of it.
final class YearOfLife {

    private static final int CLIENTS = 32;
    private static final int CREDITING_DAY = 25;
    private static final int CLOSING_DAY = 5;
    private static final int GLANCE_MILLIS = 200;
    private static final int OK = 200;
    private static final Duration LONGEST_IMPORT = Duration.ofMinutes(30);

    private final ServerProgram program;
    private final Path data;
    private final int accounts;
    private final long settlementsAMonth;
    private final int months;
    private final Console console;
    private final Words words;
    private final int year = LocalDate.now(ZoneId.systemDefault()).getYear() - 1;
    private final List<BatchesFigures.Step> steps = new ArrayList<>();
    private String token = "";
    private long errors;

    YearOfLife(
            ServerProgram program,
            Path data,
            int accounts,
            long settlementsAMonth,
            int months,
            Console console,
            Words words) {
        this.program = program;
        this.data = data;
        this.accounts = accounts;
        this.settlementsAMonth = settlementsAMonth;
        this.months = months;
        this.console = console;
        this.words = words;
    }

    BatchesFigures run(boolean verify) throws IOException, InterruptedException, SQLException {
        if (Files.getFileStore(data).type().equals("tmpfs")) {
            throw new IOException(words.text("settle.memory-disk", data));
        }
        var sample = data.resolve("sample");
        SampleData.write(sample, Math.max(accounts, CLIENTS), CLIENTS);
        console.note(words.text("batches.filling", accounts));
        String used;
        var first = program.at(LocalDate.of(year, 1, 1).atTime(9, 0));
        try (var _ = OwnServer.start(first, data, List.of("--load", sample.toString()), LONGEST_IMPORT)) {
            var population = population();
            population.settleDown();
            used = population.database();
            token = Database.of(data).token("clerk", "000000");
        }
        for (var month = 1; month <= months; month++) {
            live(YearMonth.of(year, month));
        }
        close();
        if (verify) {
            verify();
        }
        return new BatchesFigures(used, List.copyOf(steps), errors);
    }

    private Population population() throws IOException {
        return new Population(Database.of(data));
    }

    private OwnServer server(LocalDate day) throws IOException, InterruptedException {
        return OwnServer.start(program.at(day.atTime(9, 0)), data, List.of());
    }

    private void live(YearMonth month) throws IOException, InterruptedException, SQLException {
        var day = month.atDay(CREDITING_DAY);
        try (var server = imported(month, day)) {
            if (settlementsAMonth > 0) {
                settle(server, day);
            }
            batch(
                    server,
                    "credit " + month,
                    "credit",
                    "credit/" + SampleData.REGION + "/" + month,
                    "{\"region\":\"" + SampleData.REGION + "\",\"month\":\"" + month + "\"}");
        }
    }

    /// A server that has read the month's contributions before it answers.
    private OwnServer imported(YearMonth month, LocalDate day) throws IOException, InterruptedException, SQLException {
        var folder = Files.createDirectories(data.resolve("contributions"));
        Population.contributions(folder.resolve("contributions.csv"), month, accounts);
        console.note(words.text("batches.importing", accounts, month));
        var from = System.nanoTime();
        var server = OwnServer.start(
                program.at(day.atTime(9, 0)), data, List.of("--load", folder.toString()), LONGEST_IMPORT);
        steps.add(new BatchesFigures.Step(
                "import " + month,
                accounts,
                (System.nanoTime() - from) / 1e9,
                Processes.cpuSeconds(server.pid()),
                Processes.cpuSecondsOfFamily(Database.of(data).pid()),
                Processes.peakMemoryMib(server.pid())));
        var held = population().contributed(month);
        if (held != accounts) {
            server.close();
            throw new IOException("contributions of " + month + ": expected " + accounts + ", got " + held);
        }
        return server;
    }

    private void close() throws IOException, InterruptedException, SQLException {
        try (var server = server(LocalDate.of(year + 1, 1, CLOSING_DAY))) {
            batch(
                    server,
                    "year-end " + year,
                    "year-end",
                    "year-end/" + SampleData.REGION + "/" + year,
                    "{\"region\":\"" + SampleData.REGION + "\",\"year\":" + year
                            + ",\"demandRate\":\"0.05%\",\"threeMonthRate\":\"0.65%\"}");
        }
    }

    /// Has different persons each month, each with one visit and one settlement; the population once through, it begins
    /// again from the first.
    private void settle(OwnServer server, LocalDate day) throws IOException, InterruptedException {
        var persons = new ArrayList<Person>();
        var first = (day.getMonthValue() - 1) * settlementsAMonth;
        for (var i = 0L; i < settlementsAMonth; i++) {
            persons.add(SampleData.person((int) ((first + i) % accounts)));
        }
        console.note(words.text("batches.settling", persons.size(), day));
        var meter = new Meter(server);
        try (var load = new Load(server.address(), CLIENTS, persons, Witness.NOBODY, day)) {
            var tally = load.liveThrough();
            errors += tally.errors();
            if (tally.errors() > 0) {
                console.note(words.text("settle.first-error", tally.firstError()));
            }
            steps.add(meter.step("settle " + YearMonth.from(day), tally.settlements()));
        }
    }

    private void batch(OwnServer server, String name, String address, String progress, String body)
            throws IOException, InterruptedException, SQLException {
        Database.of(data).execute("checkpoint");
        var meter = new Meter(server);
        try (var client = HttpClient.newHttpClient()) {
            var batches = server.address().resolve("/api/batches/");
            var begun = client.send(
                    HttpRequest.newBuilder(batches.resolve(address))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + token)
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            require(begun);
            try (var shown = console.progress(name, accounts)) {
                var answer = begun.body();
                while (answer.contains("\"stage\":\"running\"")) {
                    Thread.sleep(GLANCE_MILLIS);
                    answer = answer(client, batches.resolve(progress));
                    shown.at(persons(answer));
                }
                if (!answer.contains("\"stage\":\"finished\"") || persons(answer) != accounts) {
                    throw new IOException(name + ": " + answer);
                }
            }
        }
        steps.add(meter.step(name, accounts));
    }

    private String answer(HttpClient client, URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        require(answer);
        return answer.body();
    }

    private static void require(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != OK) {
            throw new IOException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private static long persons(String answer) {
        return Long.parseLong(answer.replaceFirst("(?s).*?\"persons\":(\\d+).*", "$1"));
    }

    private void verify() throws IOException, InterruptedException {
        console.note(words.text("batches.verifying"));
        var from = System.nanoTime();
        var process = new ProcessBuilder(program.at(LocalDateTime.of(year + 1, 1, CLOSING_DAY, 12, 0))
                        .with(List.of("verify", "--data", data.toString())))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("verify.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(data.resolve("verify.log")));
        }
        steps.add(new BatchesFigures.Step("verify", accounts, (System.nanoTime() - from) / 1e9, 0, 0, 0));
    }

    /// What a step takes: time, and the CPU of the processes.
    private final class Meter {

        private final OwnServer server;
        private final long database;
        private final double serverCpu;
        private final double databaseCpu;
        private final long from;

        Meter(OwnServer server) throws IOException {
            this.server = server;
            database = Database.of(data).pid();
            serverCpu = Processes.cpuSeconds(server.pid());
            databaseCpu = Processes.cpuSecondsOfFamily(database);
            from = System.nanoTime();
        }

        BatchesFigures.Step step(String name, long count) throws IOException {
            return new BatchesFigures.Step(
                    name,
                    count,
                    (System.nanoTime() - from) / 1e9,
                    Processes.cpuSeconds(server.pid()) - serverCpu,
                    Processes.cpuSecondsOfFamily(database) - databaseCpu,
                    Processes.peakMemoryMib(server.pid()));
        }
    }
}
