package org.openyibao.server.identity;

import java.net.URI;

/// Where users sign in elsewhere: a provider of OpenID Connect.
///
/// @param name     what people call it, on the button
/// @param issuer   its address, below which its description stands
/// @param clientId what it knows this server by
/// @param claim    the claim of its answer that is the name of a user here
public record OpenIdProvider(String name, URI issuer, String clientId, String clientSecret, String claim) {

    /// Without the secret.
    @Override
    public String toString() {
        return "OpenIdProvider[" + issuer + "]";
    }
}
