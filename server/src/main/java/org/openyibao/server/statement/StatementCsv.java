package org.openyibao.server.statement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;

/// A statement as a CSV file: UTF-8 with a byte order mark, without which Excel takes it for another encoding;
/// CRLF. Its rows: the opening balance, the lines, the sums by kind, the closing balance.
public final class StatementCsv {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /// With one of these at the beginning a spreadsheet takes text for a formula.
    private static final String FORMULA = "=+-@\t\r";

    private StatementCsv() {}

    public static byte[] of(Statement statement, Locale locale) {
        var text = new StringBuilder(BYTE_ORDER_MARK);
        try (var csv = new CSVPrinter(text, CSVFormat.EXCEL)) {
            csv.printRecord(
                    Columns.ALL.stream().map(column -> column.in(locale)).toList());
            csv.printRecord(balance(statement.from().toString(), Columns.OPENING, statement.opening(), locale));
            for (var line : statement.lines()) {
                csv.printRecord(row(line, locale));
            }
            for (var total : statement.totals()) {
                csv.printRecord(row(total, locale));
            }
            csv.printRecord(balance(statement.to().toString(), Columns.CLOSING, statement.closing(), locale));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> row(Line line, Locale locale) {
        var total = line.change().total();
        return cells(
                List.of(
                        line.day().toString(),
                        line.why().text().in(locale),
                        safe(line.words().in(locale)),
                        Columns.reference(line)),
                Optional.of(total.max(Fen.ZERO)),
                Optional.of(total.negated().max(Fen.ZERO)),
                Optional.of(line.change()),
                Optional.of(line.after()));
    }

    private static List<String> row(Total total, Locale locale) {
        return cells(
                List.of("", Columns.SUM.in(locale), total.why().text().in(locale), ""),
                Optional.of(total.in()),
                Optional.of(total.out()),
                Optional.of(total.change()),
                Optional.empty());
    }

    private static List<String> balance(String day, Text title, Holding held, Locale locale) {
        return cells(
                List.of(day, title.in(locale), "", ""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(held));
    }

    private static List<String> cells(
            List<String> words, Optional<Fen> in, Optional<Fen> out, Optional<Holding> change, Optional<Holding> held) {
        var cells = new ArrayList<>(words);
        cells.add(in.map(Fen::toString).orElse(""));
        cells.add(out.map(Fen::toString).orElse(""));
        change.ifPresentOrElse(
                moved -> cells.addAll(List.of(
                        moved.current().toString(),
                        moved.prior().toString(),
                        moved.wallet().toString())),
                () -> cells.addAll(List.of("", "", "")));
        held.ifPresentOrElse(
                amounts -> cells.addAll(List.of(
                        amounts.current().toString(),
                        amounts.prior().toString(),
                        amounts.wallet().toString(),
                        amounts.total().toString())),
                () -> cells.addAll(List.of("", "", "", "")));
        return cells;
    }

    private static String safe(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
