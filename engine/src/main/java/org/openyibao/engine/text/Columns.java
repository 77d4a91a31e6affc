package org.openyibao.engine.text;

import java.util.ArrayList;
import java.util.List;

/// Text in the columns of a terminal, where a Chinese character takes two.
public final class Columns {

    private static final String NEVER_FIRST = "，。；：、！？）》」』”’%,.;:!?)]}";
    private static final String NEVER_LAST = "（《「『“‘([{";

    private Columns() {}

    /// The columns that the text takes.
    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int character) {
        var type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /// East Asian wide and full-width characters; those of ambiguous width (such as `×`) are narrow.
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }

    /// The text without characters that would move the cursor.
    public static String printable(String text) {
        var plain = new StringBuilder();
        text.codePoints()
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .filter(character -> Character.getType(character) != Character.FORMAT)
                .forEach(plain::appendCodePoint);
        return plain.toString().strip();
    }

    public static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    public static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    public static String centred(String text, int width) {
        return " ".repeat(Math.max(0, (width - width(text)) / 2)) + text;
    }

    /// The text in lines of at most `width` columns (2 or more), broken at spaces and between Chinese
    /// characters, never before a closing or after an opening mark; a longer word is cut. At least one
    /// line.
    public static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        var columns = 0;
        for (var piece : pieces(text)) {
            if (columns + width(piece.stripTrailing()) > width && columns > 0) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                columns = 0;
            }
            for (var part : cut(piece, width)) {
                if (columns + width(part.stripTrailing()) > width && columns > 0) {
                    lines.add(line.toString().stripTrailing());
                    line.setLength(0);
                    columns = 0;
                }
                line.append(part);
                columns += width(part);
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /// The text in pieces between which a line may break.
    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        var previous = 0;
        for (var character : text.codePoints().toArray()) {
            if (!piece.isEmpty() && mayBreak(previous, character)) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.appendCodePoint(character);
            previous = character;
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static boolean mayBreak(int before, int after) {
        if (after == ' ' || NEVER_FIRST.indexOf(after) >= 0 || NEVER_LAST.indexOf(before) >= 0) {
            return false;
        }
        return before == ' ' || isWide(before) || isWide(after);
    }

    private static List<String> cut(String piece, int width) {
        if (width(piece.stripTrailing()) <= width) {
            return List.of(piece);
        }
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var columns = 0;
        for (var character : piece.codePoints().toArray()) {
            if (columns + width(character) > width) {
                parts.add(part.toString());
                part.setLength(0);
                columns = 0;
            }
            part.appendCodePoint(character);
            columns += width(character);
        }
        parts.add(part.toString());
        return parts;
    }
}
