package org.openyibao.engine.diff;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.policy.WrittenRule;

/// One version of the packs: decided by, and word for word, by region. `name` is what the reader calls it.
public record Version(String name, Path policies, PolicyBook book, Map<String, List<WrittenRule>> written) {

    /// Throws [org.openyibao.engine.yaml.InvalidFileException] at the first thing that cannot be understood.
    public static Version read(String name, Path policies) {
        var book = PolicyBook.read(policies);
        var written = new LinkedHashMap<String, List<WrittenRule>>();
        for (var pack : book.packs()) {
            written.put(pack.region(), Pack.written(policies.resolve(pack.folder())));
        }
        return new Version(name, policies, book, written);
    }

    /// This version as it reads on a day to whoever is ruled by the packs of `region`: only the rules in force then.
    ///
    /// `book` stays whole, for it asks the day itself.
    public Version on(String called, String region, LocalDate day) {
        var inForce = new LinkedHashMap<String, List<WrittenRule>>();
        for (var pack : book.chain(region)) {
            inForce.put(
                    pack.region(),
                    rules(pack.region()).stream()
                            .filter(written -> rule(pack.region(), written).inForceOn(day))
                            .toList());
        }
        return new Version(called, policies, book, inForce);
    }

    List<WrittenRule> rules(String region) {
        return written.getOrDefault(region, List.of());
    }

    /// The rule that the words are of.
    Rule rule(String region, WrittenRule written) {
        return book.pack(region).map(Pack::rules).stream()
                .flatMap(List::stream)
                .filter(rule -> rule.place().equals(written.place()))
                .findFirst()
                .orElseThrow();
    }

    /// File and line of the rule, seen from the folder of the packs.
    String place(WrittenRule written) {
        return written.place().substring(policies.toString().length() + 1);
    }

    Optional<Pack> pack(String region) {
        return book.pack(region);
    }
}
