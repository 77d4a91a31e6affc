package org.openyibao.server.identity;

/// What may be done about a user.
public enum UserEvent {
    CREATED("created"),
    SIGNED_IN("signed-in"),
    REFUSED("refused"),
    LOCKED("locked"),
    UNLOCKED("unlocked"),
    PASSWORD_CHANGED("password-changed"),
    DISABLED("disabled"),
    ENABLED("enabled"),
    TOKEN_ISSUED("token-issued"),
    TOKEN_REVOKED("token-revoked");

    private final String code;

    UserEvent(String code) {
        this.code = code;
    }

    @Override
    public String toString() {
        return code;
    }
}
