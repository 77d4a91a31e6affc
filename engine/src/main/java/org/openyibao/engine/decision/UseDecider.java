package org.openyibao.engine.decision;

import java.util.Optional;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Payer;
import org.openyibao.engine.policy.Purpose;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides whether an account may pay for something other than care: a premium, a gym.
public final class UseDecider {

    private UseDecider() {}

    /// `of`: whose premium or other cost it is, seen from the account's owner. `designated`: it is not to be paid to an
    /// institution, or to a designated one.
    public record Question(
            Insured insured,
            Balances account,
            Purpose purpose,
            Relation of,
            Fen amount,
            boolean designated,
            Assumptions assume) {

        public Question(
                Insured insured, Balances account, Purpose purpose, Relation of, Fen amount, boolean designated) {
            this(insured, account, purpose, of, amount, designated, Assumptions.NONE);
        }
    }

    public sealed interface Outcome {

        /// What is left of the account when it has paid.
        record Allowed(Balances after, Rule rule) implements Outcome {}

        /// The account stays as it is.
        record Refused(Reason reason, Optional<Rule> rule) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        var terms = terms(policy, facts, question);
        if (terms.isEmpty()) {
            return new Outcome.Refused(whyNone(policy, facts, question), Optional.empty());
        }
        var rule = terms.get().rule();
        if (!terms.get().effect().allowed()) {
            return new Outcome.Refused(terms.get().effect().reason(), Optional.of(rule));
        }
        var account = policy.find(Effect.Inflow.class, facts);
        if (account.filter(found -> !found.effect().hasAccount()).isPresent()) {
            return new Outcome.Refused(Reason.NO_ACCOUNT, account.map(CompiledPolicy.Applied::rule));
        }
        var barred = barred(policy, Facts.ofUse(question.insured(), question.designated()));
        if (barred.isPresent()) {
            return new Outcome.Refused(((Effect.Exclusion) barred.get().effect()).reason(), barred);
        }
        var relation = question.of() == Relation.SELF
                ? Optional.<Reason>empty()
                : NearRelatives.refusal(policy, facts, question.of());
        if (relation.isPresent()) {
            return new Outcome.Refused(relation.get(), Optional.of(rule));
        }
        var effect = terms.get().effect();
        var usable = Buckets.only(effect.buckets(), question.account());
        if (usable.total().compareTo(question.amount().max(effect.leastBalance())) < 0) {
            return new Outcome.Refused(Reason.BALANCE_INSUFFICIENT, Optional.of(rule));
        }
        var left = Buckets.after(Buckets.order(policy, facts, question.assume()), usable, question.amount());
        return new Outcome.Allowed(Buckets.plus(left, Buckets.minus(question.account(), usable)), rule);
    }

    private static Optional<CompiledPolicy.Applied<Effect.PurposeTerms>> terms(
            CompiledPolicy policy, Facts facts, Question question) {
        for (var rule : policy.all(Effect.PurposeTerms.class)) {
            var effect = (Effect.PurposeTerms) rule.effect();
            if (speaksOf(effect, question) && rule.when().matches(facts)) {
                return Optional.of(new CompiledPolicy.Applied<>(rule, effect));
            }
        }
        return Optional.empty();
    }

    private static boolean speaksOf(Effect.PurposeTerms effect, Question question) {
        return effect.purposes().contains(question.purpose())
                && effect.of().contains(question.of().group());
    }

    /// The purpose is not among those that accounts pay for, or it is, but by rules of another date.
    private static Reason whyNone(CompiledPolicy policy, Facts facts, Question question) {
        var why = policy.whyNone(Effect.PurposeTerms.class, effect -> speaksOf(effect, question), facts);
        return why == Reason.NO_RULE_FOR_DATE ? why : Reason.PURPOSE_NOT_ALLOWED;
    }

    /// The rule that keeps the account from paying whatever it is for: one that asks of a visit at most whether the
    /// institution is designated.
    private static Optional<Rule> barred(CompiledPolicy policy, Facts facts) {
        for (var rule : policy.barsTo(Payer.ACCOUNT)) {
            if (Facts.answerUse(rule.when()) && rule.when().matches(facts)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
