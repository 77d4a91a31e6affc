package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.language.Messages;

/// `openyibao serve --load` with what cannot be loaded: told, and nothing is left running.
@Timeout(120)
class ServeLoadTest {

    @TempDir
    private Path folder;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private TestDatabase database;

    @BeforeEach
    void create() {
        database = TestDatabase.migrated();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private int serve(Locale language, Path load) throws IOException {
        var password = folder.resolve("password");
        Files.writeString(password, database.address().password());
        return CommandLines.of(new Serve(), Messages.of(language))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(
                        "--port=0",
                        "--load=" + load,
                        "--db=" + database.address().jdbcUrl(),
                        "--db-user=" + database.address().user(),
                        "--data-key=" + TestDatabase.keyFile(),
                        "--db-password-file=" + password);
    }

    private List<String> query(String sql) {
        var found = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return found;
    }

    private void assertNothingIsLeft() {
        assertThat(output.toString()).isEmpty();
        assertThat(query("select application_name from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid()"))
                .isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("committer"));
        assertThat(query("select code from institution")).isEmpty();
    }

    @Test
    void a_bad_file_is_told_by_its_first_bad_cell() throws IOException {
        Files.writeString(folder.resolve("institutions.csv"), """
                code,name,region,kind,level,designated,networked,from,to
                H1,样例医院,430100,hospital,3,true,true,2020-01-01,
                H2,样例医院,430100,spa,3,true,true,2020-01-01,
                """);
        assertThat(serve(Locale.ENGLISH, folder)).isEqualTo(1);
        assertThat(errors.toString().lines())
                .containsExactly(
                        "Starting the server and its database ...",
                        "Loading " + folder + " ...",
                        "institutions.csv:3:kind: expected one of hospital, community, township, village, pharmacy, got"
                                + " \"spa\"",
                        "openyibao: nothing was loaded: 1 complaints");
        assertNothingIsLeft();
        assertThat(query("select concat_ws(' ', done_by, kind, name, taken, wrong, outcome) from import"))
                .containsExactly("serve --load institutions institutions.csv 0 1 refused");
    }

    @Test
    void of_many_complaints_the_first_are_shown_and_all_counted() throws IOException {
        var rows = new StringBuilder("number,current,prior\n");
        for (var i = 0; i < 30; i++) {
            rows.append("P").append(i).append(",x,0\n");
        }
        Files.writeString(folder.resolve("balances.csv"), rows);
        assertThat(serve(Locale.CHINESE, folder)).isEqualTo(1);
        var lines = errors.toString().lines().toList();
        assertThat(lines.stream().filter(line -> line.startsWith("balances.csv:")))
                .hasSize(20);
        assertThat(lines.getLast()).isEqualTo("openyibao：未导入任何数据：有 30 处错误");
        assertNothingIsLeft();
    }

    @Test
    void a_folder_that_is_not_there_is_told() throws IOException {
        var missing = folder.resolve("missing");
        assertThat(serve(Locale.ENGLISH, missing)).isEqualTo(1);
        assertThat(errors.toString().lines()).last().isEqualTo("openyibao: --load: there is no folder " + missing);
        assertNothingIsLeft();
    }
}
