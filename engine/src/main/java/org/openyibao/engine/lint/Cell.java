package org.openyibao.engine.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Rule;

/// Facts that the rules on funds do not tell apart: for all of `facts` these very rules apply. `pools` has
/// more than one rule where they share the lines of a bill among them.
record Cell(
        Era era,
        List<Rule> pools,
        Optional<Rule> deductible,
        Optional<Rule> reduction,
        Optional<Rule> partial,
        Optional<Rule> poolTilt,
        List<Rule> caps,
        List<Rule> layers,
        List<Rule> tilts,
        List<Condition> facts) {

    /// The cells of all visits of an era to which the pooled fund contributes.
    static List<Cell> of(Era era) {
        var cells = new ArrayList<Cell>();
        for (var kind : VisitKind.values()) {
            cells.addAll(of(era, Realistic.facts(era, kind)));
        }
        return cells;
    }

    private static List<Cell> of(Era era, List<Condition> facts) {
        var policy = era.policy();
        var parts = new Parts(facts);
        parts.eachUntilAll(policy.pools());
        parts.dropWithout();
        parts.first(policy.deductibles());
        parts.first(policy.reductions());
        parts.first(policy.partials());
        parts.first(policy.poolTilts());
        parts.each(policy.caps());
        for (var kind : LayerKind.values()) {
            parts.first(Stream.of(policy.layers())
                    .filter(rule -> ((Effect.Layer) rule.effect()).kind() == kind)
                    .toArray(Rule[]::new));
        }
        for (var kind : LayerKind.values()) {
            parts.first(Stream.of(policy.tilts())
                    .filter(rule -> ((Effect.Tilt) rule.effect()).kind() == kind)
                    .toArray(Rule[]::new));
        }
        return parts.cells(era);
    }

    /// All rules that apply, in the order in which the waterfall asks for them.
    List<Rule> rules() {
        return Stream.of(
                        pools.stream(),
                        deductible.stream(),
                        reduction.stream(),
                        partial.stream(),
                        poolTilt.stream(),
                        caps.stream(),
                        layers.stream(),
                        tilts.stream())
                .flatMap(rules -> rules)
                .toList();
    }

    /// The facts in few words: only what these rules ask for.
    Condition where() {
        return Cubes.asOnly(facts.getFirst(), rules().stream().map(Rule::when).toList());
    }

    Effect.Pool pool(Rule rule) {
        return (Effect.Pool) rule.effect();
    }

    /// What the person bears first where that is known, in fen.
    long deductibleFen() {
        var factor = poolTilt.map(rule -> ((Effect.PoolTilt) rule.effect()).deductibleFactor())
                .orElse(Ratio.ONE);
        return deductible
                .map(rule -> (Effect.Deductible) rule.effect())
                .filter(Effect.Deductible::isKnown)
                .map(effect -> factor.of(effect.amount()).value())
                .orElse(0L);
    }

    /// True where each rule takes some of the lines.
    boolean byItems() {
        return pools.size() > 1
                || !pool(pools.getFirst()).items().isAll()
                || pool(pools.getFirst()).limitsItems();
    }

    /// The facts, cut finer with each kind of rule; each part remembers which rules it has met, kind by
    /// kind.
    private static final class Parts {

        private Map<List<List<Rule>>, List<Condition>> parts = new LinkedHashMap<>();

        private Parts(List<Condition> facts) {
            if (!facts.isEmpty()) {
                parts.put(List.of(), facts);
            }
        }

        /// Of these rules the first that holds applies.
        private void first(Rule[] rules) {
            var finer = new LinkedHashMap<List<List<Rule>>, List<Condition>>();
            parts.forEach((met, facts) -> {
                var left = facts;
                for (var rule : rules) {
                    put(finer, met, List.of(rule), Cubes.intersect(left, rule.when()));
                    left = Cubes.subtract(left, rule.when());
                }
                put(finer, met, List.of(), left);
            });
            parts = finer;
        }

        /// All of these rules that hold apply.
        private void each(Rule[] rules) {
            var finer = new LinkedHashMap<List<List<Rule>>, List<Condition>>();
            parts.forEach((met, facts) -> each(rules, 0, facts, List.of(), false, met, finer));
            parts = finer;
        }

        /// As [#each], but nothing after a rule of the pooled fund that takes all lines.
        private void eachUntilAll(Rule[] pools) {
            var finer = new LinkedHashMap<List<List<Rule>>, List<Condition>>();
            parts.forEach((met, facts) -> each(pools, 0, facts, List.of(), true, met, finer));
            parts = finer;
        }

        private static void each(
                Rule[] rules,
                int index,
                List<Condition> facts,
                List<Rule> holding,
                boolean untilAll,
                List<List<Rule>> met,
                Map<List<List<Rule>>, List<Condition>> finer) {
            if (facts.isEmpty()) {
                return;
            }
            if (index == rules.length) {
                put(finer, met, holding, facts);
                return;
            }
            var rule = rules[index];
            var with = Stream.concat(holding.stream(), Stream.of(rule)).toList();
            var held = Cubes.intersect(facts, rule.when());
            if (untilAll && ((Effect.Pool) rule.effect()).items().isAll()) {
                put(finer, met, with, held);
            } else {
                each(rules, index + 1, held, with, untilAll, met, finer);
            }
            each(rules, index + 1, Cubes.subtract(facts, rule.when()), holding, untilAll, met, finer);
        }

        private static void put(
                Map<List<List<Rule>>, List<Condition>> finer,
                List<List<Rule>> met,
                List<Rule> rules,
                List<Condition> facts) {
            if (!facts.isEmpty()) {
                var key = Stream.concat(met.stream(), Stream.of(rules)).toList();
                finer.computeIfAbsent(key, ignored -> new ArrayList<>()).addAll(facts);
            }
        }

        /// Parts that met none of the last rules are no longer looked at.
        private void dropWithout() {
            parts.keySet().removeIf(met -> met.getLast().isEmpty());
        }

        private List<Cell> cells(Era era) {
            var cells = new ArrayList<Cell>();
            var kinds = LayerKind.values().length;
            parts.forEach((met, facts) -> cells.add(new Cell(
                    era,
                    met.get(0),
                    met.get(1).stream().findFirst(),
                    met.get(2).stream().findFirst(),
                    met.get(3).stream().findFirst(),
                    met.get(4).stream().findFirst(),
                    met.get(5),
                    met.subList(6, 6 + kinds).stream().flatMap(List::stream).toList(),
                    met.subList(6 + kinds, 6 + 2 * kinds).stream()
                            .flatMap(List::stream)
                            .toList(),
                    facts)));
            return cells;
        }
    }
}
