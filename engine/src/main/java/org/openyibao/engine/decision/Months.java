package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.time.YearMonth;

/// Months as whole numbers, one more each month, so that runs of them are arithmetic.
final class Months {

    private static final int OF_A_YEAR = 12;

    private Months() {}

    static int of(YearMonth month) {
        return month.getYear() * OF_A_YEAR + month.getMonthValue() - 1;
    }

    static int of(LocalDate day) {
        return day.getYear() * OF_A_YEAR + day.getMonthValue() - 1;
    }

    static int january(int year) {
        return year * OF_A_YEAR;
    }

    static int december(int year) {
        return year * OF_A_YEAR + OF_A_YEAR - 1;
    }

    static int year(int month) {
        return Math.floorDiv(month, OF_A_YEAR);
    }

    static YearMonth month(int month) {
        return YearMonth.of(year(month), Math.floorMod(month, OF_A_YEAR) + 1);
    }

    static LocalDate firstDay(int month) {
        return month(month).atDay(1);
    }
}
