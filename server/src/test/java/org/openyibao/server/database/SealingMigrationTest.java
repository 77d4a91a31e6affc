package org.openyibao.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Rows of a version that kept in clear what is sealed now, one in each table besides those of persons.
class SealingMigrationTest {

    private static final List<String> ROWS = List.of(
            "insert into card values ('A12345678', 'p1', 'R', 'active')",
            """
            insert into message values ('H1', 'm1', '2207', 'p1', now(), convert_to('asked', 'UTF8'),
                convert_to('{"psn_name":"张三"}', 'UTF8'))""",
            """
            insert into request values ('k1', convert_to('{"name":"张三"}', 'UTF8'), convert_to('', 'UTF8'), now())""",
            """
            insert into claim values ('p1', 'c1', 1, 'filed', '110000', 'employee', 'outpatient', 'H1', '2025-05-08',
                '2025-05-08', '', false, '', 'INV-1', '2025-05-08', 10000, '{}', '{}', '{}', '李四', '样例银行', '62220001',
                now(), '', '', null, 0, null, null)""",
            """
            insert into withdrawal values ('p1', 'w1', 'death', '2025-05-31', '{heir-id}', 'heir', '王五', '62220002', now(),
                'clerk')""",
            """
            insert into filing values ('p1', 'f1', 'employee', '110000', 'emergency', '310000', '2025-05-01', '2025-05-01',
                null, false, true, '{}', null, null, 'H1', '{"addr":"某路"}')""",
            """
            insert into registration values ('p1', 'r1', 'institution', null, 'H1', '医院', '03', 1, '2025-05-01', null, 'H1',
                now(), 'c', null, null, '{"agnter_name":"赵六"}')""",
            """
            insert into settlement_list values ('p1', 's1', 1, 'l1', 'v1', 'H1', '2025-05-01', now(), 1, '{NAME,NUMBER}',
                '{钱七,"1,2"}', '{"psn_name":"钱七"}')""",
            """
            insert into settlement_list values ('p1', 's2', 1, 'l2', 'v2', 'H1', '2025-05-01', now(), 1, '{}', '{}', '')""",
            """
            insert into goods_record values ('g1', 'H1', 'sale', 'B', 'i', 'n', 'c', 1, false, false, '2025-05-01', '', '',
                '', 'p1', '{"prsc_dr_certno":"110"}', now(), 'o', '店员')""",
            """
            insert into staff values ('H1', 'D1', '1', '01', '430000197001010058', '孙八', '', '', '', true, '2020-01-01',
                '9999-12-31', '')""",
            "insert into exchange_part values ('x1', 2, '\\x00ff')");

    @Test
    void they_are_sealed_as_they_were() throws SQLException {
        try (var database = TestDatabase.empty()) {
            database.migrate("62");
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                for (var row : ROWS) {
                    statement.execute(row);
                }
            }
            database.migrate("latest");
            var kept = new TreeMap<String, List<String>>();
            try (var connection = database.connect()) {
                for (var table : SealedTable.ALL) {
                    try (var select = connection.prepareStatement(
                                    "select " + String.join(", ", table.read()) + " from " + table.name());
                            var rows = select.executeQuery()) {
                        while (rows.next()) {
                            var row = SealedRow.sealed(table, rows, TestDatabase.keys());
                            var values = new ArrayList<String>();
                            row.values()
                                    .forEach(column -> column.forEach(each -> values.add(
                                            new String(each, StandardCharsets.ISO_8859_1).equals("\0ÿ")
                                                    ? "00ff"
                                                    : new String(each, StandardCharsets.UTF_8))));
                            kept.put(table.name() + " " + row.name(), values);
                        }
                    }
                }
            }
            assertThat(kept)
                    .containsOnly(
                            entry("card p1", "A12345678"),
                            entry("message H1/m1", "asked", "{\"psn_name\":\"张三\"}"),
                            entry("request k1", "{\"name\":\"张三\"}", ""),
                            entry("claim p1/c1", "李四", "62220001"),
                            entry("withdrawal p1/w1", "王五", "62220002"),
                            entry("filing p1/f1", "{\"addr\":\"某路\"}"),
                            entry("registration p1/r1", "{\"agnter_name\":\"赵六\"}"),
                            entry("settlement_list p1/s1/1", "{\"psn_name\":\"钱七\"}", "钱七", "1,2"),
                            entry("settlement_list p1/s2/1", ""),
                            entry("goods_record g1", "{\"prsc_dr_certno\":\"110\"}"),
                            entry("staff H1/D1", "430000197001010058", "孙八"),
                            entry("exchange_part x1/2", "00ff"));
        }
    }

    private static java.util.Map.Entry<String, List<String>> entry(String row, String... values) {
        return java.util.Map.entry(row, List.of(values));
    }
}
