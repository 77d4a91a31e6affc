package org.openyibao.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.openyibao.engine.cases.Case;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.engine.cases.Question;

/// The cases that stand in the packs, those of the public contract or all, by what they ask.
public final class ContractCases {

    private static final Path POLICIES = Path.of(System.getProperty("openyibao.home", "."), "policies");

    private ContractCases() {}

    /// Those of the kinds, by file and in its order; at least one of each.
    public static List<Case> of(Set<Class<? extends Question>> kinds) throws IOException {
        return in(file -> file.endsWith("cases/contract.yaml"), kinds);
    }

    /// Those of the kinds in all case files of the packs, by file and in its order; at least one of each.
    public static List<Case> ofAllFiles(Set<Class<? extends Question>> kinds) throws IOException {
        return in(file -> file.getParent().endsWith("cases") && file.toString().endsWith(".yaml"), kinds);
    }

    private static List<Case> in(Predicate<Path> which, Set<Class<? extends Question>> kinds) throws IOException {
        try (var files = Files.walk(POLICIES)) {
            var cases = files.filter(which)
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
