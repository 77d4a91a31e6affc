package org.openyibao.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.identity.OpenIdProvider;
import org.openyibao.server.identity.UserTokens;
import org.openyibao.server.identity.Users;
import org.openyibao.server.language.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.json.JsonMapper;

/// Signing in at a provider of OpenID Connect (authorization code with PKCE, state and nonce). The provider says who it
/// is; what the user may do stands here: nobody gets in whom no administrator added. Nothing of the provider's answer
/// is kept.
final class OpenIdSignIn {

    static final String NAME = "provider";

    /// Where a page sends the browser.
    static final String START = "/api/oidc/start";

    /// Where the provider sends it back to.
    static final String ANSWER = "/api/oidc/answer";

    /// The page says there that nobody was signed in.
    private static final String REFUSED = "/sign-in?refused";

    /// The page says there that the provider did not answer.
    private static final String UNREACHABLE = REFUSED + "=unreachable";

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdSignIn.class);

    private final OpenIdProvider provider;
    private final Users users;
    private final UserTokens tokens;
    private final JsonMapper json;

    OpenIdSignIn(OpenIdProvider provider, Users users, UserTokens tokens, JsonMapper json) {
        this.provider = provider;
        this.users = users;
        this.tokens = tokens;
        this.json = json;
    }

    void configure(OAuth2LoginConfigurer<HttpSecurity> login) {
        // Asked for its description when somebody signs in first: it need not run when this server starts.
        var known = new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(registration()));
        login.clientRegistrationRepository(known)
                .authorizedClientRepository(new Forgetful())
                .loginPage("/sign-in")
                .authorizationEndpoint(start ->
                        start.baseUri(START).authorizationRequestRepository(new AuthorizationCookies(known, json)))
                .redirectionEndpoint(answer -> answer.baseUri(ANSWER))
                .userInfoEndpoint(info -> info.oidcUserService(this::user))
                .successHandler(this::signIn)
                .failureHandler(OpenIdSignIn::refuse);
        login.addObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
            @Override
            public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F start) {
                start.setAuthenticationFailureHandler(OpenIdSignIn::refuse);
                return start;
            }
        });
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (isUnreachable(why)) {
            LOG.warn("the provider of OpenID Connect did not answer\n{}", Faults.withoutData(why));
        }
        response.sendRedirect(isUnreachable(why) ? UNREACHABLE : REFUSED);
    }

    /// Whether it was no answer that kept somebody out, at whichever of the three times the provider is asked.
    private static boolean isUnreachable(Throwable why) {
        for (var cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceAccessException || cause instanceof HttpServerErrorException) {
                return true;
            }
        }
        return false;
    }

    /// @throws OAuth2AuthenticationException if the provider does not answer
    private ClientRegistration registration() {
        try {
            return described();
        } catch (RuntimeException failure) {
            throw new OAuth2AuthenticationException(new OAuth2Error("no_description"), failure);
        }
    }

    private ClientRegistration described() {
        return ClientRegistrations.fromIssuerLocation(provider.issuer().toString())
                .registrationId(NAME)
                .clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .redirectUri("{baseUrl}" + ANSWER)
                .scope(scopes())
                .userNameAttributeName(provider.claim())
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }

    private List<String> scopes() {
        return switch (provider.claim()) {
            case StandardClaimNames.SUB -> List.of(OidcScopes.OPENID);
            case StandardClaimNames.EMAIL -> List.of(OidcScopes.OPENID, OidcScopes.EMAIL);
            default -> List.of(OidcScopes.OPENID, OidcScopes.PROFILE);
        };
    }

    /// Refused where the claim is not there, or is an address that the provider did not make sure of.
    private OidcUser user(OidcUserRequest request) {
        OidcUser user;
        try {
            user = new OidcUserService().loadUser(request);
        } catch (IllegalArgumentException missing) {
            throw new OAuth2AuthenticationException(new OAuth2Error("claim_missing"), missing);
        }
        if (provider.claim().equals(StandardClaimNames.EMAIL) && !Boolean.TRUE.equals(user.getEmailVerified())) {
            throw new OAuth2AuthenticationException(new OAuth2Error("email_not_verified"));
        }
        return user;
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        var session = users.signInKnown(who.getName());
        if (session.isEmpty()) {
            response.sendRedirect(REFUSED);
            return;
        }
        Callers.session(request).ifPresent(tokens::signOut);
        Callers.keep(session.get(), request, response);
        response.sendRedirect("/");
    }

    /// The provider's tokens are of no use once it said who it is.
    private static final class Forgetful implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }

    /// How a page offers it.
    static Optional<SignInApi.ProviderAnswer> offer(Optional<OpenIdProvider> provider) {
        return provider.map(each -> new SignInApi.ProviderAnswer(each.name(), START + "/" + NAME));
    }
}
