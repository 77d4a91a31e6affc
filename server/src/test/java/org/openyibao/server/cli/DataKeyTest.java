package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.DatabaseAddress;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.language.Messages;

class DataKeyTest {

    private static final Person PERSON =
            new Person("K1", "01", "110000198001010011", "样例甲", "1", "01", LocalDate.of(1980, 1, 1));

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        output.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        return CommandLines.of(new DataKey(), Messages.of(Locale.ENGLISH))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }

    @Test
    void a_file_is_made_once_and_added_to() throws IOException {
        var file = folder.resolve("data.keys");
        assertThat(run("new", file.toString())).isZero();
        assertThat(output.toString()).startsWith("Made " + file);
        var made = Files.readString(file);
        assertThat(run("new", file.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("openyibao data-key add " + file);
        assertThat(file).hasContent(made);
        assertThat(run("add", file.toString())).isZero();
        assertThat(Files.readString(file)).startsWith(made);
        assertThat(Files.readAllLines(file))
                .extracting(line -> line.substring(0, line.lastIndexOf(' ')))
                .containsExactly("1 seal", "1 hash", "2 seal", "2 hash");
        assertThat(run("add", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(errors.toString()).contains(folder.resolve("none").toString());
    }

    private static DatabaseAddress address(TestDatabase database, Path keys) {
        var address = database.address();
        return new DatabaseAddress(address.jdbcUrl(), address.user(), address.password(), new DataKeys(keys));
    }

    @Test
    void a_server_goes_on_while_everything_is_brought_under_new_keys() throws IOException {
        var file = Files.copy(TestDatabase.keyFile(), folder.resolve("data.keys"));
        try (var database = TestDatabase.migrated();
                var server = Serve.start(ServeOptions.external(address(database, file)))) {
            var enrolment = server.service(Enrolment.class);
            enrolment.savePersons(List.of(PERSON));
            var password = Files.writeString(
                    folder.resolve("password"), database.address().password());
            assertThat(run("add", file.toString())).isZero();
            var done = run(
                    "rotate",
                    "--db=" + database.address().jdbcUrl(),
                    "--db-user=" + database.address().user(),
                    "--db-password-file=" + password,
                    "--data-key=" + file);
            assertThat(done).as(errors.toString()).isZero();
            assertThat(output.toString())
                    .contains("Everything is kept under the newest keys now; 1 rows were written anew.")
                    .contains("The key \"1 seal\" is not needed any more")
                    .contains("The key \"1 hash\" is not needed any more");
            assertThat(enrolment.byCertificate(PERSON.certificate()))
                    .hasValueSatisfying(found -> assertThat(found.person()).isEqualTo(PERSON));
            assertThat(enrolment.byName(PERSON.name(), PERSON.birth())).hasSize(1);
        }
    }
}
