package org.openyibao.server.identity;

/// With what an institution signs. `key` is what it calls itself by in the headers, empty where its style has none.
public record InstitutionKey(String institution, Style style, String key, String secret) {

    /// Without the secret.
    @Override
    public String toString() {
        return "InstitutionKey[" + institution + ", " + style + "]";
    }
}
