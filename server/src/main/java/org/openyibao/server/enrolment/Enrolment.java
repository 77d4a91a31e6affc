package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The door of the room.
@Component
public class Enrolment {

    /// A person with all participations, the latest first.
    public record Enrolled(Person person, List<Participation> participations) {}

    private final EnrolmentStore store;

    Enrolment(EnrolmentStore store) {
        this.store = store;
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
}
