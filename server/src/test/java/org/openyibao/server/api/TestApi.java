package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.openyibao.server.cli.ServerRun;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.TestUsers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls the interface of a server, and holds every JSON answer against the server's own description of it: an answer
/// that is not described, or not as described, fails the test.
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

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final Optional<String> token;
    private final ObjectNode description;

    /// Signed in by nobody.
    public TestApi(URI server) {
        this(server, Optional.empty());
    }

    /// As a new user of a server, or one that the test made before, by a token of the user.
    public static TestApi as(ServerRun server, Role role, String name, String scope) {
        return new TestApi(
                server.baseUrl(), Optional.of(TestUsers.token(server.database(), new Caller(name, role, scope))));
    }

    private TestApi(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
        description = (ObjectNode) JSON.readTree(new String(
                send(HttpRequest.newBuilder(server.resolve("/api/openapi.json")))
                        .body(),
                StandardCharsets.UTF_8));
    }

    /// The same server, called with another token.
    TestApi with(String otherToken) {
        return new TestApi(server, Optional.of(otherToken));
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

    HttpRequest.Builder request(String path, String language) {
        var request = HttpRequest.newBuilder(server.resolve(path)).header("Accept-Language", language);
        token.ifPresent(each -> request.header("Authorization", "Bearer " + each));
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
            if (Pattern.matches(pattern, plain)
                    && described.getValue().has(method.toLowerCase(java.util.Locale.ROOT))) {
                return described.getValue().get(method.toLowerCase(java.util.Locale.ROOT));
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

    @Override
    public void close() {
        client.close();
    }
}
