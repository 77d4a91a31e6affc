package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;

class FieldsTest {

    private static Fields fields(String json) {
        return new Fields(Json.object(json.getBytes(StandardCharsets.UTF_8)), "");
    }

    private static void refuses(String json, Consumer<Fields> reading, String message) {
        assertThatThrownBy(() -> reading.accept(fields(json)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage(message);
    }

    @Test
    void a_text_may_come_as_a_number() {
        assertThat(fields("{\"psn_no\": 43000000000000000001}").text("psn_no", 30))
                .isEqualTo("43000000000000000001");
        assertThat(fields("{\"cnt\": 1.50}").text("cnt", 30)).isEqualTo("1.50");
        assertThat(fields("{\"cnt\": 2e2}").text("cnt", 30)).isEqualTo("200");
    }

    @Test
    void a_text_is_refused_with_what_was_expected_and_what_came() {
        refuses("{}", node -> node.text("psn_no", 30), "psn_no：应为不超过 30 个字符的文本，实为未送");
        refuses("{\"psn_no\": null}", node -> node.text("psn_no", 30), "psn_no：应为不超过 30 个字符的文本，实为空");
        refuses("{\"psn_no\": \"\"}", node -> node.text("psn_no", 30), "psn_no：应为不超过 30 个字符的文本，实为空");
        refuses("{\"psn_no\": \"123456\"}", node -> node.text("psn_no", 5), "psn_no：应为不超过 5 个字符的文本，实为 6 个字符");
        refuses("{\"psn_no\": {}}", node -> node.text("psn_no", 5), "psn_no：应为文本或数字，实为对象");
        refuses("{\"psn_no\": [1]}", node -> node.text("psn_no", 5), "psn_no：应为文本或数字，实为 1 行的列表");
        refuses("{\"psn_no\": true}", node -> node.text("psn_no", 5), "psn_no：应为文本或数字，实为布尔值");
        refuses("{\"psn_no\": \"a\\u0000\"}", node -> node.text("psn_no", 5), "psn_no：应为可以保存的文本，实为含有非法字符的文本");
        refuses("{\"psn_no\": \"\\ud800\"}", node -> node.text("psn_no", 5), "psn_no：应为可以保存的文本，实为含有非法字符的文本");
    }

    @Test
    void an_empty_field_was_not_sent() {
        assertThat(fields("{\"rxno\": \"\"}").optional("rxno", 30)).isEmpty();
        assertThat(fields("{\"rxno\": null}").optional("rxno", 30)).isEmpty();
        assertThat(fields("{}").optional("rxno", 30)).isEmpty();
        assertThat(fields("{\"rxno\": \"7\"}").optional("rxno", 30)).hasValue("7");
    }

    @Test
    void amounts_are_exact_whether_text_or_number() {
        var fields = fields("{\"a\": \"56.98\", \"b\": 56.98, \"c\": 54, \"d\": \"0.5\", \"e\": 54.00, \"f\": 5.4E1}");
        assertThat(fields.money("a")).isEqualTo(Fen.of(5_698));
        assertThat(fields.money("b")).isEqualTo(Fen.of(5_698));
        assertThat(fields.money("c")).isEqualTo(Fen.of(5_400));
        assertThat(fields.money("d")).isEqualTo(Fen.of(50));
        assertThat(fields.money("e")).isEqualTo(Fen.of(5_400));
        assertThat(fields.money("f")).isEqualTo(Fen.of(5_400));
        assertThat(fields.optionalMoney("none")).isEmpty();
    }

    @Test
    void an_amount_is_refused_with_what_came() {
        refuses("{\"a\": \"1.234\"}", node -> node.money("a"), "a：应为不小于 0、最多两位小数的金额，实为 1.234");
        refuses("{\"a\": -1}", node -> node.money("a"), "a：应为不小于 0、最多两位小数的金额，实为 -1");
        refuses("{\"a\": \"x\"}", node -> node.money("a"), "a：应为不小于 0、最多两位小数的金额，实为 x");
        refuses("{\"a\": 1e900000}", node -> node.money("a"), "a：应为不小于 0、最多两位小数的金额，实为 1E+900000");
        refuses("{\"a\": 99999999999999}", node -> node.money("a"), "a：应为不小于 0、最多两位小数的金额，实为 99999999999999");
        refuses("{}", node -> node.money("a"), "a：应为不小于 0、最多两位小数的金额，实为未送");
    }

    @Test
    void quantities_and_prices_are_above_zero() {
        assertThat(fields("{\"cnt\": 2}").quantity("cnt")).isEqualTo(20_000);
        assertThat(fields("{\"pric\": \"1.49\"}").price("pric")).isEqualTo(1_490_000);
        refuses("{\"cnt\": 0}", node -> node.quantity("cnt"), "cnt：应为大于 0、最多四位小数的数量，实为 0");
        refuses("{\"cnt\": \"-2\"}", node -> node.quantity("cnt"), "cnt：应为大于 0、最多四位小数的数量，实为 -2");
        refuses("{\"cnt\": 1.00001}", node -> node.quantity("cnt"), "cnt：应为大于 0、最多四位小数的数量，实为 1.00001");
        refuses("{}", node -> node.price("pric"), "pric：应为大于 0、最多六位小数的单价，实为未送");
        refuses("{\"n\": 1.5}", node -> node.whole("n", 99), "n：应为 0 至 99 的整数，实为 1.5");
    }

    @Test
    void dates_and_codes_name_what_they_may_be() {
        assertThat(fields("{\"d\": \"2025-12-10\"}").optionalDate("d")).hasValue(LocalDate.of(2025, 12, 10));
        refuses(
                "{\"begntime\": \"2025-12-10T00:00:00\"}",
                node -> node.dateTime("begntime"),
                "begntime：应为 yyyy-MM-dd HH:mm:ss 格式的日期时间，实为 2025-12-10T00:00:00");
        Optional<Scheme> resident = NationalCodes.scheme("390");
        assertThat(resident).hasValue(Scheme.RESIDENT);
        refuses(
                "{\"insutype\": \"510\"}",
                node -> node.code("insutype", 6, NationalCodes.SCHEMES, NationalCodes::scheme),
                "insutype：应为 310（职工基本医疗保险）或 390（城乡居民基本医疗保险），实为 510");
    }

    @Test
    void one_row_may_come_as_a_list_and_a_list_as_one_row() {
        assertThat(fields("{\"data\": {\"a\": 1}}").only("data").text("a", 3)).isEqualTo("1");
        assertThat(fields("{\"data\": [{\"a\": 1}]}").only("data").text("a", 3)).isEqualTo("1");
        assertThat(fields("{\"data\": {\"a\": 1}}").rows("data")).hasSize(1);
        refuses("{\"data\": [{}, {}]}", node -> node.only("data"), "data：应为一个对象，实为 2 行的列表");
        refuses("{\"data\": []}", node -> node.rows("data"), "data：应为 1 至 1000 行，实为 0 行");
        refuses("{}", node -> node.only("data"), "data：应为一个对象，实为未送");
        refuses("{\"data\": [{}, 1]}", node -> node.rows("data"), "data（第 2 行）：应为一个对象，实为数字");
    }

    @Test
    void a_row_says_which_it_is() {
        refuses(
                "{\"rows\": [{\"a\": 1}, {}]}",
                node -> node.rows("rows").get(1).text("a", 3),
                "a（第 2 行）：应为不超过 3 个字符的文本，实为未送");
    }

    @Test
    void a_long_value_is_cut_in_the_answer() {
        var text = RefusalText.of("a", "短", "😀".repeat(100));
        assertThat(text).startsWith("a：应为短，实为😀").endsWith("…").hasSizeLessThan(100);
    }
}
