package org.openyibao.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.money.Ratio;
import org.openyibao.server.registry.CatalogueEntry;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.settlement.Rooms;

class CatalogueFilesTest {

    private static final List<String> COLUMNS = List.of(
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
    private static final LocalDate DAY = LocalDate.of(2025, 3, 10);

    private static Rooms rooms;
    private static CatalogueFiles files;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        rooms = Rooms.empty();
        files = rooms.service(CatalogueFiles.class);
    }

    @AfterAll
    static void close() {
        rooms.close();
    }

    private interface Filling {
        void fill(Worksheet sheet);
    }

    private void spreadsheet(String name, List<String> columns, Filling filling) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file);
                var workbook = new Workbook(out, "test", "1.0");
                var sheet = workbook.newWorksheet("目录")) {
            for (var column = 0; column < columns.size(); column++) {
                sheet.value(0, column, columns.get(column));
            }
            filling.fill(sheet);
        }
    }

    private static void texts(Worksheet sheet, int row, String... cells) {
        for (var column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                sheet.value(row, column, cells[column]);
            }
        }
    }

    private List<String> complaints() {
        var report = files.load(folder, "clerk-1", rows -> {});
        assertThat(report.taken()).isEmpty();
        assertThat(report.wrong()).isEqualTo(report.complaints().size());
        return report.complaints().stream()
                .map(complaint -> complaint.line().en())
                .toList();
    }

    @Test
    void a_spreadsheet_is_read_as_it_is_shown() throws IOException {
        spreadsheet("catalogue.xlsx", COLUMNS, sheet -> {
            texts(sheet, 1, "430100", "X1", "样例检查", "treatment", "B", "", "", "03", "true");
            sheet.value(1, 5, 0.085);
            sheet.style(1, 5).format("0.0%").set();
            sheet.value(1, 6, 240.123456);
            sheet.value(1, 9, LocalDate.of(2020, 1, 1));
            sheet.style(1, 9).format("yyyy/m/d").set();
            sheet.value(1, 10, LocalDateTime.of(2025, 12, 31, 0, 0));
            sheet.style(1, 10).format("yyyy\"年\"m\"月\"d\"日\"").set();
            // An empty row in between, and numbers where texts were meant.
            texts(sheet, 3, "", "X2", "样例药", "drug", "A", "0%", "", "", "false", "2020-01-01");
            sheet.value(3, 0, 430_100);
            sheet.value(3, 6, 0.1 + 0.2);
            sheet.value(3, 7, 9);
        });
        var report = files.load(folder, "clerk-1", rows -> {});
        assertThat(report.complaints()).isEmpty();
        assertThat(report.taken()).isEqualTo(Map.of("catalogue.xlsx", 2));
        var registry = rooms.service(Registry.class);
        assertThat(registry.entry("430100", "X1", DAY))
                .contains(new CatalogueEntry(
                        "430100",
                        "X1",
                        LocalDate.of(2020, 1, 1),
                        LocalDate.of(2025, 12, 31),
                        "样例检查",
                        FeeCategory.TREATMENT,
                        Grade.B,
                        Ratio.ofMillionths(85_000),
                        OptionalLong.of(240_123_456),
                        "03",
                        true));
        assertThat(registry.entry("430100", "X2", DAY).orElseThrow().ceilingMicro())
                .hasValue(300_000);
        assertThat(registry.entry("430100", "X2", DAY).orElseThrow().chargeType())
                .isEqualTo("9");
    }

    @Test
    void what_is_wrong_in_a_spreadsheet_is_told_by_row_and_column() throws IOException {
        spreadsheet("catalogue.xlsx", COLUMNS, sheet -> {
            texts(sheet, 1, "43010", "Y1", "样例", "drug", "A", "0%", "", "09", "false", "2020-01-01");
            texts(sheet, 2, "430100", "Y2", "样例", "drug", "A", "0%", "", "09", "false", "2020-01-01", "", "多");
            texts(sheet, 3, "430100", "Y3", "样例", "drug", "A", "0%", "", "09", "false", "2020-13-01");
        });
        assertThat(complaints())
                .containsExactly(
                        "catalogue.xlsx:2:region: expected a region code of six digits, got \"43010\"",
                        "catalogue.xlsx:3: expected 11 columns, got 12",
                        "catalogue.xlsx:4:from: expected a date (yyyy-MM-dd), got \"2020-13-01\"");
    }

    @Test
    void lists_come_as_spreadsheets_too() throws IOException {
        spreadsheet("lists/1320.xlsx", List.of("数据唯一记录号", "版本号", "中药配方颗粒名称", "数据更新时间"), sheet -> {
            texts(sheet, 1, "K1", "V1", "黄芪配方颗粒");
            sheet.value(1, 3, LocalDateTime.of(2025, 1, 2, 8, 30));
            sheet.style(1, 3).format("yyyy-mm-dd hh:mm:ss").set();
        });
        assertThat(files.load(folder, "clerk-1", rows -> {}).taken()).isEqualTo(Map.of("lists/1320.xlsx", 1));
        assertThat(rooms.number("""
                        select count(*) from catalogue_item
                        where list = '1320' and line like E'null\\tnull\\t黄芪配方颗粒\\t%'
                            and line like E'%\\tK1\\t2025-01-02 08:30:00\\t%'""")).isEqualTo(1);
    }

    @Test
    void one_of_two_files_is_meant() throws IOException {
        Files.writeString(folder.resolve("catalogue.csv"), String.join(",", COLUMNS) + "\n");
        spreadsheet("catalogue.xlsx", COLUMNS, sheet -> {});
        assertThat(complaints())
                .containsExactly("catalogue.xlsx:0: there is catalogue.csv already; expected one of them");
    }

    @Test
    void what_is_no_spreadsheet_is_told() throws IOException {
        Files.writeString(folder.resolve("catalogue.xlsx"), "region,code\n");
        assertThat(complaints()).singleElement().asString().startsWith("catalogue.xlsx:0: cannot be read: ");
    }

    @Test
    void a_row_that_comes_twice_is_told_and_nothing_is_taken() throws IOException {
        Files.writeString(folder.resolve("catalogue.csv"), String.join(",", COLUMNS) + """

                430100,Z1,样例,drug,A,0%,,09,false,2020-01-01,2020-12-31
                430100,Z1,样例,drug,A,0%,,09,false,2021-01-01,
                430100,Z1,样例,drug,B,5%,,09,false,2021-01-01,
                """);
        assertThat(complaints())
                .containsExactly(
                        "catalogue.csv:4:code: expected once for a region and first day (it is in row 3), got \"Z1\"");
        assertThat(rooms.service(Registry.class).entry("430100", "Z1", DAY)).isEmpty();
    }

    @Test
    void of_very_many_complaints_a_thousand_are_listed_and_all_counted() throws IOException {
        var rows = new ArrayList<>(List.of(String.join(",", COLUMNS)));
        for (var row = 0; row < 1_500; row++) {
            rows.add("430100,W" + row + ",样例,drug,D,0%,,09,false,2020-01-01,");
        }
        Files.write(folder.resolve("catalogue.csv"), rows);
        var report = files.load(folder, "clerk-1", read -> {});
        assertThat(report.taken()).isEmpty();
        assertThat(report.wrong()).isEqualTo(1_500);
        assertThat(report.complaints()).hasSize(1_000);
        assertThat(report.complaints().getLast().row()).isEqualTo(1_001);
    }

    @Test
    void rows_are_told_of_while_they_are_read() throws IOException {
        var rows = new ArrayList<>(List.of(String.join(",", COLUMNS)));
        for (var row = 0; row < 20_001; row++) {
            rows.add("430100,P" + row + ",样例,drug,A,0%,,09,false,2020-01-01,");
        }
        Files.write(folder.resolve("catalogue.csv"), rows);
        var told = new ArrayList<Long>();
        assertThat(files.load(folder, "clerk-1", told::add).taken()).isEqualTo(Map.of("catalogue.csv", 20_001));
        assertThat(told).containsExactly(10_000L, 20_000L);
        assertThat(rooms.service(Registry.class).entry("430100", "P20000", DAY)).isPresent();
    }
}
