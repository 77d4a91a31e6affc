package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.OpenYibao;
import org.openyibao.server.database.EmbeddedPostgres;

/// `openyibao serve` as a person runs it: a process of its own.
@Timeout(180)
class ServeProcessTest {

    private static final int ENDED_BY_TERM = 128 + 15;

    @TempDir
    Path folder;

    @Test
    void servesUntilItIsToldToEnd() throws Exception {
        Path data = folder.resolve("data");
        Process server = openyibao("LANG=zh_CN.UTF-8", "serve", "--port", "0", "--data", data.toString());
        try (BufferedReader output = server.inputReader()) {
            String ready = output.readLine();
            assertThat(ready).startsWith("OpenYibao 已就绪：http://127.0.0.1:").contains("用时");
            URI health = URI.create(ready.replaceFirst("^.*?(http://[0-9.:]+).*$", "$1/actuator/health"));
            assertThat(statusOf(health)).isEqualTo(200);
            assertThat(EmbeddedPostgres.running(data)).isPresent();

            Process second = openyibao("LANG=en_US.UTF-8", "serve", "--port", "0", "--data", data.toString());
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(errorsOf(second))
                    .containsExactly(
                            "Starting the server and its database ...",
                            "openyibao: data folder " + data.toRealPath()
                                    + " is in use by the server with process id " + server.pid()
                                    + "; end that one or choose another folder with --data");

            // Unlike Process.destroy this leaves the streams open.
            server.toHandle().destroy();
            assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isEqualTo(ENDED_BY_TERM);
            assertThat(output.readLine()).isNull();
        }
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
        assertThat(Files.readString(data.resolve("postgres.log"))).contains("database system is shut down");
        assertThat(errorsOf(server))
                .startsWith("正在启动服务器和数据库……")
                .noneMatch(line -> line.contains("ERROR") || line.contains("Exception"));
    }

    @Test
    void endsWithOneLineWhenItsDatabaseIsKilled() throws Exception {
        Path data = folder.resolve("data");
        Process server = openyibao("LANG=C", "serve", "--port", "0", "--data", data.toString());
        try (BufferedReader output = server.inputReader()) {
            assertThat(output.readLine()).startsWith("OpenYibao is ready at ");
            long postgres = Long.parseLong(
                    Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
            ProcessHandle.of(postgres).orElseThrow().destroyForcibly();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(server.exitValue()).isEqualTo(1);
        assertThat(errorsOf(server))
                .last()
                .asString()
                .startsWith("openyibao: PostgreSQL ended unexpectedly with exit code 137 (see ");
    }

    private static int statusOf(URI uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static List<String> errorsOf(Process process) {
        return process.errorReader().lines().toList();
    }

    /// @param locale a variable and its value
    private static Process openyibao(String locale, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dopenyibao.home=" + System.getProperty("openyibao.home"),
                "-cp",
                System.getProperty("java.class.path"),
                OpenYibao.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("LC_ALL");
        builder.environment().remove("LC_MESSAGES");
        builder.environment().put("LANG", locale.substring(locale.indexOf('=') + 1));
        return builder.start();
    }
}
