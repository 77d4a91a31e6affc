package org.openyibao.bench.settle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;

/// The PostgreSQL that a server keeps in its data folder, as seen from outside: who may enter is written
/// there.
public record Database(long pid, int port, String password) {

    static final String USER = "openyibao";
    static final String NAME = "openyibao";

    private static final int PORT_LINE = 3;

    /// Of the running server on this data folder.
    public static Database of(Path data) throws IOException {
        var lines = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
        return new Database(
                Long.parseLong(lines.getFirst().strip()),
                Integer.parseInt(lines.get(PORT_LINE).strip()),
                Files.readString(data.resolve("postgres.password")).strip());
    }

    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", password);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + NAME, properties);
    }

    /// One value, as text.
    public String ask(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            var value = rows.getString(1);
            return value == null ? "" : value;
        }
    }

    /// Makes the user `bench`, and returns the secret of a token to act by.
    public String token(String role, String scope) throws SQLException {
        var secret = UUID.randomUUID().toString();
        execute("""
                insert into users (name, role, scope, password, created_at) values ('bench', '%s', '%s', '', now());
                insert into user_token (id, kind, name, purpose, hash, issued_at, used_at, expires_at)
                values (1, 'token', 'bench', 'bench', sha256('%s'), now(), now(), '9999-01-01')""".formatted(role, scope, secret));
        return secret;
    }

    public void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
