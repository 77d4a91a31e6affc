package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.SQLException;

/// What a change of a person's insurance touches in the rooms that decide by it, which lie above this one: it is told
/// of each change, in the change's transaction, once that is written.
public interface Consequences {

    /// Sees to it that nothing decided on what was known before is committed after the change.
    ///
    /// @throws org.openyibao.server.request.LostRaceException if something was committed meanwhile
    void of(Connection connection, String person) throws SQLException;
}
