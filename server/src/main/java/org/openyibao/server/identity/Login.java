package org.openyibao.server.identity;

import java.util.Optional;

/// With what an institution gets access tokens, and what its messages are then. `publicKey`: it signs what it
/// sends, and that is its key. `encryptedAnswers`: answers are to be encrypted.
public record Login(String user, String password, Optional<Sm2Key> publicKey, boolean encryptedAnswers) {

    /// Without the password.
    @Override
    public String toString() {
        return "Login[...]";
    }
}
