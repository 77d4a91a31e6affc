package org.openyibao.server.api;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a browser that was sent to a provider must come back with, in a cookie of its own for ten minutes: the
/// session's is not sent along from elsewhere (SameSite=Strict), and there is no session yet.
final class AuthorizationCookies implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final String COOKIE = "OPENYIBAO-OIDC";

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final ClientRegistrationRepository registrations;
    private final JsonMapper json;

    AuthorizationCookies(ClientRegistrationRepository registrations, JsonMapper json) {
        this.registrations = registrations;
        this.json = json;
    }

    /// Everything of a request that is not the same for all.
    record Kept(String state, String nonce, String verifier, String redirect) {}

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request, HttpServletResponse response) {
        if (asked == null) {
            set("", Duration.ZERO, request, response);
            return;
        }
        var kept = new Kept(
                requireNonNull(asked.getState()),
                requireNonNull(asked.<String>getAttribute(OidcParameterNames.NONCE)),
                requireNonNull(asked.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                requireNonNull(asked.getRedirectUri()));
        set(
                Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(kept)),
                KEPT,
                request,
                response);
    }

    private static void set(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, value)
                        .path(OpenIdSignIn.ANSWER)
                        .maxAge(age)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .build()
                        .toString());
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .flatMap(cookie -> read(cookie.getValue()))
                .map(this::request)
                .orElse(null);
    }

    private Optional<Kept> read(String value) {
        try {
            return Optional.of(json.readValue(Base64.getUrlDecoder().decode(value), Kept.class));
        } catch (IllegalArgumentException | JacksonException _) {
            // Whatever else it is, it is none of ours.
            return Optional.empty();
        }
    }

    private OAuth2AuthorizationRequest request(Kept kept) {
        var registration = requireNonNull(registrations.findByRegistrationId(OpenIdSignIn.NAME));
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(kept.redirect())
                .scopes(registration.getScopes())
                .state(kept.state())
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, OpenIdSignIn.NAME);
                    attributes.put(OidcParameterNames.NONCE, kept.nonce());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, kept.verifier());
                })
                .build();
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var asked = loadAuthorizationRequest(request);
        set("", Duration.ZERO, request, response);
        return asked;
    }
}
