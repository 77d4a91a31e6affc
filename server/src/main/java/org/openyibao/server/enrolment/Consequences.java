package org.openyibao.server.enrolment;

import java.sql.Connection;
import java.sql.SQLException;

/// What a change of a person's insurance touches in the rooms that decide by it, which lie above this one: it is told
/// of each change, in the change's transaction, once that is written.
public interface Consequences {

    /// How many of the person's settlements would now be decided otherwise; of how many too little is kept to tell.
    record Found(int otherwise, int notComparable) {}

    /// Sees to it that nothing decided on what was known before is committed after the change, and says what is to be
    /// looked at.
    ///
    /// @throws org.openyibao.server.request.LostRaceException if something was committed meanwhile
    Found of(Connection connection, String person) throws SQLException;
}
