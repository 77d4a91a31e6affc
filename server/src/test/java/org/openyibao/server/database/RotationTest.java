package org.openyibao.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.database.DatabaseException.Problem;

/// Keys of a database: known again, refused where they are others, and rotated.
class RotationTest {

    /// More than one portion.
    private static final int PERSONS = 1_200;

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private final TestDatabase database = TestDatabase.migrated();

    /// Those of the other tests, in a file of its own that may change.
    @BeforeEach
    void own_keys() throws IOException {
        file = Files.copy(TestDatabase.keyFile(), folder.resolve("keys"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// As a process that starts now sees the file.
    private DatabaseAddress withFile() {
        return database.address().with(new DataKeys(file));
    }

    private void fill() throws SQLException {
        var keys = withFile().keys();
        try (var connection = database.connect();
                var insert = connection.prepareStatement("""
                        insert into person (psn_no, certificate_type, certificate, certificate_hash, name, name_hash, sex,
                            nation, birth)
                        values (?, '01', ?, ?, ?, ?, '1', '01', '1980-01-01')""")) {
            for (var n = 1; n <= PERSONS; n++) {
                var person = "p" + n;
                insert.setString(1, person);
                insert.setBytes(2, keys.seal("person.certificate", person, "C" + n));
                insert.setBytes(3, keys.hash("certificate", "C" + n));
                insert.setBytes(4, keys.seal("person.name", person, "名" + n));
                insert.setBytes(5, keys.hash("name", "名" + n + "/1980-01-01"));
                insert.addBatch();
            }
            insert.executeBatch();
            try (var change = connection.prepareStatement("""
                    insert into enrolment_change (psn_no, change_no, recorded_at, clerk, reason, kind, subject, fields,
                        before_values, after_values)
                    values ('p1', 1, now(), 'c', 'r', 'corrected', '', '{name,sex}', ?, ?)""")) {
                change.setObject(1, keys.sealAll("enrolment_change.before_values", "p1/1", List.of("旧", "1")));
                change.setObject(2, keys.sealAll("enrolment_change.after_values", "p1/1", List.of("名1", "2")));
                change.execute();
            }
        }
    }

    /// Opens every row with the keys of the file as it is, and finds it by its hashes.
    private void everything_opens() throws SQLException {
        var keys = withFile().keys();
        try (var connection = database.connect();
                var select =
                        connection.prepareStatement("select psn_no, certificate, name from person order by psn_no");
                var rows = select.executeQuery()) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                var person = rows.getString(1);
                assertThat(keys.open("person.certificate", person, rows.getBytes(2)))
                        .isEqualTo("C" + person.substring(1));
                names.add(keys.open("person.name", person, rows.getBytes(3)));
            }
            assertThat(names).hasSize(PERSONS).contains("名1", "名777", "名" + PERSONS);
            assertThat(found(connection, "certificate_hash", keys.hashes("certificate", "c777")))
                    .isEqualTo("p777");
            assertThat(found(connection, "name_hash", keys.hashes("name", "名777/1980-01-01")))
                    .isEqualTo("p777");
            try (var changes = connection.prepareStatement("select before_values, after_values from enrolment_change");
                    var change = changes.executeQuery()) {
                assertThat(change.next()).isTrue();
                assertThat(keys.openAll("enrolment_change.before_values", "p1/1", change.getArray(1)))
                        .containsExactly("旧", "1");
                assertThat(keys.openAll("enrolment_change.after_values", "p1/1", change.getArray(2)))
                        .containsExactly("名1", "2");
            }
        }
    }

    private static String found(Connection connection, String column, byte[][] hashes) throws SQLException {
        try (var select = connection.prepareStatement("select psn_no from person where " + column + " = any(?)")) {
            select.setObject(1, hashes);
            try (var rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    @Test
    void all_is_brought_under_the_new_keys_and_the_old_ones_may_go() throws SQLException, IOException {
        fill();
        DataKeys.add(file);
        everything_opens();
        var done = Rotation.rotate(withFile(), rows -> {});
        assertThat(done.rows()).isEqualTo(PERSONS + 1);
        assertThat(done.noLongerNeeded()).containsExactly("1 hash", "1 seal");
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("2"))
                        .toList());
        everything_opens();
        OpenDatabase.toServe(new DatabaseChoice.External(withFile())).close();
        assertThat(Rotation.rotate(withFile(), rows -> {}).rows()).isZero();
    }

    @Test
    void ended_in_between_it_goes_on_where_it_was() throws SQLException {
        fill();
        DataKeys.add(file);
        var written = new AtomicLong();
        assertThatThrownBy(() -> Rotation.rotate(withFile(), rows -> {
                    written.set(rows);
                    throw new IllegalStateException("pulled the plug");
                }))
                .hasMessage("pulled the plug");
        assertThat(written).hasValueBetween(1L, PERSONS - 1L);
        everything_opens();
        assertThat(Rotation.rotate(withFile(), rows -> {}).rows()).isEqualTo(PERSONS + 1 - written.get());
        everything_opens();
    }

    @Test
    void other_keys_are_refused_before_anything_is_written() throws IOException {
        var other = folder.resolve("other");
        DataKeys.create(other);
        refused(other, Problem.KEYS_WRONG, other.toString());
        refused(folder.resolve("none"), Problem.KEYS_MISSING, "openyibao data-key new");
        // The newest is known, an older one that data may be kept under is gone.
        DataKeys.add(file);
        OpenDatabase.toServe(new DatabaseChoice.External(withFile())).close();
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("2"))
                        .toList());
        refused(file, Problem.KEYS_WRONG, "1 hash");
    }

    private void refused(Path keys, Problem problem, String said) {
        var wrong = database.address().with(new DataKeys(keys));
        assertThatThrownBy(() -> OpenDatabase.toServe(new DatabaseChoice.External(wrong)))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(problem))
                .hasMessageContaining(said);
    }

    @Test
    void every_sealed_column_is_told() throws SQLException {
        var told = new ArrayList<String>();
        for (var table : SealedTable.ALL) {
            table.written().forEach(column -> told.add(table.name() + "." + column));
        }
        try (var connection = database.connect();
                var select = connection.prepareStatement("""
                        select table_name || '.' || column_name from information_schema.columns
                        where table_schema = 'public' and (data_type = 'bytea' or udt_name = '_bytea')
                            and table_name not in ('data_key', 'medical_code', 'journal', 'ledger', 'user_token')""");
                var rows = select.executeQuery()) {
            var sealed = new ArrayList<String>();
            while (rows.next()) {
                sealed.add(rows.getString(1));
            }
            assertThat(told).containsExactlyInAnyOrderElementsOf(sealed);
        }
    }

    @Test
    void an_embedded_database_makes_its_own_and_does_not_make_them_twice(@TempDir Path data) throws IOException {
        var choice = new DatabaseChoice.Embedded(data);
        try (var open = OpenDatabase.toServe(choice)) {
            assertThat(open.address().keys().file())
                    .isEqualTo(data.toRealPath().resolve("data.keys"))
                    .exists();
            Migrations.of(open.address()).load().migrate();
        }
        Files.delete(data.resolve("data.keys"));
        assertThatThrownBy(() -> OpenDatabase.toServe(choice))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        failure -> assertThat(failure.problem()).isEqualTo(Problem.KEYS_MISSING));
        assertThat(data.resolve("data.keys")).doesNotExist();
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
    }
}
