package org.openyibao.server.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder with one made-up pack of Beijing, whose figures a test changes.
public final class PacksOnDisk {

    private PacksOnDisk() {}

    /// What outpatient care of the pack comes to: a deductible each year, and a share above it. `share` as written.
    public static void write(Path policies, String deductible, String share) {
        try {
            var pack = Files.createDirectories(policies.resolve("110000-made-up"));
            Files.writeString(pack.resolve("pack.yaml"), """
                    pack: {region: "110000", name: 试, english: Test}
                    sources: {made-up: {document: 测试, evidence: specimen}}
                    """);
            Files.writeString(pack.resolve("rules.yaml"), """
                    rules:
                      - id: deductible
                        title: {zh: 起付线 %1$s, en: Deductible of %1$s}
                        deductible: {amount: %1$s, per: year}
                        source: made-up
                        confidence: specimen
                      - id: share
                        title: {zh: 支付 %2$s, en: Share of %2$s}
                        pool: {ratio: %2$s}
                        source: made-up
                        confidence: specimen
                    """.formatted(deductible, share));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
