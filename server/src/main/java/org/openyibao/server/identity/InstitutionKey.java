package org.openyibao.server.identity;

import java.util.Optional;

/// With what an institution signs. `key` is what it calls itself by in the headers, empty where its style has none.
/// `login` is what its style asks beside, with Jilin alone.
public record InstitutionKey(String institution, Style style, String key, String secret, Optional<Login> login) {

    public InstitutionKey(String institution, Style style, String key, String secret) {
        this(institution, style, key, secret, Optional.empty());
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "InstitutionKey[" + institution + ", " + style + "]";
    }
}
