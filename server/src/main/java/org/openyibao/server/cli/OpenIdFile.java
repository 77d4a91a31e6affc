package org.openyibao.server.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.openyibao.server.identity.OpenIdProvider;
import org.openyibao.server.language.Messages;

/// Reads the file of `--oidc`: `issuer`, `client-id`, and if need be `client-secret-file`, `claim`, `name`. The secret
/// stands in a file of its own or in the environment.
final class OpenIdFile {

    static final String SECRET_VARIABLE = "OPENYIBAO_OIDC_SECRET";

    private static final TreeSet<String> KEYS =
            new TreeSet<>(java.util.Set.of("issuer", "client-id", "client-secret-file", "claim", "name"));

    private final Path file;
    private final Properties properties = new Properties();
    private final Messages messages;

    private OpenIdFile(Path file, Messages messages) {
        this.file = file;
        this.messages = messages;
    }

    /// @throws CommandException if a file cannot be read or does not say what it must
    static OpenIdProvider read(Path file, Map<String, String> environment, Messages messages) {
        return new OpenIdFile(file, messages).read(environment);
    }

    private OpenIdProvider read(Map<String, String> environment) {
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new CommandException(messages.text("oidc.unreadable", file), unreadable);
        }
        for (var key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw new CommandException(messages.text("oidc.unknown", file, key, String.join(", ", KEYS)));
            }
        }
        var issuer = issuer(required("issuer"));
        return new OpenIdProvider(
                given("name").orElse(issuer.getHost()),
                issuer,
                required("client-id"),
                secret(environment),
                given("claim").orElse("preferred_username"));
    }

    private Optional<String> given(String key) {
        return Optional.ofNullable(properties.getProperty(key))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private String required(String key) {
        return given(key).orElseThrow(() -> new CommandException(messages.text("oidc.missing", file, key)));
    }

    /// By HTTPS, or on this machine: whoever could answer in its place could sign in as anybody.
    private URI issuer(String text) {
        try {
            var issuer = URI.create(text);
            if (issuer.getHost() != null
                    && ("https".equals(issuer.getScheme())
                            || ("http".equals(issuer.getScheme())
                                    && InetAddress.getByName(issuer.getHost()).isLoopbackAddress()))) {
                return issuer;
            }
        } catch (IllegalArgumentException | UnknownHostException _) {
            // Told as any other that is wrong.
        }
        throw new CommandException(messages.text("oidc.issuer", file, text));
    }

    private String secret(Map<String, String> environment) {
        var secretFile = given("client-secret-file").map(name -> file.resolveSibling(name));
        if (secretFile.isPresent()) {
            try {
                return Files.readString(secretFile.get()).strip();
            } catch (IOException unreadable) {
                throw new CommandException(messages.text("oidc.unreadable", secretFile.get()), unreadable);
            }
        }
        return Optional.ofNullable(environment.get(SECRET_VARIABLE))
                .orElseThrow(() -> new CommandException(messages.text("oidc.no-secret", file, SECRET_VARIABLE)));
    }
}
