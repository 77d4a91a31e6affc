package org.openyibao.server.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.database.DatabaseAddress;
import org.openyibao.server.database.DatabaseChoice;
import org.openyibao.server.identity.InstitutionKeys;
import org.openyibao.server.identity.OpenIdProvider;

/// What a server needs to know before it starts.
///
/// @param port 1 to 65535, or 0 for one that is free
/// @param bind the address to listen on, a name or a number; `0.0.0.0` for every one
/// @param database where the books are
/// @param policies the folder of packs to decide by
/// @param clock what time it is for everything that is decided and booked
/// @param keys which institutions must sign, and with what
/// @param provider where users may sign in besides
/// @param sandbox whether it is one to try things on, with a console that shows every message
public record ServeOptions(
        int port,
        String bind,
        DatabaseChoice database,
        Path policies,
        Clock clock,
        InstitutionKeys keys,
        Optional<OpenIdProvider> provider,
        boolean sandbox) {

    public static final int DEFAULT_PORT = 8080;
    public static final String LOOPBACK = "127.0.0.1";
    static final int LARGEST_PORT = 65_535;

    public ServeOptions {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("port: expected 0 to " + LARGEST_PORT + ", got " + port);
        }
    }

    /// In the official time of the country, which dates and times on messages and receipts are in; nobody must sign.
    public ServeOptions(int port, String bind, DatabaseChoice database, Path policies) {
        this(
                port,
                bind,
                database,
                policies,
                Clock.system(BusinessDay.ZONE),
                InstitutionKeys.NONE,
                Optional.empty(),
                false);
    }

    public ServeOptions(int port, String bind, DatabaseChoice database) {
        this(port, bind, database, PolicyOptions.standardFolder());
    }

    /// On a free port of this machine alone, with an embedded database.
    public static ServeOptions embedded(Path dataFolder) {
        return new ServeOptions(0, LOOPBACK, new DatabaseChoice.Embedded(dataFolder));
    }

    /// On a free port of this machine alone, with a database that runs already.
    public static ServeOptions external(DatabaseAddress address) {
        return new ServeOptions(0, LOOPBACK, new DatabaseChoice.External(address));
    }

    public ServeOptions withPort(int newPort) {
        return new ServeOptions(newPort, bind, database, policies, clock, keys, provider, sandbox);
    }

    public ServeOptions withBind(String newBind) {
        return new ServeOptions(port, newBind, database, policies, clock, keys, provider, sandbox);
    }

    public ServeOptions withPolicies(Path newPolicies) {
        return new ServeOptions(port, bind, database, newPolicies, clock, keys, provider, sandbox);
    }

    public ServeOptions withClock(Clock newClock) {
        return new ServeOptions(port, bind, database, policies, newClock, keys, provider, sandbox);
    }

    public ServeOptions withKeys(InstitutionKeys newKeys) {
        return new ServeOptions(port, bind, database, policies, clock, newKeys, provider, sandbox);
    }

    public ServeOptions withProvider(OpenIdProvider newProvider) {
        return new ServeOptions(port, bind, database, policies, clock, keys, Optional.of(newProvider), sandbox);
    }

    public ServeOptions asSandbox() {
        return new ServeOptions(port, bind, database, policies, clock, keys, provider, true);
    }
}
