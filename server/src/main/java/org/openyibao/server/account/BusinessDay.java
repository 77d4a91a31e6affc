package org.openyibao.server.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/// The day on which an entry is booked, in the official time of the country. Money counts from that day on.
public final class BusinessDay {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private BusinessDay() {}

    /// The clock that ticks in microseconds, as tables keep time: what is answered at once is then what is read later.
    public static Clock ticking(Clock clock) {
        return Clock.tick(clock, MICROSECOND);
    }

    public static LocalDate of(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /// A moment as people are told it.
    public static OffsetDateTime local(Instant instant) {
        return instant.atZone(ZONE).toOffsetDateTime();
    }

    /// The first moment of a year.
    public static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    static Instant start(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZONE).toInstant();
    }

    /// The number of days from `day` to the end of its year, both counted.
    static int daysLeft(LocalDate day) {
        return day.lengthOfYear() - day.getDayOfYear() + 1;
    }
}
