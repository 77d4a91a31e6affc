package org.openyibao.engine.money;

import java.util.Optional;
import java.util.regex.Pattern;

/// An exact share in millionths: 85 % is 850 000. Range: any `int`; a share of a bill lies in 0..1 000 000, which
/// the reader of packs checks.
public record Ratio(int millionths) implements Comparable<Ratio> {

    public static final Ratio ZERO = new Ratio(0);
    public static final Ratio ONE = new Ratio(1_000_000);

    private static final int UNIT = 1_000_000;
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?%");

    public static Ratio ofMillionths(int millionths) {
        return new Ratio(millionths);
    }

    /// Reads per cent with at most four decimals (`85%`, `96.1%`, `0.05%`); empty where the text is not that.
    public static Optional<Ratio> parse(String percent) {
        var matcher = PERCENT.matcher(percent);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var decimals = matcher.group(2) == null ? "" : matcher.group(2);
        return Optional.of(new Ratio(
                Integer.parseInt(matcher.group(1)) * 10_000 + Integer.parseInt((decimals + "0000").substring(0, 4))));
    }

    public boolean isShare() {
        return millionths >= 0 && millionths <= UNIT;
    }

    /// This share of an amount, rounded half up to the fen: the one rounding of the system.
    public Fen of(Fen amount) {
        return Fen.of(of(amount.value()));
    }

    /// As [#of(Fen)], on bare fen.
    public long of(long fen) {
        var product = Math.multiplyExact(fen, (long) millionths);
        var half = UNIT / 2;
        return product >= 0 ? (product + half) / UNIT : -((-product + half) / UNIT);
    }

    /// This share of the average of `count` amounts that come to `sum` fen, none of them below zero: rounded once,
    /// half up to the fen. The average itself is not rounded.
    public Fen ofAverage(long sum, int count) {
        var divisor = Math.multiplyExact((long) UNIT, count);
        return Fen.of((Math.multiplyExact(sum, (long) millionths) + divisor / 2) / divisor);
    }

    /// The amount of which this share is `fen`, rounded half up to the fen. This ratio must be above zero.
    public long whole(long fen) {
        return (Math.multiplyExact(fen, (long) UNIT) + millionths / 2) / millionths;
    }

    /// The largest amount of which this share, rounded, is still not above `fen`. This ratio must be above zero.
    public long mostFor(long fen) {
        return (Math.addExact(Math.multiplyExact(fen, (long) UNIT), UNIT / 2 - 1)) / millionths;
    }

    /// This share less `other`, but not below zero: a reduction in percentage points.
    public Ratio lessPoints(Ratio other) {
        return other.millionths == 0 ? this : new Ratio(Math.max(0, millionths - other.millionths));
    }

    /// This share plus `other`, but not above one.
    public Ratio plusPoints(Ratio other) {
        return other.millionths == 0 ? this : new Ratio(Math.min(UNIT, millionths + other.millionths));
    }

    @Override
    public int compareTo(Ratio other) {
        return Integer.compare(millionths, other.millionths);
    }

    /// Per cent without trailing zeros, e.g. `96.1%`.
    @Override
    public String toString() {
        var whole = millionths / 10_000;
        var rest = millionths % 10_000;
        if (rest == 0) {
            return whole + "%";
        }
        var decimals = Integer.toString(10_000 + rest).substring(1);
        var end = decimals.length();
        while (decimals.charAt(end - 1) == '0') {
            end--;
        }
        return whole + "." + decimals.substring(0, end) + "%";
    }
}
