package org.openyibao.server.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openyibao.server.database.Sha256;
import org.openyibao.server.gateway.NotAdmittedException.Reason;
import org.openyibao.server.identity.InstitutionKey;
import org.openyibao.server.identity.InstitutionKeys;
import org.openyibao.server.identity.Login;
import org.openyibao.server.identity.Sm2Key;
import org.openyibao.server.identity.Style;
import org.openyibao.server.request.BusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Checks the signatures of the institutions that must sign.
///
/// A signature counts once, while its time is at most 15 minutes from ours either way. Where it covers neither a nonce
/// nor the message (CSB), it counts once for each message: two of them within one second bear the same.
@Component
final class Signatures {

    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

    private static final Duration WINDOW = Duration.ofMinutes(15);

    /// Of at most some 200 bytes each.
    private static final long MOST_USES = 2_000_000;

    private static final Pattern SECONDS_OR_MILLISECONDS = Pattern.compile("\\d{10}(?:\\d{3})?");
    private static final int SECONDS_LENGTH = 10;
    private static final byte[] NO_BODY = {};
    private static final int SM2_BYTES = 64;
    private static final byte[] STANDARD_SIGNER = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    private final InstitutionKeys keys;
    private final AccessTokens tokens;
    private final Clock clock;
    private final long mostUses;
    private final Cache<Use, Boolean> uses;

    @Autowired
    Signatures(InstitutionKeys keys, AccessTokens tokens, Clock clock) {
        this(keys, tokens, clock, MOST_USES);
    }

    /// That remembers at most so many uses.
    Signatures(InstitutionKeys keys, AccessTokens tokens, Clock clock, long mostUses) {
        this.keys = keys;
        this.tokens = tokens;
        this.clock = clock;
        this.mostUses = mostUses;
        // From a time ahead by the window until it is behind by more than that.
        uses = Caffeine.newBuilder()
                .expireAfterWrite(WINDOW.multipliedBy(2).plusSeconds(1))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /// Half of the hash of a key and a signature.
    private record Use(long high, long low) {}

    /// What the headers claim. `time` is empty where it is none.
    private record Claim(String key, Optional<Instant> time, String signature) {}

    /// Begins with a message whose bytes are still to be read.
    Seal seal(Headers headers) {
        var zhejiang = headers.value("x-ca-key").flatMap(name -> keys.named(Style.ZHEJIANG, name));
        return zhejiang.isEmpty()
                ? Seal.of(headers)
                : Seal.of(
                        headers,
                        zhejiang.get().secret(),
                        timeOf(headers.value("x-ca-signature").orElse("")) + "\n");
    }

    /// The message as it is to be read: with its input as an object, where its client may have encrypted that.
    /// Nothing is admitted by it yet.
    ///
    /// @throws InvalidFieldException if it was encrypted otherwise
    byte[] opened(byte[] message, Seal seal) {
        var opened = tokens.of(seal.headers()).flatMap(token -> Sealed.open(message, token.client()));
        opened.ifPresent(seal::opened);
        return opened.map(Sealed::message).orElse(message);
    }

    /// The answer as the client of a message is to have it.
    byte[] closed(byte[] answer, Seal seal) {
        return tokens.of(seal.headers())
                .filter(token -> keys.named(Style.JILIN, token.client())
                        .flatMap(InstitutionKey::login)
                        .map(Login::encryptedAnswers)
                        .orElse(false))
                .map(token -> Sealed.close(answer, token.client()))
                .orElse(answer);
    }

    /// @param seal that has read the whole message
    /// @throws NotAdmittedException if the institution must sign, and this is not its signature
    /// @throws BusyException if there were too many to remember another one
    void require(String institution, Seal seal) {
        var key = keys.of(institution);
        if (key.isPresent()) {
            try {
                require(key.get(), seal);
            } catch (NotAdmittedException refused) {
                LOG.info("not admitted: {} {}", institution, refused.reason());
                throw refused;
            }
        }
    }

    private void require(InstitutionKey key, Seal seal) {
        var headers = seal.headers();
        switch (key.style()) {
            case TIF -> {
                var time = header(headers, "x-tif-timestamp");
                var nonce = header(headers, "x-tif-nonce");
                var claim =
                        new Claim(header(headers, "x-tif-paasid"), instant(time), header(headers, "x-tif-signature"));
                require(key, claim, sha256(time + key.secret() + nonce + time), NO_BODY);
            }
            case CSB -> {
                var name = header(headers, "_api_access_key");
                var time = header(headers, "_api_timestamp");
                var signed = "_api_access_key=" + name
                        + "&_api_name=" + header(headers, "_api_name")
                        + "&_api_timestamp=" + time
                        + "&_api_version=" + header(headers, "_api_version");
                var claim = new Claim(name, instant(time), header(headers, "_api_signature"));
                require(key, claim, hmacSha1(key.secret(), signed), seal.hash());
            }
            case ZHEJIANG -> {
                var name = header(headers, "x-ca-key");
                var signature = header(headers, "x-ca-signature");
                var time = timeOf(signature);
                var expected = time + ":" + seal.mac().orElse("");
                require(key, new Claim(name, instant(time), signature), expected, NO_BODY);
            }
            case INNER_MONGOLIA -> {
                if (!same(key.secret(), header(headers, "apikey"))) {
                    throw new NotAdmittedException(Reason.STRANGER);
                }
            }
            case JILIN -> {
                header(headers, "Authorization");
                requireToken(key, tokens.of(headers));
                key.login().flatMap(Login::publicKey).ifPresent(publicKey -> requireSigned(key, publicKey, seal));
            }
        }
    }

    private void requireToken(InstitutionKey key, Optional<AccessTokens.Token> token) {
        if (token.filter(each -> each.right() && each.client().equals(key.key()))
                .isEmpty()) {
            throw new NotAdmittedException(Reason.STRANGER);
        }
        if (token.get().until().isBefore(clock.instant())) {
            throw new NotAdmittedException(Reason.STALE);
        }
    }

    /// Clients sign as themselves or, more of them, as the standard's example does.
    private void requireSigned(InstitutionKey key, Sm2Key publicKey, Seal seal) {
        var sealed =
                seal.sealed().orElseThrow(() -> new InvalidFieldException("cainfo：签名的报文应不超过 2 MiB，实为更大，或没有 input"));
        if (sealed.signature().isBlank()) {
            throw new NotAdmittedException(Reason.MISSING);
        }
        var signature = signature(sealed.signature());
        if (!publicKey.verifies(sealed.input(), signature, STANDARD_SIGNER)
                && !publicKey.verifies(sealed.input(), signature, key.key().getBytes(StandardCharsets.UTF_8))) {
            throw new NotAdmittedException(Reason.WRONG);
        }
        useOnce(key, HexFormat.of().formatHex(signature), NO_BODY);
    }

    private static byte[] signature(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length == SM2_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            throw (NotAdmittedException) new NotAdmittedException(Reason.WRONG).initCause(notBase64);
        }
        throw new NotAdmittedException(Reason.WRONG);
    }

