package org.openyibao.bench.settle;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openyibao.bench.console.Console;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.settle.SettleFigures.Resources;
import org.openyibao.bench.settle.SettleFigures.Settings;
import org.openyibao.bench.settle.SettleFigures.Yardstick;

/// Measures a server under load, and says meanwhile what it does.
public final class SettleMeasurement {

    private static final int MILLIS = 1_000;

    private final Settings settings;
    private final Console console;
    private final Words words;

    public SettleMeasurement(Settings settings, Console console, Words words) {
        this.settings = settings;
        this.console = console;
        this.words = words;
    }

    /// Measures a server that runs already and knows these persons.
    SettleFigures of(URI address, List<Person> persons) throws IOException, InterruptedException {
        try (var load = new Load(address, settings.clients(), persons, Witness.NOBODY)) {
            openVisits(load, persons.size());
            var tally = settle(load, Optional.empty());
            return figures(tally, Optional.empty(), Optional.empty());
        }
    }

    /// Brings up a server on a data folder that is new, measures it, and ends it.
    public SettleFigures ofOwn(ServerProgram program, Path data)
            throws IOException, InterruptedException, SQLException {
        var sample = data.resolve("sample");
        console.note(words.text("settle.sample", settings.persons()));
        SampleData.write(sample, settings.persons());
        var fileSystem = Files.getFileStore(data).type();
        if (fileSystem.equals("tmpfs")) {
            throw new IOException(words.text("settle.memory-disk", data));
        }
        console.note(words.text("settle.starting"));
        try (var server = OwnServer.start(program, data, List.of("--load", sample.toString()))) {
            return ofOwn(server, fileSystem);
        }
    }

    private SettleFigures ofOwn(OwnServer server, String fileSystem)
            throws IOException, InterruptedException, SQLException {
        var meter = new Meter(server, Database.of(server.data()));
        var persons = SampleData.persons(settings.persons());
        try (var load = new Load(server.address(), settings.clients(), persons, Witness.NOBODY)) {
            openVisits(load, persons.size());
            // As autovacuum does soon: until then plans are those for tables that were new and empty.
            meter.database().execute("vacuum (analyze)");
            var tally = settle(load, Optional.of(meter));
            var resources = meter.resources(fileSystem);
            return figures(tally, Optional.of(resources), yardstick(meter.database()));
        }
    }

    private void openVisits(Load load, int persons) throws IOException, InterruptedException {
        try (var progress = console.progress(words.text("settle.opening", persons), persons)) {
            load.openVisits(progress::at);
        }
        if (!load.firstError().isEmpty()) {
            throw new IOException(words.text("settle.not-opened", load.firstError()));
        }
    }

    private Load.Tally settle(Load load, Optional<Meter> meter) throws IOException, InterruptedException {
        var whole = settings.warmUpSeconds() + settings.seconds();
        var title = words.text("settle.measuring", settings.clients(), settings.warmUpSeconds(), settings.seconds());
        try (var progress = console.progress(title, (long) whole * MILLIS)) {
            return load.settle(
                    Duration.ofSeconds(settings.warmUpSeconds()),
                    Duration.ofSeconds(settings.seconds()),
                    new Load.Observer() {
                        @Override
                        public void begins() throws IOException {
                            if (meter.isPresent()) {
                                meter.get().begin();
                            }
                        }

                        @Override
                        public void passed(long millis) {
                            progress.at(millis);
                        }

                        @Override
                        public void ends() throws IOException {
                            if (meter.isPresent()) {
                                meter.get().end();
                            }
                        }
                    });
        }
    }

    private Optional<Yardstick> yardstick(Database database) throws IOException, InterruptedException {
        var pgbench = Pgbench.find();
        if (pgbench.isEmpty()) {
            console.note(words.text("settle.no-pgbench", Pgbench.PACKAGE));
            return Optional.empty();
        }
        console.note(words.text("settle.pgbench", Pgbench.SECONDS));
        try {
            return Optional.of(pgbench.get().run(database, settings.clients()));
        } catch (IOException | SQLException failure) {
            console.note(words.text("settle.pgbench-failed", failure));
            return Optional.empty();
        }
    }

    private SettleFigures figures(Load.Tally tally, Optional<Resources> resources, Optional<Yardstick> yardstick) {
        return new SettleFigures(
                settings,
                tally.settlements(),
                tally.nanos() / 1e9,
                tally.whole(),
                tally.settling(),
                tally.errors(),
                tally.firstError(),
                resources,
                yardstick);
    }

    /// What the processes have used at the beginning and at the end.
    private static final class Meter {

        private record Reading(double server, double database, double driver, long commits) {}

        private final OwnServer server;
        private final Database database;
        private Reading first = new Reading(0, 0, 0, 0);
        private Reading last = first;

        Meter(OwnServer server, Database database) {
            this.server = server;
            this.database = database;
        }

        Database database() {
            return database;
        }

        void begin() throws IOException {
            first = read();
        }

        void end() throws IOException {
            last = read();
        }

        private Reading read() throws IOException {
            return new Reading(
                    Processes.cpuSeconds(server.pid()),
                    Processes.cpuSecondsOfFamily(database.pid()),
                    Processes.cpuSeconds(ProcessHandle.current().pid()),
                    commits());
        }

        private long commits() throws IOException {
            try {
                return Long.parseLong(database.ask(
                        "select xact_commit from pg_stat_database where datname = '" + Database.NAME + "'"));
            } catch (SQLException failure) {
                throw new IOException(failure);
            }
        }

        Resources resources(String fileSystem) throws IOException, SQLException {
            return new Resources(
                    "PostgreSQL " + database.ask("show server_version") + ", fsync " + database.ask("show fsync")
                            + ", synchronous_commit " + database.ask("show synchronous_commit"),
                    fileSystem,
                    last.server() - first.server(),
                    last.database() - first.database(),
                    last.driver() - first.driver(),
                    Processes.peakMemoryMib(server.pid()),
                    last.commits() - first.commits());
        }
    }
}
