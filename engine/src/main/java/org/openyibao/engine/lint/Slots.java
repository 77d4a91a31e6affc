package org.openyibao.engine.lint;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Items;

/// What a rule lays claim to when its condition holds, as names: of two rules with a name in common the
/// first in order applies there. Rules that add up instead (caps, windows, gaps) claim nothing.
final class Slots {

    private Slots() {}

    /// `cohorts`: the days from which on or before which rules of the pack ask that work began, the first of all among
    /// them.
    static Set<String> of(Effect effect, Set<LocalDate> cohorts) {
        return switch (effect) {
            case Effect.DiseaseList list -> Set.of("disease-list " + list.list());
            case Effect.Exclusion exclusion -> exclusion(exclusion);
            case Effect.Deductible _ -> Set.of("deductible");
            case Effect.PoolTilt _ -> Set.of("pool-tilt");
            case Effect.BenefitYear _ -> Set.of("benefit-year");
            case Effect.Pool pool -> items("pool", pool.items());
            case Effect.Reduction _ -> Set.of("reduction");
            case Effect.Partial _ -> Set.of("partial");
            case Effect.Layer layer -> Set.of("layer " + layer.kind());
            case Effect.Tilt tilt -> Set.of("tilt " + tilt.kind());
            case Effect.Account account -> each("account", account.buckets());
            case Effect.AccountItems items -> accountItems(items);
            case Effect.Order _ -> Set.of("order");
            case Effect.Relatives _ -> Set.of("relatives");
            case Effect.Family _ -> Set.of("family");
            case Effect.ManualClaim _ -> Set.of("manual-claim");
            case Effect.ClaimLimit _ -> Set.of("claim-limit");
            case Effect.FilingTerms terms -> each("filing", terms.kinds());
            case Effect.PurposeTerms terms -> purposes(terms);
            case Effect.Inflow _ -> Set.of("inflow");
            case Effect.Interest _ -> Set.of("interest");
            case Effect.Withdrawal withdrawal -> each("withdrawal", withdrawal.reasons());
            case Effect.AccountMove _ -> Set.of("account-move");
            case Effect.Wallet _ -> Set.of("wallet");
            case Effect.Waiting _ -> Set.of("waiting");
            case Effect.Newborn _ -> Set.of("newborn");
            case Effect.Contribution _ -> Set.of("contribution");
            case Effect.CapBonus bonus -> Set.of("cap-bonus " + bonus.kind());
            case Effect.FilingDocuments papers -> each("filing-documents", papers.grounds());
            case Effect.FilingNeed _ -> Set.of("filing-need");
            case Effect.NotDirect _ -> Set.of("not-direct");
            case Effect.Catalogue _ -> Set.of("catalogue");
            case Effect.Premium premium -> Set.of("premium " + premium.coverageYear());
            case Effect.Formula formula -> Set.of("formula " + formula.name());
            case Effect.Retirement retirement ->
                each(
                        "retirement from",
                        cohorts.stream().filter(retirement::isFor).toList());
            case Effect.Cap _, Effect.Window _, Effect.Gap _ -> Set.of();
        };
    }

    private static Set<String> exclusion(Effect.Exclusion exclusion) {
        var slots = new LinkedHashSet<String>();
        for (var payer : exclusion.bars()) {
            var name = "exclusion " + payer;
            slots.addAll(exclusion.items().isAll() ? Set.of(name) : items(name + " of", exclusion.items()));
        }
        return slots;
    }

    private static Set<String> accountItems(Effect.AccountItems effect) {
        var slots = new LinkedHashSet<String>();
        effect.buckets().forEach(bucket -> slots.addAll(items("account " + bucket + " for", effect.items())));
        return slots;
    }

    private static Set<String> purposes(Effect.PurposeTerms terms) {
        var slots = new LinkedHashSet<String>();
        terms.purposes().forEach(purpose -> slots.addAll(each("purpose " + purpose + " of", terms.of())));
        return slots;
    }

    private static Set<String> items(String name, Items items) {
        var slots = new LinkedHashSet<String>();
        for (var category : FeeCategory.values()) {
            for (var grade : Grade.values()) {
                if (items.includes(category, grade)) {
                    slots.add(name + " " + category + " " + grade);
                }
            }
        }
        return slots;
    }

    private static Set<String> each(String name, Collection<?> values) {
        var slots = new LinkedHashSet<String>();
        values.forEach(value -> slots.add(name + " " + value));
        return slots;
    }
}
