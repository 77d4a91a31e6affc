package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides whether a filing for care away from home is in force for a visit, and whether the bill may be
/// settled at the institution.
public final class FilingDecider {

    private FilingDecider() {}

    public record Question(Insured insured, Visit visit, Filing filing, LocalDate on) {}

    /// `valid`: a filing is in force, or emergency care counts as filed; one made after discharge is not.
    /// `reason`: why the bill cannot be settled at the institution, or why the filing is not in force.
    public record Outcome(
            boolean valid,
            boolean directSettlement,
            boolean treatedAsFiled,
            Optional<Reason> reason,
            Optional<Rule> rule) {}

    /// Of a person's filings the one that counts for a visit: one in force for it before one that is not, a
    /// long-term one before others, the last made first. At home only a long-term one counts. [Filing#NONE]
    /// where there is none.
    public static Filing counting(
            CompiledPolicy policy, Insured insured, Visit visit, List<Filing> filings, LocalDate on) {
        if (filings.isEmpty()) {
            return Filing.NONE;
        }
        var atHome = Away.place(insured.region(), visit.place()) == Place.HOME;
        return filings.stream()
                .filter(filing -> !atHome || filing.kind() == FilingKind.LONG_TERM)
                .filter(filing -> !atHome || problem(policy, insured, visit, filing, on) == 0)
                .min(Comparator.comparingInt((Filing filing) -> problem(policy, insured, visit, filing, on))
                        .thenComparing(Filing::kind)
                        .thenComparing(filing -> filing.made().orElse(LocalDate.MIN), Comparator.reverseOrder()))
                .orElse(Filing.NONE);
    }

    /// 0: in force; 1: not in time; 2: for another place.
    private static int problem(CompiledPolicy policy, Insured insured, Visit visit, Filing filing, LocalDate on) {
        return Away.problemOf(policy, insured, visit, filing, on)
                .map(problem -> problem == Reason.FILING_OTHER_PLACE ? 2 : 1)
                .orElse(0);
    }

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
