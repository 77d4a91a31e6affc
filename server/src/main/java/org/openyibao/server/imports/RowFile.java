package org.openyibao.server.imports;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.text.Text;

/// A kind of file of one row a line, whose rows are taken some thousands at a time, so that a file of any length needs
/// the same little memory. A line that is broken, even as CSV or as UTF-8, is no other line's trouble.
final class RowFile<T> {

    private static final int ROWS_AT_ONCE = 5_000;
    private static final char QUOTE = '"';
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

    /// `soFar` hears after some thousands of rows what came of all until then.
    Imports.RowsTaken take(Path file, Taker<T> taker, Consumer<Complaint> rejected, Consumer<Imports.RowsTaken> soFar) {
        var reading = new Reading(String.valueOf(file.getFileName()), taker, rejected, soFar);
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
        private final Consumer<Imports.RowsTaken> soFar;
        private final List<Waiting<T>> waiting = new ArrayList<>(ROWS_AT_ONCE);
        private final Map<String, Integer> places = new HashMap<>();
        private long row = 1;
        private long added;
        private long already;
        private long rejections;

        Reading(String name, Taker<T> taker, Consumer<Complaint> rejected, Consumer<Imports.RowsTaken> soFar) {
            this.name = name;
            this.taker = taker;
            this.rejected = rejected;
            this.soFar = soFar;
        }

        /// False where no row can be read by it.
        boolean header(@Nullable String line) {
            try {
                var names = cells(line == null ? "" : line);
                var missing = Imports.missing(name, columns, names);
                missing.ifPresent(this::reject);
                for (var column : names) {
                    if (places.put(column, places.size()) != null) {
                        reject(complaint(new Text("表头有误：" + column + " 出现两次", "the header has " + column + " twice")));
                    }
                }
                return rejections == 0;
            } catch (IOException | UncheckedIOException wrong) {
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
                if (cells.size() != places.size()) {
                    reject(Imports.wrongSize(name, row, places.size(), cells.size()));
                    return Optional.empty();
                }
                var before = rejections;
                var read = new CsvRow(
                        name, row, column -> cells.get(requireNonNull(places.get(column), column)), this::reject);
                var value = reader.apply(read);
                return rejections == before ? Optional.of(new Waiting<>(read, value)) : Optional.empty();
            } catch (IOException | UncheckedIOException broken) {
                reject(complaint(new Text("无法读取：" + broken.getMessage(), "cannot be read: " + broken.getMessage())));
                return Optional.empty();
            }
        }

        /// Without a quotation mark a line is what is between its commas; a parser of its own costs more than all else.
        private static List<String> cells(String line) throws IOException {
            if (line.indexOf(QUOTE) < 0) {
                return line.isEmpty() ? List.of() : List.of(line.split(",", -1));
            }
            try (var parser = CSVParser.parse(line, CSVFormat.DEFAULT)) {
                var records = parser.iterator();
                return records.hasNext() ? records.next().toList() : List.of();
            }
        }

        private void takeWaiting() {
            var counts = taker.take(List.copyOf(waiting));
            added += counts.added();
            already += counts.already();
            waiting.clear();
            soFar.accept(taken());
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
            return taken();
        }

        private Imports.RowsTaken taken() {
            return new Imports.RowsTaken(added, already, rejections);
        }
    }
}
