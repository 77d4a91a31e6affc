package org.openyibao.server.identity;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/// A public key of SM2.
public final class Sm2Key {

    private static final ECDomainParameters CURVE = new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));
    private static final int POINT_BYTES = 65;
    private static final byte UNCOMPRESSED = 4;

    private final ECPublicKeyParameters key;

    private Sm2Key(ECPublicKeyParameters key) {
        this.key = key;
    }

    /// Reads the two coordinates of the point, with or without the 04 before them, in hexadecimal or Base64; empty
    /// where the text is no such key.
    public static Optional<Sm2Key> parse(String text) {
        return bytes(text)
                .filter(bytes -> bytes.length == POINT_BYTES || bytes.length == POINT_BYTES - 1)
                .flatMap(Sm2Key::of);
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException notHexadecimal) {
            try {
                return Optional.of(Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException neither) {
                return Optional.empty();
            }
        }
    }

    private static Optional<Sm2Key> of(byte[] bytes) {
        var point = bytes;
        if (bytes.length < POINT_BYTES) {
            point = new byte[POINT_BYTES];
            point[0] = UNCOMPRESSED;
            System.arraycopy(bytes, 0, point, 1, bytes.length);
        }
        try {
            return Optional.of(
                    new Sm2Key(new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE)));
        } catch (IllegalArgumentException notOnTheCurve) {
            return Optional.empty();
        }
    }

    /// Whether `signature`, r and s one behind the other, is one of this key by SM3 with SM2 over the message, by a
    /// signer of this identity.
    public boolean verifies(byte[] message, byte[] signature, byte[] identity) {
        var signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        signer.init(false, new ParametersWithID(key, identity));
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sm2Key that && Arrays.equals(encoded(), that.encoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded());
    }

    private byte[] encoded() {
        return key.getQ().getEncoded(false);
    }
}
