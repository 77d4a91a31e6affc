package org.openyibao.server.imports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.text.Text;

/// One row of a file, read by column and type. What cannot be read is added to the complaints, and
/// something harmless of the type is returned: nothing of a file with complaints is used.
final class CsvRow {

    private static final Pattern REGION = Pattern.compile("\\d{6}");
    private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern UNIT_PRICE = Pattern.compile("(\\d{1,10})(?:\\.(\\d{1,6}))?");
    private static final Pattern MEASURED = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?");
    private static final int MEASURED_DIGITS = 11;
    private static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);

    private final String file;
    private final long row;
    private final UnaryOperator<String> cells;
    private final Consumer<Complaint> complaints;

    /// @param row counts from 1, the header being row 1
    /// @param cells by their column
    CsvRow(String file, long row, UnaryOperator<String> cells, Consumer<Complaint> complaints) {
        this.file = file;
        this.row = row;
        this.cells = cells;
        this.complaints = complaints;
    }

    private void complain(String column, String zh, String en) {
        complaints.accept(complaint(column, new Text(zh, en), cells.apply(column)));
    }

    /// That a column of the row holds something else than what was expected.
    Complaint complaint(String column, Text expected, String got) {
        return complaint(file, row, column, expected, got);
    }

    static Complaint complaint(String file, long row, String column, Text expected, String got) {
        return new Complaint(
                file,
                row,
                column,
                new Text(
                        "应为" + expected.zh() + "，实为 “" + got + "”",
                        "expected " + expected.en() + ", got \"" + got + "\""));
    }

    /// Counts from 1, the header being row 1.
    long number() {
        return row;
    }

    /// Text of at most `longest` characters, perhaps empty.
    String text(String column, int longest) {
        var value = cells.apply(column);
        if (value.length() > longest) {
            complain(column, "至多 " + longest + " 个字符", "at most " + longest + " characters");
        }
        return value;
    }

    String required(String column, int longest) {
        var value = text(column, longest);
        if (value.isEmpty()) {
            complain(column, "不为空的值", "a value");
        }
        return value;
    }

    String region(String column) {
        var value = cells.apply(column);
        if (!REGION.matcher(value).matches()) {
            complain(column, "六位医保区划代码", "a region code of six digits");
        }
        return value;
    }

    /// A uniform social credit code, or nothing.
    String creditCode(String column) {
        var value = cells.apply(column);
        if (!value.isEmpty() && !CREDIT_CODE.matcher(value).matches()) {
            complain(column, "18 位统一社会信用代码或空", "a uniform social credit code of 18 characters, or nothing");
        }
        return value;
    }

    LocalDate date(String column) {
        var day = day(column);
        if (day.isEmpty()) {
            complain(column, "日期（yyyy-MM-dd）", "a date (yyyy-MM-dd)");
        }
        return day.orElse(FOREVER);
    }

    private Optional<LocalDate> day(String column) {
        try {
            return Optional.of(LocalDate.parse(cells.apply(column)));
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    /// A month, or a year, which stands for its January.
    YearMonth period(String column) {
        var value = cells.apply(column);
        try {
            return YEAR.matcher(value).matches() ? YearMonth.of(Integer.parseInt(value), 1) : YearMonth.parse(value);
        } catch (DateTimeParseException notMonth) {
            complain(column, "年月（yyyy-MM），居民为参保年度（yyyy）", "a month (yyyy-MM), of a resident the coverage year (yyyy)");
            return YearMonth.from(FOREVER);
        }
    }

    /// An empty cell stands for no end. `first`: the column of the day that it must not come before.
    LocalDate lastDay(String column, String first) {
        var last = cells.apply(column).isEmpty() ? FOREVER : date(column);
        day(first)
                .filter(last::isBefore)
                .ifPresent(day -> complain(column, "不早于 " + day + " 的日期", "a day from " + day + " on"));
        return last;
    }

    boolean flag(String column) {
        var value = cells.apply(column);
        if (!value.equals("true") && !value.equals("false")) {
            complain(column, "true 或 false", "true or false");
        }
        return value.equals("true");
    }

    /// An empty cell stands for what is not known.
    Optional<Boolean> optionalFlag(String column) {
        return isEmpty(column) ? Optional.empty() : Optional.of(flag(column));
    }

    /// A decimal number as it is written, or nothing.
    String measured(String column) {
        var value = cells.apply(column);
        var digits = value.chars().filter(Character::isDigit).count();
        if (!value.isEmpty()
                && (digits > MEASURED_DIGITS || !MEASURED.matcher(value).matches())) {
            complain(
                    column,
                    "至多 " + MEASURED_DIGITS + " 位数字的数值或空",
                    "a number of at most " + MEASURED_DIGITS + " digits, or nothing");
        }
        return value;
    }

    Fen fen(String column) {
        var amount = Fen.parse(cells.apply(column)).filter(fen -> !fen.isNegative());
        if (amount.isEmpty()) {
            complain(column, "金额（元，至多两位小数，不小于 0）", "an amount in yuan, at most two decimals, 0 or more");
        }
        return amount.orElse(Fen.ZERO);
    }

    Ratio ratio(String column) {
        var ratio = Ratio.parse(cells.apply(column)).filter(Ratio::isShare);
        if (ratio.isEmpty()) {
            complain(column, "0% 到 100% 之间的比例", "a ratio from 0% to 100%");
        }
        return ratio.orElse(Ratio.ZERO);
    }

    /// A unit price in millionths of a yuan; an empty cell stands for none.
    OptionalLong unitPrice(String column) {
        var value = cells.apply(column);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        var matcher = UNIT_PRICE.matcher(value);
        if (!matcher.matches()) {
            complain(column, "单价（元，至多六位小数）或空", "a unit price in yuan, at most six decimals, or nothing");
            return OptionalLong.empty();
        }
        var decimals = matcher.group(2) == null ? "" : matcher.group(2);
        return OptionalLong.of(
                Long.parseLong(matcher.group(1)) * 1_000_000 + Long.parseLong((decimals + "000000").substring(0, 6)));
    }

    <E extends Enum<E>> E oneOf(String column, Class<E> type) {
        var value = cells.apply(column);
        for (var constant : type.getEnumConstants()) {
            if (constant.toString().equals(value)) {
                return constant;
            }
        }
        var known = Arrays.stream(type.getEnumConstants()).map(Enum::toString).toList();
        complain(column, "以下之一：" + String.join("、", known), "one of " + String.join(", ", known));
        return type.getEnumConstants()[0];
    }

    boolean isEmpty(String column) {
        return cells.apply(column).isEmpty();
    }

    /// Complains that a column holds something else than what was expected.
    void reject(String column, Text expected, String got) {
        complaints.accept(complaint(column, expected, got));
    }

    /// Complains of a row that says of the column what no reader of one cell can see.
    void reject(String column, Text what) {
        complaints.accept(new Complaint(file, row, column, what));
    }
}
