package org.openyibao.server.outflow;

import java.time.Instant;
import java.util.Optional;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.server.account.Entry;

/// A use of an account as it is kept: `current` and `prior` came out of the two buckets, or, where it `reverses`
/// another use, went back. `rule`: the key of the rule that allowed it. `coverageYear` 0, `beneficiary` and
/// `institution` empty: none. `reason`: why a use is taken back, else empty.
public record AccountUse(
        String person,
        String id,
        Purpose purpose,
        Relation of,
        String beneficiary,
        int coverageYear,
        String institution,
        String region,
        Fen current,
        Fen prior,
        Instant at,
        String rule,
        String clerk,
        String reason,
        Optional<String> reverses) {

    private static final String REFERENCE = "use:";

    public Fen amount() {
        return current.plus(prior);
    }

    /// The account of the journal that it was paid to.
    String paidTo() {
        return institution.isEmpty() ? Entry.premium(region, purpose.toString()) : Entry.institution(institution);
    }

    /// The reference of its journal entries.
    public String reference() {
        return reference(id);
    }

    static String reference(String id) {
        return REFERENCE + id;
    }

    /// The use that a journal entry belongs to, by its reference; empty where it belongs to none.
    public static Optional<String> ofReference(String reference) {
        return reference.startsWith(REFERENCE)
                ? Optional.of(reference.substring(REFERENCE.length()))
                : Optional.empty();
    }

    /// Never shows whose use it is.
    @Override
    public String toString() {
        return "AccountUse[" + id + "]";
    }
}
