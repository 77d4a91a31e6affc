package org.openyibao.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openyibao.engine.Packs;
import org.openyibao.engine.cases.CaseFile;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.yaml.InvalidFileException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// `mvn -pl engine test -Dtest=SchemaTest -Dgolden.reset=true` writes the schemas anew; review the difference, and
/// describe what is new.
@Tag("slow")
class SchemaTest {

    private static final Path PACK_SCHEMA = Packs.folder().resolve("pack.schema.json");
    private static final Path CASE_SCHEMA = Packs.folder().resolve("case.schema.json");
    private static final Path SAMPLES = Path.of("src", "test", "resources", "schema");
    private static final String ANEW =
            "stale; `mvn -pl engine test -Dtest=SchemaTest -Dgolden.reset=true` writes it anew, then describe what is new";

    private static final Pattern EFFECTS = Pattern.compile("exactly one effect of (.*); this one has 0");

    @TempDir
    private Path folder;

    // ------------------------------------------------------------------------------------------------ readers

    private List<String> complaintsOfPack(String text) {
        try {
            var pack = Files.createDirectories(folder.resolve("970000-tried"));
            Files.writeString(pack.resolve("pack.yaml"), text);
            return Pack.problems(pack).stream()
                    .map(problem -> problem.message(Locale.ENGLISH))
                    .toList();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private List<String> complaintsOfCases(String text) {
        try {
            CaseFile.read(Files.writeString(folder.resolve("cases.yaml"), text));
            return List.of();
        } catch (InvalidFileException problem) {
            return List.of(problem.message(Locale.ENGLISH));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    // ------------------------------------------------------------------------------------------------ samples

    private static List<Path> files(Path below, boolean ofCases) {
        try (var walk = Files.walk(below)) {
            return walk.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> file.getParent().endsWith("cases") == ofCases)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> packFiles() {
        return PolicyBook.folders(Packs.folder()).stream()
                .flatMap(pack -> files(pack, false).stream())
                .toList();
    }

    private static List<Path> caseFiles() {
        return files(Packs.folder(), true);
    }

    /// Each header with its sources, and each rule in a pack of its own.
    private static List<Object> packs() {
        var packs = new ArrayList<Object>();
        var folders = new ArrayList<>(PolicyBook.folders(Packs.folder()));
        folders.add(SAMPLES);
        for (var pack : folders) {
            var roots = files(pack, false).stream()
                    .map(Document::read)
                    .map(Document::map)
                    .toList();
            var whole = new LinkedHashMap<String, Object>();
            var sources = new LinkedHashMap<String, Object>();
            for (var root : roots) {
                whole.putIfAbsent("pack", root.get("pack"));
                if (root.get("sources") instanceof Map<?, ?> written) {
                    sources.putAll(Document.map(written));
                }
            }
            whole.put("sources", sources);
            packs.add(whole);
            for (var root : roots) {
                for (var rule : root.get("rules") instanceof List<?> rules ? rules : List.of()) {
                    var source = (String) Document.map(rule).get("source");
                    packs.add(Scalars.map(
                            "pack", whole.get("pack"),
                            "sources", Scalars.map(source, sources.get(source)),
                            "rules", List.of(rule)));
                }
            }
        }
        return packs;
    }

    private static Map<String, List<Object>> casesByKind() {
        var cases = new TreeMap<String, List<Object>>();
        for (var file : Stream.concat(caseFiles().stream(), files(SAMPLES, true).stream())
                .toList()) {
            for (var asked : (List<?>) Document.read(file)) {
                cases.computeIfAbsent((String) Document.map(asked).get("kind"), ignored -> new ArrayList<>())
                        .add(asked);
            }
        }
        return cases;
    }

    /// What a case of any kind has under a key.
    private static Optional<Object> borrowed(Map<String, List<Object>> kinds, String key) {
        return kinds.values().stream()
                .flatMap(List::stream)
                .flatMap(asked -> Optional.ofNullable(Document.map(asked).get(key)).stream())
                .findFirst();
    }

    // ------------------------------------------------------------------------------------------------ schemas

    private Map<String, Object> packSchema() {
        var shape = new Shape();
        var explorer = new Explorer(pack -> complaintsOfPack(Document.written(pack)));
        packs().forEach(pack -> explorer.explore(pack, shape));
        assertThat(Explorer.unknown(shape))
                .as("keys of packs that neither a pack nor " + SAMPLES + " uses, so that nobody knows what they hold")
                .isEmpty();
        // Files of a folder are read together: what must stand in one of them need not stand in each.
        shape.require(Set.of());
        var writer = new SchemaWriter();
        var schema = head("A file of a policy pack of OpenYibao");
        schema.putAll(writer.of(shape));
        var rule = Document.map(Document.at(schema, List.of("properties", "rules", "items")));
        rule.put(
                "oneOf",
                effects()
                        .map(effect -> Scalars.map("required", List.of(effect)))
                        .toList());
        return whole(schema, writer);
    }

    /// The kinds of effects that the reader names where a rule has none.
    private Stream<String> effects() {
        var without = """
                pack: {region: "970000", name: 试, english: Test}
                sources: {made-up: {document: 测试, evidence: specimen}}
                rules: [{id: none, title: {zh: 无, en: none}, source: made-up, confidence: specimen}]
                """;
        var named = EFFECTS.matcher(String.join("\n", complaintsOfPack(without)));
        assertThat(named.find()).isTrue();
        return Stream.of(named.group(1).split(", ")).sorted();
    }

    private Map<String, Object> caseSchema() {
        var writer = new SchemaWriter();
        var conditions = new ArrayList<Object>();
        var shapes = new TreeMap<String, Shape>();
        var kinds = casesByKind();
        for (var kind : kinds.entrySet()) {
            var shape = new Shape();
            var explorer = new Explorer(asked -> complaintsOfCases(Document.written(List.of(asked))));
            kind.getValue().forEach(asked -> explorer.explore(asked, shape));
            for (var key : Explorer.unknown(shape)) {
                borrowed(kinds, key)
                        .ifPresent(value -> explorer.explore(
                                Document.changed(kind.getValue().getFirst(), List.of(key), ignored -> value), shape));
            }
            assertThat(Explorer.unknown(shape))
                    .as("keys of cases of kind " + kind.getKey() + " that no case of the checkout uses")
                    .isEmpty();
            shapes.put(kind.getKey(), shape);
        }
        alike(shapes.values());
        var known = shapes.values().iterator().next().keys.get("kind").scalar.orElseThrow();
        assertThat(Scalars.of(known).orElseThrow().get("enum"))
                .as("kinds of cases, each of which a case of the checkout or of " + SAMPLES + " must be of")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrderElementsOf(shapes.keySet());
        shapes.forEach((kind, shape) -> conditions.add(Scalars.map(
                "if",
                Scalars.map("properties", Scalars.map("kind", Scalars.map("const", kind))),
                "then",
                writer.define("case-" + kind, shape))));
        var properties = new LinkedHashMap<String, Object>();
        var schema = head("A case file of OpenYibao");
        schema.put("type", "array");
        schema.put(
                "items",
                Scalars.map(
                        "type", "object", "properties", properties, "required", List.of("kind"), "allOf", conditions));
        var written = whole(schema, writer);
        properties.putAll(common(shapes.keySet().stream()
                .map(kind -> Document.map(writer.definitions().get("case-" + kind)))
                .map(of -> Document.map(of.get("properties")))
                .toList()));
        return written;
    }

    /// What a map must hold may depend on what it is (a member of the pension scheme has no standing); no kind of case
    /// asks for more of it than another.
    private static void alike(Collection<Shape> shapes) {
        for (var shape : shapes) {
            shape.keys.forEach((key, under) -> shapes.stream()
                    .flatMap(other -> Optional.ofNullable(other.keys.get(key)).stream())
                    .filter(other -> other.required.isPresent())
                    .filter(other -> other.keys.keySet().equals(under.keys.keySet()))
                    .forEach(other -> under.require(other.required.orElseThrow())));
        }
    }

    /// Takes out what stands alike in all of these, and leaves there that the key is known.
    private static Map<String, Object> common(List<Map<String, Object>> all) {
        var common = new LinkedHashMap<>(all.getFirst());
        common.entrySet()
                .removeIf(entry -> !all.stream().allMatch(of -> entry.getValue().equals(of.get(entry.getKey()))));
        all.forEach(of -> of.replaceAll((key, value) -> common.containsKey(key) ? true : value));
        return common;
    }

    private static Map<String, Object> head(String title) {
        return Scalars.map("$schema", "http://json-schema.org/draft-07/schema#", "title", title);
    }

    private static Map<String, Object> whole(Map<String, Object> schema, SchemaWriter writer) {
        writer.hoist(schema);
        schema.put("definitions", writer.definitions());
        assertThat(writer.unheardOf())
                .as("words of a reader that Scalars does not know yet")
                .isEmpty();
        return schema;
    }

    private static void assertUpToDate(Path file, Map<String, Object> schema) throws IOException {
        if (Files.exists(file)) {
            SchemaWriter.keep(Document.JSON.readValue(Files.readString(file), Object.class), schema);
        }
        var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        var text = Document.JSON.writer().with(printer).writeValueAsString(schema) + "\n";
        if (Boolean.getBoolean("golden.reset")) {
            Files.writeString(file, text);
        }
        assertThat(file).exists();
        assertThat(Files.readString(file)).as(file + ": " + ANEW).isEqualTo(text);
    }

    private static Schema schema(Path file) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> complaints(Schema schema, String yaml) {
        return schema.validate(Document.typed(yaml)).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    @Test
    void the_schema_of_packs_says_what_the_reader_takes() throws IOException {
        assertUpToDate(PACK_SCHEMA, packSchema());
    }

    @Test
    void the_schema_of_cases_says_what_the_reader_takes() throws IOException {
        assertUpToDate(CASE_SCHEMA, caseSchema());
    }

    @Test
    void every_key_is_described() throws IOException {
        for (var file : List.of(PACK_SCHEMA, CASE_SCHEMA)) {
            var undescribed = new ArrayList<String>();
            undescribed("", Document.JSON.readValue(Files.readString(file), Object.class), undescribed);
            assertThat(undescribed).as("to describe in " + file).isEmpty();
        }
    }

    private static void undescribed(String place, Object node, List<String> found) {
        if (node instanceof List<?> list) {
            list.forEach(element -> undescribed(place, element, found));
        }
        if (!(node instanceof Map<?, ?> map)) {
            return;
        }
        for (var several : List.of("properties", "definitions")) {
            if (map.get(several) instanceof Map<?, ?> described) {
                described.forEach((key, value) -> {
                    if (value instanceof Map<?, ?> one
                            && !one.containsKey("$ref")
                            && !one.containsKey("const")
                            && !one.containsKey(SchemaWriter.DESCRIPTION)) {
                        found.add(place + "/" + several + "/" + key);
                    }
                });
            }
        }
        map.forEach((key, value) -> undescribed(place + "/" + key, value, found));
    }

    @Test
    void every_file_of_the_checkout_is_taken_by_its_schema() throws IOException {
        var ofPacks = schema(PACK_SCHEMA);
        for (var file : packFiles()) {
            assertThat(complaints(ofPacks, Files.readString(file)))
                    .as(file.toString())
                    .isEmpty();
        }
        var ofCases = schema(CASE_SCHEMA);
        for (var file : caseFiles()) {
            assertThat(complaints(ofCases, Files.readString(file)))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    // ------------------------------------------------------------------------------------------------ right and wrong

    private static final String PACK = """
            pack: {region: "970000", name: 试, english: Test, accepts: [{finding: f, reason: r}]}
            sources: {made-up: {document: 测试, evidence: specimen}}
            rules:
              - id: deductible
                title: {zh: 起付线, en: Deductible}
                from: 2024-01-01
                scheme: [employee, resident]
                when: {visit: inpatient, level: ["1", "2"], place: local, age: 70.., emergency: false}
                deductible: {amount: 200.00, per: admission}
                source: made-up
                confidence: specimen
              - id: share
                title: {zh: 支付比例, en: Share}
                pool: {ratio: 85%}
                source: made-up
                confidence: specimen
              - id: year
                title: {zh: 年度, en: Year}
                benefit-year: {starts: "07-01"}
                source: made-up
                confidence: specimen
              - id: none
                title: {zh: 不付, en: Not paid}
                exclusion: {reason: WORK_INJURY, bars: fund, items: {category: drug, grade: [A, B]}}
                source: made-up
                confidence: specimen
            """;

    private static final String CASES = """
            - id: A1
              kind: visit
              on: 2025-05-01
              insured: {region: "970000", scheme: employee, status: active, standing: normal, age: 40}
              visit: {kind: inpatient, institution: hospital, level: "1", place: home}
              filing: {kind: referred, made: before-discharge}
              bill: {total: 1000.00, ownPay: 0, overLimit: 0, firstPay: 0, inScope: 1000.00}
              assume: {pay: 85%}
              expect: {pool: 800.00, directSettlement: true}
            - id: A2
              kind: standing
              on: 2025-05-01
              insured: {region: "970000", scheme: employee, status: active, standing: normal}
              gap: {from: 2025-01, to: 2025-02}
              expect: {entitled: {2025-05-01: true}}
            """;

    private void assertAlike(String text, boolean ofPack, boolean isRight) {
        var reader = ofPack ? complaintsOfPack(text) : complaintsOfCases(text);
        assertThat(reader.isEmpty()).as("the reader: " + reader + "\n" + text).isEqualTo(isRight);
        var editor = complaints(schema(ofPack ? PACK_SCHEMA : CASE_SCHEMA), text);
        assertThat(editor.isEmpty()).as("the editor: " + editor + "\n" + text).isEqualTo(isRight);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pool: {ratio: 85%}      | pool: {ratio: 85.55%}",
                "pool: {ratio: 85%}      | pool: {brackets: [{up-to: 5, ratio: 0%}, {ratio: 100%}], measured-in: fund-paid}",
                "amount: 200.00          | amount: 0",
                "amount: 200.00          | amount: 0.5",
                "amount: 200.00          | amount: unknown",
                "[employee, resident]    | pension",
                "level: [`1`, `2`]       | level: 3",
                "place: local            | place: [home, other-province]",
                "age: 70..               | age: ..6",
                "age: 70..               | age: 6..17",
                "emergency: false        | emergency: [true, false]",
                "bars: fund              | bars: [fund]",
                "from: 2024-01-01        | to: 2024-12-31",
            })
    void what_is_right_in_a_pack_is_so_for_reader_and_editor(String from, String to) {
        assertAlike(PACK, true, true);
        assertAlike(with(PACK, from, to), true, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rules:                  | rulse:",
                "scheme: [               | sheme: [",
                "deductible: {           | deductable: {",
                "per: admission          | prr: admission",
                "per: admission          | per: month",
                ", per: admission        | ``",
                "amount: 200.00          | amount: -1",
                "amount: 200.00          | amount: two hundred",
                "amount: 200.00          | amount: unkown",
                "ratio: 85%              | ratio: 850%",
                "ratio: 85%              | ratio: 100.5%",
                "ratio: 85%              | ratio: 0.85",
                "pool: {ratio: 85%}      | pool: {}",
                "pool: {ratio: 85%}      | pool: {ratio: 85%, brackets: [{ratio: 85%}]}",
                "pool: {ratio: 85%}      | pool: {brackets: [{up-to: 5.00}]}",
                "pool: {ratio: 85%}      | `pool: {ratio: 85%}\n    partial: {share: 50%}`",
                "pool: {ratio: 85%}      | notes: none",
                "from: 2024-01-01        | from: 2024-13-01",
                "from: 2024-01-01        | from: 1.1.2024",
                "[employee, resident]    | [employees]",
                "level: [`1`, `2`]       | level: [`4`]",
                "place: local            | place: abroad",
                "age: 70..               | age: 70",
                "emergency: false        | emergency: no",
                "visit: inpatient        | visits: inpatient",
                "starts: `07-01`         | starts: `13-01`",
                "WORK_INJURY             | work-injury",
                "category: drug          | category: drugs",
                "confidence: specimen    | confidence: high",
                "zh: 起付线, en: Deductible | zh: 起付线",
                "region: `970000`        | region: `97000`",
                ", english: Test         | ``",
                ", reason: r             | ``",
                ", evidence: specimen    | ``",
            })
    void what_is_wrong_in_a_pack_is_so_for_reader_and_editor(String from, String to) {
        assertAlike(with(PACK, from, to), true, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bill: {total: 1000.00, ownPay: 0, overLimit: 0, firstPay: 0, inScope: 1000.00}"
                        + " | fees: [{grade: A, amount: 1000.00}]",
                "made: before-discharge  | made: 2025-04-30",
                "place: home             | place: overseas",
                "place: home             | place: `110000`",
                "pay: 85%                | pay: 0.85",
                "gap: {from: 2025-01, to: 2025-02} | missedYears: 2",
                "scheme: employee, status: active, standing: normal, age: 40 | scheme: pension",
            })
    void what_is_right_in_a_case_is_so_for_reader_and_editor(String from, String to) {
        assertAlike(CASES, false, true);
        assertAlike(with(CASES, from, to), false, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind: visit             | kind: vist",
                "kind: visit             | kind: use",
                "kind: visit             | title: no kind",
                "filing: {               | filling: {",
                "filing: {               | `fees: [{grade: A, amount: 1000.00}]\n  filing: {`",
                "gap: {from: 2025-01, to: 2025-02} | soft: true",
                "gap: {from: 2025-01, to: 2025-02} | visit: {}",
                "from: 2025-01           | from: 2025-01-01",
                "pool: 800.00            | poll: 800.00",
                "pool: 800.00            | filingValid: true",
                "pool: 800.00            | pool: -800.00",
                "directSettlement: true  | directSettlement: yes",
                "{pool: 800.00, directSettlement: true} | {}",
                "2025-05-01: true        | May: true",
                "made: before-discharge  | made: before",
                "place: home             | place: beijing",
                "pay: 85%                | pay: 1.5",
                "level: `1`              | level: `4`",
                "age: 40                 | age: forty",
                ", standing: normal, age | , age",
                "on: 2025-05-01          | on: yesterday",
                ", firstPay: 0           | ``",
            })
    void what_is_wrong_in_a_case_is_so_for_reader_and_editor(String from, String to) {
        assertAlike(with(CASES, from, to), false, false);
    }

    /// Back quotes stand for double ones.
    private static String with(String text, String from, String to) {
        var old = from.replace('`', '"');
        assertThat(text).contains(old);
        return text.replaceFirst(
                Pattern.quote(old),
                Matcher.quoteReplacement(to.replace('`', '"').replace("\\n", "\n")));
    }
}
