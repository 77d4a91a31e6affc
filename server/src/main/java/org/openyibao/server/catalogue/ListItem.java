package org.openyibao.server.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A row of a list. `line`: its columns in the list's order, parted by tabs, `null` where there is nothing.
public record ListItem(String record, String version, String line) {

    private static final String TAB = "\t";
    private static final String NOTHING = "null";

    /// `cells` in the list's order. A line holds no tab and no end of line: of what came, they are blanks.
    public static ListItem of(String record, String version, List<String> cells) {
        return new ListItem(
                record, version, cells.stream().map(ListItem::written).collect(Collectors.joining(TAB)));
    }

    /// The cells that are in a line, empty where there is nothing.
    static List<String> cells(String line) {
        return Arrays.stream(line.split(TAB, -1))
                .map(cell -> cell.equals(NOTHING) ? "" : cell)
                .toList();
    }

    private static String written(String cell) {
        return cell.isBlank()
                ? NOTHING
                : cell.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }
}
