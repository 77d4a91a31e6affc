package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static void refuses(byte[] body, String start) {
        assertThatThrownBy(() -> Json.object(body))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith(start);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"infno\": }' | 报文：应为一个合法的 JSON 对象，第 1 行第 11 列有误",
                "'{\"a\": 1} x' | 报文：应为一个合法的 JSON 对象，第 1 行第 10 列有误",
                "'{\"a\": 1}{' | 报文：应为一个合法的 JSON 对象，第 1 行第 9 列有误",
                "'[1, 2]' | 报文：应为一个合法的 JSON 对象，第 1 行第 1 列有误",
                "'\"text\"' | 报文：应为一个合法的 JSON 对象，第 1 行第 1 列有误",
                "'' | 报文：应为一个合法的 JSON 对象，第 1 行第 1 列有误",
                "'{\"a\": \"cut' | 报文：应为一个合法的 JSON 对象，第 1 行",
                "'infno=2207&msgid=1' | 报文：应为一个合法的 JSON 对象，第 1 行第 1 列有误"
            })
    void says_where_it_is_malformed(String body, String start) {
        refuses(body.getBytes(StandardCharsets.UTF_8), start);
    }

    @Test
    void says_the_line_too() {
        refuses("{\n \"a\": 1,\n \"b\": tru\n}".getBytes(StandardCharsets.UTF_8), "报文：应为一个合法的 JSON 对象，第 3 行");
    }

    @Test
    void refuses_another_encoding() {
        refuses("{\"a\": \"测试员\"}".getBytes(Charset.forName("GBK")), "报文：应为一个合法的 JSON 对象，第 1 行");
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 500_000})
    void refuses_what_is_nested_too_deep(int depth) {
        var body = "{\"a\":" + "[".repeat(depth);
        refuses(body.getBytes(StandardCharsets.UTF_8), "报文：应为嵌套不超过 32 层");
    }

    @Test
    void refuses_texts_and_numbers_that_are_too_long() {
        refuses(("{\"a\": \"" + "x".repeat(1_000_001) + "\"}").getBytes(StandardCharsets.UTF_8), "报文：应为嵌套不超过");
        refuses(("{\"a\": " + "1".repeat(101) + "}").getBytes(StandardCharsets.UTF_8), "报文：应为嵌套不超过");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-0.1E-99999999999", "1E+9943000000001202509"})
    void refuses_exponents_that_no_number_has(String number) {
        refuses(("{\n\"a\": " + number + "}").getBytes(StandardCharsets.UTF_8), "报文：应为一个合法的 JSON 对象，第 2 行");
    }

    @Test
    void refuses_too_many_values() {
        var body = "{\"a\": [" + "1,".repeat(200_000) + "1]}";
        refuses(body.getBytes(StandardCharsets.UTF_8), "报文：应为嵌套不超过");
    }

    @Test
    void the_last_of_repeated_fields_counts() {
        assertThat(Json.object("{\"a\": 1, \"a\": 2}".getBytes(StandardCharsets.UTF_8))
                        .get("a")
                        .asString())
                .isEqualTo("2");
    }
}
