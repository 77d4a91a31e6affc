package org.openyibao.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openyibao.engine.policy.PolicyBook;

/// The packs of the checkout, and small ones made up for a test.
public final class Packs {

    private Packs() {}

    /// The folder `policies/` of the checkout.
    public static Path folder() {
        return Path.of(System.getProperty("openyibao.home", ".."), "policies");
    }

    public static PolicyBook book() {
        return PolicyBook.read(folder());
    }

    /// Writes the pack of a region into a folder of policies. `rules` holds a YAML list without indentation of rules
    /// that leave out title, source and confidence.
    public static void write(Path policies, String region, String rules) {
        var described = rules.replace("- {", "- {title: {zh: 规则, en: rule}, source: test, confidence: specimen, ");
        try {
            var folder = Files.createDirectories(policies.resolve(region + "-test"));
            Files.writeString(
                    folder.resolve("rules.yaml"),
                    "pack: {region: \"" + region + "\", name: 试, english: Test " + region + "}\n"
                            + "sources: {test: {document: 试, evidence: specimen}}\nrules:\n" + described);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// A book with the one pack that [#write] would write.
    public static PolicyBook of(String region, String rules) {
        try {
            var policies = Files.createTempDirectory("policies");
            write(policies, region, rules);
            var book = PolicyBook.read(policies);
            Files.delete(policies.resolve(region + "-test").resolve("rules.yaml"));
            Files.delete(policies.resolve(region + "-test"));
            Files.delete(policies);
            return book;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
