package org.openyibao.engine.lint;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.policy.CatalogueOf;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Whether two books of packs pay the same for every visit in a region: to all facts that can come together the same
/// effects apply, on every day. An answer added to a condition that an earlier rule takes changes nothing, nor does one
/// for which the pooled fund pays nothing anyway.
final class Sameness {

    private Sameness() {}

    /// Only a change of the rules on funds can be told to be none; where the fund has no rule, nothing is said.
    static boolean of(PolicyBook one, PolicyBook other, String region) {
        var mineNow = one.pack(region).orElseThrow().rules();
        var itsNow = other.pack(region).orElseThrow().rules();
        var changed = IntStream.range(0, mineNow.size())
                .filter(i -> !says(mineNow.get(i)).equals(says(itsNow.get(i))))
                .mapToObj(mineNow::get)
                .toList();
        if (changed.stream().allMatch(rule -> sameRules(one, other, region, rule.effect()))) {
            return true;
        }
        if (!changed.stream().allMatch(rule -> isOfFund(rule.effect()))) {
            return false;
        }
        var any = false;
        for (var scheme : Scheme.values()) {
            for (var day : days(one, other, region)) {
                var mine = cells(one, region, scheme, day);
                any |= !mine.isEmpty();
                if (!same(mine, cells(other, region, scheme, day))) {
                    return false;
                }
            }
        }
        return any;
    }

    /// On every day the same rules of this kind, wherever they stand: a city may say what the nation says.
    private static boolean sameRules(PolicyBook one, PolicyBook other, String region, Effect effect) {
        return Stream.of(Scheme.values())
                .allMatch(scheme -> days(one, other, region).stream()
                        .allMatch(day -> said(one, region, scheme, day, effect)
                                .equals(said(other, region, scheme, day, effect))));
    }

