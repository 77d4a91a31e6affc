package org.openyibao.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.text.Text;
import org.openyibao.server.identity.OpenIdProvider;
import org.openyibao.server.identity.UserTokens;
import org.openyibao.server.identity.Users;
import org.openyibao.server.request.Refusal;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/// What stands between a browser or program and the pages and `/api`. Who may call which route, the routes say
/// themselves ([Allowed]). Messages of institutions never come here: see `gateway.Door`.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    static final String SIGN_IN = "/api/sign-in";

    /// For answers that are no page, should a browser show one.
    private static final String NOTHING_IN_IT =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String PERMISSIONS = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";
    private static final long HTTPS_SECONDS = Duration.ofDays(365).toSeconds();
    private static final Set<String> CHANGING_NOTHING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Text CROSS_SITE = new Text(
            "请求未带本页面的 X-XSRF-TOKEN，未作任何处理；请刷新页面后重试",
            "without the X-XSRF-TOKEN of this page nothing was done; reload the page and try again");

    @Bean
    CookieCsrfTokenRepository crossSiteTokens() {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }

    /// Nobody signs in to ask whether the server is well, or at the console of a sandbox.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain withoutUsers() {
        var paths = PathPatternRequestMatcher.withDefaults();
        return new DefaultSecurityFilterChain(
                new OrRequestMatcher(paths.matcher("/actuator/**"), paths.matcher("/sandbox/**")), List.of());
    }

    @Bean
    SecurityFilterChain withUsers(
            HttpSecurity http,
            Users users,
            UserTokens tokens,
            Optional<OpenIdProvider> provider,
            JsonMapper json,
            CookieCsrfTokenRepository crossSiteTokens,
            LocaleResolver locales,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        provider.ifPresent(each -> http.oauth2Login(new OpenIdSignIn(each, users, tokens, json)::configure));
        return http.securityContext(context -> context.securityContextRepository(new Callers(tokens)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(crossSiteTokens)
                        .requireCsrfProtectionMatcher(SecurityConfiguration::comesOfABrowser))
                .exceptionHandling(refused -> refused.accessDeniedHandler((request, response, _) -> {
                    request.setAttribute(DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, locales);
                    problems.resolveException(
                            request,
                            response,
                            null,
                            new RefusedException(Refusal.of(Refusal.Kind.FORBIDDEN, "CROSS_SITE", CROSS_SITE)));
                }))
                .headers(SecurityConfiguration::tell)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /// What browsers are told of every answer; a page has a policy of its own for what it loads.
    private static void tell(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(content -> content.policyDirectives(NOTHING_IN_IT))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resources -> resources.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .httpStrictTransportSecurity(
                        https -> https.includeSubDomains(false).maxAgeInSeconds(HTTPS_SECONDS));
    }

    /// Whether a call changes something by what a browser sends along by itself.
    private static boolean comesOfABrowser(HttpServletRequest request) {
        return !CHANGING_NOTHING.contains(request.getMethod())
                && Callers.token(request).isEmpty()
                && (Callers.session(request).isPresent()
                        || request.getServletPath().equals(SIGN_IN));
    }
}
