package org.openyibao.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.openyibao.server.database.TestDatabase;

/// The whole server on a free port, with a migrated database of its own.
///
/// ```java
/// @BeforeAll
/// static void start() { server = TestServer.start(); }
///
/// @AfterAll
/// static void stop() { server.close(); }
/// ```
public final class TestServer implements AutoCloseable {

    private final TestDatabase database;
    private final ServerRun run;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestServer(TestDatabase database, ServerRun run) {
        this.database = database;
        this.run = run;
    }

    public static TestServer start() {
        return start(UnaryOperator.identity());
    }

    /// That decides by these packs.
    public static TestServer start(Path policies) {
        return start(options -> options.withPolicies(policies));
    }

    public static TestServer start(UnaryOperator<ServeOptions> changed) {
        TestDatabase database = TestDatabase.migrated();
        return new TestServer(database, Serve.start(changed.apply(ServeOptions.external(database.address()))));
    }

    /// Without a slash at the end.
    public URI baseUrl() {
        return run.baseUrl();
    }

    public TestDatabase database() {
        return database;
    }

    /// A room's public service.
    public <T> T service(Class<T> type) {
        return run.service(type);
    }

    /// @param path starts with a slash
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    /// Posts JSON.
    ///
    /// @param path starts with a slash
    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                .build());
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /// @param path starts with a slash
    public URI uri(String path) {
        return URI.create(baseUrl() + path);
    }

    @Override
    public void close() {
        client.close();
        run.close();
        database.close();
    }
}
