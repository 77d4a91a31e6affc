package org.openyibao.server.identity;

/// A sign-in that was granted, or a session that is found again.
///
/// @param secret     what the browser shows from now on; it is not kept
/// @param mustChange whether the user must change the password before anything else
/// @param elsewhere  whether the user has no password here and signs in at the provider
public record Session(Caller caller, String secret, boolean mustChange, boolean elsewhere) {

    /// Without the secret.
    @Override
    public String toString() {
        return "Session[" + caller.name() + "]";
    }
}
