package org.openyibao.engine.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes small packs for tests. Every rule gets a title, a source and a confidence unless it brings its
/// own.
final class PackText {

    private final StringBuilder rules = new StringBuilder();
    private String header = "";

    static PackText pack() {
        return new PackText();
    }

    /// Adds a rule: its id and its other keys as flow YAML, without braces.
    PackText rule(String id, String keys) {
        rules.append("  - {id: ").append(id).append(", title: {zh: 规则, en: rule}, confidence: official, ");
        rules.append(keys.contains("source:") ? "" : "source: doc, ")
                .append(keys)
                .append("}\n");
        return this;
    }

    PackText accepts(String finding) {
        header = ", accepts: [{finding: \"" + finding + "\", reason: the law is like that}]";
        return this;
    }

    /// Writes the pack as that of a region into a folder of policies.
    void write(Path policies, String region) throws IOException {
        var folder = Files.createDirectories(policies.resolve(region + "-test"));
        Files.writeString(
                folder.resolve("pack.yaml"),
                "pack: {region: \"" + region + "\", name: 试, english: Test" + header + "}\n"
                        + "sources:\n"
                        + "  doc: {document: 试〔2024〕1号, evidence: text-seen}\n"
                        + "  blank: {document: \"?\", evidence: text-seen}\n"
                        + "  rumour: {document: 试〔2024〕2号, evidence: heard}\n"
                        + "rules:\n" + rules);
    }
}
