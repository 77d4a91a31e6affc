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
import org.junit.jupiter.api.io.TempDir;
import org.openyibao.server.database.TestDatabase;
import org.openyibao.server.language.Messages;

class CatalogueTest {

    private static final String HEADER =
            "region,code,name,category,grade,firstPay,ceiling,chargeType,limited,from,to\n";

    @TempDir
    private Path folder;

    @TempDir
    private Path secrets;

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

    private int run(Locale language, Path from) throws IOException {
        var password = Files.writeString(
                secrets.resolve("password"), database.address().password());
        return CommandLines.of(new Catalogue(), Messages.of(language))
                .setOut(new PrintWriter(output, true))
                .setErr(new PrintWriter(errors, true))
                .execute(
                        from.toString(),
                        "--db=" + database.address().jdbcUrl(),
                        "--db-user=" + database.address().user(),
                        "--data-key=" + TestDatabase.keyFile(),
                        "--db-password-file=" + password);
    }

    private List<String> trail() {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select concat_ws(', ', done_by, kind, name, sha256, size, taken, wrong,"
                                + " outcome) from import order by id")) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void catalogues_and_lists_are_taken() throws IOException {
        Files.writeString(folder.resolve("catalogue.csv"), HEADER + "430100,C1,样例,drug,A,0%,,09,false,2020-01-01,\n");
        Files.writeString(
                Files.createDirectories(folder.resolve("lists")).resolve("1314.csv"), "唯一记录号,版本号\nA,V1\nB,V1\n");
        assertThat(run(Locale.ENGLISH, folder)).isZero();
        var lines = output.toString().lines().toList();
        assertThat(lines).hasSize(3).startsWith("catalogue.csv: 1 rows", "lists/1314.csv: 2 rows");
        assertThat(lines.getLast()).matches("Finished in \\d+\\.\\d s\\.");
        assertThat(errors.toString()).isEqualTo("Loading " + folder + " ..." + System.lineSeparator());
        assertThat(trail())
                .containsExactly(
                        "openyibao catalogue, catalogue, catalogue.csv,"
                                + " 1aa39e5cf9369ed41b83a64d7d7a7ac9f903960cf51e881ea9961b0485cc9376, 125, 1, 0, taken",
                        "openyibao catalogue, 1314, 1314.csv,"
                                + " f7c722afe4ac9d1dde057a9e46ec8d33f0916a3f48b31b2e13bf8cc62db2591c, 36, 2, 0, taken");
    }

    @Test
    void a_list_without_rows_is_taken() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("lists")).resolve("1314.csv"), "唯一记录号,版本号\n");
        assertThat(run(Locale.ENGLISH, folder)).isZero();
        assertThat(trail())
                .singleElement()
                .asString()
                .startsWith("openyibao catalogue, 1314, ")
                .endsWith(", 0, 0, taken");
    }

    @Test
    void what_is_wrong_is_told_and_nothing_taken() throws IOException {
        Files.writeString(folder.resolve("catalogue.csv"), HEADER + "430100,C1,样例,drug,E,0%,,09,false,2020-01-01,\n");
        assertThat(run(Locale.CHINESE, folder)).isEqualTo(1);
        assertThat(output.toString()).isEmpty();
        assertThat(errors.toString().lines())
                .endsWith("catalogue.csv:2:grade: 应为以下之一：A、B、C、excluded，实为 “E”", "openyibao：未导入任何数据：有 1 处错误");
        assertThat(trail()).singleElement().asString().endsWith(", 125, 0, 1, refused");
    }

    @Test
    void a_folder_that_is_not_there_is_told() throws IOException {
        var missing = folder.resolve("missing");
        assertThat(run(Locale.ENGLISH, missing)).isEqualTo(1);
        assertThat(errors.toString().lines()).containsExactly("openyibao: there is no folder " + missing);
    }
}
