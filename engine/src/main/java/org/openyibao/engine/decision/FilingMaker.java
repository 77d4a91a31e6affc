package org.openyibao.engine.decision;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides whether a filing for care away from home may be made (异地就医备案), and until when it holds. Before
/// there were rules on what it must bring, nothing is asked for.
public final class FilingMaker {

    private FilingMaker() {}

    /// `from`: the first day. `documents`: what was handed in. `byCommitment`: a promise stands for what is
    /// missing.
    public record Question(
            Insured insured,
            FilingGround ground,
            String place,
            LocalDate from,
            Set<String> documents,
            boolean byCommitment) {}

    public sealed interface Outcome {

        /// `until`: the last day; empty: until cancelled. `complete`: no document is missing. `terms` says how
        /// long it holds, `papers` what it must bring; empty where no rule was in force.
        record Taken(Optional<LocalDate> until, boolean complete, Optional<Rule> terms, Optional<Rule> papers)
                implements Outcome {}

        /// `missing`: the documents that would be needed.
        record Refused(Reason reason, List<String> missing, Optional<Rule> rule) implements Outcome {}
    }

    public static Outcome decide(CompiledPolicy policy, Question question) {
        var insured = question.insured();
        if (Away.place(insured.region(), question.place()) == Place.HOME) {
            return new Outcome.Refused(Reason.FILING_AT_HOME, List.of(), Optional.empty());
        }
        if (insured.standing() == Standing.ENDED) {
            return new Outcome.Refused(Reason.STATUS_NOT_NORMAL, List.of(), Optional.empty());
        }
        var papers = papers(policy, insured, question.ground());
        if (papers.isEmpty() && policy.all(Effect.FilingDocuments.class).length > 0) {
            return new Outcome.Refused(Reason.FILING_GROUND, List.of(), Optional.empty());
        }
        var missing = papers.map(found -> found.effect().documents()).orElse(List.of()).stream()
                .filter(document -> !question.documents().contains(document))
                .toList();
        var mayPromise = papers.filter(found -> found.effect().orCommitment()).isPresent() && question.byCommitment();
        var rule = papers.map(CompiledPolicy.Applied::rule);
        if (!missing.isEmpty() && !mayPromise) {
            return new Outcome.Refused(Reason.DOCUMENTS_MISSING, missing, rule);
        }
        var terms = Away.terms(policy, insured, question.ground().kind());
        return new Outcome.Taken(
                until(terms, question.ground().kind(), question.from()),
                missing.isEmpty(),
                terms.map(CompiledPolicy.Applied::rule),
                rule);
    }

    /// What a filing on this ground must bring; empty where such a person cannot file on it.
    static Optional<CompiledPolicy.Applied<Effect.FilingDocuments>> papers(
            CompiledPolicy policy, Insured insured, FilingGround ground) {
        var facts = Facts.of(insured);
        for (var rule : policy.all(Effect.FilingDocuments.class)) {
            var effect = (Effect.FilingDocuments) rule.effect();
            if (effect.grounds().contains(ground) && rule.when().matches(facts)) {
                return Optional.of(new CompiledPolicy.Applied<>(rule, effect));
            }
        }
        return Optional.empty();
    }

    /// The last day on which a filing that begins on `from` holds, as the rules have it.
    private static Optional<LocalDate> until(
            Optional<CompiledPolicy.Applied<Effect.FilingTerms>> terms, FilingKind kind, LocalDate from) {
        return validMonths(terms, kind).map(from::plusMonths);
    }

    /// For how many months a filing holds; empty: until cancelled.
    static Optional<Integer> validMonths(Optional<CompiledPolicy.Applied<Effect.FilingTerms>> terms, FilingKind kind) {
        return terms.map(found -> found.effect().validMonths())
                .filter(months -> months > 0 && kind != FilingKind.LONG_TERM);
    }
}
