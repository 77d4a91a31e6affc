package org.openyibao.engine.decision;

import java.util.Optional;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;

/// Whether an account may be shared with somebody of this relation on the day.
final class NearRelatives {

    private NearRelatives() {}

    /// Why not; empty where it may.
    static Optional<Reason> refusal(CompiledPolicy policy, Facts facts, Relation relation) {
        if (!policy.everRelative(relation.group())) {
            return Optional.of(Reason.NOT_NEAR_RELATIVE);
        }
        return policy.find(Effect.Relatives.class, facts)
                        .filter(found -> found.effect().groups().contains(relation.group()))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(Reason.RELATION_NOT_ALLOWED_ON_DATE);
    }
}
