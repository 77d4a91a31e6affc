package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "2, 4, 20000",
        "1.49, 6, 1490000",
        "-1.5, 4, -15000",
        "0.0001, 4, 1",
        "1.50000000, 4, 15000",
        "007, 2, 700",
        "0, 6, 0",
        "99999999999999999, 0, 99999999999999999",
        "00000000000000000000001.5, 1, 15"
    })
    void reads(String text, int places, long expected) {
        assertThat(Decimals.parse(text, places)).isEqualTo(OptionalLong.of(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", ".", "1.", ".5", "1.00001", "1e3", "+1", "1,5", "--1", "1.2.3", "１", "100000000000000"})
    void refuses(String text) {
        assertThat(Decimals.parse(text, 4)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"15000, 4, 1.5", "-15000, 4, -1.5", "0, 4, 0", "1, 6, 0.000001", "700000, 6, 0.7", "999999, 0, 999999"})
    void writes_without_zeros_at_the_end(long value, int places, String expected) {
        assertThat(Decimals.text(value, places)).isEqualTo(expected);
    }

    @Test
    void reads_what_it_wrote() {
        for (var value : new long[] {0, 1, -1, 9, 10, 123_456, -99_999_999, 10_000_000_000_000_000L}) {
            assertThat(Decimals.parse(Decimals.text(value, 6), 6)).hasValue(value);
        }
    }
}