    private static Set<List<Object>> said(PolicyBook book, String region, Scheme scheme, LocalDate day, Effect effect) {
        var policy = book.on(region, scheme, day);
        var rules = List.of(policy.all(effect.getClass()));
        if (effect instanceof Effect.PurposeTerms) {
            return purposes(rules);
        }
        return matters(policy, effect)
                ? rules.stream()
                        .filter(rule -> !saysWhatHoldsAnyway(rule, rules))
                        .map(rule -> List.<Object>of(rule.when(), decisive(rules, rule)))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /// What is asked, for each purpose and relation, until a rule holds for everybody; to refuse it last is what
    /// happens without a rule.
    private static Set<List<Object>> purposes(List<Rule> rules) {
        var said = new HashSet<List<Object>>();
        for (var purpose : Purpose.values()) {
            for (var group : Relation.Group.values()) {
                var asked = new ArrayList<List<Object>>();
                var terms = new ArrayList<Effect.PurposeTerms>();
                for (var rule : rules) {
                    var effect = (Effect.PurposeTerms) rule.effect();
                    if (effect.purposes().contains(purpose) && effect.of().contains(group)) {
                        asked.add(List.of(
                                rule.when(),
                                effect.allowed(),
                                effect.reason(),
                                effect.buckets(),
                                effect.leastBalance()));
                        terms.add(effect);
                        if (rule.when().equals(Condition.ALWAYS)) {
                            break;
                        }
                    }
                }
                while (!terms.isEmpty()
                        && !terms.getLast().allowed()
                        && terms.getLast().reason() == Reason.PURPOSE_NOT_ALLOWED) {
                    terms.removeLast();
                    asked.removeLast();
                }
                said.add(List.of(purpose, group, List.copyOf(asked)));
            }
        }
        return said;
    }

    /// The same as without a rule, and no rule after it says otherwise for the same facts.
    private static boolean saysWhatHoldsAnyway(Rule rule, List<Rule> rules) {
        var anyway = switch (rule.effect()) {
            case Effect.FilingNeed need -> !need.required();
            case Effect.Catalogue catalogue -> catalogue.of() == CatalogueOf.PLACE_OF_CARE;
            default -> false;
        };
        return anyway
                && rules.subList(rules.indexOf(rule) + 1, rules.size()).stream()
                        .noneMatch(after -> after.when().overlaps(rule.when()));
    }

    /// Nothing comes of what an account may pay where it may not pay, nor of what relatives may draw on where there are
    /// none.
    private static boolean matters(CompiledPolicy policy, Effect effect) {
        return switch (effect) {
            case Effect.AccountItems _ -> policy.all(Effect.Account.class).length > 0;
            case Effect.Family _ -> policy.all(Effect.Relatives.class).length > 0;
            default -> true;
        };
    }

    /// Of a window the days that no window before it takes, and the months it makes wait; its kind alone says nothing.
    private static Object decisive(List<Rule> rules, Rule rule) {
        if (!(rule.effect() instanceof Effect.Window window)) {
            return rule.effect();
        }
        var opens = window.opens();
        for (var before : rules.subList(0, rules.indexOf(rule))) {
            var earlier = (Effect.Window) before.effect();
            if (earlier.coverageYear() == window.coverageYear()
                    && before.when().covers(rule.when())
                    && !opens.isBefore(earlier.opens())
                    && !opens.isAfter(earlier.closes())) {
                opens = earlier.closes().plusDays(1);
            }
        }
        var waiting = window.kind() == Effect.WindowKind.LATE ? window.waitingMonths() : 0;
        return List.of(window.coverageYear(), opens, window.closes(), waiting);
    }

    /// A rule without the file that it stands in.
    private static List<Object> says(Rule rule) {
        return List.of(rule.id(), rule.schemes(), rule.from(), rule.to(), rule.when(), rule.effect());
    }

    private static boolean isOfFund(Effect effect) {
        return effect instanceof Effect.Deductible
                || effect instanceof Effect.Pool
                || effect instanceof Effect.PoolTilt
                || effect instanceof Effect.Reduction
                || effect instanceof Effect.Partial
                || effect instanceof Effect.Cap;
    }

    private static TreeSet<LocalDate> days(PolicyBook one, PolicyBook other, String region) {
        var days = new TreeSet<LocalDate>();
        for (var book : List.of(one, other)) {
            book.chain(region)
                    .forEach(pack -> pack.rules().forEach(rule -> {
                        days.add(rule.from());
                        days.add(rule.to().plusDays(1));
                    }));
        }
        return days;
    }

    private static List<Cell> cells(PolicyBook book, String region, Scheme scheme, LocalDate day) {
        return Cell.of(new Era(scheme, day, day, book.on(region, scheme, day), List.of()));
    }

    private static boolean same(List<Cell> some, List<Cell> others) {
        return covers(some, others)
                && covers(others, some)
                && some.stream()
                        .allMatch(cell -> others.stream()
                                .filter(other -> !effects(cell).equals(effects(other)))
                                .noneMatch(other -> meet(cell.facts(), other.facts())));
    }

    private static boolean covers(List<Cell> some, List<Cell> others) {
        var left = others.stream().flatMap(cell -> cell.facts().stream()).toList();
        for (var cell : some) {
            for (var facts : cell.facts()) {
                left = Cubes.subtract(left, facts);
            }
        }
        return left.isEmpty();
    }

    private static boolean meet(List<Condition> some, List<Condition> others) {
        return some.stream().anyMatch(facts -> others.stream().anyMatch(facts::overlaps));
    }

    /// What applies; where the fund's only share is nothing, the rest does not matter.
    private static List<Effect> effects(Cell cell) {
        var pools = cell.pools().stream().map(Rule::effect).toList();
        return pools.stream().allMatch(effect -> paysNothing((Effect.Pool) effect))
                ? pools
                : cell.rules().stream()
                        .map(Rule::effect)
                        .filter(effect -> !(effect instanceof Effect.Cap cap && isSlack(cap, cell)))
                        .toList();
    }

    /// Of two caps on the same payments the smaller one counts.
    private static boolean isSlack(Effect.Cap cap, Cell cell) {
        return cell.caps().stream()
                .map(rule -> (Effect.Cap) rule.effect())
                .anyMatch(other -> other.counts() == cap.counts()
                        && other.perFamilyMember() == cap.perFamilyMember()
                        && other.amount().compareTo(cap.amount()) < 0);
    }

    private static boolean paysNothing(Effect.Pool pool) {
        return pool.brackets().size() == 1 && pool.brackets().ratio(0).millionths() == 0;
    }
}
