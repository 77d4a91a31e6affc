package org.openyibao.server.outflow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.policy.WithdrawalReason;

/// A withdrawal that was asked for, and what became of it. `payee` is `self` or `heir`; `documents` are the codes
/// of the papers handed in; `payeeAccount` is empty where none was given. `clerk` asked for it.
public record Withdrawal(
        String person,
        String id,
        WithdrawalReason reason,
        LocalDate happenedOn,
        List<String> documents,
        String payee,
        String payeeName,
        String payeeAccount,
        Instant askedAt,
        String clerk,
        Review state)
        implements Reviews.Reviewed {

    private static final String REFERENCE = "withdrawal:";

    /// The reference of its journal entries.
    public String reference() {
        return REFERENCE + id;
    }

    /// The withdrawal that a journal entry belongs to, by its reference; empty where it belongs to none.
    public static Optional<String> ofReference(String reference) {
        return reference.startsWith(REFERENCE)
                ? Optional.of(reference.substring(REFERENCE.length()))
                : Optional.empty();
    }

    Withdrawal in(Review newState) {
        return new Withdrawal(
                person, id, reason, happenedOn, documents, payee, payeeName, payeeAccount, askedAt, clerk, newState);
    }

    /// Never shows whose withdrawal it is.
    @Override
    public String toString() {
        return "Withdrawal[" + id + "]";
    }
}
