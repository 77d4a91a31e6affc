package org.openyibao.engine.cases;

import java.util.List;
import org.openyibao.engine.Packs;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.yaml.Yaml;

/// Cases worked by hand, written as in a case file, asked of rules written as in a pack.
final class Worked {

    static final String REGION = "970100";

    private final PolicyBook book;

    private Worked(PolicyBook book) {
        this.book = book;
    }

    /// The rules of [#REGION], as [Packs#write] takes them.
    static Worked by(String rules) {
        return new Worked(Packs.of(REGION, rules));
    }

    /// What the cases expect and do not get, as `key: expected ..., got ...`; each case is written without `id`.
    List<String> differences(String cases) {
        return read(cases).stream()
                .flatMap(asked -> new CaseRun(book).run(asked).mismatches().stream())
                .map(wrong -> wrong.key() + ": expected " + wrong.expected() + ", got " + wrong.got())
                .toList();
    }

    static List<Case> read(String cases) {
        var text = new StringBuilder();
        var number = 0;
        for (var each : cases.strip().split("(?m)^- ")) {
            if (!each.isBlank()) {
                number++;
                text.append("- id: W").append(number).append("\n  ").append(each);
            }
        }
        return CaseFile.read(Yaml.parse("worked.yaml", text.toString()).orElseThrow());
    }
}
