package org.openyibao.bench.desk;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Percentiles;
import org.openyibao.bench.settle.Database;
import org.openyibao.bench.settle.Latencies;
import org.openyibao.bench.settle.OwnServer;
import org.openyibao.bench.settle.SampleData;
import org.openyibao.bench.settle.ServerProgram;

/// Measures on a server of its own: a cashier with one person before him types what he looks for and works bills out.
final class DeskMeasurement {

    private static final int LINES = 10;
    private static final int SUCCESS = 200;
    private static final List<String> MAKERS = List.of("华东", "华北", "西南", "东北", "岭南", "江南", "关中", "胶东", "闽南", "湘西");
    private static final List<String> DRUGS =
            List.of("阿莫西林", "头孢克洛", "硝苯地平", "二甲双胍", "阿司匹林", "布洛芬", "氯雷他定", "奥美拉唑", "辛伐他汀", "左氧氟沙星");
    private static final List<String> FORMS = List.of("片", "胶囊", "颗粒", "口服液", "注射液", "缓释片", "分散片", "软膏", "滴眼液", "喷雾剂");

    /// What cashiers type, each beginning of it a search of its own: names, initials, codes, two words.
    private static final List<String> TYPED = List.of("阿莫西林胶囊", "amxljn", "D00012345", "硝苯 缓释", "zyfsx zsy", "没有这种药");

    private static final Pattern PRESENTATION = Pattern.compile("\"presentation\":\"([^\"]+)\"");

    private final int entries;
    private final int times;
    private final Console console;
    private final Words words;

    DeskMeasurement(int entries, int times, Console console, Words words) {
        this.entries = entries;
        this.times = times;
        this.console = console;
        this.words = words;
    }

    DeskFigures run(ServerProgram program, Path folder) throws IOException, InterruptedException, SQLException {
        var files = folder.resolve("files");
        writeFiles(files);
        console.note(words.text("desk.loading", entries));
        try (var server = OwnServer.start(program, folder.resolve("data"), List.of("--load", files.toString()));
                var client = HttpClient.newHttpClient()) {
            var cashier = new Cashier(
                    client,
                    server.address().resolve("/api/institutions/" + SampleData.INSTITUTION + "/"),
                    Database.of(server.data()).token("cashier", SampleData.INSTITUTION));
            var presentation = present(cashier);
            console.note(words.text("desk.asking", times));
            return new DeskFigures(entries, searches(cashier), LINES, previews(cashier, presentation));
        }
    }

    /// The sample people and hospital, and a catalogue of drugs.
    private void writeFiles(Path folder) throws IOException {
        SampleData.write(folder, 1);
        try (var catalogue = Files.newBufferedWriter(folder.resolve("catalogue.csv"))) {
            catalogue.write("region,code,name,category,grade,firstPay,ceiling,chargeType,limited,from,to\n");
            for (var entry = 0; entry < entries; entry++) {
                catalogue.write(String.format(
                        Locale.ROOT,
                        "%s,%s,%s%s%s%d,drug,B,10%%,,09,false,2020-01-01,\n",
                        SampleData.REGION,
                        code(entry),
                        MAKERS.get(entry % 10),
                        DRUGS.get(entry / 10 % 10),
                        FORMS.get(entry / 100 % 10),
                        entry / 1000));
            }
        }
    }

    private static String code(int entry) {
        return String.format(Locale.ROOT, "D%08d", entry);
    }

    private static String present(Cashier cashier) throws IOException, InterruptedException {
        var answer =
                cashier.post("presentations", """
                {"certificate": "%s", "name": "样例1"}""".formatted(SampleData.person(0).certificate()));
        var found = PRESENTATION.matcher(answer);
        if (!found.find()) {
            throw new IOException("no presentation in the answer");
        }
        return found.group(1);
    }

    private Percentiles searches(Cashier cashier) throws IOException, InterruptedException {
        var typed = new ArrayList<String>();
        for (var text : TYPED) {
            for (var length = 1; length <= text.length(); length++) {
                typed.add(URLEncoder.encode(text.substring(0, length).strip(), StandardCharsets.UTF_8));
            }
        }
        return measured(turn -> cashier.get("catalogue?search=" + typed.get(turn % typed.size())));
    }

    private Percentiles previews(Cashier cashier, String presentation) throws IOException, InterruptedException {
        return measured(turn -> {
            var lines = new ArrayList<String>();
            for (var line = 0; line < LINES; line++) {
                lines.add("{\"code\": \"%s\", \"quantity\": \"%d\", \"price\": \"12.50\"}"
                        .formatted(code((turn * LINES + line) * 7 % entries), 1 + line));
            }
            cashier.post(
                    "visits/preview",
                    "{\"presentation\": \"%s\", \"scheme\": \"employee\", \"visitKind\": \"outpatient\", \"useAccount\": true, \"lines\": [%s]}"
                            .formatted(presentation, String.join(",", lines)));
        });
    }

    private interface Asked {
        void ask(int turn) throws IOException, InterruptedException;
    }

    /// One after another; as many before them are not counted, for a server has run for a while when somebody asks.
    private Percentiles measured(Asked asked) throws IOException, InterruptedException {
        for (var turn = 0; turn < times; turn++) {
            asked.ask(turn);
        }
        var latencies = new Latencies();
        for (var turn = times; turn < 2 * times; turn++) {
            var begun = System.nanoTime();
            asked.ask(turn);
            latencies.add(System.nanoTime() - begun);
        }
        return Latencies.percentiles(List.of(latencies));
    }

    private record Cashier(HttpClient client, URI institution, String token) {

        String get(String path) throws IOException, InterruptedException {
            return send(request(path).build());
        }

        String post(String path, String body) throws IOException, InterruptedException {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(institution.resolve(path)).header("Authorization", "Bearer " + token);
        }

        private String send(HttpRequest request) throws IOException, InterruptedException {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != SUCCESS) {
                throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }
    }
}
