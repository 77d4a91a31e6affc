package org.openyibao.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Session;
import org.openyibao.server.identity.UserTokens;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.WebUtils;

/// Who calls: by the token of a program or the cookie of a browser, looked up when it is first asked for. A request
/// with a token is that of a program, whatever cookies came with it.
final class Callers implements SecurityContextRepository {

    static final String COOKIE = "OPENYIBAO";

    private static final String BEARER = "bearer ";

    /// What a user is granted who must change the password first: nothing else.
    private static final GrantedAuthority MUST_CHANGE = new SimpleGrantedAuthority("MUST_CHANGE");

    /// What a user is granted who has no password here.
    private static final GrantedAuthority ELSEWHERE = new SimpleGrantedAuthority("ELSEWHERE");

    private final UserTokens tokens;

    Callers(UserTokens tokens) {
        this.tokens = tokens;
    }

    /// Who is signed in with the request under way.
    static Optional<Caller> current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    /// Whether who is signed in must change the password before anything else.
    static boolean mustChange() {
        return isGranted(MUST_CHANGE);
    }

    /// Whether who is signed in has no password here, but signs in at the provider.
    static boolean elsewhere() {
        return isGranted(ELSEWHERE);
    }

    private static boolean isGranted(GrantedAuthority wanted) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getAuthorities().contains(wanted);
    }

    /// @throws NotSignedInException if it is nobody
    static Caller required() {
        return current().orElseThrow(NotSignedInException::unknown);
    }

    static Optional<String> token(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    static Optional<String> session(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .map(jakarta.servlet.http.Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    /// Has the browser show a session's secret from now on.
    static void keep(Session session, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(session.secret(), request).build().toString());
    }

    /// Has the browser forget it.
    static void forget(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie("", request).maxAge(0).build().toString());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String value, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Strict")
                .secure(request.isSecure());
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(SingletonSupplier.of(() -> context(request)));
    }

    private SecurityContext context(HttpServletRequest request) {
        var token = token(request);
        var context = new SecurityContextImpl();
        if (token.isPresent()) {
            token.flatMap(tokens::ofToken).ifPresent(caller -> set(context, caller, List.of()));
        } else {
            session(request)
                    .flatMap(tokens::ofSession)
                    .ifPresent(found -> set(context, found.caller(), granted(found)));
        }
        return context;
    }

    private static List<GrantedAuthority> granted(Session session) {
        var granted = new ArrayList<GrantedAuthority>();
        if (session.mustChange()) {
            granted.add(MUST_CHANGE);
        }
        if (session.elsewhere()) {
            granted.add(ELSEWHERE);
        }
        return granted;
    }

    private static void set(SecurityContext context, Caller caller, List<GrantedAuthority> granted) {
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, "", granted));
    }

    private record Deferred(Supplier<SecurityContext> context) implements DeferredSecurityContext {

        @Override
        public SecurityContext get() {
            return context.get();
        }

        @Override
        public boolean isGenerated() {
            return false;
        }
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    /// Nothing: a session begins with [org.openyibao.server.identity.Users#signIn] alone.
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return token(request).isPresent() || session(request).isPresent();
    }
}
