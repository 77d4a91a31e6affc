package org.openyibao.server.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.database.DatabaseException.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that personal data are kept under, and what they do: names, identity numbers and whatever holds them are
/// sealed before they reach a table, and found by a keyed hash.
///
/// A key file has a line for each key: its number, its kind, its 32 bytes in Base64. `#` begins a comment.
///
/// ```
/// 1 seal 6y0u…=
/// 1 hash q2Vw…=
/// ```
///
/// The key with the highest number seals and hashes; the others still open, and are still looked up by. A file that
/// changes is read again within a second, so that a key can be added while servers run.
///
/// A sealed value: two bytes with the key's number, twelve random ones, then AES-256-GCM's text and tag. It opens only
/// as the column and the row that it was sealed for: one that was copied to another person's row does not. A hash: two
/// bytes with the key's number, then HMAC-SHA-256 of what the value is and of the value.
///
/// Danger: under one key no more than 2^32 values may be sealed, or two of them may have the same random bytes.
public final class DataKeys {

    /// What a key is for.
    enum Kind {
        SEAL,
        HASH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final int ID_BYTES = 2;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LARGEST_ID = 0xffff;

    /// How soon a server that runs uses a key that was added to its file.
    public static final Duration SEEN_WITHIN = Duration.ofSeconds(1);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Logger LOG = LoggerFactory.getLogger(DataKeys.class);

