package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    private static final String FIRST = """
            {"data": {"psn_no": "1", "medfee_sumamt": "56.98", "begntime": ""}, "rows": [{"a": 1}, {"a": 2}]}""";

    private static Envelope asking(String transaction, String homeRegion, String input) {
        var slip = new Slip(ZonedDateTime.of(2025, 12, 26, 21, 13, 39, 0, ZoneId.of("Asia/Shanghai")), 1);
        var fields = new Fields(Json.object(input.getBytes(StandardCharsets.UTF_8)), "");
        return new Envelope(
                slip,
                transaction,
                "m",
                "430100",
                homeRegion,
                "001",
                "某",
                "H43000000001",
                "430100",
                fields,
                Optional.empty(),
                new InputCheck(new InterfaceTables()));
    }

    private static Envelope asking(String input) {
        return asking("2207", "430100", input);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"rows": [{"a": 1}, {"a": 2}], "data": {"begntime": "", "medfee_sumamt": "56.98", "psn_no": "1"}}""", """
                {"data": {"psn_no": 1, "medfee_sumamt": 56.98, "begntime": null}, "rows": [{"a": "1"}, {"a": "2"}]}""", """
                {"data": [{"psn_no": "1", "medfee_sumamt": "56.98"}], "rows": [{"a": 1}, {"a": 2}]}"""})
    void the_same_in_another_form_is_the_same(String input) {
        assertThat(Fingerprint.of(asking(input))).isEqualTo(Fingerprint.of(asking(FIRST)));
    }

    @Test
    void the_field_that_differs_is_named() {
        assertDifference("medfee_sumamt", FIRST.replace("56.98", "56.99"));
        assertDifference("psn_no", FIRST.replace("\"psn_no\": \"1\"", "\"psn_no\": \"2\""));
        assertDifference("begntime", FIRST.replace("\"begntime\": \"\"", "\"begntime\": \"x\""));
        assertDifference("a", FIRST.replace("{\"a\": 1}, {\"a\": 2}", "{\"a\": 2}, {\"a\": 1}"));
        assertDifference("a", FIRST.replace("{\"a\": 1}, {\"a\": 2}", "{\"a\": 1}"));
        assertDifference("more", FIRST.replace("\"begntime\"", "\"more\": 1, \"begntime\""));
    }

    private static void assertDifference(String name, String input) {
        var first = Fingerprint.of(asking(FIRST));
        assertThat(Fingerprint.of(asking(input))).isNotEqualTo(first);
        assertThat(Fingerprint.firstDifference(asking(input), first)).hasValue(name);
    }

    @Test
    void the_transaction_and_the_region_count() {
        var first = Fingerprint.of(asking(FIRST));
        assertThat(Fingerprint.firstDifference(asking("2206", "430100", FIRST), first))
                .hasValue("infno");
        assertThat(Fingerprint.firstDifference(asking("2207", "430200", FIRST), first))
                .hasValue("insuplc_admdvs");
    }

    @Test
    void a_field_that_is_gone_makes_a_difference_without_a_name() {
        var less = asking(FIRST.replace("\"medfee_sumamt\": \"56.98\", ", ""));
        var first = Fingerprint.of(asking(FIRST));
        assertThat(Fingerprint.of(less)).isNotEqualTo(first);
        assertThat(Fingerprint.firstDifference(less, first)).isEmpty();
        assertThat(Fingerprint.firstDifference(less, new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\": {\"ab\": \"c\"}}",
                "{\"x\": {\"a\": \"bc\"}}",
                "{\"x\": [[\"a\"], [\"b\"]]}",
                "{\"x\": [[\"a\", \"b\"]]}",
                "{\"x\": [\"a\", \"b\"]}",
                "{\"x/a\": \"b\"}",
                "{\"x\": {\"a\": \"b\"}}",
                "{\"x\": [{\"a\": \"b\"}, {\"a\": \"b\"}]}",
                "{\"x\": [{}, {\"a\": \"b\"}]}",
                "{\"x\": \"a:1:b\"}",
                "{\"x\": [\"a:1:b\"]}"
            })
    void different_structures_do_not_meet(String input) {
        var others =
                new String[] {"{\"x\": \"a\"}", "{\"y\": {\"a\": \"b\"}}", "{\"x\": {\"a\": \"b\", \"c\": \"d\"}}"};
        for (var other : others) {
            assertThat(Fingerprint.of(asking(input))).isNotEqualTo(Fingerprint.of(asking(other)));
        }
    }

    @Test
    void what_cannot_be_kept_is_refused_by_name() {
        assertThatThrownBy(() -> Fingerprint.of(asking("{\"data\": {\"memo\": \"a\\u0000b\"}}")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("memo：");
    }

    @Test
    void a_bill_of_many_lines_takes_few_bytes() {
        var lines = new StringBuilder();
        for (var i = 0; i < 200; i++) {
            lines.append(i == 0 ? "" : ",").append("{\"feedetl_sn\":\"" + i + "\",\"cnt\":\"2\",\"pric\":\"1.49\"}");
        }
        assertThat(Fingerprint.of(asking("{\"feedetail\": [" + lines + "]}"))).hasSizeLessThan(100);
    }
}
