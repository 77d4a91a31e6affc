package org.openyibao.server.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.openyibao.server.database.Sha256;

/// The hash of a journal entry over everything in it and the hash before it, so that a row changed behind the server's
/// back breaks the chain at that row.
final class Chain {

    private final MessageDigest digest = Sha256.digest();

    /// `postedAt` counts to the microsecond, which is what the database keeps.
    byte[] next(byte[] previous, String person, long number, Instant postedAt, Entry entry) {
        digest.update(previous);
        put(person);
        put(number);
        put(postedAt.getEpochSecond());
        put(postedAt.getNano() / 1_000);
        put(entry.source());
        put(entry.target());
        put(entry.amount().value());
        put(entry.why().name());
        put(entry.reference());
        return digest.digest();
    }

    private void put(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        put(bytes.length);
        digest.update(bytes);
    }

    private void put(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }
}
