package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.openyibao.engine.policy.Pack;
import org.openyibao.server.cli.ServerRun;
import org.openyibao.server.cli.TestServer;
import org.openyibao.server.database.DatabaseAddress;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.TestUsers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls the interface of a server as somebody who is signed in, and holds every JSON answer against the server's own
/// description of it: an answer that is not described, or not as described, fails the test.
///
/// Who is not said otherwise is the clerk `c-1` of all regions.
public final class TestApi implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /// What came back. `json` is an empty object where it was no JSON.
    public record Answer(int status, JsonNode json, String text, byte[] bytes, HttpResponse<byte[]> response) {

        /// The value at a JSON pointer as text; empty where there is none.
        public String at(String pointer) {
            return json.at(pointer).asString("");
        }
    }

    private static final AtomicInteger PHOTOS = new AtomicInteger();

    private final HttpClient client;
    private final URI server;
    private final DatabaseAddress database;
    private final ObjectNode description;
    private final Map<String, String> tokens;
    private final Optional<Supplier<String>> token;
    private final boolean isFirst;

    public TestApi(ServerRun server) {
        this(server.baseUrl(), server.database());
    }

    public TestApi(TestServer server) {
        this(server.baseUrl(), server.database().address());
    }

    private TestApi(URI server, DatabaseAddress database) {
        this.server = server;
        this.database = database;
        client = HttpClient.newHttpClient();
        tokens = new ConcurrentHashMap<>();
        token = Optional.of(() -> token(new Caller("c-1", Role.CLERK, Pack.NATION)));
        isFirst = true;
        description = (ObjectNode) JSON.readTree(new String(
                send(HttpRequest.newBuilder(server.resolve("/api/openapi.json")))
                        .body(),
                StandardCharsets.UTF_8));
    }

    private TestApi(TestApi same, Optional<Supplier<String>> token) {
        server = same.server;
        database = same.database;
        client = same.client;
        description = same.description;
        tokens = same.tokens;
        this.token = token;
        isFirst = false;
    }

    /// The same with nobody signed in.
    public TestApi nobody() {
        return new TestApi(this, Optional.empty());
    }

    /// The same for another user, who is made when he calls first.
    public TestApi as(Caller other) {
        return new TestApi(this, Optional.of(() -> token(other)));
    }

    /// The same with a token that is known.
    public TestApi with(String known) {
        return new TestApi(this, Optional.of(() -> known));
    }

    /// A clerk of all regions.
    public TestApi clerk(String name) {
        return as(new Caller(name, Role.CLERK, Pack.NATION));
    }

    /// A reviewer of all regions.
    public TestApi reviewer(String name) {
        return as(new Caller(name, Role.REVIEWER, Pack.NATION));
    }

    /// A clerk of all regions who has become a reviewer.
    public TestApi promoted(String clerk) {
        var reviewer = new Caller(clerk, Role.REVIEWER, Pack.NATION);
        TestUsers.become(database, reviewer);
        return as(reviewer);
    }

    /// An insured person, whose user has the number for a name.
    public TestApi insured(String person) {
        return as(new Caller(person.toLowerCase(Locale.ROOT), Role.INSURED, person));
    }

    /// The cashier of an institution.
    public TestApi cashier(String institution) {
        return as(new Caller("cashier-" + institution.toLowerCase(Locale.ROOT), Role.CASHIER, institution));
    }

    private String token(Caller user) {
        return tokens.computeIfAbsent(user.name(), _ -> TestUsers.token(database, user));
    }

    ObjectNode description() {
        return description;
    }

    public Answer get(String path) {
        return get(path, "en");
    }

    public Answer get(String path, String language) {
        return call("GET", path, request(path, language).GET());
    }

    /// With a key of its own.
    public Answer post(String path, String body) {
        return post(path, UUID.randomUUID().toString(), body, "en");
    }

    public Answer post(String path, String key, String body, String language) {
        return call(
                "POST",
                path,
                request(path, language)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// The id of a photo, unlike any other, that is handed in for a person.
    public String photo(String person) {
        var path = "/api/persons/" + person + "/documents";
        var content = new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 0, 0, 0, 0};
        ByteBuffer.wrap(content).putInt(6, PHOTOS.incrementAndGet());
        var kept = call(
                "POST",
                path,
                request(path, "en")
                        .header("Content-Type", "image/jpeg")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        return kept.at("/document");
    }

    HttpRequest.Builder request(String path, String language) {
        return request(path).header("Accept-Language", language);
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(server.resolve(path));
        token.ifPresent(each -> request.header("Authorization", "Bearer " + each.get()));
        return request;
    }

    Answer call(String method, String path, HttpRequest.Builder request) {
        var response = send(request);
        var type = response.headers().firstValue("Content-Type").orElse("");
        var text = new String(response.body(), StandardCharsets.UTF_8);
        var json = type.contains("json") ? JSON.readTree(text) : JSON.createObjectNode();
        if (type.contains("json")) {
            hold(method, path, response.statusCode(), type.split(";")[0], json);
        }
        return new Answer(response.statusCode(), json, text, response.body(), response);
    }

    /// The answer to a message of the national interface.
    JsonNode send(String message) {
        var request = HttpRequest.newBuilder(server.resolve("/fsi")).POST(HttpRequest.BodyPublishers.ofString(message));
        return JSON.readTree(new String(send(request).body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private void hold(String method, String path, int status, String type, JsonNode answer) {
        var schema = status < 300
                ? operation(method, path).at("/responses/" + status + "/content/" + type.replace("/", "~1") + "/schema")
                : JSON.createObjectNode().put("$ref", "#/components/schemas/Problem");
        assertThat(schema.isMissingNode())
                .as("%s %s answers %s %s, which is not described", method, path, status, type)
                .isFalse();
        assertThat(faults(schema, answer)).as("%s %s: %s", method, path, answer).isEmpty();
    }

    JsonNode operation(String method, String path) {
        var plain = path.split("\\?")[0];
        for (var described : description.get("paths").properties()) {
            var pattern = described.getKey().replaceAll("\\{[^}]+}", "[^/]+");
            if (Pattern.matches(pattern, plain) && described.getValue().has(method.toLowerCase(Locale.ROOT))) {
                return described.getValue().get(method.toLowerCase(Locale.ROOT));
            }
        }
        throw new AssertionError(method + " " + path + " is not described");
    }

    /// What a value lacks to be as a schema of the description says.
    java.util.List<String> faults(JsonNode schema, JsonNode value) {
        var whole = ((ObjectNode) schema.deepCopy());
        whole.set("components", description.get("components"));
        return SCHEMAS.getSchema(whole).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    /// Of those that are the same for others, the first one is to be closed.
    @Override
    public void close() {
        if (isFirst) {
            client.close();
        }
    }
}
