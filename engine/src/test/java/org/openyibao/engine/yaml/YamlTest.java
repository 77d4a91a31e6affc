package org.openyibao.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.Level;

class YamlTest {

    private static YamlMap map(String content) {
        return Yaml.parse("rules.yaml", content).orElseThrow().map();
    }

    private static void complains(Consumer<YamlMap> reader, String content, String... parts) {
        var map = map(content);
        assertThatThrownBy(() -> reader.accept(map))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void an_unknown_key_names_its_line_and_the_nearest_known_one() {
        complains(
                map -> {
                    map.fen("amount");
                    map.text("per");
                    map.finish();
                },
                "amount: 5.00\nper: year\namuont: 3.00\n",
                "rules.yaml:3: amuont: unknown key \"amuont\", nearest is \"amount\"");
    }

    @Test
    void an_unknown_key_like_no_other_lists_the_known_ones() {
        complains(
                map -> {
                    map.fen("amount");
                    map.finish();
                },
                "amount: 5.00\nsomething: 3.00\n",
                "unknown key \"something\", known are: amount");
    }

    @Test
    void a_missing_key_names_what_it_may_have_been_written_as() {
        complains(map -> map.fen("amount"), "\namuont: 5.00\n", "rules.yaml:2", "\"amount\" is missing", "\"amuont\"?");
        complains(map -> map.fen("amount"), "per: year\n", "key \"amount\" is missing");
    }

    @Test
    void a_key_twice_is_refused() {
        assertThatThrownBy(() -> map("a: 1\nb: 2\na: 3\n"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("key \"a\" stands twice");
    }

    @ParameterizedTest
    @CsvSource({
        "1.234, an amount in yuan",
        "-1.00, an amount in yuan",
        "many, an amount in yuan",
        "'', an amount in yuan",
        "10000000000.01, an amount in yuan",
    })
    void an_amount_is_told_from_anything_else(String written, String expected) {
        complains(
                map -> map.fen("amount"),
                "x: 1\namount: '" + written + "'\n",
                "rules.yaml:2: amount: expected " + expected,
                "got \"" + (written.isEmpty() ? "(空 empty)" : written) + "\"");
    }

    @Test
    void every_type_says_what_it_expected() {
        complains(map -> map.ratio("a"), "a: 101%\n", "a ratio from 0% to 100%", "\"101%\"");
        complains(map -> map.date("a"), "a: 2025-02-30\n", "a date (yyyy-MM-dd)", "2025-02-30");
        complains(map -> map.month("a"), "a: 2025-13\n", "a month (yyyy-MM)");
        complains(map -> YamlMap.time(map.get("a")), "a: \"25:00\"\n", "a time (HH:mm)");
        complains(map -> map.flag("a", true), "a: yes\n", "true or false", "\"yes\"");
        complains(map -> map.whole("a", 0), "a: 1.5\n", "a whole number");
        complains(map -> map.region("a"), "a: Beijing\n", "a region code of six digits");
        complains(map -> map.text("a"), "a: [b]\n", "a single value", "[...]");
        complains(map -> map.map("a"), "a: b\n", "a map of keys to values");
    }

    @Test
    void a_flag_may_be_written_as_yaml_has_it() {
        var flags = map("a: True\nb: FALSE\nc: \"true\"\n");
        assertThat(flags.flag("a", false)).isTrue();
        assertThat(flags.flag("b", true)).isFalse();
        assertThat(flags.flag("c", false)).isTrue();
    }

    @Test
    void a_code_out_of_its_range_names_the_range_and_the_nearest() {
        complains(map -> map.oneOf("level", Level.class), "level: unratd\n", "one of 1, 2, 3, unrated", "\"unrated\"");
        complains(map -> map.oneOf("grade", Grade.class), "grade: D\n", "one of A, B, C, excluded");
    }

    @Test
    void a_place_in_a_list_is_named() {
        complains(
                map -> map.each("fees", node -> node.map().fen("amount")),
                "fees:\n  - {amount: 1.00}\n  - {amount: x}\n",
                "rules.yaml:3: fees[1].amount: expected");
    }

    @Test
    void the_complaint_speaks_both_languages() {
        var map = map("a: yes\n");
        assertThatThrownBy(() -> map.flag("a", true)).isInstanceOfSatisfying(InvalidFileException.class, complaint -> {
            assertThat(complaint.message(Locale.CHINA)).isEqualTo("rules.yaml:1: a: 应为true 或 false，实为 “yes”");
            assertThat(complaint.message(Locale.ENGLISH))
                    .isEqualTo("rules.yaml:1: a: expected true or false, got \"yes\"");
        });
    }

    @Test
    void what_is_not_yaml_names_the_line() {
        assertThatThrownBy(() -> Yaml.parse("broken.yaml", "a: 1\nb: [1, 2\nc: 3\n"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll("broken.yaml:3", "not YAML");
    }

    @Test
    void an_alias_bomb_is_refused() {
        assertThatThrownBy(() -> Yaml.parse("bomb.yaml", "a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]\n"))
                .isInstanceOf(InvalidFileException.class);
    }

    @Test
    void a_file_that_is_missing_too_large_or_not_utf8_is_named(@TempDir Path folder) throws IOException {
        var missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> Yaml.read(missing)).hasMessageContainingAll("missing.yaml", "cannot be read");
        var latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
        assertThatThrownBy(() -> Yaml.read(latin)).hasMessageContainingAll("latin.yaml", "not UTF-8");
        var large = Files.write(folder.resolve("large.yaml"), new byte[4 * 1024 * 1024 + 1]);
        assertThatThrownBy(() -> Yaml.read(large)).hasMessageContainingAll("large.yaml", "larger than 4 MiB");
        assertThat(Yaml.read(Files.createFile(folder.resolve("empty.yaml")))).isEmpty();
    }
}
