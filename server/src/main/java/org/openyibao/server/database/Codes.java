package org.openyibao.server.database;

import java.util.Arrays;

/// Enum constants in the database, by the code that is their `toString`.
public final class Codes {

    private Codes() {}

    /// The constant with this code. Throws [IllegalStateException] where a row holds a code that no constant has.
    public static <E extends Enum<E>> E of(Class<E> type, String code) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type.getSimpleName() + ": unknown code " + code));
    }
}
