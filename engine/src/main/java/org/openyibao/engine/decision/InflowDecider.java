package org.openyibao.engine.decision;

import java.util.Optional;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides what of a month's contribution goes to the account and what to the pooled fund.
public final class InflowDecider {

    private InflowDecider() {}

    /// `base`, and what `employee` and `employer` actually contributed of it; zero where nothing was.
    /// `fixedAmount`: the region's monthly amount for those credited with one.
    public record Question(Insured insured, Fen base, Fen employee, Fen employer, Optional<Fen> fixedAmount) {}

    public sealed interface Outcome {

        record Credited(Fen account, Fen pool, Rule rule) implements Outcome {}

        /// The scheme has no account: the contribution is the pooled fund's.
        record NoAccount(Fen pool, Rule rule) implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        var found = policy.find(Effect.Inflow.class, facts);
        if (found.isEmpty()) {
            return new Outcome.Refused(policy.whyNone(Effect.Inflow.class, facts));
        }
        return byRule(
                found.get().rule(),
                found.get().effect(),
                question.base(),
                question.employee(),
                question.employer(),
                question.fixedAmount());
    }

    /// What a rule that is known to apply makes of a contribution, whose parts are as a [Question] has them.
    public static Outcome byRule(
            Rule rule, Effect.Inflow effect, Fen base, Fen employee, Fen employer, Optional<Fen> fixedAmount) {
        var contributed = employee.plus(employer);
        if (!effect.hasAccount()) {
            return new Outcome.NoAccount(contributed, rule);
        }
        if (effect.fixedAmount()) {
            return new Outcome.Credited(fixedAmount.orElse(Fen.ZERO), contributed, rule);
        }
        var account = credited(effect, base, employee, employer);
        return new Outcome.Credited(account, contributed.minus(account), rule);
    }

    /// A share of the base is credited at most as far as it was contributed.
    static Fen credited(Effect.Inflow effect, Fen base, Fen employee, Fen employer) {
        return effect.employeeShare()
                .of(base)
                .min(employee)
                .plus(effect.employerShare().of(base).min(employer));
    }
}
