package org.openyibao.server.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.BusyException;
import org.openyibao.server.request.Refusal;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Hashes passwords with Argon2id, by the least that OWASP recommends: 19 MiB, 2 passes, 1 lane. A few at once, so that
/// many sign-ins do not take the memory of the settlements.
final class Passwords {

    static final int SHORTEST = 10;
    static final int LONGEST = 128;

    /// What is shorter stands in many a good password.
    private static final int SHORTEST_NAME_LOOKED_FOR = 4;

    private static final int AT_ONCE = 4;
    private static final int MOST_SECONDS_WAITED = 5;

    private final PasswordEncoder encoder;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /// A hash that no password fits, for names that nobody has.
    private final String nobodys;

    Passwords() {
        this(new Argon2PasswordEncoder(16, 32, 1, 19_456, 2));
    }

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        nobodys = hash(Secrets.newText());
    }

    /// Why a password is not good enough for a user.
    static Optional<Refusal> refusal(String field, String password, String user) {
        var expected = new Text(
                SHORTEST + " 至 " + LONGEST + " 个字符、至少含字母、数字、符号中的两类且不含用户名的密码",
                "a password of " + SHORTEST + " to " + LONGEST + " characters with at least two of letters, digits and"
                        + " signs, without the user's name");
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of(Refusal.badInput(
                    "WEAK_PASSWORD",
                    field,
                    expected,
                    new Text(password.length() + " 个字符", password.length() + " characters")));
        }
        var kinds = password.codePoints().map(Passwords::kind).distinct().count();
        if (kinds < 2) {
            return Optional.of(
                    Refusal.badInput("WEAK_PASSWORD", field, expected, new Text("仅一类字符", "characters of one kind")));
        }
        return user.length() >= SHORTEST_NAME_LOOKED_FOR
                        && password.toLowerCase(Locale.ROOT).contains(user)
                ? Optional.of(Refusal.badInput("WEAK_PASSWORD", field, expected, new Text("含用户名", "one with the name")))
                : Optional.empty();
    }

    private static int kind(int each) {
        return Character.isLetter(each) ? 0 : Character.isDigit(each) ? 1 : 2;
    }

    String hash(String password) {
        return inTurn(() -> encoder.encode(password));
    }

    /// Whether a password is that of a hash; for an empty one, as long and false.
    boolean fits(String password, String hash) {
        var fits = inTurn(() -> encoder.matches(password, hash.isEmpty() ? nobodys : hash));
        return fits && !hash.isEmpty();
    }

    private interface Hashing<T> {
        T result();
    }

    private <T> T inTurn(Hashing<T> hashing) {
        try {
            if (!turns.tryAcquire(MOST_SECONDS_WAITED, TimeUnit.SECONDS)) {
                throw new BusyException("too many sign-ins at once");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BusyException("interrupted", interrupted);
        }
        try {
            return hashing.result();
        } finally {
            turns.release();
        }
    }
}
