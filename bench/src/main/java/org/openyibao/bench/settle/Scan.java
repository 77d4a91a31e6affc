package org.openyibao.bench.settle;

import java.nio.charset.StandardCharsets;

/// Finds fields in the bytes of an answer without reading it as JSON: names are looked for as they are
/// written.
final class Scan {

    /// An amount that is not there, or not an amount.
    static final long NONE = Long.MIN_VALUE;

    private Scan() {}

    /// The name of a field as it stands in an answer.
    static byte[] field(String name) {
        return ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /// Where `wanted` begins, at `from` or behind it; -1 if nowhere.
    static int find(Bytes bytes, int from, byte[] wanted) {
        var array = bytes.array();
        var last = bytes.length() - wanted.length;
        for (var at = from; at <= last; at++) {
            if (array[at] == wanted[0] && matches(array, at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    /// As [#find], from the end: where it begins the last time, not before `from`.
    static int findLast(Bytes bytes, int from, byte[] wanted) {
        var array = bytes.array();
        for (var at = bytes.length() - wanted.length; at >= from; at--) {
            if (array[at] == wanted[0] && matches(array, at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] array, int at, byte[] wanted) {
        for (var i = 1; i < wanted.length; i++) {
            if (array[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /// The value of the first field of this name as fen, from a number of yuan with two decimals at most.
    static long fen(Bytes bytes, int from, byte[] field) {
        var found = find(bytes, from, field);
        if (found < 0) {
            return NONE;
        }
        var array = bytes.array();
        var at = found + field.length;
        var negative = at < bytes.length() && array[at] == '-';
        at += negative ? 1 : 0;
        var value = 0L;
        var decimals = -1;
        var begin = at;
        for (; at < bytes.length() && (isDigit(array[at]) || array[at] == '.'); at++) {
            if (array[at] == '.') {
                decimals = 0;
            } else {
                value = value * 10 + array[at] - '0';
                decimals += decimals < 0 ? 0 : 1;
            }
        }
        if (at == begin || decimals > 2) {
            return NONE;
        }
        var fen = decimals == 2 ? value : decimals == 1 ? value * 10 : value * 100;
        return negative ? -fen : fen;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    /// The value of the first field of this name as text between quotes; empty where it is absent or no
    /// text.
    static String text(Bytes bytes, int from, byte[] field) {
        var found = find(bytes, from, field);
        if (found < 0) {
            return "";
        }
        var array = bytes.array();
        var begin = found + field.length;
        if (begin >= bytes.length() || array[begin] != '"') {
            return "";
        }
        var end = begin + 1;
        while (end < bytes.length() && array[end] != '"') {
            end++;
        }
        return new String(array, begin + 1, end - begin - 1, StandardCharsets.UTF_8);
    }
}
