package org.openyibao.bench.desk;

import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Json;
import org.openyibao.bench.report.Table;
import org.openyibao.bench.settle.Percentiles;

/// `searches` among `entries` of a catalogue; `previews` of a bill of `lines`. One asker, who waits for each answer.
record DeskFigures(int entries, Percentiles searches, int lines, Percentiles previews) {

    private static final String MOST_OF_SEARCH = "30";
    private static final String MOST_OF_PREVIEW = "20";

    Table table(Words words) {
        var table = new Table(
                words.text("desk.what"), "p50 ms", "p95 ms", "p99 ms", "max ms", words.text("interface.limit"));
        add(table, words.text("desk.search", Table.whole(entries)), searches, MOST_OF_SEARCH);
        return add(table, words.text("desk.preview", lines), previews, MOST_OF_PREVIEW);
    }

    private static Table add(Table table, String what, Percentiles times, String limit) {
        return table.add(
                what,
                Table.tenths(times.p50()),
                Table.tenths(times.p95()),
                Table.tenths(times.p99()),
                Table.tenths(times.longest()),
                limit);
    }

    Json json() {
        return new Json()
                .put("entries", entries)
                .put("searches", searches.json())
                .put("lines", lines)
                .put("previews", previews.json());
    }
}
