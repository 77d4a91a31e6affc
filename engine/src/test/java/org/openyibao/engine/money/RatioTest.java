package org.openyibao.engine.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatioTest {

    private static Ratio ratio(String percent) {
        return Ratio.parse(percent).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"85%, 850000", "96.1%, 961000", "0.05%, 500", "0%, 0", "100%, 1000000", "0.0001%, 1", "120%, 1200000"})
    void per_cent_are_read_exactly(String percent, int millionths) {
        assertThat(Ratio.parse(percent)).contains(Ratio.ofMillionths(millionths));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "85", "0.85", "-5%", "1.23456%", "8 5%", "99999%", "85％"})
    void what_is_no_ratio_is_empty(String text) {
        assertThat(Ratio.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"850000, 85%", "961000, 96.1%", "500, 0.05%", "1, 0.0001%", "0, 0%", "1000000, 100%"})
    void written_without_trailing_zeros(int millionths, String percent) {
        assertThat(Ratio.ofMillionths(millionths)).hasToString(percent);
    }

    @ParameterizedTest
    @CsvSource({
        "70%, 5698, 3989", // 3988.6
        "50%, 1, 1", // 0.5 rounds up
        "49.9999%, 1, 0",
        "50%, 3, 2", // 1.5
        "85%, 1, 1", // 0.85
        "0.05%, 80000, 40",
        "80%, 6111, 4889", // 4888.8
        "100%, 123456789, 123456789",
        "0%, 123456789, 0",
    })
    void a_share_is_rounded_half_up_to_the_fen(String percent, long of, long share) {
        assertThat(ratio(percent).of(of)).isEqualTo(share);
        assertThat(ratio(percent).of(Fen.of(of))).isEqualTo(Fen.of(share));
    }

    @Test
    void a_share_of_a_negative_amount_is_the_negative_of_the_share() {
        assertThat(ratio("50%").of(-3)).isEqualTo(-2);
        assertThat(ratio("70%").of(-5698)).isEqualTo(-3989);
    }

    @Test
    void an_amount_too_large_for_an_exact_share_fails() {
        var ratio = ratio("70%");
        assertThat(ratio.of(Fen.LARGEST)).isEqualTo(Fen.of(700_000_000_000L));
        assertThatThrownBy(() -> ratio.of(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"70%, 70000, 100000", "60%, 100, 167", "85%, 1, 1", "100%, 77, 77"})
    void the_whole_of_a_share(String percent, long share, long whole) {
        assertThat(ratio(percent).whole(share)).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "70%, 70000, 100000",
        "85%, 14, 17", // 85% of 17 is 14.45, of 18 is 15.30
        "90%, 9000, 10000",
        "100%, 77, 77",
        "10%, 100, 1004", // 10% of 1004 is 100.4, of 1005 is 100.5
    })
    void the_most_that_a_payment_can_be_for(String percent, long fen, long most) {
        assertThat(ratio(percent).mostFor(fen)).isEqualTo(most);
        assertThat(ratio(percent).of(most)).isEqualTo(fen);
        assertThat(ratio(percent).of(most + 1)).isEqualTo(fen + 1);
    }

    @Test
    void points_off_and_on_stay_between_nothing_and_all() {
        assertThat(ratio("85%").lessPoints(ratio("10%"))).isEqualTo(ratio("75%"));
        assertThat(ratio("5%").lessPoints(ratio("20%"))).isEqualTo(Ratio.ZERO);
        assertThat(ratio("60%").plusPoints(ratio("5%"))).isEqualTo(ratio("65%"));
        assertThat(ratio("98%").plusPoints(ratio("5%"))).isEqualTo(Ratio.ONE);
    }

    @Test
    void a_share_lies_between_nothing_and_all() {
        assertThat(Ratio.ZERO.isShare()).isTrue();
        assertThat(Ratio.ONE.isShare()).isTrue();
        assertThat(Ratio.ofMillionths(-1).isShare()).isFalse();
        assertThat(Ratio.ofMillionths(1_000_001).isShare()).isFalse();
    }
}
