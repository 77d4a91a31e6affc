package org.openyibao.bench.gateway;

import java.util.Map;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Json;
import org.openyibao.bench.report.Percentiles;
import org.openyibao.bench.report.Table;

/// `queries` by their numbers, at `rate` a second; `lines`: one message with so many lines of a stay; the download in
/// nanoseconds, the second one of a file that was made before. `peakMib`: what the server held at most until the end.
record InterfaceFigures(
        int rate,
        Map<String, Percentiles> queries,
        int lineCount,
        Percentiles lines,
        int rows,
        long downloadNanos,
        long againNanos,
        long bytes,
        long peakMib) {

    private static final double NANOS = 1e9;
    private static final double MEBI = 1 << 20;

    Table table(Words words) {
        var table = Table.ofTimes(words.text("interface.what"), words.text("interface.limit"));
        queries.forEach((number, times) -> table.add(number, times, "20"));
        return table.add(words.text("interface.lines", lineCount), lines, "200");
    }

    String download(Words words) {
        return words.text(
                "interface.download",
                Table.whole(rows),
                Table.hundredths(downloadNanos / NANOS),
                Table.tenths(bytes / MEBI),
                Table.hundredths(againNanos / NANOS),
                peakMib);
    }

    Json json() {
        var json = new Json()
                .put("rate", rate)
                .put("lineCount", lineCount)
                .put("lines", lines.json())
                .put("rows", rows)
                .put("downloadNanos", downloadNanos)
                .put("againNanos", againNanos)
                .put("bytes", bytes)
                .put("peakMib", peakMib);
        queries.forEach((number, times) -> json.put(number, times.json()));
        return json;
    }
}
