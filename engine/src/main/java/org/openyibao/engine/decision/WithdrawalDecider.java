package org.openyibao.engine.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.policy.WithdrawalReason;

/// Decides whether the whole balance of an account may be paid out, and to whom. No rule for a reason means no.
public final class WithdrawalDecider {

    private WithdrawalDecider() {}

    /// `documents`: codes of the papers handed in.
    public record Question(Insured insured, Balances account, WithdrawalReason reason, Set<String> documents) {}

    public sealed interface Outcome {

        /// Both buckets, to `payee` (`self`, `heir`).
        record Paid(Fen amount, String payee, Rule rule) implements Outcome {}

        /// Nothing is paid; `missing` names the papers that would change that.
        record Refused(Reason reason, List<String> missing, Optional<Rule> rule) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        for (var rule : policy.all(Effect.Withdrawal.class)) {
            var effect = (Effect.Withdrawal) rule.effect();
            if (effect.reasons().contains(question.reason()) && rule.when().matches(facts)) {
                return byRule(rule, effect, question);
            }
        }
        return new Outcome.Refused(Reason.REASON_NOT_ALLOWED, List.of(), Optional.empty());
    }

    private static Outcome byRule(Rule rule, Effect.Withdrawal effect, Question question) {
        var missing = effect.documents().stream()
                .filter(document -> !question.documents().contains(document))
                .toList();
        return missing.isEmpty()
                ? new Outcome.Paid(question.account().total(), effect.payee(), rule)
                : new Outcome.Refused(Reason.DOCUMENTS_MISSING, missing, Optional.of(rule));
    }
}
