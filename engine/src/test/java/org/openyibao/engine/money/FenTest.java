package org.openyibao.engine.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FenTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.5, 50",
        "54, 5400",
        "56.98, 5698",
        "56.980, 5698",
        "-3.20, -320",
        "007.10, 710",
        "10000000000.00, 1000000000000",
    })
    void yuan_are_read_to_the_fen(String yuan, long fen) {
        assertThat(Fen.parse(yuan)).contains(Fen.of(fen));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".5",
                "5.",
                "1.234",
                "1,000.00",
                "1e3",
                "+1",
                "--1",
                "¥1",
                "１",
                "10000000000.01",
                "9999999999999999999",
            })
    void what_is_no_amount_is_empty(String text) {
        assertThat(Fen.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00", "1, 0.01", "10, 0.10", "123450, 1234.50", "-1, -0.01", "-320, -3.20"})
    void written_as_yuan_with_two_decimals(long fen, String yuan) {
        assertThat(Fen.of(fen)).hasToString(yuan);
    }

    @Test
    void arithmetic_is_exact_or_fails() {
        assertThat(Fen.of(5698).minus(Fen.of(3989))).isEqualTo(Fen.of(1709));
        assertThat(Fen.of(2).plus(Fen.of(-5))).isEqualTo(Fen.of(-3)).matches(Fen::isNegative);
        var largest = Fen.of(Long.MAX_VALUE);
        var one = Fen.of(1);
        assertThatThrownBy(() -> largest.plus(one)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fen.of(Long.MIN_VALUE).negated()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void lesser_and_greater() {
        assertThat(Fen.of(1).min(Fen.of(2))).isEqualTo(Fen.of(1));
        assertThat(Fen.of(1).max(Fen.of(2))).isEqualTo(Fen.of(2));
        assertThat(Fen.of(1)).isLessThan(Fen.of(2));
        assertThat(Fen.ZERO).isEqualTo(Fen.of(0)).matches(Fen::isZero);
    }
}
