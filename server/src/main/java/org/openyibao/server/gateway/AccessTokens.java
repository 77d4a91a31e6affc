package org.openyibao.server.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openyibao.server.identity.InstitutionKey;
import org.openyibao.server.identity.InstitutionKeys;
import org.openyibao.server.identity.Login;
import org.openyibao.server.identity.Style;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/// The access tokens of Jilin's gateway: OAuth 2, by password, for a client that says who it is by Basic.
///
/// A token is the client's name and the second it ends in, signed with the client's own secrets: any server with the
/// same file of keys takes it, one that was started anew as well, and whoever takes a secret out of the file ends
/// what it opened. Where no institution signs in this style, whoever asks gets one, for clients cannot do without.
@Component
final class AccessTokens {

    static final String PATH = "/auth/oauth/token";

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

    private static final Duration HOLDS = Duration.ofHours(2);
    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORISED = 401;

    private final InstitutionKeys keys;
    private final Clock clock;

    AccessTokens(InstitutionKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// An answer as of OAuth 2: the HTTP status, and JSON.
    record Granted(int status, byte[] body) {}

    /// What a token says. `right`: it bears the signature of a client that is in the file.
    record Token(String client, Instant until, boolean right) {}

    private record Client(String name, String secret) {}

    /// Answers a request for a token. `parameter` gives those of the form or the address.
    Granted grant(Headers headers, Function<String, Optional<String>> parameter) {
        var client = headers.value("Authorization").flatMap(AccessTokens::client);
        var known = client.flatMap(each -> keys.named(Style.JILIN, each.name()));
        var open = !keys.has(Style.JILIN);
        if (client.isEmpty()
                || (!open
                        && known.filter(key -> same(key.secret(), client.get().secret()))
                                .isEmpty())) {
            return refused(UNAUTHORISED, "invalid_client", "Bad client credentials");
        }
        var way = parameter.apply("grant_type");
        if (way.isEmpty()) {
            return refused(BAD_REQUEST, "invalid_request", "Missing grant type");
        }
        if (!way.get().equals("password")) {
            return refused(BAD_REQUEST, "unsupported_grant_type", "Unsupported grant type: " + way.get());
        }
        var user = parameter.apply("username").orElse("");
        var password = parameter.apply("password").orElse("");
        if (!known.flatMap(InstitutionKey::login)
                .map(login -> isRight(login, user, password))
                .orElse(open)) {
            LOG.info(
                    "not admitted: {} token",
                    known.map(InstitutionKey::institution).orElse(""));
            return refused(BAD_REQUEST, "invalid_grant", "Bad credentials");
        }
        var token = token(client.get().name(), clock.instant().plus(HOLDS).getEpochSecond());
        return new Granted(OK, json(out -> {
            out.writeStringProperty("access_token", token);
            out.writeStringProperty("token_type", "bearer");
            out.writeNumberProperty("expires_in", HOLDS.toSeconds());
            out.writeStringProperty("scope", parameter.apply("scope").orElse("all"));
        }));
    }

    private static boolean isRight(Login login, String user, String password) {
        // Both, whatever the first says: the time is the same then.
        return same(login.user(), user) & same(login.password(), password);
    }

    private static Granted refused(int status, String error, String description) {
        return new Granted(status, json(out -> {
            out.writeStringProperty("error", error);
            out.writeStringProperty("error_description", description);
        }));
    }

    private static byte[] json(Consumer<JsonGenerator> fields) {
        return Json.write(out -> {
            out.writeStartObject();
            fields.accept(out);
            out.writeEndObject();
        });
    }

    private static Optional<Client> client(String authorization) {
        return after(BASIC, authorization).flatMap(AccessTokens::decoded).flatMap(text -> {
            var colon = text.indexOf(':');
            return colon <= 0
                    ? Optional.empty()
                    : Optional.of(new Client(text.substring(0, colon), text.substring(colon + 1)));
        });
    }

    /// The token that a message came with; empty where it came with none that can be read.
    Optional<Token> of(Headers headers) {
        return headers.value("Authorization")
                .flatMap(text -> after(BEARER, text))
                .flatMap(this::read);
    }

    private Optional<Token> read(String text) {
        return decoded(text.substring(0, Math.max(0, text.indexOf('.')))).flatMap(claim -> {
            var colon = claim.lastIndexOf(':');
            if (colon <= 0) {
                return Optional.empty();
            }
            try {
                var client = claim.substring(0, colon);
                var until = Long.parseLong(claim.substring(colon + 1));
                var right = keys.named(Style.JILIN, client).isPresent() && same(token(client, until), text);
                return Optional.of(new Token(client, Instant.ofEpochSecond(until), right));
            } catch (NumberFormatException | java.time.DateTimeException noTime) {
                return Optional.empty();
            }
        });
    }

    private String token(String client, long until) {
        var claim = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((client + ":" + until).getBytes(StandardCharsets.UTF_8));
        var secret = keys.named(Style.JILIN, client)
                .map(key ->
                        key.secret() + "\n" + key.login().map(Login::password).orElse(""))
                .orElse(client);
        return claim + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(hmacSha256(secret, claim));
    }

    private static byte[] hmacSha256(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC-SHA256 comes with every Java", impossible);
        }
    }

    private static Optional<String> after(String word, String text) {
        return text.regionMatches(true, 0, word, 0, word.length())
                ? Optional.of(text.substring(word.length()).strip())
                : Optional.empty();
    }

    private static Optional<String> decoded(String base64) {
        try {
            var decoder =
                    base64.indexOf('+') >= 0 || base64.indexOf('/') >= 0 ? Base64.getDecoder() : Base64.getUrlDecoder();
            return Optional.of(new String(decoder.decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// In a time that does not tell where they differ.
    private static boolean same(String expected, String got) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), got.getBytes(StandardCharsets.UTF_8));
    }
}
