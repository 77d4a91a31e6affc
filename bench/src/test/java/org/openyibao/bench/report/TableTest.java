package org.openyibao.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table("what", "每秒").add("one", "1,234").add("twenty", "5");

    @Test
    void columns_stand_below_each_other() {
        assertThat(table.toText()).isEqualTo("""
                what     每秒
                one     1,234
                twenty      5""");
    }

    @Test
    void markdown_has_a_rule_below_the_heads() {
        assertThat(table.toMarkdown()).isEqualTo("""
                | what | 每秒 |
                | --- | ---: |
                | one | 1,234 |
                | twenty | 5 |""");
    }

    @Test
    void times_have_a_column_each_before_what_else_there_is() {
        var times = Table.ofTimes("what", "aim").add("one", new Percentiles(1, 2.25, 1_000, 1_234.56), "20");
        assertThat(times.toText()).isEqualTo("""
                what  p50 ms  p95 ms   p99 ms   max ms  aim
                one      1.0     2.3  1,000.0  1,234.6   20""");
    }

    @Test
    void json_is_written_field_by_field() {
        var json = new Json()
                .put("text", "a \"quoted\" \\ line\n")
                .put("whole", 12)
                .put("part", 0.5)
                .put("round", 3.0)
                .put("inner", new Json());
        assertThat(json)
                .hasToString("{\"text\":\"a \\\"quoted\\\" \\\\ line\\u000a\",\"whole\":12,\"part\":0.5,\"round\":3,"
                        + "\"inner\":{}}");
    }
}
