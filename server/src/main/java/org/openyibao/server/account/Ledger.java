package org.openyibao.server.account;

import org.openyibao.engine.claim.Balances;

/// A person's books at one version: balances, number of entries, and the hash of the last one (32 bytes, zeros before
/// the first). What is decided on a version may be posted on that version only.
public record Ledger(String person, long version, Balances balances, long entries, byte[] head) {

    static final int HASH_BYTES = 32;

    /// The books of a person who has none yet.
    static Ledger unopened(String person) {
        return new Ledger(person, 0, Balances.NONE, 0, new byte[HASH_BYTES]);
    }
}
