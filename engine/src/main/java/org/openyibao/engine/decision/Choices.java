package org.openyibao.engine.decision;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.policy.WithdrawalReason;

/// What somebody may ask for by the rules of a day, before anything is asked: what a form offers. The deciders have the
/// last word on what is then asked. `sharing` and `wallet` are empty where no rule is in force.
public record Choices(
        Optional<Sharing> sharing,
        Optional<Wallet> wallet,
        List<Filing> filings,
        List<Use> uses,
        List<Withdrawal> withdrawals) {

    /// With whom accounts are shared.
    public record Sharing(Set<Relation.Group> groups, Rule rule) {}

    /// Transfers to relatives in other provinces.
    public record Wallet(Effect.Wallet terms, Rule rule) {}

    /// A ground on which such a person may file: the papers it takes, whether a promise may stand in for them at first,
    /// and for how many months it holds (0: until cancelled).
    public record Filing(
            FilingGround ground,
            List<String> documents,
            boolean orCommitment,
            int validMonths,
            Optional<Rule> papers,
            Optional<Rule> terms) {}

    /// What an account pays, or must not, for relatives of these groups. `reason`: why it must not.
    public record Use(Purpose purpose, boolean allowed, Set<Relation.Group> of, Optional<Reason> reason, Rule rule) {}

    /// Why the balance may be paid out, to whom (`self`, `heir`) and with what papers.
    public record Withdrawal(WithdrawalReason reason, List<String> documents, String payee, Rule rule) {}

    public static Choices of(CompiledPolicy policy, Insured insured) {
        var facts = Facts.of(insured);
        var sharing = policy.find(Effect.Relatives.class, facts)
                .map(found -> new Sharing(Set.copyOf(found.effect().groups()), found.rule()));
        return new Choices(
                sharing,
                policy.find(Effect.Wallet.class, facts).map(found -> new Wallet(found.effect(), found.rule())),
                filings(policy, insured),
                uses(policy, facts, sharing.map(Sharing::groups).orElse(Set.of())),
                withdrawals(policy, facts));
    }

    private static List<Filing> filings(CompiledPolicy policy, Insured insured) {
        var filings = new ArrayList<Filing>();
        var asksPapers = policy.all(Effect.FilingDocuments.class).length > 0;
        for (var ground : FilingGround.values()) {
            var papers = FilingMaker.papers(policy, insured, ground);
            if (papers.isPresent() || !asksPapers) {
                var terms = Away.terms(policy, insured, ground.kind());
                filings.add(new Filing(
                        ground,
                        papers.map(found -> found.effect().documents()).orElse(List.of()),
                        papers.filter(found -> found.effect().orCommitment()).isPresent(),
                        FilingMaker.validMonths(terms, ground.kind()).orElse(0),
                        papers.map(CompiledPolicy.Applied::rule),
                        terms.map(CompiledPolicy.Applied::rule)));
            }
        }
        return List.copyOf(filings);
    }

    /// The first rule that speaks of a purpose and a group decides; whom accounts are not shared with, none pays for.
    private static List<Use> uses(CompiledPolicy policy, Facts facts, Set<Relation.Group> near) {
        var uses = new ArrayList<Use>();
        for (var purpose : Purpose.values()) {
            var spoken = EnumSet.noneOf(Relation.Group.class);
            for (var rule : policy.all(Effect.PurposeTerms.class)) {
                var effect = (Effect.PurposeTerms) rule.effect();
                if (!effect.purposes().contains(purpose) || !rule.when().matches(facts)) {
                    continue;
                }
                var groups = EnumSet.noneOf(Relation.Group.class);
                groups.addAll(effect.of());
                groups.removeAll(spoken);
                spoken.addAll(groups);
                if (effect.allowed()) {
                    groups.removeIf(group -> group != Relation.Group.SELF && !near.contains(group));
                }
                if (!groups.isEmpty()) {
                    uses.add(new Use(
                            purpose,
                            effect.allowed(),
                            Set.copyOf(groups),
                            effect.allowed() ? Optional.empty() : Optional.of(effect.reason()),
                            rule));
                }
            }
        }
        return List.copyOf(uses);
    }

    private static List<Withdrawal> withdrawals(CompiledPolicy policy, Facts facts) {
        var withdrawals = new ArrayList<Withdrawal>();
        for (var reason : WithdrawalReason.values()) {
            for (var rule : policy.all(Effect.Withdrawal.class)) {
                var effect = (Effect.Withdrawal) rule.effect();
                if (effect.reasons().contains(reason) && rule.when().matches(facts)) {
                    withdrawals.add(new Withdrawal(reason, effect.documents(), effect.payee(), rule));
                    break;
                }
            }
        }
        return List.copyOf(withdrawals);
    }
}
