package org.openyibao.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openyibao.server.database.DataKeys;
import org.openyibao.server.database.DatabaseAddress;
import org.openyibao.server.database.DatabaseChoice;
import org.openyibao.server.language.Messages;
import picocli.CommandLine.Option;

/// Which database a command works on: its own in a data folder, unless `--db` names another. A password comes from a
/// file or from the environment, never from the command line, which every user of the machine can read.
public final class DatabaseOptions {

    private static final String PASSWORD_VARIABLE = "OPENYIBAO_DB_PASSWORD";
    private static final String KEY_VARIABLE = "OPENYIBAO_DATA_KEY_FILE";
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("[?&]password=|//[^/?]*@", Pattern.CASE_INSENSITIVE);

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "database.data")
    private @Nullable Path data;

    @Option(names = "--db", paramLabel = "URL", descriptionKey = "database.db")
    private @Nullable String url;

    @Option(names = "--db-user", paramLabel = "NAME", defaultValue = "openyibao", descriptionKey = "database.db-user")
    private String user = "openyibao";

    @Option(names = "--db-password-file", paramLabel = "FILE", descriptionKey = "database.db-password-file")
    private @Nullable Path passwordFile;

    @Option(names = "--data-key", paramLabel = "FILE", descriptionKey = "database.data-key")
    private @Nullable Path keyFile;

    /// @throws CommandException if the URL is not one of PostgreSQL or holds a password, the password file cannot be
    ///     read, or no key file is named for a database named by URL
    public DatabaseChoice choice(Messages messages) {
        return choice(messages, System.getenv());
    }

    DatabaseChoice choice(Messages messages, Map<String, String> environment) {
        var keys = Optional.ofNullable(keyFile)
                .or(() -> Optional.ofNullable(environment.get(KEY_VARIABLE)).map(Path::of))
                .map(DataKeys::new);
        if (url == null) {
            return new DatabaseChoice.Embedded(dataFolder(), keys);
        }
        if (PASSWORD_IN_URL.matcher(url).find()) {
            throw new CommandException(messages.text("database.password-in-url", PASSWORD_VARIABLE));
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new CommandException(messages.text("database.not-postgresql", url));
        }
        var password = password(messages, environment);
        var held = keys.orElseThrow(() -> new CommandException(messages.text("database.no-data-key", KEY_VARIABLE)));
        return new DatabaseChoice.External(new DatabaseAddress(url, user, password, held));
    }

    /// Where a command keeps its files: `--data`, else `data` in the folder of the checkout or the installation,
    /// which the launcher names in the system property `openyibao.home`.
    public Path dataFolder() {
        return data != null ? data : Path.of(System.getProperty("openyibao.home", "."), "data");
    }

    private String password(Messages messages, Map<String, String> environment) {
        if (passwordFile == null) {
            return environment.getOrDefault(PASSWORD_VARIABLE, "");
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException failure) {
            throw new CommandException(messages.text("database.password-file", passwordFile, failure), failure);
        }
    }
}
