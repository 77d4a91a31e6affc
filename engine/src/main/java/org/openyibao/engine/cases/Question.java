package org.openyibao.engine.cases;

import java.time.LocalDate;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.decision.CapBonusDecider;
import org.openyibao.engine.decision.CatastrophicDecider;
import org.openyibao.engine.decision.ContributionDecider;
import org.openyibao.engine.decision.EntitlementDecider;
import org.openyibao.engine.decision.FilingDecider;
import org.openyibao.engine.decision.FormulaDecider;
import org.openyibao.engine.decision.InflowDecider;
import org.openyibao.engine.decision.PremiumDecider;
import org.openyibao.engine.decision.RetirementDecider;
import org.openyibao.engine.decision.UseDecider;
import org.openyibao.engine.decision.WalletDecider;
import org.openyibao.engine.decision.WithdrawalDecider;
import org.openyibao.engine.decision.YearEndDecider;

/// What a case asks, by its `kind`.
public sealed interface Question {

    record Visit(Claim claim) implements Question {}

    record Catastrophic(CatastrophicDecider.Question asked) implements Question {}

    record Filing(FilingDecider.Question asked) implements Question {}

    record CanIUse(org.openyibao.engine.decision.CanIUse.Question asked) implements Question {}

    record Use(UseDecider.Question asked) implements Question {}

    record YearEnd(YearEndDecider.Question asked) implements Question {}

    record Inflow(InflowDecider.Question asked) implements Question {}

    record Standing(EntitlementDecider.Question asked) implements Question {}

    record Withdrawal(WithdrawalDecider.Question asked) implements Question {}

    record Wallet(WalletDecider.Question asked) implements Question {}

    record Contribution(ContributionDecider.Question asked) implements Question {}

    record Premium(PremiumDecider.Question asked) implements Question {}

    record CapBonus(CapBonusDecider.Question asked) implements Question {}

    record Retirement(RetirementDecider.Question asked) implements Question {}

    record Formula(FormulaDecider.Question asked) implements Question {}

    /// The same asked on another day.
    default Question onDay(LocalDate day) {
        return switch (this) {
            case Visit(Claim claim) ->
                new Visit(new Claim(
                        day,
                        claim.insured(),
                        claim.visit(),
                        claim.filing(),
                        claim.bill(),
                        claim.yearToDate(),
                        claim.account(),
                        claim.family(),
                        claim.wallet(),
                        claim.useAccount(),
                        claim.assume()));
            case Filing(FilingDecider.Question asked) ->
                new Filing(new FilingDecider.Question(asked.insured(), asked.visit(), asked.filing(), day));
            case CanIUse(var asked) ->
                new CanIUse(new org.openyibao.engine.decision.CanIUse.Question(
                        day,
                        asked.insured(),
                        asked.visit(),
                        asked.filing(),
                        asked.account(),
                        asked.family(),
                        asked.wallet(),
                        asked.yearToDate(),
                        asked.assume()));
            case Catastrophic _,
                    Use _,
                    YearEnd _,
                    Inflow _,
                    Standing _,
                    Withdrawal _,
                    Wallet _,
                    Contribution _,
                    Premium _,
                    CapBonus _,
                    Retirement _,
                    Formula _ -> this;
        };
    }

    /// The same with a year's premium paid on another day; where none is, the same.
    default Question paidOn(LocalDate day) {
        return this instanceof Standing(EntitlementDecider.Question.YearPaid paid)
                ? new Standing(new EntitlementDecider.Question.YearPaid(paid.coverageYear(), day))
                : this;
    }
}
