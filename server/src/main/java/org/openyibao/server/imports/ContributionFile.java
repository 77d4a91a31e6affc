package org.openyibao.server.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.enrolment.Enrolment;
import org.springframework.jdbc.UncategorizedSQLException;

/// Reads a file of contributions, one row a line, and has them taken some thousands at a time, so that a file of any
/// length needs the same little memory. A line that is broken, even as CSV or as UTF-8, is no other line's trouble.
final class ContributionFile {

    private static final int ROWS_AT_ONCE = 5_000;
    private static final char NO_CHARACTER = '\uFFFD';

    private static final Set<String> COLUMNS = Set.of(
            "number",
            "scheme",
            "region",
            "period",
            "kind",
            "base",
            "employee",
            "employer",
            "fixed",
            "paidOn",
            "corrects");

    private final Enrolment enrolment;
    private final DataSource dataSource;

    ContributionFile(Enrolment enrolment, DataSource dataSource) {
        this.enrolment = enrolment;
        this.dataSource = dataSource;
    }

    Imports.Contributed take(Path file, String clerk, Consumer<Complaint> rejected, LongConsumer progress) {
        var reading = new Reading(String.valueOf(file.getFileName()), clerk, rejected, progress);
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

    /// A row that was read and waits to be taken.
    private record Waiting(long row, Enrolment.Offered offered) {}

    private final class Reading {

        private final String name;
        private final String clerk;
        private final Consumer<Complaint> rejected;
        private final LongConsumer progress;
        private final List<Waiting> waiting = new ArrayList<>(ROWS_AT_ONCE);
        private CSVFormat format = CSVFormat.DEFAULT;
        private int columns;
        private long row = 1;
        private long added;
        private long already;
        private long rejections;

        Reading(String name, String clerk, Consumer<Complaint> rejected, LongConsumer progress) {
            this.name = name;
            this.clerk = clerk;
            this.rejected = rejected;
            this.progress = progress;
        }

        /// False where no row can be read by it.
        boolean header(@Nullable String line) {
            try {
                var names =
                        cells(line == null ? "" : line).map(CSVRecord::toList).orElse(List.of());
                var missing = Imports.missing(name, COLUMNS, names);
                missing.ifPresent(this::reject);
                format = format.builder()
                        .setHeader(names.toArray(String[]::new))
                        .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                        .get();
                columns = names.size();
                return missing.isEmpty();
            } catch (IOException | UncheckedIOException | IllegalArgumentException wrong) {
                reject(complaint(new Text("表头有误：" + wrong.getMessage(), "the header is wrong: " + wrong.getMessage())));
                return false;
            }
        }

        void line(String line) {
            row++;
            read(line).ifPresent(offered -> waiting.add(new Waiting(row, offered)));
            if (waiting.size() == ROWS_AT_ONCE) {
                takeWaiting();
            }
        }

        /// Empty where the line is blank or was rejected.
        private Optional<Enrolment.Offered> read(String line) {
            if (line.isBlank()) {
                return Optional.empty();
            }
            if (line.indexOf(NO_CHARACTER) >= 0) {
                reject(complaint(new Text("无法读取：应为 UTF-8 编码", "cannot be read: expected UTF-8")));
                return Optional.empty();
            }
            try {
                var cells = cells(line);
                if (cells.isEmpty() || cells.get().size() != columns) {
                    reject(Imports.wrongSize(
                            name, row, columns, cells.map(CSVRecord::size).orElse(0)));
                    return Optional.empty();
                }
                var before = rejections;
                var offered = offered(new CsvRow(name, row, cells.get(), this::reject));
                return rejections == before ? Optional.of(offered) : Optional.empty();
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

        private static Enrolment.Offered offered(CsvRow row) {
            return new Enrolment.Offered(
                    new Contribution(
                            row.required("number", 30),
                            row.oneOf("scheme", Scheme.class),
                            row.period("period"),
                            row.region("region"),
                            row.oneOf("kind", ContributionKind.class),
                            row.fen("base"),
                            row.fen("employee"),
                            row.fen("employer"),
                            row.fen("fixed"),
                            row.date("paidOn")),
                    row.flag("corrects"));
        }

        private void takeWaiting() {
            var taken = contribute(waiting.stream().map(Waiting::offered).toList());
            added += taken.added();
            already += taken.already();
            for (var refused : taken.refused()) {
                var wrong = refused.wrong();
                reject(new Complaint(
                        name,
                        waiting.get(refused.index()).row(),
                        wrong.field(),
                        new Text(
                                "应为" + wrong.expected().zh() + "，实为 “" + wrong.got() + "”",
                                "expected " + wrong.expected().en() + ", got \"" + wrong.got() + "\"")));
            }
            waiting.clear();
            progress.accept(row - 1);
        }

        private Enrolment.Taken contribute(List<Enrolment.Offered> offered) {
            try (var connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    var taken = enrolment.contribute(connection, offered, clerk, name);
                    connection.commit();
                    return taken;
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            } catch (SQLException failed) {
                throw new UncategorizedSQLException("contributions", null, failed);
            }
        }

        private Complaint complaint(Text what) {
            return new Complaint(name, row, "", what);
        }

        private void reject(Complaint complaint) {
            rejections++;
            rejected.accept(complaint);
        }

        Imports.Contributed finish() {
            takeWaiting();
            return new Imports.Contributed(added, already, rejections);
        }
    }
}
