package org.openyibao.engine.decision;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides one day's transfers from an account into a relative's cross-province wallet, in the order asked for. A
/// refused one does not count towards the day's number.
public final class WalletDecider {

    private WalletDecider() {}

    /// `accepted`: the relative takes it in time.
    public record Transfer(LocalTime at, Fen amount, boolean accepted) {
        public Transfer(LocalTime at, Fen amount) {
            this(at, amount, true);
        }
    }

    /// `doneBefore`: transfers that went through earlier on the day; `account` is what they left.
    public record Question(
            Insured insured, Balances account, int doneBefore, List<Transfer> transfers, Assumptions assume) {

        public Question(Insured insured, Balances account, int doneBefore, List<Transfer> transfers) {
            this(insured, account, doneBefore, transfers, Assumptions.NONE);
        }
    }

    /// What became of one transfer.
    public enum Result {
        OK,
        /// It went through, was not accepted, and goes back the next day.
        RETURNED,
        /// More than one transfer may carry, or than the account holds.
        AMOUNT,
        /// The day's number is used up.
        COUNT,
        /// Asked for in the hours without transfers.
        HOURS
    }

    public sealed interface Outcome {

        /// A result for each transfer, and the account after those that went through and stayed. `returnedAt`: the
        /// time of the next day at which one that was not accepted goes back; empty where none ever does.
        record Answered(List<Result> results, Balances after, Optional<LocalTime> returnedAt, Rule rule)
                implements Outcome {}

        record Refused(Reason reason) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var facts = Facts.of(question.insured());
        var found = policy.find(Effect.Wallet.class, facts);
        if (found.isEmpty()) {
            return new Outcome.Refused(policy.whyNone(Effect.Wallet.class, facts));
        }
        var limits = found.get().effect();
        var results = new ArrayList<Result>();
        var account = lendable(policy, facts, question.account());
        var kept = Buckets.minus(question.account(), account);
        var order = Buckets.order(policy, facts, question.assume());
        var back = Balances.NONE;
        var done = question.doneBefore();
        for (var transfer : question.transfers()) {
            var result = result(limits, transfer, account, done);
            results.add(result);
            if (result == Result.OK || result == Result.RETURNED) {
                done++;
                var left = Buckets.after(order, account, transfer.amount());
                back = result == Result.RETURNED ? Buckets.plus(back, Buckets.minus(account, left)) : back;
                account = left;
            }
        }
        return new Outcome.Answered(
                List.copyOf(results),
                Buckets.plus(kept, Buckets.plus(account, back)),
                limits.returnedAt(),
                found.get().rule());
    }

    /// The money that relatives may have: of the same buckets as when they draw on the account directly.
    private static Balances lendable(CompiledPolicy policy, Facts facts, Balances account) {
        return policy.find(Effect.Family.class, facts)
                .map(found -> Buckets.only(found.effect().buckets(), account))
                .orElse(account);
    }

    private static Result result(Effect.Wallet limits, Transfer transfer, Balances account, int done) {
        if (isClosed(limits, transfer.at())) {
            return Result.HOURS;
        }
        if (transfer.amount().compareTo(limits.perTransfer()) > 0
                || transfer.amount().compareTo(account.total()) > 0) {
            return Result.AMOUNT;
        }
        if (done >= limits.perDay()) {
            return Result.COUNT;
        }
        return transfer.accepted() || limits.returnedAt().isEmpty() ? Result.OK : Result.RETURNED;
    }

    /// Closed from `closedFrom` on, open again at `closedTo`; the hours may run over midnight.
    private static boolean isClosed(Effect.Wallet limits, LocalTime at) {
        var afterStart = !at.isBefore(limits.closedFrom());
        var beforeEnd = at.isBefore(limits.closedTo());
        return limits.closedFrom().isBefore(limits.closedTo()) ? afterStart && beforeEnd : afterStart || beforeEnd;
    }
}
