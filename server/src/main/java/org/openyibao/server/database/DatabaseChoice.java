package org.openyibao.server.database;

import java.nio.file.Path;
import java.util.Optional;

/// Which database a command works on.
public sealed interface DatabaseChoice {

    /// The server's own PostgreSQL, with its files in `dataFolder`. `keys` empty: those in that folder, made with the
    /// database.
    record Embedded(Path dataFolder, Optional<DataKeys> keys) implements DatabaseChoice {

        public Embedded(Path dataFolder) {
            this(dataFolder, Optional.empty());
        }
    }

    /// A PostgreSQL 15 to 18 that somebody else runs.
    record External(DatabaseAddress address) implements DatabaseChoice {}
}
