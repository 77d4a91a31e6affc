package org.openyibao.server.database;

import java.sql.Connection;
import java.sql.SQLException;

/// How PostgreSQL plans the statements of a transaction.
public final class Plans {

    private Plans() {}

    /// Has each statement planned once and for all arguments, until the transaction ends. For arguments that
    /// are short arrays of keys PostgreSQL would think a plan of their own cheaper than one for any, and to
    /// get it plan anew each time, which takes longer than some statements do.
    public static void once(Connection connection) throws SQLException {
        try (var set = connection.prepareStatement("set local plan_cache_mode = force_generic_plan")) {
            set.execute();
        }
    }
}
