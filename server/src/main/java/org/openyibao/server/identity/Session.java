package org.openyibao.server.identity;

/// A sign-in that was granted. `secret`: what the browser shows from now on; it is not kept.
public record Session(Caller caller, String secret) {

    /// Without the secret.
    @Override
    public String toString() {
        return "Session[" + caller.name() + "]";
    }
}
