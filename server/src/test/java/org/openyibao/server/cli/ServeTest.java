package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.database.OlderPostgres;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.language.Messages;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServeTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isHealthy() throws Exception {
        HttpResponse<String> answer = server.get("/actuator/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("status").asString()).isEqualTo("UP");
        assertThat(answer.body()).doesNotContain("PostgreSQL");
    }

    @Test
    void showsNothingElseOfItself() throws Exception {
        assertThat(server.get("/actuator").statusCode()).isEqualTo(404);
        assertThat(server.get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(server.get("/actuator/beans").statusCode()).isEqualTo(404);
        assertThat(server.get("/actuator/health").headers().firstValue("Server"))
                .isEmpty();
    }

    @Test
    void answersAnUnknownPathInJson() throws Exception {
        HttpResponse<String> answer = server.get("/no/such/path");
        assertThat(answer.statusCode()).isEqualTo(404);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(404);
        assertThat(problem.get("code").asString()).isEqualTo("NOT_FOUND");
        assertThat(problem.get("message").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("trace").doesNotContain("Exception");
    }

    @Test
    void listensOnThisMachineAlone() {
        assertThat(server.baseUrl().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void handlesRequestsOnVirtualThreads() {
        assertThat(server.service(org.springframework.core.env.Environment.class)
                        .getRequiredProperty("spring.threads.virtual.enabled", Boolean.class))
                .isTrue();
    }

    @Test
    void worksOnTheDatabaseThatItWasGiven() throws SQLException {
        try (Connection connection = server.service(DataSource.class).getConnection();
                ResultSet answer =
                        connection.createStatement().executeQuery("SELECT count(*) FROM flyway_schema_history")) {
            assertThat(answer.next()).isTrue();
            assertThat(server.database().address().jdbcUrl()).contains("/" + connection.getCatalog() + "?");
        }
    }

    @Test
    void namesAPortThatIsTakenAndLeavesNothingRunning() throws IOException {
        try (TestDatabase database = TestDatabase.migrated();
                ServerSocket other = new ServerSocket(0)) {
            ServeOptions options = ServeOptions.external(database.address()).withPort(other.getLocalPort());
            assertThatThrownBy(() -> Serve.start(options))
                    .hasStackTraceContaining(PortInUseException.class.getSimpleName());
            assertThat(connectionsOf(database)).isZero();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bind | 203.0.113.7  | openyibao: --bind: expected an address of this machine, got 203.0.113.7",
                "--bind | no-such.invalid | openyibao: --bind: expected an address of this machine, got no-such.invalid",
                "--port | 65536        | openyibao: --port: expected 0 to 65535, got 65536",
            })
    void namesWhatItCannotListenOn(String option, String value, String expected) {
        StringWriter errors = new StringWriter();
        CommandLine commandLine = CommandLines.of(new Serve(), Messages.of(Locale.ENGLISH));
        commandLine.setErr(new PrintWriter(errors));
        assertThat(commandLine.execute(option, value, "--data", "never-made")).isEqualTo(1);
        assertThat(errors).hasToString(expected + System.lineSeparator());
        assertThat(Path.of("never-made")).doesNotExist();
    }

    @Test
    void startsNothingByAFileOfKeysThatIsWrong(@TempDir Path folder) throws IOException {
        Path keys = Files.writeString(
                folder.resolve("k.csv"), "institution,style,key,secret\nH1,smoke,k,s3cret\nH2,csb,k,\n");
        StringWriter errors = new StringWriter();
        CommandLine commandLine = CommandLines.of(new Serve(), Messages.of(Locale.ENGLISH));
        commandLine.setErr(new PrintWriter(errors));
        assertThat(commandLine.execute("--keys=" + keys, "--data=never-made")).isEqualTo(1);
        assertThat(errors.toString().lines())
                .contains("k.csv:3:secret: expected 1 to 200 characters")
                .anyMatch(line -> line.startsWith("k.csv:2:style: expected one of tif, csb,"))
                .endsWith("openyibao: not started: 2 complaints about the file of --keys")
                .noneMatch(line -> line.contains("s3cret"));
        assertThat(Path.of("never-made")).doesNotExist();
    }

    @Test
    void namesAFileOfKeysThatIsNotThere() {
        StringWriter errors = new StringWriter();
        CommandLine commandLine = CommandLines.of(new Serve(), Messages.of(Locale.CHINESE));
        commandLine.setErr(new PrintWriter(errors));
        assertThat(commandLine.execute("--keys=no-such.csv", "--data=never-made"))
                .isEqualTo(1);
        assertThat(errors.toString().lines()).last().isEqualTo("openyibao：--keys：没有文件 no-such.csv");
        assertThat(Path.of("never-made")).doesNotExist();
    }

    @Test
    void bringsTheTablesOfAnEmptyDatabaseUpToDate() throws SQLException {
        try (TestDatabase database = TestDatabase.empty();
                ServerRun _ = Serve.start(ServeOptions.external(database.address()))) {
            try (Connection connection = database.connect();
                    ResultSet tables =
                            connection.getMetaData().getTables(null, "public", "flyway_schema_history", null)) {
                assertThat(tables.next()).isTrue();
            }
        }
    }

    @Test
    void runsOnThePostgresqlOfDebian(@TempDir Path folder) throws IOException {
        assumeTrue(OlderPostgres.isInstalled(), "no PostgreSQL 15 on this machine");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (OlderPostgres older = OlderPostgres.start(folder);
                ServerRun run = Serve.start(ServeOptions.external(older.address()))) {
            assertThat(run.database()).isEqualTo(older.address());
            assertThat(run.baseUrl().getPort()).isPositive();
        }
    }

    private static int connectionsOf(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                ResultSet answer = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid()")) {
            assertThat(answer.next()).isTrue();
            return answer.getInt(1);
        }
    }
}
