package org.openyibao.server.language;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/// Texts for people, by key, in one language.
///
/// A text holds `{0}`, `{1}`, ... where arguments go. Arguments are put in as they print: a port stays `8080`, never
/// `8,080`, and an apostrophe is an apostrophe.
public final class Messages {

    private static final String CATALOGUE = "messages";

    private final ResourceBundle bundle;

    private Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /// In Chinese when the locale's language is Chinese, else in English.
    public static Messages of(Locale locale) {
        // Without this control a missing English bundle falls back to the machine's own language.
        return new Messages(ResourceBundle.getBundle(
                CATALOGUE,
                isChinese(locale) ? Locale.CHINESE : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /// In the language of the person who started this process.
    public static Messages ofSystem() {
        return of(systemLocale(Locale.getDefault(), System.getenv()));
    }

    /// The JVM reports English when the locale a person asked for is not installed on the machine, as on most servers
    /// and in containers; what they asked for still stands in the environment.
    static Locale systemLocale(Locale jvm, Map<String, String> environment) {
        if (isChinese(jvm)) {
            return Locale.CHINESE;
        }
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .filter(value -> value.startsWith("zh"))
                .map(value -> Locale.CHINESE)
                .orElse(Locale.ENGLISH);
    }

    /// The text of `key` with its arguments.
    ///
    /// @throws java.util.MissingResourceException if the catalogue has no such key: a fault of the caller
    public String text(String key, Object... arguments) {
        String text = bundle.getString(key);
        for (int position = 0; position < arguments.length; position++) {
            text = text.replace("{" + position + "}", String.valueOf(arguments[position]));
        }
        return text;
    }

    /// The language of these texts: [Locale#CHINESE] or [Locale#ENGLISH].
    public Locale locale() {
        return isChinese(bundle.getLocale()) ? Locale.CHINESE : Locale.ENGLISH;
    }

    /// The catalogue itself, for libraries that look texts up on their own.
    public ResourceBundle bundle() {
        return bundle;
    }

    private static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }
}
