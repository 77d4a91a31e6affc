package org.openyibao.bench.engine;

import java.util.List;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Json;
import org.openyibao.bench.report.Table;

/// What was measured of the engine. `forks` Java machines, one after another, each with `iterations` of a
/// second.
public record EngineFigures(int forks, int iterations, List<Row> rows) {

    /// One kind of bill: decisions a second on one thread, half the width of the 99.9 % confidence interval
    /// around that, and bytes allocated a decision.
    public record Row(String bill, int lines, double decisionsPerSecond, double error, double bytesPerDecision) {}

    public Table table(Words words) {
        var table = new Table(
                words.text("engine.bill"),
                words.text("engine.rate"),
                words.text("engine.error"),
                words.text("engine.allocated"));
        for (var row : rows) {
            table.add(
                    words.text("engine.bill." + row.bill(), row.lines()),
                    Table.whole(row.decisionsPerSecond()),
                    "± " + Table.whole(row.error()),
                    Table.whole(row.bytesPerDecision()));
        }
        return table;
    }

    public Json json() {
        var json = new Json().put("forks", forks).put("iterations", iterations);
        for (var row : rows) {
            json.put(
                    row.bill(),
                    new Json()
                            .put("lines", row.lines())
                            .put("decisionsPerSecond", row.decisionsPerSecond())
                            .put("error", row.error())
                            .put("bytesPerDecision", row.bytesPerDecision()));
        }
        return json;
    }
}
