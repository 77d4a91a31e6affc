package org.openyibao.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.openyibao.server.account.BusinessDay;

class RateLimitTest {

    private Instant now = Instant.parse("2025-07-01T02:00:00Z");

    private final RateLimit limit = new RateLimit(3, new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return BusinessDay.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("there is one zone");
        }
    });

    private void takes(int times) {
        for (var i = 0; i < times; i++) {
            limit.take("a");
        }
    }

    private long secondsToWait() {
        return catchThrowableOfType(TooManyException.class, () -> limit.take("a"))
                .seconds();
    }

    @Test
    void three_in_a_minute_are_three_at_once_and_then_one_in_twenty_seconds() {
        takes(3);
        assertThat(secondsToWait()).isEqualTo(20);
        now = now.plus(Duration.ofSeconds(19));
        assertThat(secondsToWait()).isEqualTo(1);
        now = now.plus(Duration.ofSeconds(1));
        takes(1);
        assertThat(secondsToWait()).isEqualTo(20);
        now = now.plus(Duration.ofMinutes(10));
        takes(3);
        assertThat(secondsToWait()).isEqualTo(20);
    }

    @Test
    void others_count_for_themselves() {
        takes(3);
        assertThatCode(() -> limit.take("b")).doesNotThrowAnyException();
    }

    @Test
    void what_is_given_back_does_not_count() {
        for (var i = 0; i < 10; i++) {
            limit.take("a");
            limit.giveBack("a");
        }
        takes(3);
        assertThat(secondsToWait()).isEqualTo(20);
    }
}
