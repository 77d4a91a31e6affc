package org.openyibao.bench.settle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// PostgreSQL's own measuring program beside ours, on the same server and disk: the yardstick of the
/// machine. Simple updates of its TPC-B tables (`-N`) with prepared statements, one commit a transaction.
final class Pgbench {

    /// The Debian package that has it.
    static final String PACKAGE = "postgresql-contrib";

    static final int SECONDS = 10;

    private static final String DATABASE = "pgbench";
    private static final int SCALE = 10;
    private static final int LONGEST_SECONDS = 120;
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("(?m)^latency average = ([0-9.]+) ms");

    private final Path program;

    private Pgbench(Path program) {
        this.program = program;
    }

    /// The program, where this machine has one: on the path, or where Debian puts it.
    static Optional<Pgbench> find() throws IOException {
        var folders = new ArrayList<Path>();
        for (var folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            folders.add(Path.of(folder));
        }
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted().map(version -> version.resolve("bin")).forEach(folders::add);
            }
        }
        return folders.stream()
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Pgbench::new);
    }

    /// Measures on a database of its own beside the server's, which it drops afterwards. The server must be
    /// idle.
    SettleFigures.Yardstick run(Database database, int clients) throws IOException, InterruptedException, SQLException {
        database.execute("drop database if exists " + DATABASE);
        database.execute("create database " + DATABASE);
        try {
            var count = Math.min(clients, freeConnections(database));
            call(database, List.of("-i", "-q", "-s", Integer.toString(SCALE)));
            var said = call(
                    database,
                    List.of(
                            "-N",
                            "-M",
                            "prepared",
                            "-c",
                            Integer.toString(count),
                            "-j",
                            "2",
                            "-T",
                            Integer.toString(SECONDS)));
            return new SettleFigures.Yardstick(count, SECONDS, number(RATE, said), number(LATENCY, said));
        } finally {
            database.execute("drop database if exists " + DATABASE + " with (force)");
        }
    }

    /// One is left over, for whoever asks.
    private static int freeConnections(Database database) throws SQLException {
        return Integer.parseInt(database.ask("""
                select current_setting('max_connections')::int - count(*) - 1
                from pg_stat_activity where backend_type in ('client backend', 'walsender')"""));
    }

    private String call(Database database, List<String> options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                program.toString(), "-h", "127.0.0.1", "-p", Integer.toString(database.port()), "-U", Database.USER));
        command.addAll(options);
        command.add(DATABASE);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("pgbench: " + said.strip());
        }
        return said;
    }

    private static double number(Pattern pattern, String text) throws IOException {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("pgbench said nothing like \"" + pattern + "\": " + text.strip());
        }
        return Double.parseDouble(matcher.group(1));
    }
}
