package org.openyibao.server.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.openyibao.server.account.BusinessDay;

/// Dates and times of messages. Reads by position: a formatter costs more than the rest of a fee line.
final class Times {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int DATE_LENGTH = 10;
    private static final int DATE_TIME_LENGTH = 19;
    private static final int MONTH_LENGTH = 6;
    private static final int EARLIEST_YEAR = 1900;

    private Times() {}

    /// `yyyy-MM-dd`, from 1900 on.
    static Optional<LocalDate> date(String text) {
        if (text.length() != DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        try {
            var day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
            return Optional.of(day).filter(date -> date.getYear() >= EARLIEST_YEAR);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /// `yyyy-MM-dd HH:mm:ss`, or a date alone for its first second.
    static Optional<LocalDateTime> dateTime(String text) {
        if (text.length() == DATE_LENGTH) {
            return date(text).map(LocalDate::atStartOfDay);
        }
        if (text.length() != DATE_TIME_LENGTH
                || text.charAt(10) != ' '
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return Optional.empty();
        }
        try {
            var hour = digits(text, 11, 13);
            var minute = digits(text, 14, 16);
            var second = digits(text, 17, 19);
            return date(text.substring(0, DATE_LENGTH)).map(day -> day.atTime(hour, minute, second));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    /// `yyyyMM`, from 1900 on.
    static Optional<YearMonth> month(String text) {
        return text.length() == MONTH_LENGTH
                ? date(text.substring(0, 4) + "-" + text.substring(4) + "-01").map(YearMonth::from)
                : Optional.empty();
    }

    private static int digits(String text, int from, int to) {
        var value = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a digit");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /// `yyyy-MM-dd HH:mm:ss`.
    static String text(LocalDateTime time) {
        return DATE_TIME.format(time);
    }

    /// As it is in the country.
    static LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, BusinessDay.ZONE);
    }

    static Instant instant(LocalDateTime time) {
        return time.atZone(BusinessDay.ZONE).toInstant();
    }

    /// Age on a day in tenths of a year, rounded down: 359 is 35.9 years.
    static int ageInTenths(LocalDate birth, LocalDate on) {
        var years = (int) ChronoUnit.YEARS.between(birth, on);
        var birthday = birth.plusYears(years);
        var yearLength = ChronoUnit.DAYS.between(birthday, birth.plusYears(years + 1));
        // Born on 29 February: the last day before the birthday is past the end of a year of 365 days.
        var tenths = Math.min(9, ChronoUnit.DAYS.between(birthday, on) * 10 / yearLength);
        return years * 10 + (int) tenths;
    }
}
