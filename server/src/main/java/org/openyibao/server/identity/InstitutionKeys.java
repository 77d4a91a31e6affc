package org.openyibao.server.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of the institutions that must sign. Any other one may call without.
public final class InstitutionKeys {

    /// Nobody must sign.
    public static final InstitutionKeys NONE = new InstitutionKeys(List.of());

    private final Map<String, InstitutionKey> byInstitution = new HashMap<>();
    private final Map<Name, InstitutionKey> byName = new HashMap<>();

    private record Name(Style style, String key) {}

    /// @throws IllegalArgumentException if an institution, or a key of a style, comes twice
    public InstitutionKeys(List<InstitutionKey> keys) {
        for (var key : keys) {
            var twice = byInstitution.put(key.institution(), key) != null
                    || (!key.key().isEmpty() && byName.put(new Name(key.style(), key.key()), key) != null);
            if (twice) {
                throw new IllegalArgumentException("expected an institution and a key once, got again " + key);
            }
        }
    }

    /// Empty where the institution need not sign.
    public Optional<InstitutionKey> of(String institution) {
        return Optional.ofNullable(byInstitution.get(institution));
    }

    /// Whose a key in the headers is.
    public Optional<InstitutionKey> named(Style style, String key) {
        return Optional.ofNullable(byName.get(new Name(style, key)));
    }

    /// Whether anybody signs in a style.
    public boolean has(Style style) {
        return byInstitution.values().stream().anyMatch(key -> key.style() == style);
    }

    public int size() {
        return byInstitution.size();
    }
}
