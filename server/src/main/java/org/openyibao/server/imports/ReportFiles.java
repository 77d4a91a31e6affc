package org.openyibao.server.imports;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.text.Text;
import org.openyibao.server.facility.Facility;
import org.openyibao.server.facility.Report;

/// `reports.csv`, reports of examinations and tests, and `report-items.csv`, what the tests of that file measured, in
/// the report's order.
final class ReportFiles {

    private static final String REPORTS = "reports.csv";
    private static final String ITEMS = "report-items.csv";

    private static final Set<String> REPORT_COLUMNS = Set.of(
            "institution",
            "report",
            "number",
            "kind",
            "date",
            "type",
            "name",
            "item",
            "itemName",
            "positive",
            "abnormal",
            "conclusion",
            "performer",
            "physician");
    private static final Set<String> ITEM_COLUMNS = Set.of(
            "institution", "report", "code", "name", "method", "unit", "reference", "value", "finding", "abnormal");

    private final Facility facility;

    ReportFiles(Facility facility) {
        this.facility = facility;
    }

    private record Key(String institution, String report) {}

    /// An item, and the row that says so.
    private record Line(CsvRow row, Key key, Report.Item item) {}

    /// The reports with their items. Of no use where there are complaints.
    List<Report> read(Path folder, Complaints complaints) {
        var known = new LinkedHashMap<Key, Report>();
        Imports.read(folder, REPORTS, REPORT_COLUMNS, row -> report(row, known), complaints);
        var lines = Imports.read(folder, ITEMS, ITEM_COLUMNS, ReportFiles::line, complaints);
        var items = new LinkedHashMap<Key, List<Report.Item>>();
        if (complaints.isEmpty()) {
            for (var line : lines) {
                if (Optional.ofNullable(known.get(line.key()))
                        .filter(report -> report.kind() == Report.Kind.TEST)
                        .isEmpty()) {
                    line.row()
                            .reject(
                                    "report",
                                    new Text(REPORTS + " 中该机构的检验（test）报告", "a test of that institution in " + REPORTS),
                                    line.key().report());
                }
                items.computeIfAbsent(line.key(), key -> new ArrayList<>()).add(line.item());
            }
        }
        return known.entrySet().stream()
                .map(entry -> entry.getValue().with(items.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    private static Report report(CsvRow row, Map<Key, Report> known) {
        var report = new Report(
                row.required("institution", 20),
                row.required("report", 30),
                row.required("number", 30),
                row.oneOf("kind", Report.Kind.class),
                row.date("date"),
                row.text("type", 30),
                row.text("name", 50),
                row.required("item", 30),
                row.required("itemName", 300),
                row.optionalFlag("positive"),
                row.optionalFlag("abnormal"),
                row.text("conclusion", 1_000),
                row.required("performer", 200),
                row.text("physician", 50),
                List.of());
        if (known.putIfAbsent(new Key(report.institution(), report.number()), report) != null) {
            row.reject("report", new Text("该机构仅出现一次的报告单号", "a report of that institution once"), report.number());
        }
        return report;
    }

    private static Line line(CsvRow row) {
        var item = new Report.Item(
                row.text("code", 30),
                row.required("name", 300),
                row.text("method", 50),
                row.text("unit", 200),
                row.text("reference", 20),
                row.measured("value"),
                row.text("finding", 2_000),
                row.optionalFlag("abnormal"));
        if (item.value().isEmpty() && item.finding().isEmpty()) {
            row.reject("value", new Text("数值，或在 finding 中写明定性结果", "a number, or a finding"), "");
        }
        return new Line(row, new Key(row.required("institution", 20), row.required("report", 30)), item);
    }

    /// Rows taken by file.
    Map<String, Integer> take(List<Report> reports) {
        facility.saveReports(reports);
        var taken = new LinkedHashMap<String, Integer>();
        taken.put(REPORTS, reports.size());
        taken.put(
                ITEMS,
                reports.stream().mapToInt(report -> report.items().size()).sum());
        return taken;
    }
}
