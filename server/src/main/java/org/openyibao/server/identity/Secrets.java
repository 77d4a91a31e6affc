package org.openyibao.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.openyibao.server.database.Sha256;

/// Secrets that nobody guesses: 256 random bits. So a plain hash of them is as good as a slow one.
final class Secrets {

    private static final int BYTES = 32;
    private static final String READABLE = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final int GROUPS = 4;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /// 43 letters, digits, `-` and `_`.
    static String newText() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Sixteen small letters and digits in fours, none of which is taken for another: 79 random bits.
    static String newPassword() {
        var password = new StringBuilder();
        for (var i = 0; i < GROUPS * GROUP; i++) {
            password.append(i > 0 && i % GROUP == 0 ? "-" : "")
                    .append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return password.toString();
    }

    /// What is kept of a secret.
    static byte[] hash(String secret) {
        return Sha256.digest().digest(secret.getBytes(StandardCharsets.UTF_8));
    }
}
