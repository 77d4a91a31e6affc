package org.openyibao.server.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.openyibao.engine.text.Text;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.Ids;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Requests;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: medical codes and the tokens that institutions get for them.
///
/// A code is its serial number, the second it was issued in, and HMAC-SM3 over both, in hexadecimal. Nobody but this
/// server reads it, so nobody needs a public key; a signature by SM2 would be four times as long, and a QR code is read
/// from a telephone's screen. It does not say whose it is.
@Component
public class MedicalCodes {

    /// How long a code is good for.
    public static final Duration CODE_HOLDS = Duration.ofMinutes(1);

    private static final Duration UNUSED_KEPT = Duration.ofHours(1);
    private static final byte[] PURPOSE = "medical code 1".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNED_BYTES = Long.BYTES + Integer.BYTES;
    private static final int MAC_BYTES = 16;
    private static final int TOKEN_BYTES = 24;
    private static final int KEY_BYTES = 32;

    private final Requests requests;
    private final Enrolment enrolment;
    private final Ids ids;
    private final Clock clock;
    private final MedicalCodeStore store;
    private final SecureRandom random = new SecureRandom();
    private volatile byte[] key = {};

    MedicalCodes(Requests requests, Enrolment enrolment, Ids ids, Clock clock, DataKeys keys) {
        store = new MedicalCodeStore(keys);
        this.requests = requests;
        this.enrolment = enrolment;
        this.ids = ids;
        this.clock = clock;
    }

    /// What a code says of itself.
    private record Read(long serial, Instant issuedAt) {}

    /// Issues a code for a person. `asker`: the person's own app, or a clerk. Refused where there is no such person, or
    /// where the person has died.
    public Answer issue(Once<MedicalCode> once, String person, String asker) {
        return requests.perform(once, connection -> {
            var enrolled = enrolment.byNumbers(connection, List.of(person)).get(person);
            if (enrolled == null) {
                return Result.refused(Refusal.unknownPerson("person", person));
            }
            var died = enrolled.died();
            if (died.isPresent()) {
                return Result.refused(Refusal.conflict(
                        "PERSON_HAS_DIED",
                        "person",
                        new Text("在世的人员", "a person who is alive"),
                        new Text("已于 " + died.get() + " 去世", "died on " + died.get())));
            }
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            var serial = ids.next();
            store.forgetUnused(connection, now.minus(UNUSED_KEPT));
            store.insert(connection, serial, person, asker, now);
            return Result.done(new MedicalCode(text(key(connection), serial, now), now, now.plus(CODE_HOLDS)));
        });
    }

    /// A code that was issued. `institution`: where it was taken.
    public record Issued(Instant issuedAt, Optional<Instant> usedAt, Optional<String> institution) {

        public Instant until() {
            return issuedAt.plus(CODE_HOLDS);
        }
    }

    /// What became of the latest code of a person; empty where none is kept: one that nobody took is forgotten after an
    /// hour.
    public Optional<Issued> latest(String person) {
        return requests.read(connection -> store.latest(connection, person));
    }

    /// Takes a code that a person shows at an institution, once, for a token that names the person to the institution.
    public Answer take(Once<Token> once, String code, String institution) {
        return requests.perform(once, connection -> take(connection, code, institution));
    }

    /// As the other, in the caller's transaction.
    Result<Token> take(Connection connection, String code, String institution) throws SQLException {
        var read = read(key(connection), code);
        if (read.isEmpty()) {
            return Result.refused(refused("CODE_NOT_OURS", "不是本服务签发的医保码，请使用医保电子凭证二维码", "not a code of this server"));
        }
        var now = clock.instant();
        var age = Duration.between(read.get().issuedAt(), now);
        if (age.abs().compareTo(CODE_HOLDS) > 0) {
            return Result.refused(
                    refused("CODE_STALE", "已过期的医保码，请刷新后再扫", "a code whose minute is over; have it shown anew"));
        }
        var person = store.unused(connection, read.get().serial());
        if (person.isEmpty()) {
            return Result.refused(refused("CODE_USED", "已用过的医保码，请刷新后再扫", "a code that was used; have it shown anew"));
        }
        var token = new Token(newToken(), person.get(), institution, now);
        store.use(connection, read.get().serial(), token);
        return Result.done(token);
    }

    private static Refusal refused(String name, String zh, String en) {
        return Refusal.badInput(
                name,
                "code",
                new Text("一分钟之内、尚未用过的医保码", "a medical code, less than a minute old and not used yet"),
                new Text(zh, en));
    }

    public Optional<Token> token(String text) {
        return requests.read(connection -> store.token(connection, text));
    }

    /// 32 characters that nobody guesses.
    String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] key(Connection connection) throws SQLException {
        var known = key;
        if (known.length == 0) {
            var bytes = new byte[KEY_BYTES];
            random.nextBytes(bytes);
            known = store.key(connection, bytes, clock.instant());
            // Remembered once it is certain to last: the transaction that made it may still be rolled back.
            if (!Arrays.equals(known, bytes)) {
                key = known;
            }
        }
        return known;
    }

    private static String text(byte[] key, long serial, Instant issuedAt) {
        var signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(serial)
                .putInt((int) issuedAt.getEpochSecond())
                .array();
        return HexFormat.of().withUpperCase().formatHex(signed)
                + HexFormat.of().withUpperCase().formatHex(mac(key, signed));
    }

    /// Empty where it does not bear our signature.
    private static Optional<Read> read(byte[] key, String code) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(code);
        } catch (IllegalArgumentException notHexadecimal) {
            return Optional.empty();
        }
        if (bytes.length != SIGNED_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        var signed = Arrays.copyOf(bytes, SIGNED_BYTES);
        var signature = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
        if (!MessageDigest.isEqual(mac(key, signed), signature)) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(signed);
        return Optional.of(new Read(buffer.getLong(), Instant.ofEpochSecond(Integer.toUnsignedLong(buffer.getInt()))));
    }

    private static byte[] mac(byte[] key, byte[] signed) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        mac.update(PURPOSE, 0, PURPOSE.length);
        mac.update(signed, 0, signed.length);
        var whole = new byte[mac.getMacSize()];
        mac.doFinal(whole, 0);
        return Arrays.copyOf(whole, MAC_BYTES);
    }
}
