package org.openyibao.engine.yaml;

import java.util.Locale;
import org.openyibao.engine.text.Text;

/// A file written by a person cannot be understood. The message names file, line, key, what was expected, what came.
public final class InvalidFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;
    private final transient Text complaint;

    /// @param line counted from 1; 0 where the complaint is about the whole
    public InvalidFileException(String file, int line, Text complaint) {
        this(file, line, 0, complaint);
    }

    /// @param column counted from 1; 0 where it is not known
    public InvalidFileException(String file, int line, int column, Text complaint) {
        super(place(file, line) + complaint.en());
        this.file = file;
        this.line = line;
        this.column = column;
        this.complaint = complaint;
    }

    public String file() {
        return file;
    }

    /// Counted from 1; 0 where the complaint is about the whole.
    public int line() {
        return line;
    }

    /// Counted from 1; 0 where it is not known.
    public int column() {
        return column;
    }

    /// What is wrong, without the place.
    public Text complaint() {
        return complaint;
    }

    private static String place(String file, int line) {
        return line == 0 ? file + ": " : file + ":" + line + ": ";
    }

    public String message(Locale locale) {
        return place(file, line) + complaint.in(locale);
    }
}