    /// By what a file that was changed is known.
    private record Version(
            FileTime written, long size, @Nullable Object key) {
        static Version of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private record Keys(
            NavigableMap<Integer, SecretKeySpec> sealing,
            NavigableMap<Integer, SecretKeySpec> hashing,
            Version version,
            long readAt) {

        Keys seenNow() {
            return new Keys(sealing, hashing, version, System.nanoTime());
        }

        NavigableMap<Integer, SecretKeySpec> of(Kind kind) {
            return switch (kind) {
                case SEAL -> sealing;
                case HASH -> hashing;
            };
        }
    }

    private final Path file;
    private volatile @Nullable Keys keys;

    /// Those of a file, which is read when the first of them is needed: a [DatabaseException] tells then if it
    /// cannot be read, or a line of it is not as above.
    public DataKeys(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /// Makes a file with new keys that only its owner can read.
    ///
    /// @throws DatabaseException if there is such a file, or it cannot be written
    public static void create(Path file) {
        if (Files.exists(file)) {
            throw new DatabaseException(Problem.KEYS_THERE, file);
        }
        write(file, line(1, Kind.SEAL) + line(1, Kind.HASH));
    }

    /// Adds a new key of each kind to the file. They are used from within a second on.
    ///
    /// @throws DatabaseException if the file cannot be read or written
    public static void add(Path file) {
        var before = parsed(file);
        try {
            var content = Files.readString(file);
            write(
                    file,
                    content
                            + (content.endsWith("\n") ? "" : "\n")
                            + line(before.sealing().lastKey() + 1, Kind.SEAL)
                            + line(before.hashing().lastKey() + 1, Kind.HASH));
        } catch (IOException failure) {
            throw new DatabaseException(Problem.KEYS_UNREADABLE, failure, file, failure);
        }
    }

    private static void write(Path file, String content) {
        try {
            DataFolder.replaceSecret(file, content);
        } catch (IOException failure) {
            throw new DatabaseException(Problem.KEYS_UNREADABLE, failure, file, failure);
        }
    }

    private static String line(int id, Kind kind) {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return id + " " + kind + " " + Base64.getEncoder().encodeToString(key) + "\n";
    }

    private static Keys parsed(Path file) {
        try {
            var version = Version.of(file);
            var sealing = new TreeMap<Integer, SecretKeySpec>();
            var hashing = new TreeMap<Integer, SecretKeySpec>();
            var number = 0;
            for (var line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    parse(line.strip().split("\\s+"), sealing, hashing, file, number);
                }
            }
            if (sealing.isEmpty() || hashing.isEmpty()) {
                throw new DatabaseException(Problem.KEYS_MALFORMED, file, number);
            }
            return new Keys(sealing, hashing, version, System.nanoTime());
        } catch (IOException failure) {
            throw new DatabaseException(Problem.KEYS_UNREADABLE, failure, file, failure);
        }
    }

    private static void parse(
            String[] parts,
            TreeMap<Integer, SecretKeySpec> sealing,
            TreeMap<Integer, SecretKeySpec> hashing,
            Path file,
            int number) {
        try {
            var id = Integer.parseInt(parts[0]);
            var key = Base64.getDecoder().decode(parts.length == 3 ? parts[2] : "");
            var kind = Kind.valueOf(parts.length == 3 ? parts[1].toUpperCase(Locale.ROOT) : "");
            var before = kind == Kind.SEAL
                    ? sealing.putIfAbsent(id, new SecretKeySpec(key, "AES"))
                    : hashing.putIfAbsent(id, new SecretKeySpec(key, "HmacSHA256"));
            if (id < 1 || id > LARGEST_ID || key.length != KEY_BYTES || before != null) {
                throw new DatabaseException(Problem.KEYS_MALFORMED, file, number);
            }
        } catch (IllegalArgumentException notAsAbove) {
            // Without the cause, which may quote the key.
            throw new DatabaseException(Problem.KEYS_MALFORMED, file, number);
        }
    }

    private Keys current() {
        var held = keys;
        if (held != null && System.nanoTime() - held.readAt() < SEEN_WITHIN.toNanos()) {
            return held;
        }
        var now = held == null ? parsed(file) : again(held);
        keys = now;
        return now;
    }

    /// A file that is out of reach for a moment, or half written: what was read of it before still holds.
    private Keys again(Keys held) {
        try {
            return Version.of(file).equals(held.version()) ? held.seenNow() : parsed(file);
        } catch (IOException | DatabaseException unreadable) {
            LOG.warn("the changed key file cannot be read: the keys read before are used on", unreadable);
            return held.seenNow();
        }
    }

    /// Seals a text for a column, `table.column`, of the row with a key.
    public byte[] seal(String column, String row, String text) {
        return seal(column, row, text.getBytes(StandardCharsets.UTF_8));
    }

    /// As [#seal(String, String, String)].
    public byte[] seal(String column, String row, byte[] content) {
        var key = current().sealing().lastEntry();
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key.getValue(), nonce, column, row);
            var sealed = new byte[ID_BYTES + NONCE_BYTES + cipher.getOutputSize(content.length)];
            ByteBuffer.wrap(sealed).putShort(key.getKey().shortValue()).put(nonce);
            cipher.doFinal(content, 0, content.length, sealed, ID_BYTES + NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /// The text that was sealed for this column of this row.
    ///
    /// @throws IllegalStateException if it was sealed for another place, was changed, or is of a key
    ///     that is not held
    public String open(String column, String row, byte[] sealed) {
        return new String(openBytes(column, row, sealed), StandardCharsets.UTF_8);
    }

    /// As [#open(String, String, byte[])].
    public byte[] openBytes(String column, String row, byte[] sealed) {
        if (sealed.length < ID_BYTES + NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new IllegalStateException(column + ": not a sealed value");
        }
        var id = id(sealed);
        var key = current().sealing().get(id);
        if (key == null) {
            throw new IllegalStateException(column + ": sealed with key " + id + ", which the key file does not hold");
        }
        var nonce = Arrays.copyOfRange(sealed, ID_BYTES, ID_BYTES + NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, column, row)
                    .doFinal(sealed, nonce.length + ID_BYTES, sealed.length - nonce.length - ID_BYTES);
        } catch (GeneralSecurityException changed) {
            throw new IllegalStateException(column + ": does not open here", changed);
        }
    }

    /// Each of several texts, sealed for one column of one row; for a column of `bytea[]`.
    public byte[][] sealAll(String column, String row, List<String> texts) {
        return texts.stream().map(text -> seal(column, row, text)).toArray(byte[][]::new);
    }

    /// The texts that were sealed by [#sealAll].
    public List<String> openAll(String column, String row, Array sealed) throws SQLException {
        return Arrays.stream((byte[][]) sealed.getArray())
                .map(each -> open(column, row, each))
                .toList();
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String column, String row)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((column + "\0" + row).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /// What a value of this kind is found by, for a new row. Capital and small letters are the same.
    public byte[] hash(String what, String text) {
        var key = current().hashing().lastEntry();
        return hash(key.getKey(), key.getValue(), what, text);
    }

    /// What a value of this kind may be found by: its hash under every key that is held, for `= any(?)`.
    public byte[][] hashes(String what, String text) {
        return current().hashing().descendingMap().entrySet().stream()
                .map(key -> hash(key.getKey(), key.getValue(), what, text))
                .toArray(byte[][]::new);
    }

    private static byte[] hash(int id, SecretKeySpec key, String what, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var code = mac.doFinal((what + "\0" + text.toUpperCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(ID_BYTES + code.length)
                    .putShort((short) id)
                    .put(code)
                    .array();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /// How values of the key with this number begin.
    static byte[] prefix(int id) {
        return ByteBuffer.allocate(ID_BYTES).putShort((short) id).array();
    }

    /// The number of the key that a value was sealed or hashed with.
    static int id(byte[] value) {
        return Short.toUnsignedInt(ByteBuffer.wrap(value).getShort());
    }

    Path file() {
        return file;
    }

    int newest(Kind kind) {
        return current().of(kind).lastKey();
    }

    /// A value by which a key is known again.
    byte[] mark(Kind kind, int id) {
        var key = current().of(kind).get(id);
        if (key == null) {
            throw new IllegalStateException("no key " + id);
        }
        // A hash whatever the key is for: it tells nothing of the key, and nothing is sealed with it.
        var asHash = new SecretKeySpec(key.getEncoded(), "HmacSHA256");
        return hash(id, asHash, "data_key", kind + " " + id);
    }

    /// Whether a key of the file is the one that left a mark.
    boolean knows(Kind kind, int id, byte[] mark) {
        return current().of(kind).containsKey(id) && MessageDigest.isEqual(mark, mark(kind, id));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataKeys keysOf && keysOf.file.equals(file);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }

    /// Never shows a key: objects end up in logs.
    @Override
    public String toString() {
        return "DataKeys[" + file + "]";
    }
}