    private void require(InstitutionKey key, Claim claim, String expected, byte[] body) {
        if (!claim.key().equals(key.key())) {
            throw new NotAdmittedException(Reason.STRANGER);
        }
        var now = clock.instant();
        if (claim.time()
                .filter(time -> Duration.between(time, now).abs().compareTo(WINDOW) <= 0)
                .isEmpty()) {
            throw new NotAdmittedException(Reason.STALE);
        }
        if (!same(expected, claim.signature())) {
            throw new NotAdmittedException(Reason.WRONG);
        }
        useOnce(key, claim.signature(), body);
    }

    private void useOnce(InstitutionKey key, String signature, byte[] body) {
        if (uses.estimatedSize() >= mostUses) {
            uses.cleanUp();
            // To forget an old one would be to take it again.
            if (uses.estimatedSize() >= mostUses) {
                throw new BusyException("signatures to remember: " + uses.estimatedSize());
            }
        }
        var digest = Sha256.digest();
        digest.update((key.institution() + "\n" + signature + "\n").getBytes(StandardCharsets.UTF_8));
        var hash = ByteBuffer.wrap(digest.digest(body));
        if (uses.asMap().putIfAbsent(new Use(hash.getLong(), hash.getLong()), true) != null) {
            throw new NotAdmittedException(Reason.REPLAYED);
        }
    }

    private static String header(Headers headers, String name) {
        return headers.value(name).orElseThrow(() -> new NotAdmittedException(Reason.MISSING));
    }

    /// Of a signature of Zhejiang, which it begins with.
    private static String timeOf(String signature) {
        return signature.substring(0, Math.max(0, signature.indexOf(':')));
    }

    private static Optional<Instant> instant(String text) {
        if (!SECONDS_OR_MILLISECONDS.matcher(text).matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(text);
        return Optional.of(
                text.length() == SECONDS_LENGTH ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hmacSha1(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC-SHA1 comes with every Java", impossible);
        }
    }

    /// In a time that does not tell where they differ.
    private static boolean same(String expected, String got) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), got.getBytes(StandardCharsets.UTF_8));
    }
}
