package org.openyibao.server.settlement;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// Between lists of values and the arrays of SQL.
final class Rows {

    private Rows() {}

    static <T> String[] texts(Collection<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    static <T> long[] longs(Collection<T> rows, ToLongFunction<T> value) {
        return rows.stream().mapToLong(value).toArray();
    }

    static <T> int[] ints(Collection<T> rows, ToIntFunction<T> value) {
        return rows.stream().mapToInt(value).toArray();
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) array(row, column));
    }

    static List<LocalDate> dates(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Date[]) array(row, column)).map(Date::toLocalDate).toList();
    }

    static long[] longs(ResultSet row, String column) throws SQLException {
        var boxed = (Long[]) array(row, column);
        var values = new long[boxed.length];
        for (var i = 0; i < boxed.length; i++) {
            values[i] = boxed[i];
        }
        return values;
    }

    static int[] ints(ResultSet row, String column) throws SQLException {
        var boxed = (Integer[]) array(row, column);
        var values = new int[boxed.length];
        for (var i = 0; i < boxed.length; i++) {
            values[i] = boxed[i];
        }
        return values;
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        try {
            return array.getArray();
        } finally {
            array.free();
        }
    }
}
