package org.openyibao.server.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.openyibao.server.database.DatabaseException.Problem;
import org.postgresql.ds.PGSimpleDataSource;

/// A database of a test's own, on one embedded PostgreSQL that all tests of a JVM share. It flushes as in production.
///
/// ```java
/// @BeforeAll
/// static void open() { database = TestDatabase.migrated(); }
///
/// @AfterAll
/// static void close() { database.close(); }
/// ```
public final class TestDatabase implements AutoCloseable {

    private static final String TEMPLATE = "test_template";
    private static final int FOLDERS = 20;

    private static int created;

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /// With every migration applied and nothing in it but what they put there. Takes some 50 ms.
    public static TestDatabase migrated() {
        return create(Server.MIGRATED_TEMPLATE);
    }

    /// With no table.
    public static TestDatabase empty() {
        return create("template1");
    }

    /// The PostgreSQL that all tests of this JVM share.
    public static EmbeddedPostgres server() {
        return Server.POSTGRES;
    }

    private static TestDatabase create(String template) {
        // Copies of one template must not overlap.
        synchronized (TestDatabase.class) {
            String name = "test_" + ++created;
            execute("CREATE DATABASE " + name + " TEMPLATE " + template);
            return new TestDatabase(name);
        }
    }

    public DatabaseAddress address() {
        return address(name);
    }

    /// The keys of all databases of this JVM.
    public static DataKeys keys() {
        return server().address().keys();
    }

    /// The file they are in, for commands.
    public static Path keyFile() {
        return keys().file();
    }

    /// Brings the tables to those of a version, or to `latest`.
    public void migrate(String target) {
        Migrations.of(address()).target(target).load().migrate();
    }

    /// Without a pool: each call to it connects anew.
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address().jdbcUrl());
        source.setUser(address().user());
        source.setPassword(address().password());
        return source;
    }

    /// The caller closes it.
    public Connection connect() throws SQLException {
        return connect(name);
    }

    /// Drops it, ending whatever connections are left.
    @Override
    public void close() {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static DatabaseAddress address(String database) {
        EmbeddedPostgres server = server();
        return new DatabaseAddress(
                server.jdbcUrl(database),
                server.user(),
                server.password(),
                server.address().keys());
    }

    private static Connection connect(String database) throws SQLException {
        DatabaseAddress address = address(database);
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private static void execute(String sql) {
        try (Connection connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }

    /// Started by whoever needs it first.
    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();
        private static final String MIGRATED_TEMPLATE = migrate();

        /// In `target`, so that the next run finds it unpacked; in another folder beside it where two runs meet.
        private static EmbeddedPostgres start() {
            for (int folder = 1; ; folder++) {
                try {
                    EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of("target", "test-postgres-" + folder), 0);
                    var keys = postgres.address().keys();
                    if (!Files.exists(keys.file())) {
                        DataKeys.create(keys.file());
                    }
                    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "test-postgres-close"));
                    return postgres;
                } catch (DatabaseException failure) {
                    if (failure.problem() != Problem.FOLDER_IN_USE || folder == FOLDERS) {
                        throw failure;
                    }
                }
            }
        }

        private static String migrate() {
            leftovers().forEach(name -> execute("DROP DATABASE " + name + " WITH (FORCE)"));
            execute("CREATE DATABASE " + TEMPLATE);
            DatabaseAddress address = address(TEMPLATE);
            Migrations.of(address).load().migrate();
            return TEMPLATE;
        }

        private static List<String> leftovers() {
            List<String> names = new ArrayList<>();
            try (Connection connection = connect("postgres");
                    var statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            } catch (SQLException failure) {
                throw new AssertionError(failure);
            }
            return names;
        }
    }
}
