package org.openyibao.server.family;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// A door of the room: what settlements ask of it, in their transaction.
@Component
public class Family {

    private final BindingStore bindings = new BindingStore();
    private final HouseholdStore households = new HouseholdStore();

    /// The bindings of users that are in force on a day, by user, in the order in which they pay. How their owners are
    /// insured is for the settlement to ask.
    public Map<String, List<Binding>> bindings(Connection connection, Collection<String> users, LocalDate day)
            throws SQLException {
        return bindings.inForce(connection, users, day);
    }

    /// Who lives in one household with each of the persons on the person's day, by person.
    public Map<String, List<String>> households(Connection connection, Map<String, LocalDate> days)
            throws SQLException {
        return households.mates(connection, days);
    }
}
