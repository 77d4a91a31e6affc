package org.openyibao.bench.settle;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;

/// Numbers that no message of this or an earlier run has. For many threads.
final class Numbers {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final LocalDateTime EPOCH = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int TAIL = 4;
    private static final int TAILS = DIGITS.length() * DIGITS.length() * DIGITS.length() * DIGITS.length();
    private static final long A_SECOND = 1_000_000;

    private final String institution;
    private final LocalDateTime begun;
    private final long firstNumber;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();

    Numbers(String institution, LocalDateTime begun) {
        this.institution = institution;
        this.begun = begun;
        firstNumber = (begun.toEpochSecond(ZoneOffset.UTC) - EPOCH.toEpochSecond(ZoneOffset.UTC)) * A_SECOND;
    }

    /// The id of a message as institutions form it: their code, a second, four characters; 30 in all. The
    /// second is that of the beginning until its characters are used up.
    byte[] message() {
        var count = messages.getAndIncrement();
        var id = new StringBuilder(institution).append(SECOND.format(begun.plusSeconds(count / TAILS)));
        var rest = (int) (count % TAILS);
        for (var i = 0; i < TAIL; i++) {
            id.append(DIGITS.charAt(rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Decimal, 14 digits at most.
    byte[] next() {
        return Long.toString(firstNumber + numbers.getAndIncrement()).getBytes(StandardCharsets.US_ASCII);
    }
}
