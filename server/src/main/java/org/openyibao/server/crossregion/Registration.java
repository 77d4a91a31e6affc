package org.openyibao.server.crossregion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;

/// What an institution registered for a person: a chronic or special disease, or the institution that the
/// person chose. `code` and `name` are those of the disease or the chosen institution; `application` says what
/// a choice is for and `rank` its place among several, empty and 0 for a disease. It holds from `from` to
/// `until` (inclusive; empty: without end) unless it was cancelled.
public record Registration(
        String person,
        String id,
        Kind kind,
        Optional<Scheme> scheme,
        String code,
        String name,
        String application,
        int rank,
        LocalDate from,
        Optional<LocalDate> until,
        String madeBy,
        Instant madeAt,
        String clerk,
        Optional<Cancelled> cancelled,
        String details) {

    public enum Kind {
        CHRONIC("chronic"),
        CHOSEN("chosen");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// The code in the database.
        @Override
        public String toString() {
            return code;
        }
    }

    public record Cancelled(Instant at, String because) {}

    public boolean holdsOn(LocalDate day) {
        return cancelled.isEmpty()
                && !day.isBefore(from)
                && until.filter(day::isAfter).isEmpty();
    }

    boolean overlaps(Registration other) {
        return cancelled.isEmpty()
                && other.cancelled.isEmpty()
                && until.filter(other.from::isAfter).isEmpty()
                && other.until.filter(from::isAfter).isEmpty();
    }

    Registration cancelled(Instant at, String because) {
        return new Registration(
                person,
                id,
                kind,
                scheme,
                code,
                name,
                application,
                rank,
                from,
                until,
                madeBy,
                madeAt,
                clerk,
                Optional.of(new Cancelled(at, because)),
                details);
    }
}
