package org.openyibao.server.identity;

import java.time.Instant;

/// What an institution got for a medical code (电子凭证令牌): that it had the person before it at `since`.
public record Token(String text, String person, String institution, Instant since) {

    /// Never shows the token: records end up in logs.
    @Override
    public String toString() {
        return "Token[...]";
    }
}
