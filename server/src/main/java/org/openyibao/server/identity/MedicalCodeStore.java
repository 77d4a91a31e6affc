package org.openyibao.server.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.request.LostRaceException;

/// SQL of `medical_code_key` and `medical_code`.
final class MedicalCodeStore {

    private static final String SECRET = "medical_code_key.secret";
    private static final String ONLY = "1";

    private final DataKeys keys;

    MedicalCodeStore(DataKeys keys) {
        this.keys = keys;
    }

    /// The key there is; `otherwise`, where there is none yet.
    byte[] key(Connection connection, byte[] otherwise, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into medical_code_key (id, secret, made_at) values (1, ?, ?) on conflict (id) do nothing")) {
            insert.setBytes(1, keys.seal(SECRET, ONLY, otherwise));
            insert.setObject(2, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.executeUpdate();
        }
        try (var select = connection.prepareStatement("select secret from medical_code_key where id = 1");
                var rows = select.executeQuery()) {
            rows.next();
            return keys.openBytes(SECRET, ONLY, rows.getBytes(1));
        }
    }

    void forgetUnused(Connection connection, Instant before) throws SQLException {
        try (var delete =
                connection.prepareStatement("delete from medical_code where used_at is null and issued_at < ?")) {
            delete.setObject(1, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }

    void insert(Connection connection, long serial, String person, String asker, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into medical_code (serial, psn_no, asked_by, issued_at) values (?, ?, ?, ?)")) {
            insert.setLong(1, serial);
            insert.setString(2, person);
            insert.setString(3, asker);
            insert.setObject(4, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /// Whose a code is that was not used yet; empty where it was.
    Optional<String> unused(Connection connection, long serial) throws SQLException {
        try (var select =
                connection.prepareStatement("select psn_no from medical_code where serial = ? and used_at is null")) {
            select.setLong(1, serial);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /// The latest code of a person, as far as codes are kept.
    Optional<MedicalCodes.Issued> latest(Connection connection, String person) throws SQLException {
        try (var select = connection.prepareStatement("""
                select issued_at, used_at, institution from medical_code where psn_no = ? order by serial desc limit 1""")) {
            select.setString(1, person);
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new MedicalCodes.Issued(
                                rows.getObject(1, OffsetDateTime.class).toInstant(),
                                Optional.ofNullable(rows.getObject(2, OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant),
                                Optional.ofNullable(rows.getString(3))))
                        : Optional.empty();
            }
        }
    }

    /// @throws LostRaceException if it was used meanwhile
    void use(Connection connection, long serial, Token token) throws SQLException {
        try (var update = connection.prepareStatement("""
                update medical_code set used_at = ?, institution = ?, token = ? where serial = ? and used_at is null""")) {
            update.setObject(1, OffsetDateTime.ofInstant(token.since(), ZoneOffset.UTC));
            update.setString(2, token.institution());
            update.setBytes(3, Secrets.hash(token.text()));
            update.setLong(4, serial);
            if (update.executeUpdate() != 1) {
                throw new LostRaceException();
            }
        }
    }

    Optional<Token> token(Connection connection, String text) throws SQLException {
        try (var select =
                connection.prepareStatement("select psn_no, institution, used_at from medical_code where token = ?")) {
            select.setBytes(1, Secrets.hash(text));
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Token(
                                text,
                                rows.getString(1),
                                rows.getString(2),
                                rows.getObject(3, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }
}
