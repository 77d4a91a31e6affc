package org.openyibao.server.request;

import java.sql.Connection;
import java.sql.SQLException;

/// What is done in one transaction: reads, decides, writes. It may be done again on a later state, so it has no effect
/// but through its connection. Throws [LostRaceException] where what it decided on has changed meanwhile.
public interface Work<T> {
    Result<T> in(Connection connection) throws SQLException;
}
