package org.openyibao.server.outflow;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.request.Refusal;

/// The persons that an order names, and how they are insured.
final class Owners {

    /// In the scheme that has accounts, or else in another; the latest first.
    private static final Comparator<Participation> FIRST = Comparator.comparing(
                    (Participation part) -> part.scheme() != Scheme.EMPLOYEE)
            .thenComparing(Participation::validFrom, Comparator.reverseOrder());

    private Owners() {}

    /// Why a field that names nobody is refused.
    static Optional<Refusal> unknown(Map<String, Enrolled> enrolled, String field, String number) {
        return enrolled.containsKey(number) ? Optional.empty() : Optional.of(Refusal.unknownPerson(field, number));
    }

    /// What was read for a person; for those of whom it is known that it was.
    static <T> T known(Map<String, T> read, String number) {
        var found = read.get(number);
        if (found == null) {
            throw new IllegalStateException("what was asked for a person was not read");
        }
        return found;
    }

    /// The owner of an account as insured today.
    static Optional<Insured> insured(Enrolled enrolled, PolicyBook book, LocalDate today) {
        return medical(enrolled, part -> part.holdsOn(today)).map(part -> enrolled.insured(part, book, today, today));
    }

    /// As [#insured]; where nothing holds today, as insured last before.
    static Optional<Insured> lastInsured(Enrolled enrolled, PolicyBook book, LocalDate today) {
        return insured(enrolled, book, today)
                .or(() -> medical(enrolled, part -> !part.validFrom().isAfter(today))
                        .map(part -> enrolled.insured(part, book, today, today)));
    }

    private static Optional<Participation> medical(Enrolled enrolled, Predicate<Participation> which) {
        return enrolled.participations().stream()
                .filter(part -> part.scheme() != Scheme.PENSION && which.test(part))
                .min(FIRST);
    }

    /// A person as a resident in a coverage year.
    static Optional<Participation> resident(Enrolled enrolled, int coverageYear) {
        return enrolled.participations().stream()
                .filter(part -> part.scheme() == Scheme.RESIDENT
                        && part.validFrom().getYear() <= coverageYear
                        && part.validTo().getYear() >= coverageYear)
                .min(Comparator.comparing(Participation::validFrom, Comparator.reverseOrder()));
    }
}
