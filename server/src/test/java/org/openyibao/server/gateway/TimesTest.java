package org.openyibao.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @Test
    void reads_dates_and_times() {
        assertThat(Times.date("2024-02-29")).hasValue(LocalDate.of(2024, 2, 29));
        assertThat(Times.dateTime("2025-12-26 21:13:37")).hasValue(LocalDateTime.of(2025, 12, 26, 21, 13, 37));
        assertThat(Times.dateTime("2025-06-21")).hasValue(LocalDateTime.of(2025, 6, 21, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29 00:00:00",
                "2025-13-01",
                "0000-01-01",
                "-001-01-01",
                "2025-12-26T21:13:37",
                "2025-12-26 24:00:00",
                "2025-12-26 21:60:00",
                "2025-12-26 2a:00:00",
                "2025/12/26",
                "20251226211337",
                "x"
            })
    void refuses_what_is_no_day_or_time(String text) {
        assertThat(Times.dateTime(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1988-01-01, 2025-12-26, 379",
        "1990-01-01, 2025-12-26, 359",
        "1988-01-01, 2026-01-01, 380",
        "2025-12-26, 2025-12-26, 0",
        "2004-02-29, 2025-02-28, 209",
        "2004-02-29, 2025-03-01, 210"
    })
    void counts_age_in_tenths_rounded_down(LocalDate birth, LocalDate on, int tenths) {
        assertThat(Times.ageInTenths(birth, on)).isEqualTo(tenths);
    }

    @Test
    void numbers_a_message_in_30_characters() {
        var at = ZonedDateTime.of(2025, 12, 26, 21, 13, 39, 576_000_000, ZoneId.of("Asia/Shanghai"));
        assertThat(new Slip(at, 1).messageId("430100")).isEqualTo("430100202512262113390000000001");
        assertThat(new Slip(at, Slip.SERIALS + 7).messageId("430100")).isEqualTo("430100202512262113390000000007");
    }
}
