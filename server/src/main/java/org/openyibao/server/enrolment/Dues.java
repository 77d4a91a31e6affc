package org.openyibao.server.enrolment;

import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.decision.ContributionDecider;
import org.openyibao.engine.decision.PremiumDecider;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.request.Result;
import org.springframework.stereotype.Component;

/// A door of the room: what is to be paid for somebody's insurance. It is worked out, not recorded, for anybody whom
/// the question describes. Refused where no rule says it.
@Component
public class Dues {

    private final Policies policies;

    Dues(Policies policies) {
        this.policies = policies;
    }

    private CompiledPolicy policy(Insured insured, LocalDate day) {
        return policies.current().on(insured.region(), insured.scheme(), day);
    }

    /// A month's contribution by the rules of a day.
    public Result<ContributionDecider.Outcome.Levied> contribution(
            ContributionDecider.Question question, LocalDate day) {
        return switch (ContributionDecider.decide(policy(question.insured(), day), question)) {
            case ContributionDecider.Outcome.Levied levied -> Result.done(levied);
            case ContributionDecider.Outcome.Refused(var reason) ->
                Result.refused(Refusal.notAllowed(reason, Optional.empty()));
        };
    }

    /// A year's premium by the rules of a day.
    public Result<PremiumDecider.Outcome.Due> premium(PremiumDecider.Question question, LocalDate day) {
        return switch (PremiumDecider.decide(policy(question.insured(), day), question)) {
            case PremiumDecider.Outcome.Due due -> Result.done(due);
            case PremiumDecider.Outcome.Refused(var reason) ->
                Result.refused(Refusal.notAllowed(reason, Optional.empty()));
        };
    }
}
