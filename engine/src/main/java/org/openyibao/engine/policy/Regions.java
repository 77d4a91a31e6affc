package org.openyibao.engine.policy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Ratio;

/// What the packs cover, as a page for people: `docs/regions.md`.
public final class Regions {

    private static final Set<String> NO_TOPICS = Set.of("pool", "disease-list");

    private Regions() {}

    /// The page in Markdown, in Chinese and English side by side, by region code.
    public static String page(Path policies) {
        var packs = PolicyBook.read(policies).packs().stream()
                .sorted(Comparator.comparing(Pack::region))
                .toList();
        var rules = packs.stream().mapToInt(pack -> pack.rules().size()).sum();
        var page = new StringBuilder("""
                # 地区 Regions

                由 `./openyibao regions > docs/regions.md` 从 `policies/` 生成，请勿手改。市继承省，省继承全国；这里只列各包自己的规则。
                Written from `policies/` by `./openyibao regions > docs/regions.md`; not to be edited. A city inherits from its
                province, a province from the nation; each line tells only what the pack itself says.

                %d 个政策包，%d 条规则。%d packs, %d rules.

                | 地区 Region | 险种 Schemes | 统筹覆盖 Pooled fund | 另有 Also | 可信度 Confidence |
                | --- | --- | --- | --- | --- |
                """.formatted(packs.size(), rules, packs.size(), rules));
        packs.forEach(pack -> page.append(row(pack, policies)));
        page.append("\n## 来源 Sources\n");
        packs.forEach(pack -> page.append(sources(pack)));
        return page.toString();
    }

    private static String name(Pack pack) {
        return pack.region() + " " + pack.name().zh() + " " + pack.name().en();
    }

    private static String row(Pack pack, Path policies) {
        var schemes = new TreeSet<Scheme>();
        pack.rules().forEach(rule -> schemes.addAll(rule.schemes()));
        var confidence = new TreeMap<Confidence, Integer>();
        pack.rules().forEach(rule -> confidence.merge(rule.confidence(), 1, Integer::sum));
        return "| " + name(pack)
                + " | " + schemes.stream().map(Scheme::chinese).collect(Collectors.joining("、"))
                + " | " + visits(pack)
                + " | " + String.join(", ", topics(pack, policies))
                + " | "
                + confidence.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "))
                + " |\n";
    }

    /// The kinds of visits that some rule of the pooled fund pays something of.
    private static String visits(Pack pack) {
        var kinds = VisitKind.values();
        return IntStream.range(0, kinds.length)
                .filter(i -> pack.rules().stream()
                        .filter(rule -> rule.effect() instanceof Effect.Pool pool
                                && !pool.brackets().equals(Brackets.flat(Ratio.ZERO)))
                        .anyMatch(rule -> (rule.when().visit() & Dimension.VISIT.bit(i)) != 0))
                .mapToObj(i -> kinds[i].chinese())
                .collect(Collectors.joining("、"));
    }

    /// The other kinds of effects, as packs write them.
    private static Set<String> topics(Pack pack, Path policies) {
        var topics = new TreeSet<String>();
        var kinds = EffectReader.kinds();
        for (var rule : Pack.written(policies.resolve(pack.folder()))) {
            rule.fields().keySet().stream()
                    .map(key -> key.split("[.\\[]", 2)[0])
                    .filter(kinds::contains)
                    .filter(key -> !NO_TOPICS.contains(key))
                    .forEach(topics::add);
        }
        return topics;
    }

    private static String sources(Pack pack) {
        var documents = new LinkedHashSet<String>();
        pack.rules().stream()
                .map(Rule::source)
                .forEach(source -> documents.add("- " + source.document() + "（" + source.evidence() + "）\n"));
        return "\n### " + name(pack) + "\n\n" + String.join("", documents);
    }
}
