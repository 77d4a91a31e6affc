package org.openyibao.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// A server process of its own, for tests that kill one: starts the database of the folder in its first argument,
/// commits a row, says so, and waits to be killed.
final class StartsEmbeddedPostgres {

    private StartsEmbeddedPostgres() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), 0);
            try (Connection connection =
                            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS survivor (word text)");
                statement.execute("INSERT INTO survivor VALUES ('committed')");
            }
            System.out.println("ready " + postgres.pid());
            Thread.sleep(600_000);
        } catch (DatabaseException refused) {
            System.out.println("refused " + refused.problem());
        }
    }

    static Process inOwnProcess(Path dataFolder) {
        try {
            return new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            StartsEmbeddedPostgres.class.getName(),
                            dataFolder.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
