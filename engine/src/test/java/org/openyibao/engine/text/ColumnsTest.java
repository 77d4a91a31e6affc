package org.openyibao.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void a_chinese_character_takes_two_columns() {
        assertThat(Columns.width("起付线 1,800.00 元")).isEqualTo(6 + 1 + 8 + 1 + 2);
        assertThat(Columns.width("（）")).isEqualTo(4);
        assertThat(Columns.width("\uD842\uDFB7")).isEqualTo(2);
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
        assertThat(Columns.padLeft("元", 4)).isEqualTo("  元");
        assertThat(Columns.padRight("元", 4)).isEqualTo("元  ");
    }

    @Test
    void a_line_breaks_between_chinese_characters_and_at_spaces() {
        assertThat(Columns.wrap("起付线每年一次", 6)).containsExactly("起付线", "每年一", "次");
        assertThat(Columns.wrap("paid by the fund", 8)).containsExactly("paid by", "the fund");
        assertThat(Columns.wrap("", 8)).containsExactly("");
    }

    @Test
    void a_closing_mark_never_stands_first_and_an_opening_one_never_last() {
        assertThat(Columns.wrap("年度累计，本次", 8)).containsExactly("年度累", "计，本次");
        assertThat(Columns.wrap("年度累（计）", 8)).containsExactly("年度累", "（计）");
    }

    @Test
    void a_word_longer_than_the_line_is_cut() {
        assertThat(Columns.wrap("a 123456789", 4)).containsExactly("a", "1234", "5678", "9");
    }

    @Test
    void nothing_from_outside_moves_the_cursor() {
        assertThat(Columns.printable("a\u001b[2Jb\nc\u202ed")).isEqualTo("a [2Jb cd");
    }
}
