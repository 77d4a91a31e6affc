package org.openyibao.engine.yaml;

import java.util.Locale;
import org.openyibao.engine.text.Text;

/// A file written by a person cannot be understood. The message names file, line, key, what was expected, what came.
public final class InvalidFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text text;

    public InvalidFileException(String file, int line, Text complaint) {
        super(file + ":" + line + ": " + complaint.en());
        text = new Text(file + ":" + line + ": " + complaint.zh(), file + ":" + line + ": " + complaint.en());
    }

    public String message(Locale locale) {
        return text.in(locale);
    }
}
