package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.History;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.decision.EntitlementDecider;
import org.openyibao.engine.decision.Spell;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.text.Text;
import org.openyibao.server.policy.Policies;
import org.springframework.stereotype.Component;

/// The door of the room.
@Component
public class Enrolment {

    /// A person with all participations, the latest first, and what else standing is computed from. The
    /// standing of a participation is the stated one, but for [#on].
    public record Enrolled(
            Person person, List<Participation> participations, Optional<LocalDate> died, List<History.Paid> paid) {

        /// The same, with each participation that holds on the day in the standing that its rules
        /// give it then, as known on `today`.
        public Enrolled on(PolicyBook book, LocalDate day, LocalDate today) {
            if (paid.isEmpty() && died.isEmpty()) {
                return this;
            }
            var history = history();
            var computed = participations.stream()
                    .map(part -> part.holdsOn(day)
                            ? part.in(EntitlementDecider.standing(book, history, part.scheme(), day, today))
                            : part)
                    .toList();
            return new Enrolled(person, computed, died, paid);
        }

        /// What a decision of a day needs of one of the participations, in the standing of that day as known on
        /// `today`; where it does not hold on the day, in that of the nearest day on which it does.
        public Insured insured(Participation part, PolicyBook book, LocalDate day, LocalDate today) {
            var standing = paid.isEmpty() && died.isEmpty()
                    ? part.standing()
                    : EntitlementDecider.standing(book, history(), part.scheme(), part.nearest(day), today);
            return part.in(standing).insured(person, day);
        }

        /// The participation in a scheme that holds on a day; where what was registered then does not hold any more,
        /// the latest one.
        public Optional<Participation> nearest(Scheme scheme, LocalDate day) {
            var parts = participations.stream()
                    .filter(part -> part.scheme() == scheme)
                    .toList();
            return parts.stream()
                    .filter(part -> part.holdsOn(day))
                    .findFirst()
                    .or(() -> parts.stream().findFirst());
        }

        /// Where the person is insured on a day, in the scheme that has accounts or else in another medical one; else
        /// where the person was insured last before.
        public Optional<String> home(LocalDate day) {
            return participations.stream()
                    .filter(part ->
                            part.scheme() != Scheme.PENSION && !part.validFrom().isAfter(day))
                    .min(Comparator.comparing((Participation part) -> !part.holdsOn(day))
                            .thenComparing(part -> part.scheme() != Scheme.EMPLOYEE)
                            .thenComparing(Participation::validFrom, Comparator.reverseOrder()))
                    .map(Participation::region);
        }

        /// The same with `after` in place of a participation.
        Enrolled with(Participation before, Participation after) {
            var replaced = participations.stream()
                    .map(part -> part.equals(before) ? after : part)
                    .toList();
            return new Enrolled(person, replaced, died, paid);
        }

        /// How faithfully the person was insured in a scheme until a year. `withoutClaim`: of which years no fund paid
        /// anything.
        public Continuity continuity(Scheme scheme, int year, IntPredicate withoutClaim) {
            return EntitlementDecider.continuity(history(), scheme, year, withoutClaim);
        }

        /// The standing in a scheme on every day, as known on `today`.
        public List<Spell> timeline(PolicyBook book, Scheme scheme, LocalDate today) {
            return EntitlementDecider.timeline(book, history(), scheme, today);
        }

        /// Of two participations of a scheme on one day the later one counts.
        private History history() {
            var memberships = new ArrayList<History.Membership>(participations.size());
            var next = new EnumMap<Scheme, LocalDate>(Scheme.class);
            for (var part : participations) {
                var before = next.put(part.scheme(), part.validFrom());
                var to = before == null || part.validTo().isBefore(before) ? part.validTo() : before.minusDays(1);
                memberships.add(new History.Membership(
                        part.validFrom(), to, part.insuredSince(), part.insured(person, part.validFrom())));
            }
            return new History(person.birth(), died, memberships, paid);
        }
    }

    /// A contribution, and whether it may take the place of another that is held of the same month.
    public record Offered(Contribution contribution, boolean corrects) {}

    /// What is wrong with something offered: the field, what was expected of it, what came.
    public record Wrong(String field, Text expected, String got) {}

    /// The contribution at `index` of those offered was not taken.
    public record Refused(int index, Wrong wrong) {}

