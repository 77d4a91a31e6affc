package org.openyibao.server.settlement;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// A database of which a test sees each step before it is taken, and can hold it up or let it fail.
public final class WatchedDatabase extends DelegatingDataSource {

    public static final String CONNECT = "connect";
    public static final String COMMIT = "commit";
    public static final String COMMITTED = "committed";

    /// `step`: one of the constants above, or the statement that is to be prepared.
    public interface Watcher {
        void at(String step) throws SQLException;
    }

    private volatile Watcher watcher = step -> {};

    public WatchedDatabase(DataSource database) {
        super(database);
    }

    public void watchedBy(Watcher newWatcher) {
        watcher = newWatcher;
    }

    public void unwatched() {
        watcher = step -> {};
    }

    @Override
    public Connection getConnection() throws SQLException {
        watcher.at(CONNECT);
        var connection = obtainTargetDataSource().getConnection();
        return (Connection) Proxy.newProxyInstance(
                WatchedDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        watcher.at((String) arguments[0]);
                    } else if (method.getName().equals("commit")) {
                        watcher.at(COMMIT);
                    }
                    try {
                        var result = method.invoke(connection, arguments);
                        if (method.getName().equals("commit")) {
                            watcher.at(COMMITTED);
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
