package org.openyibao.engine.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.openyibao.engine.lint.Era.OwnRule;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.Payer;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// Rules that apply to nobody at no time: earlier rules of the pack and exclusions leave nothing of their
/// conditions. A tilt also needs a layer, and a rule on what an account may pay for an account that may
/// pay, in the region itself or in one that inherits from it.
final class Reach {

    private final PolicyBook book;
    private final Map<String, List<Era>> eras;

    Reach(PolicyBook book, Map<String, List<Era>> eras) {
        this.book = book;
        this.eras = eras;
    }

    void run(Pack pack, Findings findings) {
        for (var rule : pack.rules()) {
            var takers = new LinkedHashSet<String>();
            var left = left(pack, rule, takers);
            if (left.isEmpty()) {
                add(
                        rule,
                        new Text(
                                "永远轮不到：条件全部被 " + String.join("、", takers) + " 占去",
                                "never applies: all that it holds for is taken by " + String.join(", ", takers)),
                        findings);
            } else if (!isOfUse(pack, rule, left)) {
                add(
                        rule,
                        new Text("永远用不上：没有可以作用的规则", "is of no use: there is no rule that it could work on"),
                        findings);
            }
        }
    }

    private static void add(Rule rule, Text why, Findings findings) {
        findings.add(Check.UNREACHABLE, Findings.name(rule), rule, Cubes.words(rule.when()), why);
    }

    /// What is left of a rule's condition in all its eras; adds those that took something to `takers`.
    private List<Condition> left(Pack pack, Rule rule, Set<String> takers) {
        var left = new ArrayList<Condition>();
        for (var era : eras.getOrDefault(pack.region(), List.of())) {
            era.own().stream().filter(own -> own.rule() == rule).forEach(own -> left.addAll(left(era, own, takers)));
        }
        return left;
    }

    private static List<Condition> left(Era era, OwnRule own, Set<String> takers) {
        var left = List.of(own.rule().when());
        for (var other : era.own()) {
            if (other == own) {
                break;
            }
            if (other.takesAll(own)) {
                left = take(left, other.rule(), takers);
            }
        }
        for (var exclusion : exclusionsBefore(era, own.rule().effect())) {
            left = take(left, exclusion, takers);
        }
        return left;
    }

    private static List<Condition> take(List<Condition> left, Rule taker, Set<String> takers) {
        if (left.stream().anyMatch(cube -> cube.overlaps(taker.when()))) {
            takers.add(taker.key());
        }
        return Cubes.subtract(left, taker.when());
    }

    /// The exclusions of the whole visit that leave an effect nothing to work on.
    private static List<Rule> exclusionsBefore(Era era, Effect effect) {
        return switch (effect) {
            case Effect.Deductible _,
                    Effect.Pool _,
                    Effect.PoolTilt _,
                    Effect.Reduction _,
                    Effect.Partial _,
                    Effect.Cap _,
                    Effect.Layer _,
                    Effect.CapBonus _,
                    Effect.Tilt _ -> exclusions(era, Payer.FUND);
            case Effect.Account _, Effect.AccountItems _ -> exclusions(era, Payer.ACCOUNT);
            case Effect.DiseaseList _,
                    Effect.Exclusion _,
                    Effect.Order _,
                    Effect.Relatives _,
                    Effect.Family _,
                    Effect.ManualClaim _,
                    Effect.ClaimLimit _,
                    Effect.FilingTerms _,
                    Effect.AccountMove _,
                    Effect.FilingNeed _,
                    Effect.NotDirect _,
                    Effect.FilingDocuments _,
                    Effect.Catalogue _,
                    Effect.Premium _,
                    Effect.Retirement _,
                    Effect.Formula _,
                    Effect.PurposeTerms _,
                    Effect.Inflow _,
                    Effect.Interest _,
                    Effect.Withdrawal _,
                    Effect.Wallet _,
                    Effect.Window _,
                    Effect.Waiting _,
                    Effect.Newborn _,
                    Effect.Gap _,
                    Effect.BenefitYear _,
                    Effect.Contribution _ -> List.of();
        };
    }

    /// The rules that keep a payer from whole visits.
    static List<Rule> exclusions(Era era, Payer payer) {
        return List.of(era.policy().barsTo(payer));
    }

    private boolean isOfUse(Pack pack, Rule rule, List<Condition> left) {
        if (rule.effect() instanceof Effect.Tilt tilt) {
            return meets(pack, rule, left, Effect.Layer.class, layer -> layer.kind() == tilt.kind());
        }
        if (rule.effect() instanceof Effect.AccountItems items) {
            return meets(
                    pack,
                    rule,
                    left,
                    Effect.Account.class,
                    account -> account.buckets().stream().anyMatch(items.buckets()::contains));
        }
        return true;
    }

    /// True where a rule with such an effect holds for some of the facts, here or in a region that
    /// inherits.
    private <E extends Effect> boolean meets(
            Pack pack, Rule rule, List<Condition> left, Class<E> effect, Predicate<E> fits) {
        return book.packs().stream()
                .filter(heir -> book.chain(heir.region()).contains(pack))
                .flatMap(heir -> eras.getOrDefault(heir.region(), List.of()).stream())
                .filter(era -> rule.schemes().contains(era.scheme()) && rule.inForceOn(era.from()))
                .flatMap(era -> Arrays.stream(era.policy().all(effect)))
                .anyMatch(base ->
                        fits.test(effect.cast(base.effect())) && left.stream().anyMatch(base.when()::overlaps));
    }
}
