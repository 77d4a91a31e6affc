package org.openyibao.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Figures in rows and columns, as text for a terminal or as Markdown. All but the first column stand to the
/// right.
public final class Table {

    private static final int FULL_WIDTH = 0x2E80;

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        this.heads = List.of(heads);
    }

    public Table add(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /// Of times in milliseconds, a row added by [#add(String,Percentiles,String...)]; `more`: what stands behind them.
    public static Table ofTimes(String what, String... more) {
        return new Table(row(what, List.of("p50 ms", "p95 ms", "p99 ms", "max ms"), more));
    }

    public Table add(String what, Percentiles times, String... more) {
        return add(row(
                what,
                List.of(tenths(times.p50()), tenths(times.p95()), tenths(times.p99()), tenths(times.longest())),
                more));
    }

    private static String[] row(String what, List<String> times, String... more) {
        return Stream.of(Stream.of(what), times.stream(), Arrays.stream(more))
                .flatMap(Function.identity())
                .toArray(String[]::new);
    }

    /// With commas between thousands.
    public static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// Rounded to a whole number, with commas between thousands.
    public static String whole(double value) {
        return whole(Math.round(value));
    }

    /// With one decimal.
    public static String tenths(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    /// With two decimals.
    public static String hundredths(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    public String toText() {
        var widths = IntStream.range(0, heads.size()).map(this::width).toArray();
        var lines = new ArrayList<String>();
        lines.add(textLine(heads, widths));
        rows.forEach(row -> lines.add(textLine(row, widths)));
        return String.join("\n", lines);
    }

    private int width(int column) {
        var widest = width(heads.get(column));
        for (var row : rows) {
            widest = Math.max(widest, width(row.get(column)));
        }
        return widest;
    }

    /// In columns of a terminal: a Chinese character takes two.
    private static int width(String text) {
        return text.codePoints().map(point -> point >= FULL_WIDTH ? 2 : 1).sum();
    }

    private static String textLine(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (var i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            var space = " ".repeat(widths[i] - width(cell));
            line.append(i == 0 ? cell + space : "  " + space + cell);
        }
        return line.toString().stripTrailing();
    }

    public String toMarkdown() {
        var lines = new ArrayList<String>();
        lines.add(markdownLine(heads));
        lines.add("| --- |" + " ---: |".repeat(heads.size() - 1));
        rows.forEach(row -> lines.add(markdownLine(row)));
        return String.join("\n", lines);
    }

    private static String markdownLine(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
