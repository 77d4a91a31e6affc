package org.openyibao.server.database;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash by which kept content is known again.
public final class Sha256 {

    private Sha256() {}

    /// Of nothing yet.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
