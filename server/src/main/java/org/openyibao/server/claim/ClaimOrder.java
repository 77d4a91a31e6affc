package org.openyibao.server.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;

/// What is filed. `scheme`: the medical scheme that the person was in on the last day where it is empty. `by`:
/// who hands it in, the person or a clerk.
public record ClaimOrder(
        String person,
        Optional<Scheme> scheme,
        VisitKind kind,
        String institution,
        LocalDate from,
        LocalDate until,
        String disease,
        boolean useAccount,
        Claim.Invoice invoice,
        List<Claim.Line> lines,
        List<Claim.Document> documents,
        Claim.Payee payee,
        String by) {

    Claims.Care care() {
        return new Claims.Care(person, scheme, kind, institution, from, until);
    }

    /// Never shows whose it is.
    @Override
    public String toString() {
        return "ClaimOrder[]";
    }
}
