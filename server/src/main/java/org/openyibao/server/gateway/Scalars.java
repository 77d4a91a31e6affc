package org.openyibao.server.gateway;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The text of a JSON value that is no object and no array. A number and the same number as a string have equal texts.
final class Scalars {

    private static final int MOST_PLACES = 40;

    private Scalars() {}

    /// Whether nothing was sent.
    static boolean isBlank(@Nullable JsonNode value) {
        return value == null
                || value.isNull()
                || (value.isString() && value.stringValue().isBlank())
                || (value.isContainer() && value.isEmpty());
    }

    /// Empty for null.
    static String text(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isNull()) {
            return "";
        }
        if (value.isNumber() && !value.isIntegralNumber()) {
            var number = value.decimalValue();
            // 1E+999999999 would be a gigabyte of zeros.
            return Math.abs(number.scale()) > MOST_PLACES ? number.toString() : number.toPlainString();
        }
        return value.asString();
    }

    /// True where the text can be kept and sent on: no NUL, which PostgreSQL refuses, and no half of a surrogate pair.
    static boolean isStorable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == 0) {
                return false;
            }
            if (Character.isSurrogate(character)) {
                if (!Character.isHighSurrogate(character)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
