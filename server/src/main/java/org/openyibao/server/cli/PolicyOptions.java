package org.openyibao.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.policy.PolicyBook;
import picocli.CommandLine.Option;

/// Which packs a command decides by: those of the checkout or the installation, unless `--policies` names others.
public final class PolicyOptions {

    @Option(names = "--policies", paramLabel = "DIR", descriptionKey = "policy.policies")
    private @Nullable Path policies;

    public Path folder() {
        return policies != null ? policies : standardFolder();
    }

    /// The packs of the checkout or the installation.
    static Path standardFolder() {
        return Path.of(System.getProperty("openyibao.home", "."), "policies");
    }

    /// @throws org.openyibao.engine.yaml.InvalidFileException at the first thing that cannot be understood
    public PolicyBook book() {
        return PolicyBook.read(folder());
    }
}
