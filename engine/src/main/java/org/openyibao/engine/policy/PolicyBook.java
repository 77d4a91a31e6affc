package org.openyibao.engine.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.text.Text;
import org.openyibao.engine.text.Wording;
import org.openyibao.engine.yaml.InvalidFileException;

/// All packs of a `policies/` folder, and what they come to for a region, a scheme and a day. Safe for many
/// threads; each combination is compiled when it is first asked for.
public final class PolicyBook {

    private record Key(String region, Scheme scheme) {}

    /// What holds in one region for one scheme, from each start until the next one. Compiled when first asked
    /// for: two threads that ask at once compile the same twice, which does no harm.
    private static final class Timeline {
        private final Key key;
        private final List<Rule> rules;
        private final long[] starts;
        private final @Nullable CompiledPolicy[] policies;

        private Timeline(Key key, List<Rule> rules, TreeSet<LocalDate> days) {
            this.key = key;
            this.rules = rules;
            starts = days.stream().mapToLong(LocalDate::toEpochDay).toArray();
            policies = new CompiledPolicy[starts.length];
        }

        private CompiledPolicy on(long epochDay) {
            var found = Arrays.binarySearch(starts, epochDay);
            var index = found >= 0 ? found : -found - 2;
            var policy = policies[index];
            if (policy == null) {
                policy = new CompiledPolicy(
                        key.region, key.scheme, inForce(rules, LocalDate.ofEpochDay(starts[index])), rules);
                policies[index] = policy;
            }
            return policy;
        }
    }

    private final Map<String, Pack> packs;
    private final Map<Key, Timeline> timelines = new ConcurrentHashMap<>();

    public PolicyBook(List<Pack> packs) {
        this.packs = new LinkedHashMap<>();
        for (var pack : packs) {
            var other = this.packs.put(pack.region(), pack);
            if (other != null) {
                throw new InvalidFileException(
                        pack.folder(),
                        0,
                        new Text(
                                "区划 " + pack.region() + " 已有规则包 " + other.folder(),
                                "region " + pack.region() + " has a pack already: " + other.folder()));
            }
        }
        packs.forEach(this::requireDeclaredDiseases);
    }

    private PolicyBook(Map<String, Pack> packs) {
        this.packs = packs;
    }

    /// These packs with another in the place of the one of its region, which declares the same disease lists.
    public PolicyBook with(Pack changed) {
        var others = new LinkedHashMap<>(packs);
        others.put(changed.region(), changed);
        var book = new PolicyBook(others);
        book.requireDeclaredDiseases(changed);
        return book;
    }

    /// A rule may only ask for disease lists that its pack, or one further up, declares at some time.
    private void requireDeclaredDiseases(Pack pack) {
        var declared = new TreeSet<>(Set.of(Diseases.NONE, Diseases.UNLISTED));
        for (var near : chain(pack.region())) {
            for (var rule : near.rules()) {
                if (rule.effect() instanceof Effect.DiseaseList list) {
                    declared.add(list.list());
                }
            }
        }
        for (var rule : pack.rules()) {
            for (var asked : new TreeSet<>(rule.when().diseases().lists())) {
                if (!declared.contains(asked)) {
                    throw undeclared(rule, asked, declared);
                }
            }
        }
    }

    private static InvalidFileException undeclared(Rule rule, String asked, Set<String> declared) {
        var near = Wording.nearest(asked, declared);
        var at = rule.place().lastIndexOf(':');
        return new InvalidFileException(
                rule.place().substring(0, at),
                Integer.parseInt(rule.place().substring(at + 1)),
                new Text(
                        "规则 " + rule.id() + " 的 when.disease：没有名为 “" + asked + "” 的病种目录"
                                + near.map(word -> "（最接近的是 “" + word + "”）")
                                        .orElse("，已有：" + String.join("、", declared)),
                        "when.disease of rule " + rule.id() + ": no disease list is called \"" + asked + "\""
                                + near.map(word -> " (nearest: \"" + word + "\")")
                                        .orElse(", known are: " + String.join(", ", declared))));
    }

    /// Reads every folder directly under `policies` whose name begins with a region code (`110000-beijing`).
    /// Throws [InvalidFileException] at the first thing that cannot be understood.
    public static PolicyBook read(Path policies) {
        var readings =
                folders(policies).parallelStream().map(PolicyBook::reading).toList();
        return new PolicyBook(readings.stream().map(Supplier::get).toList());
    }

