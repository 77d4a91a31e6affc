package org.openyibao.server.crossregion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;

/// What an institution registered for a person: a chronic or special disease, the institution that the person chose, or
/// an accidental injury (意外伤害). `code` and `name` are those of the disease or the chosen institution; an injury has
/// its cause as `name`. `application` says what a choice is for and `rank` its place among several, else empty and 0.
/// It
/// holds from `from` to `until` (inclusive; empty: without end) unless it was cancelled.
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

    /// What a choice is for that says where the person goes for care (就医定点医疗机构登记, of 业务申请类型).
    public static final String WHERE_TO_GO = "03";

    public enum Kind {
        CHRONIC("chronic"),
        CHOSEN("chosen"),
        ACCIDENT("accident");

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

    /// What a visit is for. `registered`: whether all of it is registered for the person; empty where that does not
    /// matter.
    public record Treated(List<String> diseases, Optional<Boolean> registered) {

        /// Of a visit that names these diseases. A chronic one that names none is for those that are registered.
        public static Treated of(
                VisitKind kind, List<String> named, List<Registration> registrations, Scheme scheme, LocalDate day) {
            if (kind != VisitKind.CHRONIC) {
                return new Treated(named, Optional.empty());
            }
            var registered = holding(registrations, Kind.CHRONIC, "", scheme, day);
            var diseases = named.isEmpty() ? registered : named;
            return new Treated(diseases, Optional.of(!diseases.isEmpty() && registered.containsAll(diseases)));
        }
    }

    /// The institutions to which a person is bound for care in a scheme on a day: the one of the insurance, where
    /// `ofInsurance` is not empty, and those that the person chose.
    public static List<String> bound(
            String ofInsurance, List<Registration> registrations, Scheme scheme, LocalDate day) {
        return Stream.concat(
                        Stream.of(ofInsurance).filter(code -> !code.isEmpty()),
                        holding(registrations, Kind.CHOSEN, WHERE_TO_GO, scheme, day).stream())
                .distinct()
                .toList();
    }

    private static List<String> holding(
            List<Registration> registrations, Kind kind, String application, Scheme scheme, LocalDate day) {
        return registrations.stream()
                .filter(each -> each.kind == kind
                        && each.application.equals(application)
                        && each.scheme.map(scheme::equals).orElse(true)
                        && each.holdsOn(day))
                .map(Registration::code)
                .distinct()
                .toList();
    }

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
