package org.openyibao.server.gateway;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.io.MacInputStream;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.openyibao.server.database.Sha256;

/// What a message is sealed with: its headers, and what they say of its bytes, computed while these are read.
final class Seal {

    private final Headers headers;
    private final Optional<MessageDigest> digest;
    private final Optional<HMac> mac;
    private Optional<Sealed> sealed = Optional.empty();

    private Seal(Headers headers, Optional<HMac> mac) {
        this.headers = headers;
        digest = headers.value("_api_signature").map(_ -> Sha256.digest());
        this.mac = mac;
    }

    static Seal of(Headers headers) {
        return new Seal(headers, Optional.empty());
    }

    /// That signs the bytes too, after this beginning.
    static Seal of(Headers headers, String secret, String beginning) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(secret.getBytes(StandardCharsets.UTF_8)));
        var bytes = beginning.getBytes(StandardCharsets.UTF_8);
        mac.update(bytes, 0, bytes.length);
        return new Seal(headers, Optional.of(mac));
    }

    Headers headers() {
        return headers;
    }

    /// The whole message.
    void read(byte[] body) {
        digest.ifPresent(hashing -> hashing.update(body));
        mac.ifPresent(signing -> signing.update(body, 0, body.length));
    }

    /// What the message says of itself, where its style is one that has it say so.
    void opened(Sealed message) {
        sealed = Optional.of(message);
    }

    Optional<Sealed> sealed() {
        return sealed;
    }

    /// The message, which counts as far as it is read from here.
    InputStream reading(InputStream body) {
        var hashing = digest.isPresent() ? new DigestInputStream(body, digest.get()) : body;
        return mac.isPresent() ? new MacInputStream(hashing, mac.get()) : hashing;
    }

    /// The hash of what was read; once. Of nothing where the headers are not those of CSB.
    byte[] hash() {
        return digest.orElseGet(Sha256::digest).digest();
    }

    /// SM3-HMAC of what was read, in capital letters; once. Empty where the headers name no key to compute it with.
    Optional<String> mac() {
        return mac.map(signing -> {
            var code = new byte[signing.getMacSize()];
            signing.doFinal(code, 0);
            return HexFormat.of().withUpperCase().formatHex(code);
        });
    }
}
