package org.openyibao.server.policy;

import java.util.List;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.diff.Version;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.yaml.InvalidFileException;

/// What came of reading a pack with some of its files changed.
public sealed interface Draft {

    /// The packs as they would be. `cases`: those of all packs that `region` rules, its own first.
    record Packs(String region, Version before, Version after, List<Case> cases) implements Draft {

        public Pack pack() {
            return after.book().pack(region).orElseThrow();
        }

        /// Whether the case lies in the pack itself.
        public boolean isOwn(Case asked) {
            return asked.place().startsWith(after.policies() + "/" + pack().folder() + "/");
        }
    }

    /// All that cannot be understood, at least one.
    record NotUnderstood(List<InvalidFileException> problems) implements Draft {}
}
