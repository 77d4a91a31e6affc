package org.openyibao.server.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/// The input of a message of Jilin, as it was signed, and the message with the input readable.
///
/// Whoever encrypts sends a text in the place of the object: Base64 of SM4 (ECB, PKCS #7) over the object's JSON. The
/// key is the client's name. `enc_type` says nothing: clients send SM4 there whether they encrypt or not.
/// `signature` is `cainfo`, empty where there is none.
record Sealed(byte[] message, byte[] input, String signature) {

    static final int KEY_BYTES = 16;

    private static final String INPUT = "input";
    private static final String OUTPUT = "output";

    /// Where the value of a field stands. `text` is what a text says; empty where the value is none.
    private record Place(int from, int to, Optional<String> text) {}

    /// Empty where it is no message: whoever reads it next says so.
    ///
    /// @throws InvalidFieldException if it was encrypted otherwise
    static Optional<Sealed> open(byte[] message, String client) {
        var signature = find(message, "cainfo").flatMap(Place::text).orElse("");
        return find(message, INPUT).map(place -> {
            var input = place.text().isPresent()
                    ? decrypted(place.text().get(), client)
                    : Arrays.copyOfRange(message, place.from(), place.to());
            return new Sealed(with(message, place, input), input, signature);
        });
    }

    /// An answer with its output encrypted; null stays null.
    static byte[] close(byte[] answer, String client) {
        var place = find(answer, OUTPUT).orElseThrow(() -> new IllegalStateException("an answer without output"));
        var output = Arrays.copyOfRange(answer, place.from(), place.to());
        if (Arrays.equals(output, "null".getBytes(StandardCharsets.US_ASCII))) {
            return answer;
        }
        var text = '"' + Base64.getEncoder().encodeToString(encrypted(output, client)) + '"';
        return with(answer, place, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] with(byte[] whole, Place place, byte[] instead) {
        var bytes = new ByteArrayOutputStream(whole.length + instead.length);
        bytes.write(whole, 0, place.from());
        bytes.writeBytes(instead);
        bytes.write(whole, place.to(), whole.length - place.to());
        return bytes.toByteArray();
    }

    /// The value of a field of the outermost object, the last of that name, as a reader takes it.
    private static Optional<Place> find(byte[] message, String name) {
        var found = Optional.<Place>empty();
        try (var parser = Json.parser(message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var isIt = parser.currentName().equals(name);
                var token = parser.nextToken();
                var from = (int) parser.currentTokenLocation().getByteOffset();
                var text = isIt && token == JsonToken.VALUE_STRING
                        ? Optional.of(parser.getString())
                        : Optional.<String>empty();
                parser.skipChildren();
                parser.finishToken();
                if (isIt) {
                    found = Optional.of(
                            new Place(from, (int) parser.currentLocation().getByteOffset(), text));
                }
            }
            return found;
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static byte[] decrypted(String text, String client) {
        try {
            return apply(false, Base64.getDecoder().decode(text), client);
        } catch (IllegalArgumentException | DataLengthException | InvalidCipherTextException notOurs) {
            throw new InvalidFieldException("input：应为一个对象，或以 SM4/ECB/PKCS7（密钥为客户端编号）加密后的 Base64，实为其他内容");
        }
    }

    private static byte[] encrypted(byte[] plain, String client) {
        try {
            return apply(true, plain, client);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException("whatever is padded can be encrypted", impossible);
        }
    }

    private static byte[] apply(boolean encrypting, byte[] bytes, String client) throws InvalidCipherTextException {
        var key = client.getBytes(StandardCharsets.UTF_8);
        if (key.length != KEY_BYTES) {
            throw new InvalidCipherTextException("the client's name is no key");
        }
        var cipher = new PaddedBufferedBlockCipher(new SM4Engine(), new PKCS7Padding());
        cipher.init(encrypting, new KeyParameter(key));
        var out = new byte[cipher.getOutputSize(bytes.length)];
        var length = cipher.processBytes(bytes, 0, bytes.length, out, 0);
        length += cipher.doFinal(out, length);
        return Arrays.copyOf(out, length);
    }
}
