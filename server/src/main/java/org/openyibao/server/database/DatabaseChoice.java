package org.openyibao.server.database;

import java.nio.file.Path;

/// Which database a command works on.
public sealed interface DatabaseChoice {

    /// The server's own PostgreSQL, with its files in `dataFolder`.
    record Embedded(Path dataFolder) implements DatabaseChoice {}

    /// A PostgreSQL 15 to 18 that somebody else runs.
    record External(DatabaseAddress address) implements DatabaseChoice {}
}
