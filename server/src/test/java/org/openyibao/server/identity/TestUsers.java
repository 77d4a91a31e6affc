package org.openyibao.server.identity;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.openyibao.server.database.DatabaseAddress;

/// Users of tests, put straight into the database: without a password, whose hash costs a tenth of a second.
public final class TestUsers {

    private static final AtomicLong IDS = new AtomicLong();
    private static final Duration GOOD_FOR = Duration.ofDays(40_000);

    private TestUsers() {}

    /// Gives a user another role or scope.
    public static void become(DatabaseAddress database, Caller user) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var update = connection.prepareStatement("update users set role = ?, scope = ? where name = ?")) {
            update.setString(1, user.role().toString());
            update.setString(2, user.scope());
            update.setString(3, user.name());
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /// A token of a user, who is made where there is none of the name. It is good whatever a test's clock says.
    public static String token(DatabaseAddress database, Caller user) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            var issued = Instant.EPOCH;
            new UserStore().insert(connection, user, "", false, issued);
            var secret = Secrets.newText();
            new UserTokenStore()
                    .insert(
                            connection,
                            "token",
                            new UserToken(
                                    IDS.incrementAndGet(),
                                    user.name(),
                                    "a test",
                                    issued,
                                    issued.plus(GOOD_FOR),
                                    issued.plus(GOOD_FOR)),
                            Secrets.hash(secret));
            return secret;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
