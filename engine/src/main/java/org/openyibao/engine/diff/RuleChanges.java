package org.openyibao.engine.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.openyibao.engine.diff.RuleChange.Field;
import org.openyibao.engine.diff.RuleChange.Side;
import org.openyibao.engine.policy.WrittenRule;

/// Compares the rules of two versions, region by region. A rule is known by its id; of several with the same id, those
/// belong together that differ least.
public final class RuleChanges {

    private final Version before;
    private final Version after;

    private RuleChanges(Version before, Version after) {
        this.before = before;
        this.after = after;
    }

    /// By region, then in the order of the later version, those that are gone last.
    public static List<RuleChange> between(Version before, Version after) {
        var comparison = new RuleChanges(before, after);
        var regions = new TreeSet<>(before.written().keySet());
        regions.addAll(after.written().keySet());
        return regions.stream()
                .flatMap(region -> comparison.in(region).stream())
                .toList();
    }

    private List<RuleChange> in(String region) {
        var old = before.rules(region);
        var now = after.rules(region);
        var partners = partners(old, now);
        var stayed = now.stream().filter(partners::containsKey).toList();
        var moved = moved(
                stayed,
                stayed.stream().map(rule -> old.indexOf(partners.get(rule))).toList());
        var changes = new ArrayList<RuleChange>();
        for (var rule : now) {
            var partner = Optional.ofNullable(partners.get(rule));
            var fields = fields(partner, Optional.of(rule));
            if (!fields.isEmpty() || moved.contains(rule)) {
                changes.add(change(region, partner, Optional.of(rule), fields, moved.contains(rule)));
            }
        }
        for (var rule : old) {
            if (!partners.containsValue(rule)) {
                var gone = Optional.of(rule);
                changes.add(change(region, gone, Optional.empty(), fields(gone, Optional.empty()), false));
            }
        }
        return changes;
    }

    private RuleChange change(
            String region, Optional<WrittenRule> old, Optional<WrittenRule> now, List<Field> fields, boolean moved) {
        return new RuleChange(
                region,
                now.or(() -> old).orElseThrow().id(),
                old.map(rule -> side(before, region, rule)),
                now.map(rule -> side(after, region, rule)),
                fields,
                moved);
    }

    private static Side side(Version version, String region, WrittenRule rule) {
        return new Side(version.rule(region, rule), rule, version.place(rule));
    }

    /// The rules of the later version that were there before, each with what it was.
    private static Map<WrittenRule, WrittenRule> partners(List<WrittenRule> old, List<WrittenRule> now) {
        record Pair(WrittenRule old, WrittenRule now, int differences) {}
        var pairs = new ArrayList<Pair>();
        for (var rule : now) {
            old.stream()
                    .filter(other -> other.id().equals(rule.id()))
                    .forEach(other -> pairs.add(new Pair(
                            other,
                            rule,
                            fields(Optional.of(other), Optional.of(rule)).size())));
        }
        pairs.sort(Comparator.comparingInt(Pair::differences));
        var partners = new LinkedHashMap<WrittenRule, WrittenRule>();
        for (var pair : pairs) {
            if (!partners.containsKey(pair.now) && !partners.containsValue(pair.old)) {
                partners.put(pair.now, pair.old);
            }
        }
        return partners;
    }

    private static List<Field> fields(Optional<WrittenRule> old, Optional<WrittenRule> now) {
        var keys = new LinkedHashSet<String>();
        now.ifPresent(rule -> keys.addAll(rule.fields().keySet()));
        old.ifPresent(rule -> keys.addAll(rule.fields().keySet()));
        return keys.stream()
                .map(key -> new Field(
                        key,
                        old.flatMap(rule -> Optional.ofNullable(rule.fields().get(key))),
                        now.flatMap(rule -> Optional.ofNullable(rule.fields().get(key)))))
                .filter(field -> !field.before().equals(field.after()))
                .toList();
    }

    /// Those that must be taken out for the others to stand in the order in which they stood before: as few as will do.
    ///
    /// @param positions where each of the rules stood
    private static Set<WrittenRule> moved(List<WrittenRule> rules, List<Integer> positions) {
        var longest = new int[rules.size()];
        var from = new int[rules.size()];
        var last = -1;
        for (var i = 0; i < longest.length; i++) {
            longest[i] = 1;
            from[i] = -1;
            for (var j = 0; j < i; j++) {
                if (positions.get(j) < positions.get(i) && longest[j] + 1 > longest[i]) {
                    longest[i] = longest[j] + 1;
                    from[i] = j;
                }
            }
            if (last < 0 || longest[i] > longest[last]) {
                last = i;
            }
        }
        var stayed = new TreeSet<Integer>();
        for (var i = last; i >= 0; i = from[i]) {
            stayed.add(i);
        }
        return IntStream.range(0, rules.size())
                .filter(i -> !stayed.contains(i))
                .mapToObj(rules::get)
                .collect(LinkedHashSet::new, LinkedHashSet::add, LinkedHashSet::addAll);
    }
}
