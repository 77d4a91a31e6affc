package org.openyibao.server.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.openyibao.engine.text.Text;

/// A file of a header and rows, read as a stream: CSV, or the first sheet of a spreadsheet where its name ends in
/// `.xlsx`. Of a spreadsheet the table of its texts is in memory.
final class TableFile {

    static final String CSV = ".csv";
    static final String SPREADSHEET = ".xlsx";

    private final String name;
    private final Consumer<Complaint> complaints;
    private final Map<String, Integer> places = new HashMap<>();

    /// `name`: by which complaints call it.
    TableFile(String name, Consumer<Complaint> complaints) {
        this.name = name;
        this.complaints = complaints;
    }

    /// Reads no rows where `header` says no to the names of the columns. A row that has not as many cells as the
    /// header is told of.
    void read(Path file, Predicate<List<String>> header, Consumer<CsvRow> rows) {
        try {
            if (file.toString().endsWith(SPREADSHEET)) {
                readSpreadsheet(file, header, rows);
            } else {
                readCsv(file, header, rows);
            }
        } catch (UncheckedIOException | IOException | ExcelReaderException unreadable) {
            complaints.accept(new Complaint(name, 0, "", Imports.why(unreadable)));
        }
    }

    private void readCsv(Path file, Predicate<List<String>> header, Consumer<CsvRow> rows) throws IOException {
        try (var reading = Files.newBufferedReader(file);
                var records = CSVFormat.DEFAULT.parse(Imports.withoutMark(reading))) {
            var lines = records.iterator();
            if (!isHeader(lines.hasNext() ? lines.next().toList() : List.of(), header)) {
                return;
            }
            while (lines.hasNext()) {
                var line = lines.next();
                row(line.getRecordNumber(), List.of(line.values()), rows);
            }
        }
    }

    private void readSpreadsheet(Path file, Predicate<List<String>> header, Consumer<CsvRow> rows) throws IOException {
        try (var workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
                var lines = workbook.getFirstSheet().openStream()) {
            var all = lines.iterator();
            var first = all.hasNext() ? SpreadsheetCells.of(all.next(), 0) : List.<String>of();
            if (!isHeader(first, header)) {
                return;
            }
            while (all.hasNext()) {
                var line = all.next();
                var cells = SpreadsheetCells.of(line, places.size());
                if (!cells.stream().allMatch(String::isBlank)) {
                    row(line.getRowNum(), cells, rows);
                }
            }
        }
    }

    private void row(long number, List<String> cells, Consumer<CsvRow> rows) {
        if (cells.size() != places.size()) {
            complaints.accept(Imports.wrongSize(name, number, places.size(), cells.size()));
            return;
        }
        rows.accept(new CsvRow(
                name,
                number,
                column -> {
                    var place = places.get(column);
                    return place == null ? "" : cells.get(place);
                },
                complaints));
    }

    private boolean isHeader(List<String> columns, Predicate<List<String>> header) {
        var right = true;
        for (var column : columns) {
            if (column.isBlank()) {
                complaints.accept(new Complaint(name, 1, "", new Text("有一列没有列名", "a column has no name")));
                right = false;
            } else if (places.put(column, places.size()) != null) {
                complaints.accept(new Complaint(name, 1, column, new Text("此列重复", "the column comes twice")));
                right = false;
            }
        }
        return right && header.test(columns);
    }
}
