package org.openyibao.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.server.database.DatabaseException.Problem;

/// Each test starts the database of one folder and leaves it ended, with a row of its own if it wrote one.
@Timeout(120)
class EmbeddedPostgresTest {

    private static final int NOBODY = 65534;

    @TempDir
    static Path temporary;

    static Path data;

    @BeforeAll
    static void createOnce() throws IOException {
        // Another user must be able to pass through where PostgreSQL runs as one.
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        data = temporary.resolve("data");
        EmbeddedPostgres.start(data, 0).close();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "data_checksums, on",
        "server_encoding, UTF8",
        "lc_collate, C",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "shared_buffers, 512MB",
        "max_wal_size, 2GB",
        "checkpoint_timeout, 15min",
        "commit_delay, 0",
        "max_connections, 40",
    })
    void runsWithTheSettingsItPromises(String setting, String expected) throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            String sql = setting.equals("lc_collate")
                    ? "SELECT datcollate FROM pg_database WHERE datname = current_database()"
                    : "SHOW " + setting;
            assertThat(ask(postgres, sql)).isEqualTo(expected);
        }
    }

    @Test
    void noFileCanTurnFlushingOff() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            execute(postgres, "ALTER SYSTEM SET fsync = off");
            execute(postgres, "ALTER SYSTEM SET synchronous_commit = off");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            execute(postgres, "ALTER SYSTEM RESET ALL");
        }
    }

    @Test
    void keepsThePasswordToItself() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            Path file = data.resolve("postgres.password");
            assertThat(Files.readString(file)).isEqualTo(postgres.password()).hasSizeGreaterThan(40);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(data.resolve("postgres.log"))).doesNotContain(postgres.password());
            assertThat(Files.readString(Path.of("/proc/" + postgres.pid() + "/cmdline")))
                    .contains(data.toString())
                    .doesNotContain(postgres.password());
            assertThat(postgres.address().toString()).doesNotContain(postgres.password());
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void keepsItsDataOverARestart() throws SQLException {
        long first;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            execute(postgres, "CREATE TABLE kept AS SELECT '医保' AS word");
            first = postgres.pid();
        }
        assertThat(ProcessHandle.of(first)).isEmpty();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(postgres.pid()).isNotEqualTo(first);
            assertThat(ask(postgres, "SELECT word FROM kept")).isEqualTo("医保");
        }
    }

    @Test
    void takesThePortItIsGivenAndNamesOneThatIsTaken() throws IOException, SQLException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int taken = other.getLocalPort();
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, taken))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            failure -> assertThat(failure.problem()).isEqualTo(Problem.PORT_IN_USE))
                    .hasMessageContaining(Integer.toString(taken));
            other.close();
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, taken)) {
                assertThat(postgres.port()).isEqualTo(taken);
                assertThat(ask(postgres, "SHOW port")).isEqualTo(Integer.toString(taken));
            }
        }
    }

    @Test
    void refusesASecondServerOnTheFolderAgainAndAgain() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, 0))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            failure -> assertThat(failure.problem()).isEqualTo(Problem.FOLDER_IN_USE))
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            // Being refused within one process must not give the lock up to another.
            for (int attempt = 0; attempt < 2; attempt++) {
                Process second = StartsEmbeddedPostgres.inOwnProcess(data);
                try (BufferedReader output = second.inputReader()) {
                    assertThat(output.readLine()).isEqualTo("refused FOLDER_IN_USE");
                }
            }
            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void tellsOthersWhereItRuns() throws SQLException {
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(EmbeddedPostgres.running(data)).contains(postgres.address());
        }
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
    }

    @Test
    void endsWithAServerThatIsKilledAndKeepsWhatItCommitted() throws Exception {
        Process server = StartsEmbeddedPostgres.inOwnProcess(data);
        long pid;
        try (BufferedReader output = server.inputReader()) {
            String line = output.readLine();
            assertThat(line).startsWith("ready ");
            pid = Long.parseLong(line.substring("ready ".length()));
            assertThat(Leftover.worksOn(pid, data.resolve("postgres"))).isTrue();
            assertThat(EmbeddedPostgres.running(data)).isPresent();

            server.toHandle().destroyForcibly();
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        awaitNobodyWorks(Duration.ofSeconds(10));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(ask(postgres, "SELECT word FROM survivor LIMIT 1")).isEqualTo("committed");
        }
    }

    @Test
    void startsAtOnceAfterAServerThatIsKilled() throws Exception {
        Process server = StartsEmbeddedPostgres.inOwnProcess(data);
        try (BufferedReader output = server.inputReader()) {
            assertThat(output.readLine()).startsWith("ready ");
            server.toHandle().destroyForcibly();
            server.waitFor();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(ask(postgres, "SELECT word FROM survivor LIMIT 1")).isEqualTo("committed");
        }
    }

    @Test
    void saysThatItWasKilledAndRecovers() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            execute(postgres, "CREATE TABLE recovered AS SELECT generate_series(1, 1000) AS number");
            ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
            DatabaseException reason = postgres.ended().get(10, TimeUnit.SECONDS);
            assertThat(reason.problem()).isEqualTo(Problem.ENDED);
            assertThat(reason).hasMessageContaining("137").hasMessageContaining("postgres.log");
        }
        assertThat(data.resolve("postgres/postmaster.pid")).exists();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(ask(postgres, "SELECT sum(number) FROM recovered")).isEqualTo("500500");
        }
    }

    @Test
    void endsAPostgresThatNobodyHolds() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            execute(postgres, "CREATE TABLE orphaned AS SELECT 7 AS number");
        }
        Path files = data.toRealPath().resolve("postgres");
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process orphan = new ProcessBuilder(Launch.forMachine(files)
                        .command(List.of(
                                binary(),
                                "-D",
                                files.toString(),
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "port=" + port)))
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("orphan.log").toFile())
                .start();
        while (Postmaster.of(files).filter(Postmaster::ready).isEmpty()) {
            assertThat(orphan.isAlive()).isTrue();
            Pause.milliseconds(10);
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(ask(postgres, "SELECT number FROM orphaned")).isEqualTo("7");
        }
    }

    @Test
    void isNotMisledByAStrangerWithTheProcessIdOfItsPredecessor() throws IOException, SQLException {
        Path stale = data.resolve("postgres/postmaster.pid");
        Files.writeString(
                stale, ProcessHandle.current().pid() + "\n" + data.resolve("postgres") + "\n0\n5432\n\n127.0.0.1\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void saysWhatKeepsPostgresFromStarting() throws IOException {
        Path version = data.resolve("postgres/PG_VERSION");
        String original = Files.readString(version);
        Files.writeString(version, "17\n");
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, 0))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            failure -> assertThat(failure.problem()).isEqualTo(Problem.START_FAILED))
                    .hasMessageContaining("FATAL:  database files are incompatible with server")
                    .hasMessageContaining("postgres.log");
        } finally {
            Files.writeString(version, original);
        }
    }

    @Test
    void missesItsPassword() throws IOException {
        Path file = data.resolve("postgres.password");
        Path aside = data.resolve("aside");
        Files.move(file, aside);
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data, 0))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            failure -> assertThat(failure.problem()).isEqualTo(Problem.PASSWORD_MISSING))
                    .hasMessageContaining(file.toString());
        } finally {
            Files.move(aside, file);
        }
    }

    @Test
    void cutsALogThatGrewTooLong() throws IOException {
        Path log = data.resolve("postgres.log");
        Files.write(log, new byte[11 << 20]);
        EmbeddedPostgres.start(data, 0).close();
        assertThat(Files.size(log)).isLessThan(100_000);
        assertThat(Files.readString(log)).contains("ready to accept connections");
    }

    @Test
    void runsAsTheOwnerOfItsFilesWhereThatIsNotRoot() throws Exception {
        assumeTrue(Launch.userId(Path.of("/proc/self")) == 0, "only root can give files away");
        Path others = temporary.resolve("others");
        EmbeddedPostgres.start(others, 0).close();
        Launch.asUser(NOBODY).give(others.resolve("postgres"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(others, 0)) {
            assertThat(Launch.userId(Path.of("/proc", Long.toString(postgres.pid()))))
                    .isEqualTo(NOBODY);
            assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
        }
    }

    @Test
    void neverRunsAsRoot() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            // In a user namespace without a map every id shows as the overflow id.
            String status = Files.readString(Path.of("/proc/" + postgres.pid() + "/status"));
            assertThat(status.toLowerCase(Locale.ROOT)).contains("capeff:\t0000000000000000");
            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    private static String binary() throws IOException {
        return Binaries.unpacked(data.toRealPath()).resolve("bin/postgres").toString();
    }

    private static void awaitNobodyWorks(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!Leftover.workers(data.resolve("postgres")).isEmpty()) {
            assertThat(System.nanoTime()).as("PostgreSQL ended within " + limit).isLessThan(deadline);
            Pause.milliseconds(20);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
