package org.openyibao.engine.schema;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a reader takes at one place, as far as it was tried: a map with known keys, a map with any keys, a list, a
/// scalar, or a scalar and a list of them.
final class Shape {

    /// By key.
    final Map<String, Shape> keys = new TreeMap<>();

    /// Keys that were missed in every map that was tried; empty until one was.
    Optional<Set<String>> required = Optional.empty();

    /// What a map holds under any key.
    Optional<Shape> values = Optional.empty();

    /// What the reader says of such keys.
    String keysExpected = "";

    Optional<Shape> elements = Optional.empty();

    /// What the reader says that it expects of a scalar; empty for any text.
    Optional<String> scalar = Optional.empty();

    boolean isKnown() {
        return required.isPresent() || values.isPresent() || elements.isPresent() || scalar.isPresent();
    }

    void require(Set<String> missed) {
        var kept = new LinkedHashSet<>(required.orElse(missed));
        kept.retainAll(missed);
        required = Optional.of(kept);
    }

    Shape key(String key) {
        return keys.computeIfAbsent(key, ignored -> new Shape());
    }

    Shape element() {
        if (elements.isEmpty()) {
            elements = Optional.of(new Shape());
        }
        return elements.get();
    }

    Shape value() {
        if (values.isEmpty()) {
            values = Optional.of(new Shape());
        }
        return values.get();
    }
}
