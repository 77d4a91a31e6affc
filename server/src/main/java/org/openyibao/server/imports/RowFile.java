package org.openyibao.server.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.text.Text;

/// A kind of file of one row a line, whose rows are taken some thousands at a time, so that a file of any length needs
/// the same little memory. A line that is broken, even as CSV or as UTF-8, is no other line's trouble.
final class RowFile<T> {

    private static final int ROWS_AT_ONCE = 5_000;
    private static final char NO_CHARACTER = '\uFFFD';

    /// A row that was read and waits to be taken; whoever cannot take it rejects it.
    record Waiting<T>(CsvRow row, T value) {}

    /// How many rows were added, and how many were held already just as they are.
    record Counts(long added, long already) {}

    /// Takes the rows in their order.
    interface Taker<T> {
        Counts take(List<Waiting<T>> rows);
    }

    private final Set<String> columns;
    private final Function<CsvRow, T> reader;

    RowFile(Set<String> columns, Function<CsvRow, T> reader) {
        this.columns = columns;
        this.reader = reader;
    }

    Imports.RowsTaken take(Path file, Taker<T> taker, Consumer<Complaint> rejected, LongConsumer progress) {
        var reading = new Reading(String.valueOf(file.getFileName()), taker, rejected, progress);
        // A decoder that puts a sign in place of what is not UTF-8: one that stops would stop the whole file.
        try (var lines = Imports.withoutMark(
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)))) {
            if (reading.header(lines.readLine())) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    reading.line(line);
                }
            }
        } catch (IOException unreadable) {
            reading.finish();
            throw new UncheckedIOException(unreadable);
        }
        return reading.finish();
    }

    private final class Reading {

        private final String name;
        private final Taker<T> taker;
        private final Consumer<Complaint> rejected;
        private final LongConsumer progress;
        private final List<Waiting<T>> waiting = new ArrayList<>(ROWS_AT_ONCE);
        private CSVFormat format = CSVFormat.DEFAULT;
        private int width;
        private long row = 1;
        private long added;
        private long already;
        private long rejections;

        Reading(String name, Taker<T> taker, Consumer<Complaint> rejected, LongConsumer progress) {
            this.name = name;
            this.taker = taker;
            this.rejected = rejected;
            this.progress = progress;
        }

        /// False where no row can be read by it.
        boolean header(@Nullable String line) {
            try {
                var names =
                        cells(line == null ? "" : line).map(CSVRecord::toList).orElse(List.of());
                var missing = Imports.missing(name, columns, names);
                missing.ifPresent(this::reject);
                format = format.builder()
                        .setHeader(names.toArray(String[]::new))
                        .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                        .get();
                width = names.size();
                return missing.isEmpty();
            } catch (IOException | UncheckedIOException | IllegalArgumentException wrong) {
                reject(complaint(new Text("表头有误：" + wrong.getMessage(), "the header is wrong: " + wrong.getMessage())));
                return false;
            }
        }

        void line(String line) {
            row++;
            read(line).ifPresent(waiting::add);
            if (waiting.size() == ROWS_AT_ONCE) {
                takeWaiting();
            }
        }

        /// Empty where the line is blank or was rejected.
        private Optional<Waiting<T>> read(String line) {
            if (line.isBlank()) {
                return Optional.empty();
            }
            if (line.indexOf(NO_CHARACTER) >= 0) {
                reject(complaint(new Text("无法读取：应为 UTF-8 编码", "cannot be read: expected UTF-8")));
                return Optional.empty();
            }
            try {
                var cells = cells(line);
                if (cells.isEmpty() || cells.get().size() != width) {
                    reject(Imports.wrongSize(
                            name, row, width, cells.map(CSVRecord::size).orElse(0)));
                    return Optional.empty();
                }
                var before = rejections;
                var read = new CsvRow(name, row, cells.get(), this::reject);
                var value = reader.apply(read);
                return rejections == before ? Optional.of(new Waiting<>(read, value)) : Optional.empty();
            } catch (IOException | UncheckedIOException broken) {
                reject(complaint(new Text("无法读取：" + broken.getMessage(), "cannot be read: " + broken.getMessage())));
                return Optional.empty();
            }
        }

        private Optional<CSVRecord> cells(String line) throws IOException {
            try (var parser = CSVParser.parse(line, format)) {
                var records = parser.iterator();
                return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
            }
        }

        private void takeWaiting() {
            var taken = taker.take(List.copyOf(waiting));
            added += taken.added();
            already += taken.already();
            waiting.clear();
            progress.accept(row - 1);
        }

        private Complaint complaint(Text what) {
            return new Complaint(name, row, "", what);
        }

        private void reject(Complaint complaint) {
            rejections++;
            rejected.accept(complaint);
        }

        Imports.RowsTaken finish() {
            takeWaiting();
            return new Imports.RowsTaken(added, already, rejections);
        }
    }
}
