package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.Optional;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides whether a filing for care away from home is in force for a visit, and whether the bill may be settled at the
/// institution.
public final class FilingDecider {

    private FilingDecider() {}

    public record Question(Insured insured, Visit visit, Filing filing, LocalDate on) {}

    /// `valid`: a filing is in force, or emergency care counts as filed; one made after discharge is not. `reason`: why
    /// the bill cannot be settled at the institution, or why the filing is not in force.
    public record Outcome(
            boolean valid,
            boolean directSettlement,
            boolean treatedAsFiled,
            Optional<Reason> reason,
            Optional<Rule> rule) {}

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var away = Away.of(policy, question.insured(), question.visit(), question.filing(), question.on());
        return new Outcome(
                away.filedInTime(),
                away.directSettlement(),
                away.treatedAsFiled(),
                away.whyNotDirect().or(away::filingProblem),
                away.rule());
    }
}
