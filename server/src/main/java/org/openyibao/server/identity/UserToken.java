package org.openyibao.server.identity;

import java.time.Instant;

/// A token with which a program acts for a user. `purpose`: the user's own words.
public record UserToken(long id, String user, String purpose, Instant issuedAt, Instant usedAt, Instant expiresAt) {

    /// A token with its text, which is told once and not kept.
    public record Issued(UserToken token, String secret) {

        /// Without the secret.
        @Override
        public String toString() {
            return "Issued[" + token + "]";
        }
    }
}
