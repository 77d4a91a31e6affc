package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
    }

    @Test
    void what_is_wrong_is_told_and_nothing_taken() throws IOException {
        Files.writeString(folder.resolve("catalogue.csv"), HEADER + "430100,C1,样例,drug,E,0%,,09,false,2020-01-01,\n");
        assertThat(run(Locale.CHINESE, folder)).isEqualTo(1);
        assertThat(output.toString()).isEmpty();
        assertThat(errors.toString().lines())
                .endsWith("catalogue.csv:2:grade: 应为以下之一：A、B、C、excluded，实为 “E”", "openyibao：未导入任何数据：有 1 处错误");
    }

    @Test
    void a_folder_that_is_not_there_is_told() throws IOException {
        var missing = folder.resolve("missing");
        assertThat(run(Locale.ENGLISH, missing)).isEqualTo(1);
        assertThat(errors.toString().lines()).containsExactly("openyibao: there is no folder " + missing);
    }
}
