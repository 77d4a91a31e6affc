package org.openyibao.server.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which rows of a list are asked for, by the titles of columns: what they hold, how they begin, from which text on
/// and up to which in the order of texts.
public final class RowQuery {

    private final Map<String, String> equal = new LinkedHashMap<>();
    private final Map<String, String> beginning = new LinkedHashMap<>();
    private final Map<String, String> from = new LinkedHashMap<>();
    private final Map<String, String> to = new LinkedHashMap<>();

    /// An empty value asks nothing, here and below.
    public RowQuery equal(String title, Optional<String> value) {
        value.ifPresent(asked -> equal.put(title, asked));
        return this;
    }

    public RowQuery beginning(String title, Optional<String> value) {
        value.ifPresent(asked -> beginning.put(title, asked));
        return this;
    }

    public RowQuery from(String title, Optional<String> value) {
        value.ifPresent(asked -> from.put(title, asked));
        return this;
    }

    public RowQuery to(String title, Optional<String> value) {
        value.ifPresent(asked -> to.put(title, asked));
        return this;
    }

    Map<String, String> equal() {
        return equal;
    }

    Map<String, String> beginning() {
        return beginning;
    }

    Map<String, String> from() {
        return from;
    }

    Map<String, String> to() {
        return to;
    }
}
