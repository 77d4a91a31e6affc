package org.openyibao.engine.claim;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/// What is known of a person's insurance, from which standing is computed. `memberships` of one scheme do not
/// overlap.
public record History(LocalDate born, Optional<LocalDate> died, List<Membership> memberships, List<Paid> paid) {

    /// A part in a scheme, both days inclusive. `insured` holds as stated; its standing counts as far as
    /// nothing is known of what was paid, and its age does not count. `insuredSince`: the first day ever in
    /// the scheme.
    public record Membership(LocalDate from, LocalDate to, LocalDate insuredSince, Insured insured) {

        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /// Months in a row, first to last, paid in one region in one way: as they came due, the first of them on
    /// `paidOn`; or all of them on `paidOn`, before they began or after they were over. A resident's coverage
    /// year is the twelve months of it. `kind` is neither FIXED nor WITHDRAWN.
    public record Paid(
            Scheme scheme, YearMonth from, YearMonth to, String region, ContributionKind kind, LocalDate paidOn) {}

    /// The membership in a scheme on a day.
    public Optional<Membership> membership(Scheme scheme, LocalDate day) {
        for (var membership : memberships) {
            if (membership.insured().scheme() == scheme && membership.holdsOn(day)) {
                return Optional.of(membership);
            }
        }
        return Optional.empty();
    }

    /// Never shows whose history it is: records end up in logs.
    @Override
    public String toString() {
        return "History[...]";
    }
}