    /// What became of contributions offered: so many were added, so many were held already just as they are.
    public record Taken(int added, int already, List<Refused> refused) {}

    /// How many persons of one name and day of birth are found at once.
    public static final int MOST_NAMESAKES = 50;

    private final EnrolmentStore store;
    private final Contributions contributions;
    private final ContributionStore contributionStore = new ContributionStore();

    private final Policies policies;
    private final Clock clock;

    Enrolment(EnrolmentStore store, Policies policies, Clock clock) {
        this.store = store;
        this.policies = policies;
        this.clock = clock;
        contributions = new Contributions(store, clock);
    }

    public Optional<Enrolled> byNumber(String number) {
        return store.byNumber(number);
    }

    /// The person with this certificate number (a certificate belongs to one person).
    public Optional<Enrolled> byCertificate(String certificate) {
        return store.byCertificate(certificate);
    }

    /// The persons of a name born on a day, by number; [#MOST_NAMESAKES] at most.
    public List<Enrolled> byName(String name, LocalDate birth) {
        return store.byName(name, birth, MOST_NAMESAKES);
    }

    /// The number of a person's certificate; empty where there is no such person.
    public Optional<String> certificateOf(String number) {
        return store.certificateOf(number);
    }

    /// The persons with these numbers, by number, read in the caller's transaction; unknown ones are absent.
    public Map<String, Enrolled> byNumbers(Connection connection, Collection<String> numbers) throws SQLException {
        return store.byNumbers(connection, numbers);
    }

    /// The person in the standing of each participation on a day.
    public Enrolled on(Enrolled enrolled, LocalDate day) {
        return enrolled.on(policies.current(), day, LocalDate.now(clock));
    }

    /// As [#byNumbers(Connection, Collection)], each in the standing of a day.
    public Map<String, Enrolled> byNumbers(Connection connection, Collection<String> numbers, LocalDate day)
            throws SQLException {
        var found = byNumbers(connection, numbers);
        found.replaceAll((number, enrolled) -> on(enrolled, day));
        return found;
    }

    /// The standing of a person in a scheme on every day, as known today.
    public List<Spell> timeline(Enrolled enrolled, Scheme scheme) {
        return enrolled.timeline(policies.current(), scheme, LocalDate.now(clock));
    }

    /// Adds or replaces persons by number.
    public void savePersons(List<Person> persons) {
        store.savePersons(persons);
    }

    /// Adds or replaces participations by person, scheme and first day.
    public void saveParticipations(List<Participation> participations) {
        store.saveParticipations(participations);
    }

    /// Adds each of the contributions that can be taken, in the caller's transaction. `clerk` and `reason`: who
    /// says so, and why. Nobody's books are moved on: a settlement decided meanwhile stands as if it
    /// had come first.
    public Taken contribute(Connection connection, List<Offered> offered, String clerk, String reason)
            throws SQLException {
        return contributions.take(connection, offered, clerk, reason);
    }

    /// The contributions that hold of a region's month, of any scheme, by person. Withdrawn ones are among them.
    /// Read in the caller's transaction.
    public Map<String, List<Contribution>> contributions(
            Connection connection, String region, YearMonth month, Collection<String> persons) throws SQLException {
        return contributionStore.held(connection, region, month, persons);
    }

    /// The persons of whom a region has contributions of a month: the next ones after `after` in the database's order,
    /// `most` at most.
    public List<String> contributors(Connection connection, String region, YearMonth month, String after, int most)
            throws SQLException {
        return contributionStore.contributors(connection, region, month, after, most);
    }

    /// How many persons paid for a month in a region.
    public long countContributors(Connection connection, String region, YearMonth month) throws SQLException {
        return contributionStore.countContributors(connection, region, month);
    }

    /// Whether anybody takes or took part in any scheme in a region.
    public boolean hasParticipants(Connection connection, String region) throws SQLException {
        return store.hasParticipants(connection, region);
    }

    /// The persons who take or took part in a scheme in a region: the next ones after `after` in the database's order,
    /// `most` at most.
    public List<String> participants(Connection connection, String region, Scheme scheme, String after, int most)
            throws SQLException {
        return store.participants(connection, region, scheme, after, most);
    }

    /// How many they are.
    public long countParticipants(Connection connection, String region, Scheme scheme) throws SQLException {
        return store.countParticipants(connection, region, scheme);
    }
}
