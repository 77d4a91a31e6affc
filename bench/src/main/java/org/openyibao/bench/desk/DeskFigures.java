package org.openyibao.bench.desk;

import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Json;
import org.openyibao.bench.report.Percentiles;
import org.openyibao.bench.report.Table;

/// `searches` among `entries` of a catalogue; `previews` of a bill of `lines`. One asker, who waits for each answer.
record DeskFigures(int entries, Percentiles searches, int lines, Percentiles previews) {

    private static final String MOST_OF_SEARCH = "30";
    private static final String MOST_OF_PREVIEW = "20";

    Table table(Words words) {
        return Table.ofTimes(words.text("desk.what"), words.text("interface.limit"))
                .add(words.text("desk.search", Table.whole(entries)), searches, MOST_OF_SEARCH)
                .add(words.text("desk.preview", lines), previews, MOST_OF_PREVIEW);
    }

    Json json() {
        return new Json()
                .put("entries", entries)
                .put("searches", searches.json())
                .put("lines", lines)
                .put("previews", previews.json());
    }
}
