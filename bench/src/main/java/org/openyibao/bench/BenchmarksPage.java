package org.openyibao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openyibao.bench.console.Words;
import org.openyibao.bench.engine.EngineFigures;
import org.openyibao.bench.report.Machine;
import org.openyibao.bench.report.Table;
import org.openyibao.bench.settle.SettleFigures;

/// Puts figures into `docs/benchmarks.md`, between two marks. What people wrote around them stays.
final class BenchmarksPage {

    private static final String BEGIN = "<!-- figures: written by ./openyibao bench all -->";
    private static final String END = "<!-- end of figures -->";

    private BenchmarksPage() {}

    static void write(Path page, Machine machine, EngineFigures engine, SettleFigures settle, Words words)
            throws IOException {
        var before = Files.exists(page)
                ? Files.readString(page)
                : words.text("page.title") + "\n\n" + BEGIN + "\n" + END + "\n";
        var begin = before.indexOf(BEGIN);
        var end = before.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + ": the marks \"" + BEGIN + "\" and \"" + END + "\" are gone");
        }
        var figures = machine.describe(words) + "\n\n" + engine(engine, words) + "\n" + settle(settle, words) + "\n";
        Files.writeString(page, before.substring(0, begin + BEGIN.length()) + "\n" + figures + before.substring(end));
    }

    private static String engine(EngineFigures engine, Words words) {
        return words.text("page.engine", engine.forks(), engine.iterations()) + "\n\n"
                + engine.table(words).toMarkdown() + "\n";
    }

    private static String settle(SettleFigures settle, Words words) {
        var settings = settle.settings();
        var text = new StringBuilder(words.text(
                "page.settle",
                settings.clients(),
                settings.warmUpSeconds(),
                settings.seconds(),
                Table.whole(settings.persons()),
                Table.whole(settle.settlements()),
                settle.errors()));
        text.append("\n\n").append(settle.speeds(words).toMarkdown()).append('\n');
        settle.resources()
                .ifPresent(used -> text.append('\n')
                        .append(settle.loads(words, used).toMarkdown())
                        .append("\n\n")
                        .append(words.text(
                                "settle.used",
                                used.database(),
                                used.fileSystem(),
                                used.serverPeakMib(),
                                Table.whole(used.commits() / settle.seconds())))
                        .append('\n'));
        settle.yardstick()
                .ifPresent(pgbench -> text.append('\n')
                        .append(words.text(
                                "settle.yardstick",
                                pgbench.clients(),
                                Table.whole(pgbench.transactionsPerSecond()),
                                Table.tenths(pgbench.meanMillis())))
                        .append('\n'));
        return text.toString();
    }
}
