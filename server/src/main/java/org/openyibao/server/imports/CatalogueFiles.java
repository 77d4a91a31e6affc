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
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.openyibao.engine.text.Text;
import org.openyibao.server.catalogue.ListItem;
import org.openyibao.server.catalogue.ListLoad;
import org.openyibao.server.catalogue.NationalList;
import org.openyibao.server.catalogue.NationalLists;
import org.springframework.jdbc.UncategorizedSQLException;

/// The lists of the nation from a folder `lists` with a file each: `1301.csv` has the columns of list 1301 by their
/// titles
/// (医疗目录编码, ...), in any order; of those that it lacks nothing is known. Files may be long: their rows go to the
/// database while they are read, and are taken when all files are known to be right.
final class CatalogueFiles {

    private static final String FOLDER = "lists";
    private static final String ENDING = ".csv";
    private static final int MOST_WRONG = 1_000;
    private static final int LONGEST_CELL = 10_000;

    private final NationalLists lists;
    private final DataSource dataSource;

    CatalogueFiles(NationalLists lists, DataSource dataSource) {
        this.lists = lists;
        this.dataSource = dataSource;
    }

    /// Rows taken by file; none where there are complaints, of these files or already.
    Map<String, Integer> take(Path folder, List<Complaint> complaints) {
        var files = files(folder.resolve(FOLDER));
        if (files.isEmpty()) {
            return Map.of();
        }
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var taken = take(connection, files, complaints);
                if (complaints.isEmpty()) {
                    connection.commit();
                }
                return taken;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failed) {
            throw new UncategorizedSQLException("take lists", null, failed);
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

    private Map<String, Integer> take(Connection connection, List<Path> files, List<Complaint> complaints)
            throws SQLException {
        var names = new LinkedHashMap<String, String>();
        try (var load = lists.load(connection)) {
            for (var file : files) {
                var name = FOLDER + "/" + file.getFileName();
                var list = list(file);
                if (list.isPresent()) {
                    names.put(list.get().number(), name);
                    read(file, name, list.get(), load, complaints);
                } else {
                    complaints.add(new Complaint(name, 0, "", unknown()));
                }
            }
            if (!complaints.isEmpty()) {
                return Map.of();
            }
            var taken = new LinkedHashMap<String, Integer>();
            load.take()
                    .forEach((list, rows) ->
                            taken.put(names.getOrDefault(list, list), Math.toIntExact(rows.added() + rows.already())));
            return taken;
        }
    }

    private Optional<NationalList> list(Path file) {
        return lists.all().stream()
                .filter(list -> file.endsWith(list.number() + ENDING))
                .findFirst();
    }

    private Text unknown() {
        var known = lists.all().stream().map(NationalList::number).collect(Collectors.joining(", "));
        return new Text("应为以目录编号命名的 CSV 文件：" + known, "expected a CSV file named by the number of a list: " + known);
    }

    private static void read(Path file, String name, NationalList list, ListLoad load, List<Complaint> complaints)
            throws SQLException {
        var before = complaints.size();
        new TableFile(name, complaints::add).read(file, columns -> isHeader(name, list, columns, complaints), row -> {
            var item = item(list, row);
            if (complaints.isEmpty()) {
                load.add(list, row.number(), item);
            }
        });
        if (complaints.size() == before) {
            for (var wrong : load.wrong(list, MOST_WRONG)) {
                complaints.add(CsvRow.complaint(name, wrong.row(), wrong.column(), wrong.expected(), wrong.got()));
            }
        }
    }

    private static boolean isHeader(String name, NationalList list, List<String> columns, List<Complaint> complaints) {
        var missing = Imports.missing(name, Set.of(list.recordTitle(), list.versionTitle()), columns);
        missing.ifPresent(complaints::add);
        var known = true;
        for (var column : columns) {
            if (!list.titles().contains(column)) {
                complaints.add(new Complaint(name, 1, column, new Text("没有这一列", "there is no such column")));
                known = false;
            }
        }
        return known && missing.isEmpty();
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
