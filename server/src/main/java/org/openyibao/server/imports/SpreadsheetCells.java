package org.openyibao.server.imports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;

/// The cells of a spreadsheet's row as they would stand in a CSV file: days and times in the formats of files,
/// shares that are shown as percent with their sign, numbers as they were typed.
final class SpreadsheetCells {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /// Spreadsheets keep numbers as binary fractions and show no more digits than these.
    private static final MathContext SHOWN = new MathContext(15);

    /// What a format has beside its letters: texts, colours, languages.
    private static final Pattern BESIDE = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^]]*]");

    private static final int FIRST_DATE_FORMAT = 14;
    private static final int LAST_DATE_FORMAT = 22;
    private static final int FIRST_CHINESE_DATE_FORMAT = 27;
    private static final int LAST_CHINESE_DATE_FORMAT = 36;

    private SpreadsheetCells() {}

    /// `fewest` cells at least; beyond them none that are empty at the end.
    static List<String> of(Row row, int fewest) {
        var cells = new ArrayList<String>();
        for (var column = 0; column < Math.max(fewest, row.getCellCount()); column++) {
            cells.add(column < row.getCellCount() ? text(row.getCell(column)) : "");
        }
        while (cells.size() > fewest && cells.getLast().isBlank()) {
            cells.removeLast();
        }
        return cells;
    }

    private static String text(Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        if (cell.getType() != CellType.NUMBER) {
            return cell.getText() == null ? "" : cell.getText();
        }
        if (isDate(cell)) {
            var time = cell.asDate();
            return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? time.toLocalDate().toString()
                    : TIME.format(time);
        }
        var number = cell.asNumber().round(SHOWN);
        var format = cell.getDataFormatString();
        return format != null && format.contains("%") ? plain(number.movePointRight(2)) + "%" : plain(number);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static boolean isDate(Cell cell) {
        var id = cell.getDataFormatId();
        if (id != null
                && (id >= FIRST_DATE_FORMAT && id <= LAST_DATE_FORMAT
                        || id >= FIRST_CHINESE_DATE_FORMAT && id <= LAST_CHINESE_DATE_FORMAT)) {
            return true;
        }
        var format = cell.getDataFormatString();
        if (format == null) {
            return false;
        }
        var letters = BESIDE.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
        return letters.contains("y") && letters.contains("m") || letters.contains("h") && letters.contains("m");
    }
}
