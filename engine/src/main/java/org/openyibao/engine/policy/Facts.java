package org.openyibao.engine.policy;

import static org.openyibao.engine.policy.Dimension.ADMISSION;
import static org.openyibao.engine.policy.Dimension.ASSISTANCE;
import static org.openyibao.engine.policy.Dimension.BOUND;
import static org.openyibao.engine.policy.Dimension.CAUSE;
import static org.openyibao.engine.policy.Dimension.CIVIL_SERVANT;
import static org.openyibao.engine.policy.Dimension.DESIGNATED;
import static org.openyibao.engine.policy.Dimension.DOCUMENTS;
import static org.openyibao.engine.policy.Dimension.EMERGENCY;
import static org.openyibao.engine.policy.Dimension.FILING;
import static org.openyibao.engine.policy.Dimension.INSTITUTION;
import static org.openyibao.engine.policy.Dimension.LEVEL;
import static org.openyibao.engine.policy.Dimension.NETWORKED;
import static org.openyibao.engine.policy.Dimension.PLACE;
import static org.openyibao.engine.policy.Dimension.PROVINCE;
import static org.openyibao.engine.policy.Dimension.REFERRED;
import static org.openyibao.engine.policy.Dimension.REGISTERED;
import static org.openyibao.engine.policy.Dimension.SETTLED_BY;
import static org.openyibao.engine.policy.Dimension.SEX;
import static org.openyibao.engine.policy.Dimension.STANDING;
import static org.openyibao.engine.policy.Dimension.STATUS;
import static org.openyibao.engine.policy.Dimension.TIER;
import static org.openyibao.engine.policy.Dimension.VISIT;

import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.claim.Answer;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Province;
import org.openyibao.engine.claim.Visit;

/// What is the case, as bits: one in each dimension of the person's word, one in each of the visit's word (all zero
/// where no visit is asked about), the age in years, and the disease list that the visit is on ([Diseases]; empty
/// where no visit is asked about).
public record Facts(long person, long visit, int age, String disease) {

    /// The facts of a person alone, for questions that are not about a visit.
    public static Facts of(Insured insured) {
        return new Facts(personBits(insured), 0, insured.age(), "");
    }

    /// The facts of a visit; `filing` is the kind in force for it, and the lists of diseases are those of `policy`.
    public static Facts of(
            CompiledPolicy policy,
            Insured insured,
            Visit visit,
            Place place,
            FilingKind filing,
            boolean documents,
            Admission admission) {
        var bits = VISIT.bit(visit.kind())
                | INSTITUTION.bit(visit.institution())
                | LEVEL.bit(visit.level())
                | PLACE.bit(place)
                | FILING.bit(filing)
                | DOCUMENTS.bit(answer(documents))
                | DESIGNATED.bit(answer(visit.designated()))
                | NETWORKED.bit(answer(visit.networked()))
                | BOUND.bit(answer(visit.bound().orElse(true)))
                | REFERRED.bit(answer(visit.referred()))
                | EMERGENCY.bit(answer(visit.emergency()))
                | ADMISSION.bit(admission)
                | CAUSE.bit(visit.cause())
                | SETTLED_BY.bit(visit.settledBy())
                | PROVINCE.bit(Province.of(insured.region(), visit.place()))
                | REGISTERED.bit(answer(visit.registered().orElse(true)));
        return new Facts(personBits(insured), bits, insured.age(), policy.diseaseList(insured, visit.diseases()));
    }

    /// The facts of a person whose insurance moves to another region: of what conditions ask of a place, only the
    /// province has an answer.
    public static Facts ofMove(Insured insured, String otherRegion) {
        return new Facts(
                personBits(insured), PROVINCE.bit(Province.of(insured.region(), otherRegion)), insured.age(), "");
    }

    /// The facts of a person who pays something else than care, of which only these two questions have answers.
    public static Facts ofUse(Insured insured, boolean designated) {
        return new Facts(
                personBits(insured), DESIGNATED.bit(answer(designated)) | EMERGENCY.bit(Answer.NO), insured.age(), "");
    }

    /// True where a condition asks of a visit nothing that [#ofUse] does not answer.
    public static boolean answerUse(Condition condition) {
        return (condition.visit() | DESIGNATED.mask() | EMERGENCY.mask()) == -1L;
    }

    private static long personBits(Insured insured) {
        return STATUS.bit(insured.status())
                | STANDING.bit(insured.standing())
                | ASSISTANCE.bit(insured.assistance())
                | TIER.bit(insured.tier())
                | CIVIL_SERVANT.bit(answer(insured.civilServant()))
                | SEX.bit(insured.sex());
    }

    private static Answer answer(boolean yes) {
        return yes ? Answer.YES : Answer.NO;
    }
}
