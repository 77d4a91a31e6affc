package org.openyibao.server.request;

import java.sql.Connection;
import java.sql.SQLException;

/// As [Work], but never refused.
public interface Sure<T> {
    T in(Connection connection) throws SQLException;
}
