package org.openyibao.engine.yaml;

import java.util.Locale;
import org.openyibao.engine.text.Text;

/// A file written by a person cannot be understood. The message names file, line, key, what was expected, what came.
public final class InvalidFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text text;

    /// @param line counted from 1; 0 where the complaint is about the whole
    public InvalidFileException(String file, int line, Text complaint) {
        super(place(file, line) + complaint.en());
        text = new Text(place(file, line) + complaint.zh(), place(file, line) + complaint.en());
    }

    private static String place(String file, int line) {
        return line == 0 ? file + ": " : file + ":" + line + ": ";
    }

    public String message(Locale locale) {
        return text.in(locale);
    }
}
