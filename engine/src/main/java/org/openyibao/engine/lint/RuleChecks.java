package org.openyibao.engine.lint;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// What can be said of the rules of a pack without asking for facts: their sources, their dates, what they
/// replace.
final class RuleChecks {

    private static final Set<String> EVIDENCE =
            Set.of("text-seen", "copy-seen", "recall", "seed", "secondary", "capture", "specimen");

    private static final Pattern NO_DOCUMENT = Pattern.compile(
            "[\\p{Punct}\\p{IsWhite_Space}]*|todo.*|tbd|unknown|none|n/a|待补.*|未知|不详|无", Pattern.CASE_INSENSITIVE);

    private RuleChecks() {}

    static void run(PolicyBook book, Pack pack, Findings findings) {
        pack.rules().forEach(rule -> source(rule, findings));
        versions(pack).forEach(versions -> dateGaps(versions, findings));
        pack.rules().forEach(rule -> override(book, pack, rule, findings));
    }

    private static void source(Rule rule, Findings findings) {
        var source = rule.source();
        if (NO_DOCUMENT.matcher(source.document().strip()).matches()) {
            findings.add(
                    Check.SOURCE,
                    Findings.name(rule),
                    rule,
                    "",
                    new Text(
                            "依据没有写明文件：“" + source.document() + "”",
                            "the source names no document: \"" + source.document() + "\""));
        } else if (!EVIDENCE.contains(source.evidence())) {
            findings.add(
                    Check.SOURCE,
                    Findings.name(rule),
                    rule,
                    "",
                    new Text(
                            "依据的 evidence “" + source.evidence() + "” 不是已知的一种",
                            "the source's evidence \"" + source.evidence() + "\" is none of the known kinds"));
        }
    }

    /// The rules of one id and scheme, by date.
    private static List<List<Rule>> versions(Pack pack) {
        Map<String, List<Rule>> versions = new LinkedHashMap<>();
        for (var rule : pack.rules()) {
            for (var scheme : Scheme.values()) {
                if (rule.schemes().contains(scheme)) {
                    versions.computeIfAbsent(rule.id() + " " + scheme, ignored -> new ArrayList<>())
                            .add(rule);
                }
            }
        }
        versions.values().forEach(list -> list.sort(Comparator.comparing(Rule::from)));
        return List.copyOf(versions.values());
    }

    private static void dateGaps(List<Rule> versions, Findings findings) {
        for (var i = 1; i < versions.size(); i++) {
            var ends = versions.get(i - 1).to();
            var begins = versions.get(i).from();
            if (begins.isAfter(ends.plusDays(1))) {
                findings.add(
                        Check.DATE_GAP,
                        Findings.name(versions.get(i)),
                        versions.get(i),
                        "on: " + ends.plusDays(1) + ".." + begins.minusDays(1),
                        new Text(
                                "同一规则的上一版本在 " + ends + " 结束，本版本 " + begins + " 才开始，其间没有规则",
                                "the version before ends on " + ends + " and this one begins on " + begins
                                        + "; between them there is none"));
            }
        }
    }

    private static void override(PolicyBook book, Pack pack, Rule rule, Findings findings) {
        book.chain(pack.region()).stream()
                .filter(farther -> !farther.region().equals(pack.region()))
                .flatMap(farther -> farther.rules().stream())
                .filter(other -> other.id().equals(rule.id())
                        && meet(rule, other)
                        && !other.effect().getClass().equals(rule.effect().getClass()))
                .findFirst()
                .ifPresent(other -> findings.add(
                        Check.OVERRIDE,
                        Findings.name(rule),
                        rule,
                        "",
                        new Text(
                                "取代了上级规则 " + other.key() + "，但效果的种类不同",
                                "replaces " + other.key() + ", which has another kind of effect")));
    }

    private static boolean meet(Rule a, Rule b) {
        return !latest(a.from(), b.from()).isAfter(earliest(a.to(), b.to()))
                && a.schemes().stream().anyMatch(b.schemes()::contains);
    }

    private static LocalDate latest(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDate earliest(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
