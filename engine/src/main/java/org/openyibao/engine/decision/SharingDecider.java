package org.openyibao.engine.decision;

import java.util.Optional;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Effect;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;

/// Decides whether an owner's account may be shared with a relative (家庭共济): bound to it inside a province, by
/// transfers into the relative's wallet across provinces.
public final class SharingDecider {

    private static final int PROVINCE_DIGITS = 2;

    private SharingDecider() {}

    /// `relation` is what the owner is to the user.
    public record Question(Insured user, Insured owner, Relation relation) {}

    public sealed interface Outcome {

        record Allowed(Rule rule) implements Outcome {}

        /// `rule` says who may share; empty where none was in force.
        record Refused(Reason reason, Optional<Rule> rule) implements Outcome {}
    }

    /// Whether the owner's account may be bound to the user. `policy` is that of the user.
    public static Outcome bind(CompiledPolicy policy, Question question) {
        var user = question.user();
        var owner = question.owner();
        var facts = Facts.of(user);
        return outcome(
                policy,
                facts,
                owner.scheme() == Scheme.EMPLOYEE
                        ? refusal(policy, facts, user, question.relation(), owner.region(), owner.standing())
                        : Optional.of(Reason.NO_ACCOUNT));
    }

    /// Whether the owner may put money into the user's wallet, how much and when aside. `policy` is that of the owner.
    public static Outcome transfer(CompiledPolicy policy, Question question) {
        var user = question.user();
        var owner = question.owner();
        var facts = Facts.of(owner);
        return outcome(policy, facts, transferRefusal(policy, facts, user, owner, question.relation()));
    }

    private static Optional<Reason> transferRefusal(
            CompiledPolicy policy, Facts facts, Insured user, Insured owner, Relation relation) {
        if (owner.scheme() != Scheme.EMPLOYEE) {
            return Optional.of(Reason.NO_ACCOUNT);
        }
        return NearRelatives.refusal(policy, facts, relation)
                .or(() -> sameProvince(user.region(), owner.region())
                        ? Optional.of(Reason.SAME_PROVINCE_BIND)
                        : Optional.empty())
                .or(() -> standings(user, owner.standing()));
    }

    private static Outcome outcome(CompiledPolicy policy, Facts facts, Optional<Reason> refusal) {
        var rule = Optional.ofNullable(CompiledPolicy.first(policy.all(Effect.Relatives.class), facts));
        return refusal.isEmpty() && rule.isPresent()
                ? new Outcome.Allowed(rule.get())
                : new Outcome.Refused(refusal.orElse(Reason.RELATION_NOT_ALLOWED_ON_DATE), rule);
    }

    /// Why an account may not be drawn on directly by a relative; empty where it may, once bound.
    static Optional<Reason> refusal(
            CompiledPolicy policy,
            Facts facts,
            Insured user,
            Relation relation,
            String ownerRegion,
            Standing ownerStanding) {
        return NearRelatives.refusal(policy, facts, relation)
                .or(() -> sameProvince(user.region(), ownerRegion)
                        ? Optional.empty()
                        : Optional.of(Reason.OTHER_PROVINCE_USE_WALLET))
                .or(() -> standings(user, ownerStanding));
    }

    private static Optional<Reason> standings(Insured user, Standing owner) {
        if (owner != Standing.NORMAL) {
            return Optional.of(Reason.AUTHORISER_NOT_NORMAL);
        }
        return user.standing() == Standing.NORMAL ? Optional.empty() : Optional.of(Reason.STATUS_NOT_NORMAL);
    }

    private static boolean sameProvince(String region, String other) {
        return region.regionMatches(0, other, 0, PROVINCE_DIGITS);
    }
}
