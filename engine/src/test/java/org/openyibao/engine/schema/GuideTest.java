package org.openyibao.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openyibao.engine.Packs;
import org.openyibao.engine.cases.CaseRun;
import org.openyibao.engine.lint.Lint;
import org.openyibao.engine.policy.PolicyBook;

/// The guide for policy officers says what is so.
class GuideTest {

    private static final Pattern FILE =
            Pattern.compile("`policies/(510300-zigong/[a-z/]+\\.yaml)`.*?```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern HEAD = Pattern.compile("```yaml\n(pack:\n  region: .*?)```", Pattern.DOTALL);

    private static String guide(String name) throws IOException {
        return Files.readString(Packs.folder().resolveSibling("docs").resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"guide-policy.md", "guide-policy.zh-CN.md"})
    void the_guide_names_every_effect_with_its_keys_and_every_question(String name) throws IOException {
        var guide = guide(name);
        var effects = guide.substring(guide.lastIndexOf("\n## "));
        var schema =
                Document.JSON.readValue(Files.readString(Packs.folder().resolve("pack.schema.json")), Object.class);
        var rule = Document.map(Document.at(schema, List.of("properties", "rules", "items")));
        for (var effect : (List<?>) rule.get("oneOf")) {
            var key = ((List<?>) Document.map(effect).get("required")).getFirst();
            var row = effects.lines()
                    .filter(line -> line.startsWith("| `" + key + "` |"))
                    .findFirst();
            assertThat(row).as("effect " + key).isPresent();
            var keys = Document.map(Document.at(rule, List.of("properties", key, "properties")));
            assertThat(keys.keySet()).allMatch(under -> row.orElseThrow().contains("`" + under + "`"));
        }
        var questions = Document.map(Document.at(rule, List.of("properties", "when", "properties")));
        assertThat(questions.keySet()).allMatch(question -> guide.contains("| `" + question + "` |"));
    }

    /// The files of the worked example among the packs of the checkout: its cases pass, and nothing is found but
    /// what its last header accepts.
    @ParameterizedTest
    @ValueSource(strings = {"guide-policy.md", "guide-policy.zh-CN.md"})
    void the_worked_example_works(String name, @TempDir Path folder) throws IOException {
        for (var pack : PolicyBook.folders(Packs.folder())) {
            if (!pack.getFileName().toString().startsWith("510300")) {
                try (var files = Files.walk(pack)) {
                    for (var file : files.toList()) {
                        Files.copy(file, folder.resolve(Packs.folder().relativize(file)));
                    }
                }
            }
        }
        var files = FILE.matcher(guide(name));
        while (files.find()) {
            var file = folder.resolve(files.group(1));
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                Files.writeString(file, files.group(2));
            }
        }
        var zigong = folder.resolve("510300-zigong");
        assertThat(Lint.of(zigong).findings())
                .hasSize(5)
                .allMatch(finding -> finding.id().startsWith("gap:resident/chronic/"));

        var head = HEAD.matcher(guide(name));
        assertThat(head.find()).isTrue();
        Files.writeString(zigong.resolve("pack.yaml"), head.group(1));
        assertThat(Lint.of(zigong).text(Locale.ENGLISH)).isEqualTo("1 packs, 0 findings, 5 accepted\n");
        var report = new CaseRun(PolicyBook.read(folder)).run(List.of(zigong));
        assertThat(report.passed()).isEqualTo(3);
        assertThat(report.failed()).isZero();
    }
}
