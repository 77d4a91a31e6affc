package org.openyibao.bench.console;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/// The texts of the bench by key, in Chinese or English. `{0}`, `{1}`, ... in a text are its arguments.
public final class Words {

    private final ResourceBundle bundle;

    private Words(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /// In the language of the person who started this process. The environment counts too: where the machine
    /// lacks their locale, the JVM reports English.
    public static Words ofSystem() {
        return of(language(Locale.getDefault(), System.getenv()));
    }

    /// In Chinese for Chinese, else in English.
    public static Words of(Locale language) {
        return new Words(ResourceBundle.getBundle(
                "org.openyibao.bench.console.words",
                isChinese(language) ? Locale.CHINESE : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    private static Locale language(Locale jvm, Map<String, String> environment) {
        if (isChinese(jvm)) {
            return Locale.CHINESE;
        }
        var asked = Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
        return asked.filter(value -> value.startsWith("zh")).isPresent() ? Locale.CHINESE : Locale.ENGLISH;
    }

    private static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    /// The text of `key` with its arguments. A key that is not there is a fault of the caller.
    public String text(String key, Object... arguments) {
        var text = bundle.getString(key);
        for (var position = 0; position < arguments.length; position++) {
            text = text.replace("{" + position + "}", String.valueOf(arguments[position]));
        }
        return text;
    }

    /// For libraries that look texts up on their own.
    public ResourceBundle bundle() {
        return bundle;
    }
}
