package org.openyibao.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openyibao.server.language.Messages;
import org.openyibao.server.settlement.Settlements;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Plays the software of an institution: sends the messages of a sample visit to a server, one after the other, as any
/// such software would. `${name}` in a message stands for the latest value of that name in an answer; `${batch}` for a
/// number of its own of the visit.
final class SampleVisits implements AutoCloseable {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /// A visit that was settled: what it is, the transactions it took, and its receipt.
    record Settled(String title, List<String> transactions, String receipt) {}

    private final ServerRun run;
    private final Messages messages;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Clock clock;
    private int sent;

    SampleVisits(ServerRun run, Messages messages, Clock clock) {
        this.run = run;
        this.messages = messages;
        this.clock = clock;
    }

    /// The visits of a folder, by name.
    static List<Path> in(Path folder) throws IOException {
        try (var listing = Files.list(folder)) {
            return listing.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    Settled perform(Path file) throws IOException, InterruptedException {
        var visit = json.readTree(file);
        var values = new HashMap<String, String>();
        values.put("batch", LocalDateTime.now(clock).format(STAMP) + sent);
        var transactions = new ArrayList<String>();
        for (var message : visit.get("messages")) {
            var transaction = message.get("infno").asString();
            transactions.add(transaction);
            var answer = send(visit, transaction, filled(message.get("input"), values));
            if (answer.path("infcode").asInt(-1) != 0) {
                throw new CommandException(messages.text(
                        "demo.refused",
                        file.getFileName(),
                        transaction,
                        answer.path("err_msg").asString()));
            }
            remember(answer.path("output"), values);
        }
        return new Settled(visit.get("title").asString(), transactions, receipt(values.getOrDefault("setl_id", "")));
    }

    private JsonNode filled(JsonNode input, Map<String, String> values) {
        var text = input.toString();
        for (var value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return json.readTree(text);
    }

    private static void remember(JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            node.properties().forEach(property -> {
                if (property.getValue().isString()) {
                    values.put(property.getKey(), property.getValue().asString());
                } else {
                    remember(property.getValue(), values);
                }
            });
        } else if (node.isArray()) {
            node.forEach(element -> remember(element, values));
        }
    }

    private JsonNode send(JsonNode visit, String transaction, JsonNode input) throws IOException, InterruptedException {
        var body = envelope(visit, transaction);
        body.set("input", input);
        var request = HttpRequest.newBuilder(URI.create(run.baseUrl() + "/" + transaction))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new CommandException(messages.text("demo.status", transaction, answer.statusCode()));
        }
        return json.readTree(answer.body());
    }

    private ObjectNode envelope(JsonNode visit, String transaction) {
        var now = LocalDateTime.now(clock);
        sent++;
        var body = json.createObjectNode();
        var institution = visit.get("institution").asString();
        body.put("infno", transaction);
        body.put("msgid", institution + now.format(STAMP) + String.format("%04d", sent % 10_000));
        body.put("mdtrtarea_admvs", visit.get("placeOfCare").asString());
        body.put("insuplc_admdvs", visit.get("home").asString());
        body.put("recer_sys_code", "HIS");
        body.put("dev_no", "");
        body.put("dev_safe_info", "");
        body.put("cainfo", "");
        body.put("signtype", "");
        body.put("infver", "V1.0");
        body.put("opter_type", "1");
        body.put("opter", "001");
        body.put("opter_name", "测试员");
        body.put("inf_time", now.format(TIME));
        body.put("fixmedins_code", institution);
        body.put("fixmedins_name", visit.get("institutionName").asString());
        body.put("sign_no", "");
        return body;
    }

    private String receipt(String settlement) {
        return run.service(Settlements.class)
                .receipt(settlement)
                .orElseThrow(() -> new IllegalStateException("a visit was settled and has no receipt"))
                .text(messages.locale());
    }

    @Override
    public void close() {
        client.close();
    }
}
