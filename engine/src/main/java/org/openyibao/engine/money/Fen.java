package org.openyibao.engine.money;

import java.util.Optional;
import java.util.regex.Pattern;

/// An amount of money in fen (1/100 yuan), exact. Range: that of a `long`; arithmetic that leaves it throws
/// [ArithmeticException]. Written as yuan with two decimals.
public record Fen(long value) implements Comparable<Fen> {

    public static final Fen ZERO = new Fen(0);

    /// The largest amount that may enter the system from outside: ten billion yuan.
    public static final Fen LARGEST = new Fen(1_000_000_000_000L);

    private static final Pattern YUAN = Pattern.compile("(-?)(\\d{1,12})(?:\\.(\\d{1,2})0*)?");

    public static Fen of(long fen) {
        return fen == 0 ? ZERO : new Fen(fen);
    }

    /// Reads yuan: digits, then at most two significant decimals (`56.98`, `54`, `0.5`, `-3.20`).
    /// Empty where the text is not such an amount or is beyond [#LARGEST].
    public static Optional<Fen> parse(String yuan) {
        var matcher = YUAN.matcher(yuan);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var decimals = matcher.group(3) == null ? "" : matcher.group(3);
        var fen = Long.parseLong(matcher.group(2)) * 100 + Long.parseLong((decimals + "00").substring(0, 2));
        return fen > LARGEST.value
                ? Optional.empty()
                : Optional.of(of(matcher.group(1).isEmpty() ? fen : -fen));
    }

    public Fen plus(Fen other) {
        return of(Math.addExact(value, other.value));
    }

    public Fen minus(Fen other) {
        return of(Math.subtractExact(value, other.value));
    }

    public Fen negated() {
        return of(Math.negateExact(value));
    }

    public Fen min(Fen other) {
        return value <= other.value ? this : other;
    }

    public Fen max(Fen other) {
        return value >= other.value ? this : other;
    }

    public boolean isZero() {
        return value == 0;
    }

    public boolean isNegative() {
        return value < 0;
    }

    @Override
    public int compareTo(Fen other) {
        return Long.compare(value, other.value);
    }

    /// Yuan with two decimals, e.g. `1234.50`.
    @Override
    public String toString() {
        return yuan(value);
    }

    /// The amount `fen` as yuan with two decimals.
    public static String yuan(long fen) {
        var digits = Long.toString(Math.abs(fen));
        var padded = digits.length() < 3 ? "000".substring(digits.length()) + digits : digits;
        var split = padded.length() - 2;
        return (fen < 0 ? "-" : "") + padded.substring(0, split) + "." + padded.substring(split);
    }
}
