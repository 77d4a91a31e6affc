package org.openyibao.engine.decision;

import java.util.Optional;
import java.util.stream.Stream;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides by how much staying insured raises the cap of a layer (连续参保激励), or breaks lower it.
public final class CapBonusDecider {

    private CapBonusDecider() {}

    /// `cap` empty: that of the rule of the layer.
    public record Question(Insured insured, LayerKind kind, Optional<Fen> cap) {}

    public sealed interface Outcome {

        /// `bonus` is below zero where the cap is lowered.
        record Changed(Fen bonus, Rule rule) implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        var cap = question.cap().or(() -> cap(policy, facts, question.kind()));
        for (var rule : policy.capBonuses()) {
            var bonus = (Effect.CapBonus) rule.effect();
            if (bonus.kind() == question.kind() && rule.when().matches(facts)) {
                return cap.<Outcome>map(known -> new Outcome.Changed(
                                bonus.of(known, question.insured().continuity()), rule))
                        .orElseGet(() -> new Outcome.Refused(policy.whyNone(Effect.Layer.class, facts)));
            }
        }
        return new Outcome.Refused(policy.whyNone(Effect.CapBonus.class, facts));
    }

    private static Optional<Fen> cap(CompiledPolicy policy, Facts facts, LayerKind kind) {
        for (var rule : policy.layers()) {
            var layer = (Effect.Layer) rule.effect();
            if (layer.kind() == kind && rule.when().matches(facts)) {
                return Optional.of(layer.cap()).filter(known -> !known.equals(Effect.Layer.NO_CAP));
            }
        }
        return Optional.empty();
    }

    /// True where a layer paid more in a year than its cap without a bonus.
    public static boolean wasUsed(CompiledPolicy policy, YearToDate year) {
        return Stream.of(policy.capBonuses())
                .map(rule -> ((Effect.CapBonus) rule.effect()).kind())
                .anyMatch(kind -> Stream.of(policy.layers())
                        .map(rule -> (Effect.Layer) rule.effect())
                        .filter(layer -> layer.kind() == kind)
                        .anyMatch(layer ->
                                Layers.paidBefore(kind, year) > layer.cap().value()));
    }
}
