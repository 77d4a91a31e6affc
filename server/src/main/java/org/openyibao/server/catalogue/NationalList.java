package org.openyibao.server.catalogue;

import java.util.List;
import java.util.regex.Pattern;

/// A list by the number of the transaction that downloads it, or queries it where it is not `downloaded`, with the
/// titles of its columns in their order. Every list has a column for the record's own number and one for the
/// version the row came with.
public record NationalList(String number, List<String> titles, boolean downloaded) {

    /// What a version may be called.
    public static final Pattern VERSION = Pattern.compile("[0-9A-Za-z._-]{1,20}");

    public static final int LONGEST_RECORD = 40;

    private static final String VERSION_TITLE = "版本号";
    private static final List<String> RECORD_TITLES = List.of("唯一记录号", "数据唯一记录号");

    public NationalList {
        titles = List.copyOf(titles);
    }

    /// Counts from 1.
    int column(String title) {
        var index = titles.indexOf(title);
        if (index < 0) {
            throw new IllegalArgumentException("list " + number + " has no column " + title);
        }
        return index + 1;
    }

    public String versionTitle() {
        return VERSION_TITLE;
    }

    public String recordTitle() {
        return RECORD_TITLES.stream()
                .filter(titles::contains)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("list " + number + " does not number its records"));
    }
}
