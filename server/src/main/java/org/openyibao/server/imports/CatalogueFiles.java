package org.openyibao.server.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.text.Text;
import org.openyibao.server.catalogue.ListItem;
import org.openyibao.server.catalogue.ListLoad;
import org.openyibao.server.catalogue.NationalList;
import org.openyibao.server.catalogue.NationalLists;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.EntryLoad;
import org.openyibao.server.registry.Registry;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;

/// Catalogues of a folder, as CSV or XLSX: `catalogue.csv` with what settlements decide with, prices included, and
/// a folder `lists` with the lists of the nation, a file each: `1301.csv` has the columns of list 1301 by their
/// titles (医疗目录编码, ...), in any order; of those that it lacks nothing is known.
///
/// Files may be long: their rows go to the database while they are read, and are taken when all files are known to be
/// right.
@Component
public final class CatalogueFiles {

    private static final String ENTRIES = "catalogue";
    private static final String FOLDER = "lists";
    private static final int LONGEST_CELL = 10_000;
    private static final int ROWS_BETWEEN_NOTES = 10_000;

    private static final Set<String> COLUMNS = Set.of(
            "region",
            "code",
            "name",
            "category",
            "grade",
            "firstPay",
            "ceiling",
            "chargeType",
            "limited",
            "from",
            "to");

    private final Registry registry;
    private final NationalLists lists;
    private final ImportTrail trail;
    private final DataSource dataSource;

    CatalogueFiles(Registry registry, NationalLists lists, ImportTrail trail, DataSource dataSource) {
        this.registry = registry;
        this.lists = lists;
        this.trail = trail;
        this.dataSource = dataSource;
    }

    /// Takes the catalogues of a folder, all or none. `by`: who does. `progress` hears how many rows were read.
    public Imports.Report load(Path folder, String by, LongConsumer progress) {
        return trail.together(folder, by, UnaryOperator.identity(), (complaints, taken) -> {
            try (var reading = begin(complaints, progress)) {
                reading.read(folder);
                if (complaints.isEmpty()) {
                    taken.putAll(reading.take());
                }
            }
        });
    }

