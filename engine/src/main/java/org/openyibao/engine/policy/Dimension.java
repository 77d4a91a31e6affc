package org.openyibao.engine.policy;

import java.util.Arrays;
import java.util.List;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.claim.Answer;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Province;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.VisitKind;

/// A question that a condition may ask, with its finite answers. Each answer owns one bit of one of two words: the
/// person's or the visit's. Facts set exactly one bit a dimension; a condition permits some.
public enum Dimension {
    STATUS("status", true, Status.values()),
    STANDING("standing", true, Standing.values()),
    ASSISTANCE("assistance", true, Assistance.values()),
    TIER("tier", true, Tier.values()),
    CIVIL_SERVANT("civil-servant", true, Answer.values()),
    SEX("sex", true, Sex.values()),

    VISIT("visit", false, VisitKind.values()),
    INSTITUTION("institution", false, InstitutionKind.values()),
    LEVEL("level", false, Level.values()),
    PLACE("place", false, Place.values()),
    FILING("filing", false, FilingKind.values()),
    DOCUMENTS("documents", false, Answer.values()),
    DESIGNATED("designated", false, Answer.values()),
    NETWORKED("networked", false, Answer.values()),
    BOUND("bound", false, Answer.values()),
    REFERRED("referred", false, Answer.values()),
    EMERGENCY("emergency", false, Answer.values()),
    ADMISSION("admission", false, Admission.values()),
    CAUSE("cause", false, Cause.values()),
    SETTLED_BY("settled-by", false, SettledBy.values()),
    PROVINCE("province", false, Province.values()),
    REGISTERED("registered", false, Answer.values());

    private final String code;
    private final boolean ofPerson;
    private final int shift;
    private final List<String> answers;

    /// The bits of each word that are given out, in the order of the dimensions.
    private static final class Given {
        private static int ofPerson;
        private static int ofVisit;
    }

    Dimension(String code, boolean ofPerson, Enum<?>[] answers) {
        this.code = code;
        this.ofPerson = ofPerson;
        if (ofPerson) {
            shift = Given.ofPerson;
            Given.ofPerson += answers.length;
        } else {
            shift = Given.ofVisit;
            Given.ofVisit += answers.length;
        }
        this.answers = Arrays.stream(answers).map(Enum::toString).toList();
    }

    /// The key in a rule's `when`.
    public String code() {
        return code;
    }

    /// True: a bit of the person's word; false: of the visit's.
    public boolean ofPerson() {
        return ofPerson;
    }

    /// The codes of the answers, in the order of their bits.
    public List<String> answers() {
        return answers;
    }

    /// All bits of this dimension.
    public long mask() {
        return ((1L << answers.size()) - 1) << shift;
    }

    /// The bit of one answer.
    public long bit(Enum<?> answer) {
        return 1L << (shift + answer.ordinal());
    }

    /// The bit of the answer at an index of [#answers].
    public long bit(int index) {
        return 1L << (shift + index);
    }
}
