package org.openyibao.server.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.openyibao.engine.text.Text;

/// A file of a header and rows, read as a stream.
final class TableFile {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setAllowMissingColumnNames(true)
            .get();

    private final String name;
    private final Consumer<Complaint> complaints;

    /// `name`: by which complaints call it.
    TableFile(String name, Consumer<Complaint> complaints) {
        this.name = name;
        this.complaints = complaints;
    }

    /// Reads no rows where `header` says no to the names of the columns. A row that has not as many cells as the header
    /// is
    /// told of.
    void read(Path file, Predicate<List<String>> header, Consumer<CsvRow> rows) {
        try (var reading = Files.newBufferedReader(file);
                var records = FORMAT.parse(Imports.withoutMark(reading))) {
            var columns = records.getHeaderNames();
            if (!areColumns(columns) || !header.test(columns)) {
                return;
            }
            for (var cells : records) {
                var row = cells.getRecordNumber() + 1;
                if (cells.size() == columns.size()) {
                    rows.accept(new CsvRow(
                            name, row, column -> cells.isMapped(column) ? cells.get(column) : "", complaints));
                } else {
                    complaints.accept(Imports.wrongSize(name, row, columns.size(), cells.size()));
                }
            }
        } catch (UncheckedIOException | IOException unreadable) {
            complaints.accept(new Complaint(name, 0, "", Imports.why(unreadable)));
        }
    }

    private boolean areColumns(List<String> columns) {
        var seen = new HashSet<String>();
        var right = true;
        for (var column : columns) {
            if (column.isBlank()) {
                complaints.accept(new Complaint(name, 1, "", new Text("有一列没有列名", "a column has no name")));
                right = false;
            } else if (!seen.add(column)) {
                complaints.accept(new Complaint(name, 1, column, new Text("此列重复", "the column comes twice")));
                right = false;
            }
        }
        return right;
    }
}
