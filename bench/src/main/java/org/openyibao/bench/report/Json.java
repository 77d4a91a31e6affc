package org.openyibao.bench.report;

import java.util.Locale;

/// A JSON object for machines, written field by field.
public final class Json {

    private final StringBuilder fields = new StringBuilder();

    public Json put(String name, String value) {
        return raw(name, quoted(value));
    }

    public Json put(String name, long value) {
        return raw(name, Long.toString(value));
    }

    /// With three decimals at most.
    public Json put(String name, double value) {
        return raw(name, Double.isFinite(value) ? plain(value) : "null");
    }

    public Json put(String name, Json value) {
        return raw(name, value.toString());
    }

    private Json raw(String name, String value) {
        fields.append(fields.isEmpty() ? "" : ",")
                .append(quoted(name))
                .append(':')
                .append(value);
        return this;
    }

    private static String plain(double value) {
        var text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return "{" + fields + "}";
    }
}
