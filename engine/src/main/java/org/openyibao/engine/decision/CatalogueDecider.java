package org.openyibao.engine.decision;

import java.util.Optional;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.policy.CatalogueOf;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Rule;

/// Decides whose catalogue sorts the lines of a bill for care away from home (目录适用地).
public final class CatalogueDecider {

    private CatalogueDecider() {}

    /// `rule` empty: no rule says so, and it is that of the place of care.
    public record Outcome(CatalogueOf of, Optional<Rule> rule) {}

    public static Outcome decide(CompiledPolicy policy, FilingDecider.Question question) {
        var insured = question.insured();
        var visit = question.visit();
        var filing = question.filing();
        var away = Away.of(policy, insured, visit, filing, question.on());
        var facts = away.facts(policy, insured, visit, filing, Admission.FIRST);
        return policy.find(Effect.Catalogue.class, facts)
                .map(found -> new Outcome(found.effect().of(), Optional.of(found.rule())))
                .orElse(new Outcome(CatalogueOf.PLACE_OF_CARE, Optional.empty()));
    }
}
