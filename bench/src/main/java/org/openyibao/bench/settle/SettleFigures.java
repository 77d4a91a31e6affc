package org.openyibao.bench.settle;

import java.util.Optional;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Json;
import org.openyibao.bench.report.Percentiles;
import org.openyibao.bench.report.Table;

/// What was measured of a server. `resources` and `yardstick` are empty where the server was not the bench's
/// own, the latter also where the machine has no `pgbench`.
public record SettleFigures(
        Settings settings,
        long settlements,
        double seconds,
        Percentiles operation,
        Percentiles settlement,
        long errors,
        String firstError,
        Optional<Resources> resources,
        Optional<Yardstick> yardstick) {

    /// How it was measured.
    public record Settings(int clients, int seconds, int warmUpSeconds, int persons) {}

    /// What the processes used while it was measured. `commits`: transactions of the database.
    public record Resources(
            String database,
            String fileSystem,
            double serverCpuSeconds,
            double databaseCpuSeconds,
            double driverCpuSeconds,
            long serverPeakMib,
            long commits) {}

    /// What `pgbench` reached on the same database and disk.
    public record Yardstick(int clients, int seconds, double transactionsPerSecond, double meanMillis) {}

    public double perSecond() {
        return settlements / seconds;
    }

    public Table speeds(Words words) {
        return Table.ofTimes(words.text("settle.what"), words.text("settle.rate"))
                .add(words.text("settle.operation"), operation, Table.whole(perSecond()))
                .add(words.text("settle.settlement"), settlement, Table.whole(perSecond()));
    }

    public Table loads(Words words, Resources used) {
        return new Table(
                        words.text("settle.process"),
                        words.text("settle.cpu"),
                        words.text("settle.cores"),
                        words.text("settle.micros"))
                .add(load(words.text("settle.server"), used.serverCpuSeconds()))
                .add(load(words.text("settle.database"), used.databaseCpuSeconds()))
                .add(load(words.text("settle.driver"), used.driverCpuSeconds()));
    }

    private String[] load(String process, double cpuSeconds) {
        return new String[] {
            process,
            Table.tenths(cpuSeconds),
            Table.hundredths(cpuSeconds / seconds),
            Table.whole(cpuSeconds * 1_000_000 / Math.max(1, settlements))
        };
    }

    public Json json() {
        var json = new Json()
                .put("clients", settings.clients())
                .put("warmUpSeconds", settings.warmUpSeconds())
                .put("persons", settings.persons())
                .put("seconds", seconds)
                .put("settlements", settlements)
                .put("settlementsPerSecond", perSecond())
                .put("operationMillis", operation.json())
                .put("settlementMillis", settlement.json())
                .put("errors", errors)
                .put("firstError", firstError);
        resources.ifPresent(used -> json.put(
                "resources",
                new Json()
                        .put("database", used.database())
                        .put("fileSystem", used.fileSystem())
                        .put("serverCpuSeconds", used.serverCpuSeconds())
                        .put("databaseCpuSeconds", used.databaseCpuSeconds())
                        .put("driverCpuSeconds", used.driverCpuSeconds())
                        .put("serverPeakMib", used.serverPeakMib())
                        .put("databaseCommits", used.commits())));
        yardstick.ifPresent(pgbench -> json.put(
                "pgbench",
                new Json()
                        .put("clients", pgbench.clients())
                        .put("seconds", pgbench.seconds())
                        .put("transactionsPerSecond", pgbench.transactionsPerSecond())
                        .put("meanMillis", pgbench.meanMillis())));
        return json;
    }
}
