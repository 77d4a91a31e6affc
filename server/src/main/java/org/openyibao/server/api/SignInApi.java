package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Everybody;
import org.openyibao.server.identity.OpenIdProvider;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.UserTokens;
import org.openyibao.server.identity.Users;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Signing in and out.
@Tag(name = "sign-in", description = "who is signed in")
@RestController
class SignInApi {

    static final int MOST_OF_AN_ADDRESS = 30;
    static final int MOST_OF_A_NAME = 10;

    private final Users users;
    private final UserTokens tokens;
    private final CookieCsrfTokenRepository crossSiteTokens;
    private final Optional<OpenIdProvider> provider;

    /// Sign-ins that were refused, or are under way. An address may be that of a whole hospital.
    private final RateLimit byAddress;

    private final RateLimit byName;

    private final Clock clock;

    SignInApi(
            Users users,
            UserTokens tokens,
            CookieCsrfTokenRepository crossSiteTokens,
            Optional<OpenIdProvider> provider,
            Clock clock) {
        this.provider = provider;
        byAddress = new RateLimit(MOST_OF_AN_ADDRESS, clock);
        byName = new RateLimit(MOST_OF_A_NAME, clock);
        this.users = users;
        this.tokens = tokens;
        this.crossSiteTokens = crossSiteTokens;
        this.clock = clock;
    }

    @Schema(name = "SignIn")
    record SignInOrder(
            @Size(max = 60) String user, @Size(max = 128) String password) {}

    @Schema(name = "PasswordChange")
    record PasswordOrder(
            @Schema(description = "the one that holds until now") @Size(max = 128)
            String old,

            @Schema(description = "10 to 128 characters with at least two of letters, digits and signs")
            @Size(max = 128)
            String password) {}

    @Schema(name = "SignedIn")
    record UserAnswer(
            @Schema(example = "clerk") String user,
            Role role,

            @Schema(
                    description = "whom or what the role is for: 人员编号 of an insured person, a cashier's institution, "
                            + "统筹区 of a clerk or reviewer; empty for the others",
                    example = "510300")
            String scope,

            @Schema(
                    description =
                            "whether the user must change the password (POST /api/password) before anything else: an "
                                    + "administrator set it")
            boolean mustChange,

            @Schema(
                    description = "whether the user has no password here, but signs in at the provider: "
                            + "there the password is changed")
            boolean elsewhere) {}

    @Schema(name = "Session")
    record SessionAnswer(
            @Schema(description = "left out where nobody is signed in")
            Optional<UserAnswer> user,

            @Schema(description = "where one can sign in elsewhere")
            Optional<ProviderAnswer> provider,

            @Schema(description = "the day it is at the agency: a page knows only what its own clock says")
            LocalDate today,

            @Schema(description = "seconds until the next day begins there, when a page that stays open asks anew")
            long secondsLeft) {}

    @Schema(name = "SignInProvider")
    record ProviderAnswer(
            String name,

            @Schema(
                    description = "where a page sends the browser; it comes back signed in, or to /sign-in?refused, "
                            + "or /sign-in?refused=unreachable where the provider did not answer")
            String address) {}

    private SessionAnswer nobody() {
        return of(Optional.empty());
    }

    private SessionAnswer of(Caller caller, boolean mustChange, boolean elsewhere) {
        return of(Optional.of(new UserAnswer(caller.name(), caller.role(), caller.scope(), mustChange, elsewhere)));
    }

    private SessionAnswer of(Optional<UserAnswer> user) {
        var now = clock.instant();
        var today = BusinessDay.of(now);
        return new SessionAnswer(
                user,
                OpenIdSignIn.offer(provider),
                today,
                Duration.between(now, BusinessDay.start(today.plusDays(1))).toSeconds());
    }

    @Operation(
            summary = "who is signed in",
            description = "Anybody may ask. The answer brings the cookie XSRF-TOKEN, which a page sends back as "
                    + "X-XSRF-TOKEN with what changes something.")
    @Everybody
    @GetMapping("/api/session")
    SessionAnswer session() {
        return Callers.current()
                .map(caller -> of(caller, Callers.mustChange(), Callers.elsewhere()))
                .orElseGet(this::nobody);
    }

    @Operation(
            summary = "sign in by password",
            description =
                    "From a page, with X-XSRF-TOKEN; the answer brings the cookie OPENYIBAO. Five wrong passwords "
                            + "in a row lock a user for 15 minutes. 401 says not which of user and password is wrong, nor that "
                            + "the user is locked or disabled. 429: an address or a name was "
                            + "refused too often within a minute.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"user\": \"clerk\", \"password\": \"correct-horse-7\"}")))
    @Everybody
    @PostMapping(SecurityConfiguration.SIGN_IN)
    SessionAnswer signIn(@RequestBody SignInOrder order, HttpServletRequest request, HttpServletResponse response) {
        var name = order.user().strip().toLowerCase(Locale.ROOT);
        byAddress.take(request.getRemoteAddr());
        byName.take(name);
        var session = users.signIn(order.user(), order.password()).orElseThrow(NotSignedInException::refused);
        byAddress.giveBack(request.getRemoteAddr());
        byName.giveBack(name);
        Callers.session(request).ifPresent(tokens::signOut);
        Callers.keep(session, request, response);
        crossSiteTokens.saveToken(crossSiteTokens.generateToken(request), request, response);
        return of(session.caller(), session.mustChange(), session.elsewhere());
    }

    @Operation(summary = "sign out")
    @Everybody
    @PostMapping("/api/sign-out")
    SessionAnswer signOut(HttpServletRequest request, HttpServletResponse response) {
        Callers.session(request).ifPresent(tokens::signOut);
        Callers.forget(request, response);
        crossSiteTokens.saveToken(crossSiteTokens.generateToken(request), request, response);
        return nobody();
    }

    @Operation(
            summary = "change one's password",
            description =
                    "Ends every session of the user, this one too, and takes the tokens away. Wrong passwords count as at"
                            + " sign-in.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples =
                                    @ExampleObject(
                                            "{\"old\": \"correct-horse-7\", \"password\": \"battery-staple-8\"}")))
    @Allowed(
            value = {
                Role.INSURED,
                Role.CASHIER,
                Role.CLERK,
                Role.REVIEWER,
                Role.ANALYST,
                Role.AUDITOR,
                Role.ADMINISTRATOR
            },
            beforeNewPassword = true)
    @PostMapping("/api/password")
    SessionAnswer changePassword(
            @RequestBody PasswordOrder order, Caller caller, HttpServletRequest request, HttpServletResponse response) {
        RefusedException.unless(users.changePassword(caller.name(), order.old(), order.password()));
        Callers.forget(request, response);
        return nobody();
    }
}
