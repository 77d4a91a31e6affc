package org.openyibao.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.engine.cases.Question;

/// The cases of the public contract that stand in the packs, by what they ask.
public final class ContractCases {

    private static final Path POLICIES = Path.of(System.getProperty("openyibao.home", "."), "policies");

    private ContractCases() {}

    /// Those of the kinds, by file and in its order; at least one of each.
    public static List<Case> of(Set<Class<? extends Question>> kinds) throws IOException {
        try (var files = Files.walk(POLICIES)) {
            var cases = files.filter(file -> file.endsWith("cases/contract.yaml"))
                    .sorted()
                    .flatMap(file -> CaseFile.read(file).stream())
                    .filter(each -> kinds.contains(each.question().getClass()))
                    .toList();
            for (var kind : kinds) {
                assertThat(cases).as(kind.getSimpleName()).anyMatch(each -> kind.isInstance(each.question()));
            }
            return cases;
        }
    }
}
