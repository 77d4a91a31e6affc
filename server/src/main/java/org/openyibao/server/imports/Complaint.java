package org.openyibao.server.imports;

import org.openyibao.engine.text.Text;

/// What is wrong in a file. `row` counts from 1, the header being row 1; `column` is empty where it is the
/// whole row or file.
public record Complaint(String file, long row, String column, Text what) {

    /// In one line.
    public Text line() {
        var place = file + ":" + row + (column.isEmpty() ? "" : ":" + column) + ": ";
        return new Text(place + what.zh(), place + what.en());
    }
}
