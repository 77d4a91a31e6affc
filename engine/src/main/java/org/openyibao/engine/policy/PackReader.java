package org.openyibao.engine.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.text.Wording;
import org.openyibao.engine.yaml.InvalidFileException;
import org.openyibao.engine.yaml.Yaml;
import org.openyibao.engine.yaml.YamlMap;
import org.openyibao.engine.yaml.YamlNode;

/// Reads the pack of one region: every `*.yaml` directly in its folder. One of the files has the key `pack` (region,
/// names, accepted findings); each may have `sources` (shared by the folder) and `rules`.
final class PackReader {

    private static final String LOCAL = "local";

    private final Path folder;
    private final Map<String, Source> sources = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Pack.Accepted> accepts = new ArrayList<>();
    private final List<InvalidFileException> problems = new ArrayList<>();
    private String region = Pack.NATION;
    private Text name = Text.same("");

    PackReader(Path folder) {
        this.folder = folder;
    }

    /// Throws the first of [#problems] if there is one.
    Pack read() {
        var pack = attempt();
        if (!problems.isEmpty()) {
            throw problems.getFirst();
        }
        return pack;
    }

    List<InvalidFileException> problems() {
        attempt();
        return List.copyOf(problems);
    }

    /// The rules as they stand in the files, in the order of [#read]. Throws the first of [#problems] if there is one.
    List<WrittenRule> written() {
        read();
        var written = new ArrayList<WrittenRule>();
        for (var file : files()) {
            Yaml.read(file)
                    .ifPresent(root ->
                            root.map().list("rules").forEach(node -> written.add(WrittenRule.of(node, sources))));
        }
        return List.copyOf(written);
    }

    /// Reads the files, then header and sources, then the rules, as far as one can be understood without the other;
    /// collects the complaints.
    private Pack attempt() {
        var roots = new ArrayList<YamlMap>();
        attempt(() -> files().forEach(file -> attempt(() -> Yaml.read(file).ifPresent(root -> roots.add(root.map())))));
        if (problems.isEmpty()) {
            roots.forEach(root -> attempt(() -> readSources(root)));
            attempt(() -> readHeader(roots));
        }
        if (problems.isEmpty()) {
            roots.forEach(root -> attempt(() -> root.list("rules").forEach(node -> attempt(() -> readRule(node)))));
            roots.forEach(root -> attempt(root::finish));
        }
        return new Pack(region, name, folder.getFileName().toString(), List.copyOf(rules), List.copyOf(accepts));
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (InvalidFileException problem) {
            problems.add(problem);
        }
    }

    private void readHeader(List<YamlMap> roots) {
        var headers = roots.stream().flatMap(root -> root.find("pack").stream()).toList();
        if (headers.size() != 1) {
            throw new InvalidFileException(
                    folder.toString(),
                    0,
                    new Text(
                            "规则包应恰有一个文件含键 “pack”，实有 " + headers.size() + " 个",
                            "a pack has exactly one file with the key \"pack\", this one has " + headers.size()));
        }
        var header = headers.getFirst().map();
        region = header.region("region");
        name = new Text(header.text("name"), header.text("english"));
        header.list("accepts").forEach(this::readAccepted);
        header.finish();
    }

    private void readAccepted(YamlNode node) {
        var map = node.map();
        var accepted = new Pack.Accepted(map.text("finding"), map.text("reason"));
        map.finish();
        if (accepted.reason().isBlank()) {
            throw map.get("reason").expected(new Text("接受的理由", "why it is accepted"));
        }
        accepts.add(accepted);
    }

    private List<Path> files() {
        try (var listing = Files.list(folder)) {
            return listing.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new InvalidFileException(
                    folder.toString(),
                    0,
                    new Text("无法读取：" + unreadable.getMessage(), "cannot be read: " + unreadable.getMessage()));
        }
    }

    private void readSources(YamlMap root) {
        root.map("sources").ifPresent(map -> {
            for (var key : map.keys()) {
                var source = map.get(key).map();
                sources.put(key, new Source(source.text("document"), source.text("evidence")));
                source.finish();
            }
        });
    }

    private void readRule(YamlNode node) {
        var map = node.map();
        var title = map.get("title").map();
        var titles = new Text(title.text("zh"), title.text("en"));
        title.finish();
        var from = map.findDate("from").orElse(Rule.ALWAYS);
        var to = map.findDate("to").orElse(Rule.FOREVER);
        if (to.isBefore(from)) {
            throw map.get("to").expected(new Text("不早于 from 的日期", "a date not before \"from\""));
        }
        var rule = new Rule(
                map.text("id"),
                region,
                titles,
                schemes(map),
                from,
                to,
                condition(map),
                EffectReader.read(map),
                source(map),
                map.oneOf("confidence", Confidence.class),
                map.text("notes", ""),
                node.file() + ":" + node.line());
        map.finish();
        rules.stream()
                .filter(other -> other.id().equals(rule.id())
                        && !other.from().isAfter(rule.to())
                        && !rule.from().isAfter(other.to())
                        && other.schemes().stream().anyMatch(rule.schemes()::contains))
                .findFirst()
                .ifPresent(other -> {
                    throw map.get("id")
                            .invalid(new Text(
                                    "规则 “" + rule.id() + "” 与 " + other.place() + " 的同名规则日期重叠",
                                    "rule \"" + rule.id() + "\" overlaps in dates with the one of the same id at "
                                            + other.place()));
                });
        rules.add(rule);
    }

