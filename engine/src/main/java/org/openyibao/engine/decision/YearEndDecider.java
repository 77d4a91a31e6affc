package org.openyibao.engine.decision;

import java.util.Map;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.DaySums;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.money.Ratio;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides what becomes of an account at the end of the year: interest on both buckets, then this year's money
/// becomes money of prior years.
public final class YearEndDecider {

    private YearEndDecider() {}

    /// `account`: at the end of the year or, where the year was turned already, later. `daySums`: of the year,
    /// which has `days`; interest is paid on their average. `rates`: a year's rate of the bank for each kind that a
    /// rule may name.
    public record Question(
            Insured insured, Balances account, DaySums daySums, int days, Map<Effect.RateKind, Ratio> rates) {}

    public sealed interface Outcome {

        /// Interest of each bucket, each rounded to the fen, and the account on the first day of the new year.
        record Carried(Fen interestCurrent, Fen interestPrior, Balances after, Rule rule) implements Outcome {}

        /// The account stays as it is.
        record Refused(Reason reason) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        var found = policy.find(Effect.Interest.class, facts);
        if (found.isEmpty()) {
            return new Outcome.Refused(policy.whyNone(Effect.Interest.class, facts));
        }
        var effect = found.get().effect();
        var interestCurrent =
                interest(question, effect.current(), question.daySums().current());
        var interestPrior =
                interest(question, effect.prior(), question.daySums().prior());
        var after = question.account().total().plus(interestCurrent).plus(interestPrior);
        return new Outcome.Carried(
                interestCurrent,
                interestPrior,
                new Balances(Fen.ZERO, after),
                found.get().rule());
    }

    private static Fen interest(Question question, Effect.RateKind kind, long daySum) {
        return question.rates().getOrDefault(kind, Ratio.ZERO).ofAverage(Math.max(0, daySum), question.days());
    }
}
