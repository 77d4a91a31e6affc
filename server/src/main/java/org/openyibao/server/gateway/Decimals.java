package org.openyibao.server.gateway;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Decimal numbers as whole numbers of their last decimal place: with 4 places, `1.5` is 15 000.
final class Decimals {

    private static final int MOST_DIGITS = 17;
    private static final int LONGEST = 100;

    /// Its digits without the zeros at either end.
    private static final Pattern NUMBER =
            Pattern.compile("-?(?=\\d)0*+(?<whole>\\d*+)(?:\\.(?=\\d)(?<decimals>\\d*?)0*)?");

    private Decimals() {}

    /// Reads `text` (`-`, digits, `.`, digits) with `places` decimals. Further decimals must be zeros. Empty where the
    /// text is not such a number or has more than 17 significant digits.
    static OptionalLong parse(String text, int places) {
        var negative = text.startsWith("-");
        var start = negative ? 1 : 0;
        var point = text.indexOf('.');
        var end = point < 0 ? text.length() : point;
        if (end == start || point == text.length() - 1) {
            return OptionalLong.empty();
        }
        var value = 0L;
        var digits = 0;
        for (var i = start; i < text.length(); i++) {
            if (i == point) {
                continue;
            }
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            if (i > end + places) {
                if (digit != 0) {
                    return OptionalLong.empty();
                }
                continue;
            }
            digits += value == 0 && digit == 0 ? 0 : 1;
            if (digits > MOST_DIGITS) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        for (var missing = places - decimals(text, point); missing > 0; missing--) {
            digits += value == 0 ? 0 : 1;
            if (digits > MOST_DIGITS) {
                return OptionalLong.empty();
            }
            value *= 10;
        }
        return OptionalLong.of(negative ? -value : value);
    }

    /// True for a number with at most `digits` digits, `places` of them decimals; zeros at either end count for
    /// nothing. Empty limits are none.
    static boolean fits(String text, OptionalInt digits, OptionalInt places) {
        var number = NUMBER.matcher(text.length() > LONGEST ? "" : text);
        if (!number.matches()) {
            return false;
        }
        var most = places.orElse(0);
        var decimals =
                number.group("decimals") == null ? 0 : number.group("decimals").length();
        return digits.isEmpty() || decimals <= most && number.group("whole").length() <= digits.getAsInt() - most;
    }

    private static int decimals(String text, int point) {
        return point < 0 ? 0 : text.length() - point - 1;
    }

    /// Writes what [#parse] reads, without zeros at the end: 15 000 with 4 places is `1.5`.
    static String text(long value, int places) {
        var digits = Long.toString(Math.abs(value));
        var padded = "0".repeat(Math.max(0, places + 1 - digits.length())) + digits;
        var point = padded.length() - places;
        var end = padded.length();
        while (end > point && padded.charAt(end - 1) == '0') {
            end--;
        }
        var fraction = end == point ? "" : "." + padded.substring(point, end);
        return (value < 0 ? "-" : "") + padded.substring(0, point) + fraction;
    }
}
