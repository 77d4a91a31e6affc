package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The expected limits are read off the tables of the interface by hand.
class InputCheckTest {

    private static final InterfaceTables TABLES = new InterfaceTables();
    private static final InputCheck CHECK = new InputCheck(TABLES);

    private static void check(String transaction, String input) {
        var node = Json.object(input.getBytes(StandardCharsets.UTF_8));
        CHECK.check(transaction, new Fields(node, ""), "430100");
    }

    @Test
    void the_tables_hold_the_whole_interface() {
        assertThat(TABLES.transactions()).hasSize(266);
        assertThat(TABLES.transaction("2207").orElseThrow().title()).isEqualTo("门诊结算");
        assertThat(TABLES.codes("mdtrt_cert_type"))
                .containsOnlyKeys("01", "02", "03")
                .containsEntry("02", "居民身份证");
        assertThat(TABLES.codes("no such list")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1101", "2201", "2203", "2204", "2206", "2207"})
    void what_was_captured_passes(String transaction) {
        var input = Samples.request(transaction).get("input");
        assertThatCode(() -> check(transaction, input.toString())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2401 | {'mdtrtinfo': {'adm_bed': '@31'}} | adm_bed：应为不超过 30 个字符的文本，实为",
                "2401 | {'mdtrtinfo': {'begntime': '2026-13-01'}} | begntime：应为 yyyy-MM-dd HH:mm:ss 格式的日期时间，实为 2026-13-01",
                "2401 | {'mdtrtinfo': {'birctrl_matn_date': '1.5.2026'}} | birctrl_matn_date：应为 yyyy-MM-dd 格式的日期，实为 1.5.2026",
                "2401 | {'mdtrtinfo': {'geso_val': 100}} | geso_val：应为最多 2 位的整数，实为 100",
                "2401 | {'mdtrtinfo': {'geso_val': '1.5'}} | geso_val：应为最多 2 位的整数，实为 1.5",
                "2401 | {'mdtrtinfo': {'matn_type': '77'}} | matn_type：应为代码表 matn_type 中的值：",
                "2401 | {'mdtrtinfo': [{}, {'pret_flag': '2'}]} | pret_flag（第 2 行）：应为代码表 pret_flag 中的值：0（否）、1（是），实为 2",
                "2204 | {'feedetail': {'det_item_fee_sumamt': '1.005'}} | det_item_fee_sumamt：应为最多 16 位、其中小数最多 2 位的数值，实为 1.005",
                "2204 | {'feedetail': {'pric': '-'}} | pric：应为最多 16 位、其中小数最多 6 位的数值，实为 -",
                "2204 | {'feedetail': {'pric': '12345678901'}} | pric：应为最多 16 位、其中小数最多 6 位的数值，实为 12345678901",
            })
    void what_its_table_does_not_allow_is_refused(String transaction, String input, String text) {
        var json = input.replace('\'', '"').replace("@31", "床".repeat(31));
        assertThatThrownBy(() -> check(transaction, json))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // As long as the table allows, counted in characters.
                "2401 | {'mdtrtinfo': {'adm_bed': '@30'}}",
                // A code without its zero, as a village clinic was seen to send it.
                "2401 | {'mdtrtinfo': {'cert_type': '1', 'mdtrt_cert_type': '2'}}",
                // A number as text, with zeros at its ends.
                "2204 | {'feedetail': [{'pric': '0012.500000000', 'cnt': 1.0, 'det_item_fee_sumamt': '-0.10'}]}",
                // Nothing was sent.
                "2401 | {'mdtrtinfo': {'begntime': '', 'geso_val': null, 'matn_type': ' '}}",
                // What is in no table.
                "2401 | {'mdtrtinfo': {'hospital_own': {'begntime': 7}}, 'more': [1, 2]}",
                "2401 | {}",
            })
    void what_its_table_allows_passes(String transaction, String input) {
        var json = input.replace('\'', '"').replace("@30", "床".repeat(30));
        assertThatCode(() -> check(transaction, json)).doesNotThrowAnyException();
    }

    /// Of Hunan are 116013 and the like, though the table says three characters.
    @Test
    void a_code_of_the_region_is_taken_and_elsewhere_refused() {
        var input = "{\"psn_type\": \"116013\"}";
        var sent = new Fields(Json.object(input.getBytes(StandardCharsets.UTF_8)), "");
        CHECK.check("2166", sent, "430100");
        assertThatThrownBy(() -> CHECK.check("2166", sent, "220200"))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        refused -> assertThat(refused.text())
                                .isEqualTo("psn_type：应为区划 220200 的代码，实为 116013（是区划 430000 的地方代码）"));
    }
}
