package org.openyibao.bench.batches;

import java.util.List;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Json;
import org.openyibao.bench.report.Table;

/// What each step of the year took. `database`: what it ran on. `errors`: settlements that came to nothing.
record BatchesFigures(String database, List<Step> steps, long errors) {

    /// `count`: accounts, or settlements. `serverCpu`, `databaseCpu`: seconds, 0 where they were not looked at.
    /// `peakMib`: the most memory that the server had held until then, since it started.
    record Step(String name, long count, double seconds, double serverCpu, double databaseCpu, long peakMib) {}

    Table table(Words words) {
        var table = new Table(
                words.text("batches.step"),
                words.text("batches.count"),
                words.text("batches.seconds"),
                words.text("batches.rate"),
                words.text("batches.server-cpu"),
                words.text("batches.database-cpu"),
                words.text("batches.peak"));
        for (var step : steps) {
            table.add(
                    step.name(),
                    Table.whole(step.count()),
                    Table.tenths(step.seconds()),
                    Table.whole(step.count() / step.seconds()),
                    Table.tenths(step.serverCpu()),
                    Table.tenths(step.databaseCpu()),
                    Table.whole(step.peakMib()));
        }
        return table;
    }

    Json json() {
        var json = new Json().put("database", database).put("errors", errors);
        for (var step : steps) {
            json.put(
                    step.name(),
                    new Json()
                            .put("count", step.count())
                            .put("seconds", step.seconds())
                            .put("serverCpuSeconds", step.serverCpu())
                            .put("databaseCpuSeconds", step.databaseCpu())
                            .put("serverPeakMib", step.peakMib()));
        }
        return json;
    }
}
