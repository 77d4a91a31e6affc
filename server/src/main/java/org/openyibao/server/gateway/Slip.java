package org.openyibao.server.gateway;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// What the receiver notes of a message when it comes in: the time, and a serial number below ten thousand million.
record Slip(ZonedDateTime receivedAt, long serial) {

    static final long SERIALS = 10_000_000_000L;

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    /// The receiver's id of the message: region, second and serial, 30 characters.
    String messageId(String region) {
        return region + number();
    }

    /// Second and serial, 24 digits.
    String number() {
        var digits = Long.toString(SERIALS + serial % SERIALS);
        return SECOND.format(receivedAt) + digits.substring(1);
    }

    LocalDate today() {
        return receivedAt.toLocalDate();
    }

    LocalDateTime localTime() {
        return receivedAt.toLocalDateTime();
    }
}
