package org.openyibao.server.identity;

import java.time.Clock;
import java.util.Optional;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.request.Requests;
import org.springframework.stereotype.Component;

/// A door of the room: a person's name and number in clear, for a reason that is kept with who saw them.
@Component
public class Reveals {

    private final Requests requests;
    private final Enrolment enrolment;
    private final Clock clock;
    private final RevealStore store = new RevealStore();

    Reveals(Requests requests, Enrolment enrolment, Clock clock) {
        this.requests = requests;
        this.enrolment = enrolment;
        this.clock = clock;
    }

    /// The person in clear, once the line that says so is on disk; empty where there is no such person.
    public Optional<Person> reveal(String person, Caller caller, String reason) {
        var found = enrolment.byNumber(person).map(Enrolment.Enrolled::person);
        found.ifPresent(shown -> requests.always(connection -> {
            store.insert(connection, shown.number(), caller, reason, clock.instant());
            return shown.number();
        }));
        return found;
    }
}
