package org.openyibao.bench.clearing;

import org.openyibao.bench.console.Words;
import org.openyibao.bench.report.Json;
import org.openyibao.bench.report.Table;

/// How long each step took, in nanoseconds. `owed` in fen, `differences` in lines.
record ClearingFigures(
        long day,
        long month,
        long clearNanos,
        long netNanos,
        long uploadNanos,
        long compareNanos,
        long owed,
        long differences) {

    private static final double NANOS = 1e9;
    private static final int FEN = 100;

    Table table(Words words) {
        return new Table(
                        words.text("clearing.what"),
                        words.text("clearing.count"),
                        words.text("clearing.seconds"),
                        words.text("clearing.limit"))
                .add(words.text("clearing.clear"), Table.whole(day), seconds(clearNanos), "60")
                .add(words.text("clearing.net"), Table.whole(day), seconds(netNanos), "")
                .add(words.text("clearing.upload"), Table.whole(month), seconds(uploadNanos), "")
                .add(words.text("clearing.compare"), Table.whole(month), seconds(compareNanos), "10");
    }

    private static String seconds(long nanos) {
        return Table.hundredths(nanos / NANOS);
    }

    String checked(Words words) {
        return words.text(
                "clearing.checked",
                Table.whole(day),
                owed / FEN + "." + String.valueOf(FEN + owed % FEN).substring(1),
                differences);
    }

    Json json() {
        return new Json()
                .put("day", day)
                .put("month", month)
                .put("clearNanos", clearNanos)
                .put("netNanos", netNanos)
                .put("uploadNanos", uploadNanos)
                .put("compareNanos", compareNanos)
                .put("owedFen", owed)
                .put("differences", differences);
    }
}
