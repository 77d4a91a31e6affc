package org.openyibao.engine.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Dimension;
import org.openyibao.engine.policy.Diseases;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// Facts for which the pooled fund has no rule, though it has one for other facts of the same kind of
/// visit. What is missing is told as shortly as it can be: one answer that no rule knows, else two that no
/// rule knows together, else an example.
final class GapCheck {

    /// One answer to one question: a label for people and the facts that give it.
    private record Answer(int axis, String label, Condition facts) {}

    private final Era era;
    private final VisitKind kind;
    private final Findings findings;
    private final Set<String> lists;
    private final List<Answer> answers;
    private final List<Condition> covered = new ArrayList<>();
    private List<Condition> open;

    private GapCheck(Era era, VisitKind kind, Findings findings) {
        this.era = era;
        this.kind = kind;
        this.findings = findings;
        lists = lists(era);
        open = Realistic.facts(era, kind).stream()
                .map(cube -> Cubes.of(cube, new Diseases(false, lists)))
                .toList();
        answers = answers(Arrays.stream(era.policy().pools())
                .map(Rule::when)
                .filter(when -> open.stream().anyMatch(when::overlaps))
                .toList());
    }

    /// What a visit may be on: one of the lists declared, or none of them.
    private static Set<String> lists(Era era) {
        var lists = new TreeSet<>(Set.of(Diseases.NONE, Diseases.UNLISTED));
        for (var rule : era.policy().all(Effect.DiseaseList.class)) {
            lists.add(((Effect.DiseaseList) rule.effect()).list());
        }
        return lists;
    }

    static void run(Era era, Findings findings) {
        if (era.own().stream().anyMatch(own -> own.rule().effect() instanceof Effect.Pool)) {
            for (var kind : VisitKind.values()) {
                new GapCheck(era, kind, findings).run();
            }
        }
    }

    private void run() {
        for (var pool : era.policy().pools()) {
            covered.addAll(Cubes.intersect(open, pool.when()));
            open = Cubes.subtract(open, pool.when());
        }
        if (covered.isEmpty() || open.isEmpty()) {
            return;
        }
        for (var answer : answers) {
            report(answer.label(), answer.facts());
        }
        for (var first : answers) {
            for (var second : answers) {
                if (first.axis() < second.axis()) {
                    Cubes.intersect(first.facts(), second.facts())
                            .ifPresent(both -> report(first.label() + "," + second.label(), both));
                }
            }
        }
        var asked = answers.stream().map(Answer::facts).toList();
        open.stream().findFirst().map(cube -> Cubes.asOnly(cube, asked)).ifPresent(this::reportExample);
    }

    private void reportExample(Condition facts) {
        add("other", facts);
    }

    /// Tells of facts of which some are open and none covered, and closes them.
    private void report(String label, Condition facts) {
        if (open.stream().anyMatch(facts::overlaps) && covered.stream().noneMatch(facts::overlaps)) {
            add(label, Cubes.with(facts, Dimension.VISIT, Dimension.VISIT.bit(kind)));
            open = Cubes.subtract(open, facts);
        }
    }

    private void add(String label, Condition where) {
        findings.add(
                Check.GAP,
                era.scheme() + "/" + kind + "/" + label,
                Optional.empty(),
                where,
                era,
                Optional.of(Fen.of(1)),
                new Text(
                        kind.chinese() + "有统筹支付规则，但这些情形没有，费用将以 NO_RULE 不予支付",
                        "the pooled fund has rules for " + kind
                                + " care, but none for these facts: a bill is refused"));
    }

    /// The answers to the questions that rules ask, axis by axis.
    private List<Answer> answers(List<Condition> rules) {
        var answers = new ArrayList<Answer>();
        for (var dimension : Dimension.values()) {
            if (dimension != Dimension.VISIT && rules.stream().anyMatch(when -> Cubes.asks(when, dimension))) {
                for (var i = 0; i < dimension.answers().size(); i++) {
                    answers.add(new Answer(
                            dimension.ordinal(),
                            dimension.code() + "=" + dimension.answers().get(i),
                            Cubes.with(Condition.ALWAYS, dimension, dimension.bit(i))));
                }
            }
        }
        answers.addAll(ages(rules));
        answers.addAll(diseases(rules));
        return answers;
    }

    /// The lists that the rules treat alike are one answer, called by those on it or, if fewer, by those that are not.
    private List<Answer> diseases(List<Condition> rules) {
        var asked = rules.stream()
                .filter(Cubes::asksDisease)
                .map(Condition::diseases)
                .toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        var alike = lists.stream()
                .collect(Collectors.groupingBy(
                        list -> asked.stream().map(when -> when.includes(list)).toList(),
                        LinkedHashMap::new,
                        Collectors.toCollection(TreeSet::new)));
        return alike.values().stream()
                .map(same -> new Answer(
                        Dimension.values().length + 1,
                        "disease=" + name(same),
                        Cubes.of(Condition.ALWAYS, new Diseases(false, same))))
                .toList();
    }

    private String name(Set<String> same) {
        var others = new TreeSet<>(lists);
        others.removeAll(same);
        return others.size() < same.size() ? "not-" + String.join("+", others) : String.join("+", same);
    }

    private static List<Answer> ages(List<Condition> rules) {
        var starts = new TreeSet<Integer>();
        for (var when : rules) {
            if (Cubes.asksAge(when)) {
                starts.add(0);
                starts.add(when.ageFrom());
                if (when.ageTo() != Condition.NO_AGE_LIMIT) {
                    starts.add(when.ageTo() + 1);
                }
            }
        }
        var ages = new ArrayList<Answer>();
        for (var start : starts) {
            var next = starts.higher(start);
            var band = new Condition(-1L, -1L, start, next == null ? Condition.NO_AGE_LIMIT : next - 1, Diseases.ANY);
            ages.add(new Answer(Dimension.values().length, "age=" + Cubes.ages(band), band));
        }
        return ages;
    }
}