    private static Set<Scheme> schemes(YamlMap map) {
        var schemes = EnumSet.noneOf(Scheme.class);
        map.list("scheme").forEach(node -> schemes.add(YamlMap.oneOf(node, Scheme.class)));
        return Set.copyOf(schemes.isEmpty() ? EnumSet.allOf(Scheme.class) : schemes);
    }

    private Source source(YamlMap map) {
        var node = map.get("source");
        var source = sources.get(node.text());
        if (source == null) {
            var near = Wording.nearest(node.text(), sources.keySet());
            throw node.expected(new Text(
                    "sources 中的一个键" + near.map(word -> "（最接近的是 “" + word + "”）").orElse(""),
                    "a key of \"sources\""
                            + near.map(word -> " (nearest: \"" + word + "\")").orElse("")));
        }
        return source;
    }

    private static Condition condition(YamlMap map) {
        var found = map.map("when");
        if (found.isEmpty()) {
            return Condition.ALWAYS;
        }
        var when = found.get();
        var person = -1L;
        var visit = -1L;
        for (var dimension : Dimension.values()) {
            var node = when.find(dimension.code());
            if (node.isPresent()) {
                var bits = ~dimension.mask() | bits(dimension, node.get());
                if (dimension.ofPerson()) {
                    person &= bits;
                } else {
                    visit &= bits;
                }
            }
        }
        var age = when.find("age").map(PackReader::ages).orElse(new int[] {0, Condition.NO_AGE_LIMIT});
        var diseases = when.find("disease").map(PackReader::diseases).orElse(Diseases.ANY);
        when.finish();
        return new Condition(person, visit, age[0], age[1], diseases);
    }

    /// Names of lists, or `{except: ...}` for all others; that each is declared can only be told of the book, since a
    /// pack may use those of its province.
    private static Diseases diseases(YamlNode node) {
        if (!node.isMap()) {
            return new Diseases(false, lists(node.elements()));
        }
        var map = node.map();
        var except = new Diseases(true, lists(map.get("except").elements()));
        map.finish();
        return except;
    }

    private static Set<String> lists(List<YamlNode> nodes) {
        return nodes.stream().map(YamlNode::text).collect(Collectors.toSet());
    }

    private static long bits(Dimension dimension, YamlNode node) {
        var bits = 0L;
        for (var element : node.elements()) {
            var code = element.text();
            if (dimension == Dimension.PLACE && code.equals(LOCAL)) {
                bits |= dimension.bit(Place.HOME) | dimension.bit(Place.FILED);
                continue;
            }
            var index = dimension.answers().indexOf(code);
            if (index < 0) {
                var known = new ArrayList<>(dimension.answers());
                if (dimension == Dimension.PLACE) {
                    known.add(LOCAL);
                }
                var near = Wording.nearest(code, known);
                throw element.expected(new Text(
                        "以下之一：" + String.join("、", known)
                                + near.map(word -> "（最接近的是 “" + word + "”）").orElse(""),
                        "one of " + String.join(", ", known)
                                + near.map(word -> " (nearest: \"" + word + "\")")
                                        .orElse("")));
            }
            bits |= dimension.bit(index);
        }
        return bits;
    }

    /// An age band: `70..` (70 and older), `..69`, `6..17`.
    private static int[] ages(YamlNode node) {
        var matcher =
                java.util.regex.Pattern.compile("(\\d{0,3})\\.\\.(\\d{0,3})").matcher(node.text());
        if (!matcher.matches() || node.text().equals("..")) {
            throw node.expected(new Text("年龄段（如 70.. 或 ..69 或 6..17）", "an age band, such as 70.. or ..69 or 6..17"));
        }
        var from = matcher.group(1).isEmpty() ? 0 : Integer.parseInt(matcher.group(1));
        var to = matcher.group(2).isEmpty() ? Condition.NO_AGE_LIMIT : Integer.parseInt(matcher.group(2));
        return new int[] {from, to};
    }

    /// The lines that a rule is about: `items: {category: [...], grade: [...]}`; all where the key is absent.
    static Items items(YamlMap map) {
        return map.map("items")
                .map(items -> {
                    var categories = 0;
                    for (var node : items.list("category")) {
                        categories |=
                                1 << YamlMap.oneOf(node, FeeCategory.class).ordinal();
                    }
                    var grades = 0;
                    for (var node : items.list("grade")) {
                        grades |= 1 << YamlMap.oneOf(node, Grade.class).ordinal();
                    }
                    items.finish();
                    return new Items(categories == 0 ? -1 : categories, grades == 0 ? -1 : grades);
                })
                .orElse(Items.ALL);
    }
}
