package org.openyibao.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.DatabaseAddress;
import org.openyibao.server.database.DatabaseChoice;
import org.openyibao.server.language.Messages;
import picocli.CommandLine;

class DatabaseOptionsTest {

    private static final Messages MESSAGES = Messages.of(Locale.ENGLISH);
    private static final String URL = "jdbc:postgresql://db.example:5432/yibao";

    @Test
    void isItsOwnUnlessAnotherIsNamed() {
        assertThat(choose(Map.of(), "--data", "/srv/yibao"))
                .isEqualTo(new DatabaseChoice.Embedded(Path.of("/srv/yibao")));
        assertThat(choose(Map.of()))
                .isEqualTo(new DatabaseChoice.Embedded(Path.of(System.getProperty("openyibao.home", "."), "data")));
    }

    @Test
    void takesThePasswordFromTheEnvironment() {
        assertThat(choose(
                        Map.of("OPENYIBAO_DB_PASSWORD", "from env", "OPENYIBAO_DATA_KEY_FILE", "/etc/yibao/keys"),
                        "--db",
                        URL))
                .isEqualTo(new DatabaseChoice.External(
                        new DatabaseAddress(URL, "openyibao", "from env", new DataKeys(Path.of("/etc/yibao/keys")))));
    }

    @Test
    void takesThePasswordFromAFileFirst(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "from file\n");
        assertThat(choose(
                        Map.of("OPENYIBAO_DB_PASSWORD", "from env"),
                        "--db",
                        URL,
                        "--db-user",
                        "teller",
                        "--db-password-file",
                        file.toString(),
                        "--data-key",
                        "/srv/keys"))
                .isEqualTo(new DatabaseChoice.External(
                        new DatabaseAddress(URL, "teller", "from file", new DataKeys(Path.of("/srv/keys")))));
    }

    @Test
    void a_database_named_by_address_needs_a_key_file() {
        assertThatThrownBy(() -> choose(Map.of(), "--db", URL))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--data-key")
                .hasMessageContaining("openyibao data-key new FILE");
    }

    @Test
    void its_own_database_may_have_its_keys_elsewhere() {
        assertThat(choose(Map.of(), "--data", "/srv/yibao", "--data-key", "/srv/keys"))
                .isEqualTo(new DatabaseChoice.Embedded(
                        Path.of("/srv/yibao"), Optional.of(new DataKeys(Path.of("/srv/keys")))));
    }

    @Test
    void namesAPasswordFileThatIsNotThere() {
        assertThatThrownBy(() -> choose(Map.of(), "--db", URL, "--db-password-file", "/no/such/file"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("/no/such/file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/yibao?password=hunter2",
                "jdbc:postgresql://db/yibao?ssl=true&PASSWORD=hunter2",
                "jdbc:postgresql://me:hunter2@db/yibao",
            })
    void refusesAPasswordThatOthersCouldRead(String url) {
        assertThatThrownBy(() -> choose(Map.of(), "--db", url))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--db-password-file")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesOtherDatabases() {
        assertThatThrownBy(() -> choose(Map.of(), "--db", "jdbc:mysql://db/yibao"))
                .isInstanceOf(CommandException.class)
                .hasMessage("--db: expected jdbc:postgresql://host:port/name, got jdbc:mysql://db/yibao");
    }

    private static DatabaseChoice choose(Map<String, String> environment, String... arguments) {
        DatabaseOptions options = new DatabaseOptions();
        CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
        spec.addMixin("database", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
        new CommandLine(spec).parseArgs(arguments);
        return options.choice(MESSAGES, environment);
    }
}
