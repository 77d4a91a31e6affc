package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.text.Text;
import org.springframework.stereotype.Component;

/// The door of the room.
@Component
public class Enrolment {

    /// A person with all participations, the latest first.
    public record Enrolled(Person person, List<Participation> participations) {}

    /// A contribution, and whether it may take the place of another that is held of the same month.
    public record Offered(Contribution contribution, boolean corrects) {}

    /// What is wrong with something offered: the field, what was expected of it, what came.
    public record Wrong(String field, Text expected, String got) {}

    /// The contribution at `index` of those offered was not taken.
    public record Refused(int index, Wrong wrong) {}

    /// What became of contributions offered: so many were added, so many were held already just as they are.
    public record Taken(int added, int already, List<Refused> refused) {}

    private final EnrolmentStore store;
    private final Contributions contributions;
    private final ContributionStore contributionStore = new ContributionStore();

    Enrolment(EnrolmentStore store, Clock clock) {
        this.store = store;
        contributions = new Contributions(store, clock);
    }

    public Optional<Enrolled> byNumber(String number) {
        return store.byNumber(number);
    }

    /// The person with this certificate number (a certificate belongs to one person).
    public Optional<Enrolled> byCertificate(String certificate) {
        return store.byCertificate(certificate);
    }

    /// The persons with these numbers, by number, read in the caller's transaction; unknown ones are absent.
    public Map<String, Enrolled> byNumbers(Connection connection, Collection<String> numbers) throws SQLException {
        return store.byNumbers(connection, numbers);
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
    /// says so, and why.
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

    /// The persons who take or took part in a scheme in a region: the next ones after `after` in the database's order,
    /// `most` at most.
    public List<String> participants(Connection connection, String region, Scheme scheme, String after, int most)
            throws SQLException {
        return store.participants(connection, region, scheme, after, most);
    }
}
