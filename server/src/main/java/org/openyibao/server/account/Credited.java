package org.openyibao.server.account;

import java.time.YearMonth;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;

/// A part of a month's contribution that was credited, of what kind it was, and the key of the rule that says how much
/// of it belongs to the account.
public record Credited(Scheme scheme, YearMonth month, int part, ContributionKind kind, String rule) {

    static String reference(Scheme scheme, YearMonth month, int part) {
        return "credit:" + scheme + ":" + month + ":" + part;
    }

    /// The reference of its entry.
    public String reference() {
        return reference(scheme, month, part);
    }
}
