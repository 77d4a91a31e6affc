package org.openyibao.server.family;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.decision.SharingDecider;
import org.openyibao.engine.decision.Spell;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.request.Refusal;

/// How persons are insured, by the rules of `book` and as known on `today`: whether one's account may be shared with
/// another, and whether a binding has come to its end by itself. `enrolled`: the persons that were read, by number.
record Insurance(PolicyBook book, LocalDate today, Map<String, Enrolled> enrolled) {

    private static final int PROVINCE_DIGITS = 2;

    /// Refused where a field of a request names nobody who is registered.
    Optional<Refusal> unknown(String field, String number) {
        return enrolled.containsKey(number) ? Optional.empty() : Optional.of(Refusal.unknownPerson(field, number));
    }

    /// Why an owner's account may not be bound to a user on a day; empty where it may.
    Optional<Refusal> whyNotBound(String owner, String user, Relation relation, LocalDate day) {
        return decided(
                owner,
                user,
                day,
                (owning, using) -> SharingDecider.bind(
                        book.on(using.region(), using.scheme(), day),
                        new SharingDecider.Question(using, owning, relation)));
    }

    /// Why an owner may not send money to a recipient's wallet today; empty where it may, how much and when aside.
    Optional<Refusal> whyNotSent(String owner, String recipient, Relation relation) {
        return decided(
                owner,
                recipient,
                today,
                (owning, using) -> SharingDecider.transfer(
                        book.on(owning.region(), owning.scheme(), today),
                        new SharingDecider.Question(using, owning, relation)));
    }

    private Optional<Refusal> decided(
            String owner, String user, LocalDate day, BiFunction<Insured, Insured, SharingDecider.Outcome> decider) {
        var owning = owner(owner, day);
        var using = user(user, day);
        if (owning.isEmpty() || using.isEmpty()) {
            var reason = owning.isEmpty() ? Reason.AUTHORISER_NOT_NORMAL : Reason.STATUS_NOT_NORMAL;
            return Optional.of(Refusal.notAllowed(reason, Optional.empty()));
        }
        return switch (decider.apply(owning.get(), using.get())) {
            case SharingDecider.Outcome.Allowed ignored -> Optional.empty();
            case SharingDecider.Outcome.Refused(var reason, var rule) -> Optional.of(Refusal.notAllowed(reason, rule));
        };
    }

    /// An owner as insured on a day: in the scheme that has accounts, or else in another.
    Optional<Insured> owner(String number, LocalDate day) {
        return insured(number, day, Comparator.comparing(part -> part.scheme() != Scheme.EMPLOYEE));
    }

    /// A user as insured on a day, in any medical scheme; in normal standing where the user is that in one.
    private Optional<Insured> user(String number, LocalDate day) {
        return insured(number, day, Comparator.comparing(part -> part.standing() != Standing.NORMAL));
    }

    private Optional<Insured> insured(String number, LocalDate day, Comparator<Participation> first) {
        var person = person(number);
        return medical(person.on(book, day, today)).stream()
                .filter(part -> part.holdsOn(day))
                .min(first)
                .map(part -> part.insured(person.person(), day));
    }

    /// Whoever is in a row stays registered.
    private Enrolled person(String number) {
        var found = enrolled.get(number);
        if (found == null) {
            throw new IllegalStateException("a person of family accounts is not registered any more");
        }
        return found;
    }

    private static List<Participation> medical(Enrolled enrolled) {
        return enrolled.participations().stream()
                .filter(part -> part.scheme() != Scheme.PENSION)
                .toList();
    }

    private static List<Participation> employee(Enrolled enrolled) {
        return enrolled.participations().stream()
                .filter(part -> part.scheme() == Scheme.EMPLOYEE)
                .toList();
    }

    /// Whether a binding that nobody ended has come to its end by today, and since when.
    Optional<Binding.End> end(Binding binding) {
        if (today.isAfter(binding.until())) {
            return end(binding.until().plusDays(1), Binding.Because.TERM_OVER);
        }
        var owner = person(binding.owner());
        var user = person(binding.user());
        return over(owner, employee(owner), Binding.Because.OWNER_NOT_INSURED)
                .or(() -> over(user, medical(user), Binding.Because.USER_NOT_INSURED))
                .or(() -> apart(employee(owner), medical(user)));
    }

    private static Optional<Binding.End> end(LocalDate on, Binding.Because because) {
        return Optional.of(new Binding.End(on, because));
    }

    /// Insurance is over when nothing of it is left today or to come, or when all of it stands as ended; not when it is
    /// only interrupted.
    private Optional<Binding.End> over(Enrolled enrolled, List<Participation> parts, Binding.Because because) {
        var going =
                parts.stream().filter(part -> !part.validTo().isBefore(today)).toList();
        if (going.isEmpty()) {
            var last = parts.stream().map(Participation::validTo).max(Comparator.naturalOrder());
            return end(last.map(day -> day.plusDays(1)).orElse(today), because);
        }
        if (going.stream()
                .allMatch(part ->
                        part.holdsOn(today) && ended(enrolled, part.scheme()).isPresent())) {
            return going.stream()
                    .flatMap(part -> ended(enrolled, part.scheme()).stream())
                    .max(Comparator.naturalOrder())
                    .flatMap(since -> end(since, because));
        }
        return Optional.empty();
    }

    /// Since when a person's standing in a scheme is ended, if it is today.
    private Optional<LocalDate> ended(Enrolled enrolled, Scheme scheme) {
        return enrolled.timeline(book, scheme, today).stream()
                .filter(spell -> spell.covers(today) && spell.standing() == Standing.ENDED)
                .findFirst()
                .map(Spell::from);
    }

    private Optional<Binding.End> apart(List<Participation> owning, List<Participation> using) {
        var owners = owning.stream().filter(part -> part.holdsOn(today)).toList();
        var users = using.stream().filter(part -> part.holdsOn(today)).toList();
        var together = owners.isEmpty()
                || users.isEmpty()
                || owners.stream().anyMatch(one -> users.stream().anyMatch(other -> areOfOneProvince(one, other)));
        return together
                ? Optional.empty()
                : Stream.concat(owners.stream(), users.stream())
                        .map(Participation::validFrom)
                        .max(Comparator.naturalOrder())
                        .flatMap(since -> end(since, Binding.Because.MOVED_APART));
    }

    private static boolean areOfOneProvince(Participation one, Participation other) {
        return one.region().regionMatches(0, other.region(), 0, PROVINCE_DIGITS);
    }
}