    /// Reads a pack now and gives it, or the complaint, when asked: folders are read side by side, and still it is the
    /// first one's complaint that is told.
    private static Supplier<Pack> reading(Path folder) {
        try {
            var pack = new PackReader(folder).read();
            return () -> pack;
        } catch (InvalidFileException complaint) {
            return () -> {
                throw complaint;
            };
        }
    }

    /// The folders that [#read] takes for packs, by name; at least one.
    public static List<Path> folders(Path policies) {
        try (var listing = Files.list(policies)) {
            var folders = listing.filter(folder -> Files.isDirectory(folder)
                            && folder.getFileName().toString().matches("\\d{6}-.+"))
                    .sorted(Comparator.comparing(Path::getFileName))
                    .toList();
            if (folders.isEmpty()) {
                throw new InvalidFileException(
                        policies.toString(),
                        0,
                        new Text("没有规则包（如 110000-beijing 的目录）", "there is no pack (a folder such as 110000-beijing)"));
            }
            return folders;
        } catch (IOException unreadable) {
            throw new InvalidFileException(
                    policies.toString(),
                    0,
                    new Text(
                            "无法读取规则目录：" + unreadable.getMessage(),
                            "policies cannot be read: " + unreadable.getMessage()));
        }
    }

    public List<Pack> packs() {
        return List.copyOf(packs.values());
    }

    /// The pack whose own region is this code.
    public Optional<Pack> pack(String region) {
        return Optional.ofNullable(packs.get(region));
    }

    /// The packs that a region is ruled by, nearest first: itself, its city, its province, the nation.
    public List<Pack> chain(String region) {
        var codes = List.of(region, region.substring(0, 4) + "00", region.substring(0, 2) + "0000", Pack.NATION);
        var chain = new ArrayList<Pack>();
        for (var code : codes) {
            var pack = packs.get(code);
            if (pack != null && !chain.contains(pack)) {
                chain.add(pack);
            }
        }
        return chain;
    }

    /// The region's own name where it has a pack, else its code.
    public Text name(String region) {
        return pack(region).map(Pack::name).orElse(Text.same(region));
    }

    /// What holds in a region for a scheme on a day. A region without a pack gets what the nation has.
    public CompiledPolicy on(String region, Scheme scheme, LocalDate day) {
        return timeline(region, scheme).on(day.toEpochDay());
    }

    /// The days after `from` up to `to` on which what holds in a region for a scheme may be other than the day before.
    public List<LocalDate> changes(String region, Scheme scheme, LocalDate from, LocalDate to) {
        return Arrays.stream(timeline(region, scheme).starts)
                .filter(start -> start > from.toEpochDay() && start <= to.toEpochDay())
                .mapToObj(LocalDate::ofEpochDay)
                .toList();
    }

    private Timeline timeline(String region, Scheme scheme) {
        var key = new Key(region, scheme);
        var timeline = timelines.get(key);
        // Only then, for it may lock even where there is nothing to compute.
        return timeline == null ? timelines.computeIfAbsent(key, this::compile) : timeline;
    }

    private Timeline compile(Key key) {
        var chain = chain(key.region);
        var rules = chain.stream()
                .flatMap(pack -> pack.rules().stream())
                .filter(rule -> rule.schemes().contains(key.scheme))
                .toList();
        var days = new TreeSet<LocalDate>();
        days.add(LocalDate.MIN);
        for (var rule : rules) {
            days.add(rule.from());
            days.add(rule.to().plusDays(1));
        }
        return new Timeline(key, rules, days);
    }

    /// The rules in force on a day, without those that a nearer region's rule of the same id replaces.
    private static List<Rule> inForce(List<Rule> nearestFirst, LocalDate day) {
        var byId = new LinkedHashMap<String, List<Rule>>();
        for (var rule : nearestFirst) {
            if (rule.inForceOn(day)) {
                var same = byId.computeIfAbsent(rule.id(), ignored -> new ArrayList<>());
                if (same.isEmpty() || same.getFirst().region().equals(rule.region())) {
                    same.add(rule);
                }
            }
        }
        return byId.values().stream().flatMap(List::stream).toList();
    }
}
