package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.openyibao.server.request.Requests;
import org.springframework.stereotype.Component;

/// A door of the room: who looked at whose record.
@Component
public class AuditTrail {

    public static final int MOST = 200;

    private final Requests requests;
    private final Clock clock;
    private final LookStore store = new LookStore();

    AuditTrail(Requests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /// Writes down that a caller looks at persons. Returns when it is on disk: only then may the caller be answered.
    ///
    /// @throws org.openyibao.server.request.UnsureException if it could not be written; then nothing may be shown
    public void note(Caller caller, Collection<String> persons, String route, String reason, String address) {
        var now = clock.instant();
        note(persons.stream()
                .map(person -> new Look(0, now, new Look.User(caller), person, route, reason, address))
                .toList());
    }

    /// As the other.
    public void note(List<Look> looks) {
        requests.always(connection -> {
            note(connection, looks);
            return looks.size();
        });
    }

    /// Writes down looks in the caller's transaction, which must last before anything is shown.
    public void note(Connection connection, List<Look> looks) throws SQLException {
        if (!looks.isEmpty()) {
            store.insert(connection, looks);
        }
    }

    /// What is asked of the trail: what is given must be so.
    ///
    /// @param by    the user's name or the institution's code
    /// @param from  at this moment or later
    /// @param until before this moment
    /// @param route what the route contains
    public record Question(
            Optional<String> person,
            Optional<String> by,
            Optional<String> route,
            Optional<Instant> from,
            Optional<Instant> until) {}

    /// The newest first, those before the look `before`, at most [#MOST].
    public List<Look> search(Question question, long before, int most) {
        return requests.read(connection -> store.search(connection, question, before, Math.min(most, MOST)));
    }
}