    Reading begin(Complaints complaints, LongConsumer progress) {
        try {
            return new Reading(dataSource.getConnection(), complaints, progress);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private static UncategorizedSQLException failed(SQLException failure) {
        return new UncategorizedSQLException("take catalogues", null, failure);
    }

    /// One transaction.
    final class Reading implements AutoCloseable {

        private final Connection connection;
        private final Complaints complaints;
        private final LongConsumer progress;
        private final EntryLoad entries;
        private final ListLoad items;
        private final Map<String, String> names = new LinkedHashMap<>();
        private long rows;

        private Reading(Connection connection, Complaints complaints, LongConsumer progress) throws SQLException {
            this.connection = connection;
            this.complaints = complaints;
            this.progress = progress;
            connection.setAutoCommit(false);
            entries = registry.load(connection);
            items = lists.load(connection);
        }

        /// Reads the files, and tells what is wrong with them.
        void read(Path folder) {
            try {
                for (var ending : List.of(TableFile.CSV, TableFile.SPREADSHEET)) {
                    var file = folder.resolve(ENTRIES + ending);
                    if (Files.exists(file)) {
                        readEntries(file, ENTRIES + ending);
                    }
                }
                for (var file : files(folder.resolve(FOLDER))) {
                    readList(file, FOLDER + "/" + file.getFileName());
                }
            } catch (SQLException failure) {
                throw failed(failure);
            }
        }

        private static List<Path> files(Path folder) {
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (var files = Files.list(folder)) {
                return files.sorted().toList();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private void readEntries(Path file, String name) throws SQLException {
            if (names.putIfAbsent(ENTRIES, name) != null) {
                complaints.accept(new Complaint(name, 0, "", onlyOne(names.get(ENTRIES))));
                return;
            }
            complaints.reading(name);
            var before = complaints.count();
            new TableFile(name, complaints).read(file, columns -> has(name, COLUMNS, columns), row -> {
                var entry = entry(row);
                if (complaints.isEmpty()) {
                    entries.add(row.number(), entry);
                }
                read();
            });
            if (complaints.count() == before) {
                for (var again : entries.repeated(Complaints.MOST)) {
                    complaints.accept(CsvRow.complaint(
                            name,
                            again.row(),
                            "code",
                            new Text(
                                    "同一区划、编码、起始日只出现一次（第 " + again.first() + " 行已有）",
                                    "once for a region and first day (it is in row " + again.first() + ")"),
                            again.code()));
                }
            }
        }

        private static Text onlyOne(String other) {
            return new Text("已有 " + other + "，二者只应有其一", "there is " + other + " already; expected one of them");
        }

        private void readList(Path file, String name) throws SQLException {
            var found = list(file);
            if (found.isEmpty()) {
                complaints.accept(new Complaint(name, 0, "", unknown()));
                return;
            }
            var list = found.get();
            if (names.putIfAbsent(list.number(), name) != null) {
                complaints.accept(new Complaint(name, 0, "", onlyOne(names.get(list.number()))));
                return;
            }
            complaints.reading(name);
            var before = complaints.count();
            new TableFile(name, complaints).read(file, columns -> isHeader(name, list, columns), row -> {
                var item = item(list, row);
                if (complaints.isEmpty()) {
                    items.add(list, row.number(), item);
                }
                read();
            });
            if (complaints.count() == before) {
                for (var wrong : items.wrong(list, Complaints.MOST)) {
                    complaints.accept(
                            CsvRow.complaint(name, wrong.row(), wrong.column(), wrong.expected(), wrong.got()));
                }
            }
        }

        private void read() {
            if (++rows % ROWS_BETWEEN_NOTES == 0) {
                progress.accept(rows);
            }
        }

        private boolean has(String name, Set<String> columns, List<String> header) {
            var missing = Imports.missing(name, columns, header);
            missing.ifPresent(complaints);
            return missing.isEmpty();
        }

        private boolean isHeader(String name, NationalList list, List<String> columns) {
            var right = has(name, Set.of(list.recordTitle(), list.versionTitle()), columns);
            for (var column : columns) {
                if (!list.titles().contains(column)) {
                    complaints.accept(new Complaint(name, 1, column, new Text("没有这一列", "there is no such column")));
                    right = false;
                }
            }
            return right;
        }

        /// Takes what was read, where nothing was wrong with it. Rows by file.
        Map<String, Integer> take() {
            try {
                var taken = new LinkedHashMap<String, Integer>();
                var count = Math.toIntExact(entries.take());
                if (names.containsKey(ENTRIES)) {
                    taken.put(names.get(ENTRIES), count);
                }
                items.take()
                        .forEach((list, some) -> taken.put(
                                names.getOrDefault(list, list), Math.toIntExact(some.added() + some.already())));
                connection.commit();
                registry.forget();
                return taken;
            } catch (SQLException failure) {
                throw failed(failure);
            }
        }

        @Override
        public void close() {
            try (connection;
                    entries;
                    items) {
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException failure) {
                throw failed(failure);
            }
        }
    }

    private Optional<NationalList> list(Path file) {
        return lists.all().stream()
                .filter(list -> Stream.of(TableFile.CSV, TableFile.SPREADSHEET)
                        .anyMatch(ending -> file.endsWith(list.number() + ending)))
                .findFirst();
    }

    private Text unknown() {
        var known = lists.all().stream().map(NationalList::number).collect(Collectors.joining(", "));
        return new Text(
                "应为以目录编号命名的 CSV 或 XLSX 文件：" + known,
                "expected a CSV or XLSX file named by the number of a list: " + known);
    }

    private static CatalogueEntry entry(CsvRow row) {
        return new CatalogueEntry(
                row.region("region"),
                row.required("code", 50),
                row.date("from"),
                row.lastDay("to", "from"),
                row.required("name", 500),
                row.oneOf("category", FeeCategory.class),
                row.oneOf("grade", Grade.class),
                row.ratio("firstPay"),
                row.unitPrice("ceiling"),
                row.required("chargeType", 6),
                row.flag("limited"));
    }

    private static ListItem item(NationalList list, CsvRow row) {
        var record = row.required(list.recordTitle(), NationalList.LONGEST_RECORD);
        var version = row.text(list.versionTitle(), LONGEST_CELL);
        if (!NationalList.VERSION.matcher(version).matches()) {
            row.reject(
                    list.versionTitle(), new Text("1 至 20 位字母、数字或 . _ -", "1 to 20 letters, digits or . _ -"), version);
        }
        return ListItem.of(
                record,
                version,
                list.titles().stream()
                        .map(title -> row.text(title, LONGEST_CELL))
                        .toList());
    }
}
