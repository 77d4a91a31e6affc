package org.openyibao.bench.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    private HttpServer server;

    /// Answers with what was sent, under the status that the path names.
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(
                    Integer.parseInt(exchange.getRequestURI().getPath().substring(1)), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address(int status) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + status);
    }

    @Test
    void one_connection_carries_one_message_after_another() throws IOException {
        try (var connection = HttpConnection.to(address(200))) {
            for (var length : new int[] {1, 70_000, 9}) {
                var body = new Bytes(16);
                body.append("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
                assertThat(connection.post(body)).isEqualTo(200);
                assertThat(connection.answer().length() - connection.bodyFrom()).isEqualTo(length);
            }
        }
    }

    @Test
    void tells_the_status() throws IOException {
        try (var connection = HttpConnection.to(address(503))) {
            var body = new Bytes(1);
            body.append(new byte[] {'x'});
            assertThat(connection.post(body)).isEqualTo(503);
        }
    }

    @Test
    void speaks_to_this_machine_alone() {
        assertThatThrownBy(() -> HttpConnection.to(URI.create("http://192.0.2.1:80")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not this machine");
    }
}
