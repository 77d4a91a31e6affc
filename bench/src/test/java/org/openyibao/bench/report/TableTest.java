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
