package org.openyibao.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openyibao.engine.Packs;
import org.openyibao.engine.policy.Confidence;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.yaml.Yaml;
import org.openyibao.engine.yaml.YamlMap;
import org.openyibao.engine.yaml.YamlNode;

/// `policies/facts.yaml`: each value that was collected is either in a rule (with its dates, how far it is trusted
/// and how it was seen), or the table says why it is in none.
class FactsTest {

    /// How many values were collected, by region. A table that lost one would not be noticed otherwise.
    private static final Map<String, Long> COLLECTED = Map.ofEntries(
            Map.entry("000000", 110L),
            Map.entry("110000", 38L),
            Map.entry("131000", 1L),
            Map.entry("150000", 1L),
            Map.entry("150600", 11L),
            Map.entry("210100", 1L),
            Map.entry("220000", 15L),
            Map.entry("220100", 3L),
            Map.entry("220200", 15L),
            Map.entry("320000", 3L),
            Map.entry("330000", 5L),
            Map.entry("330100", 5L),
            Map.entry("350000", 9L),
            Map.entry("350100", 2L),
            Map.entry("370000", 4L),
            Map.entry("370100", 1L),
            Map.entry("410000", 5L),
            Map.entry("410100", 1L),
            Map.entry("421300", 5L),
            Map.entry("440000", 10L),
            Map.entry("440100", 10L),
            Map.entry("440300", 54L),
            Map.entry("450600", 1L),
            Map.entry("510000", 4L),
            Map.entry("510300", 10L),
            Map.entry("520000", 13L),
            Map.entry("520500", 9L),
            Map.entry("610100", 3L),
            Map.entry("640500", 3L),
            Map.entry("659001", 1L),
            Map.entry("999999", 8L));

    /// One value: what it is about, and the words that each of the rules must say of it.
    private record Fact(
            int line,
            List<String> key,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Confidence confidence,
            String evidence,
            Map<String, Set<String>> rules,
            Optional<String> why,
            Optional<String> differs) {}

    private static List<Fact> facts;
    private static Map<String, List<Rule>> rules;

    @BeforeAll
    static void read() {
        var root = Yaml.read(Packs.folder().resolve("facts.yaml")).orElseThrow().map();
        var reasons = root.get("reasons").map();
        facts = root.list("facts").stream()
                .map(node -> fact(node.map(), reasons))
                .toList();
        reasons.finish();
        root.finish();
        rules = Packs.book().packs().stream()
                .flatMap(pack -> pack.rules().stream())
                .collect(Collectors.groupingBy(rule -> rule.region() + "/" + rule.id()));
    }

    private static Fact fact(YamlMap map, YamlMap reasons) {
        var key = new ArrayList<String>();
        key.add(map.region("region"));
        key.add(map.list("scheme").stream().map(YamlNode::text).collect(Collectors.joining(",")));
        List.of("topic", "parameter", "condition", "value").forEach(part -> key.add(map.text(part, "")));
        var words = new LinkedHashMap<String, Set<String>>();
        map.map("rules").ifPresent(named -> {
            for (var rule : named.keys()) {
                words.put(
                        rule,
                        named.list(rule).stream()
                                .map(YamlNode::text)
                                .collect(Collectors.toCollection(LinkedHashSet::new)));
            }
        });
        var fact = new Fact(
                map.node().line(),
                List.copyOf(key),
                map.findDate("from"),
                map.findDate("to"),
                map.oneOf("confidence", Confidence.class),
                map.text("evidence"),
                words,
                map.find("why").map(why -> reasons.text(why.text())),
                map.find("differs").map(differs -> reasons.text(differs.text())));
        map.finish();
        return fact;
    }

    @Test
    void no_value_was_left_out() {
        assertThat(new TreeMap<>(facts.stream()
                        .collect(Collectors.groupingBy(fact -> fact.key.getFirst(), Collectors.counting()))))
                .isEqualTo(new TreeMap<>(COLLECTED));
        assertThat(facts).extracting(Fact::key).doesNotHaveDuplicates();
    }

    @Test
    void each_value_is_in_a_rule_or_the_table_says_why_not() {
        assertThat(facts).allSatisfy(fact -> {
            assertThat(fact.rules.isEmpty())
                    .as("line %d: rules or why", fact.line)
                    .isEqualTo(fact.why.isPresent());
            fact.why.ifPresent(why -> assertThat(why).contains("/ "));
        });
    }

    @Test
    void each_rule_says_what_was_collected() {
        assertThat(facts.stream().flatMap(fact -> problems(fact).stream()).toList())
                .isEmpty();
    }

    private static List<String> problems(Fact fact) {
        var problems = new ArrayList<String>();
        var same = true;
        for (var named : fact.rules.entrySet()) {
            var where = "line " + fact.line + " " + named.getKey();
            var versions = rules.getOrDefault(named.getKey(), List.of()).stream()
                    .filter(rule -> !rule.to().isBefore(fact.from.orElse(Rule.ALWAYS))
                            && !rule.from().isAfter(fact.to.orElse(Rule.FOREVER)))
                    .sorted(Comparator.comparing(Rule::from))
                    .toList();
            var saying = versions.stream()
                    .filter(rule -> RuleWords.of(rule).containsAll(named.getValue()))
                    .toList();
            if (versions.isEmpty()) {
                problems.add(where + ": no such rule");
            } else if (saying.isEmpty()) {
                problems.add(where + ": expected " + named.getValue() + ", the rule says "
                        + versions.stream().map(RuleWords::of).toList());
            } else {
                var difference = difference(fact, saying);
                same &= difference.isEmpty();
                if (fact.differs.isEmpty()) {
                    difference.forEach(what -> problems.add(where + ": " + what));
                }
            }
        }
        if (same && fact.differs.isPresent()) {
            problems.add("line " + fact.line + ": \"differs\" is not true any more");
        }
        return problems;
    }

    /// How the versions of a rule that say the value differ from the fact in dates and trust.
    private static List<String> difference(Fact fact, List<Rule> versions) {
        var differences = new ArrayList<String>();
        var from = fact.from.orElse(Rule.ALWAYS);
        var to = fact.to.orElse(Rule.FOREVER);
        var missing = from;
        for (var rule : versions) {
            if (!rule.from().isAfter(missing) && !rule.to().isBefore(missing)) {
                missing = rule.to().plusDays(1);
            }
        }
        if (!missing.isAfter(to)) {
            differences.add("collected for " + from + ".." + to + ", not in force on " + missing);
        }
        for (var rule : versions) {
            if (rule.confidence() != fact.confidence) {
                differences.add("trusted as " + rule.confidence() + ", collected as " + fact.confidence);
            }
            if (!rule.source().evidence().equals(fact.evidence)) {
                differences.add("seen as " + rule.source().evidence() + ", collected as " + fact.evidence);
            }
        }
        return differences;
    }
}
