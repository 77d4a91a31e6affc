package org.openyibao.engine.text;

import java.util.Locale;

/// One sentence in the two languages of the project.
public record Text(String zh, String en) {

    public static Text same(String both) {
        return new Text(both, both);
    }

    /// Chinese for any locale whose language is Chinese, else English.
    public String in(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? zh : en;
    }
}
