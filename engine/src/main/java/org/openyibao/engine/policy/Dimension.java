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
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.VisitKind;

/// A question that a condition may ask, with its finite answers. Each answer owns one bit of one of two words: the
/// person's or the visit's. Facts set exactly one bit a dimension; a condition permits some.
public enum Dimension {
    STATUS("status", true, 0, Status.values()),
    STANDING("standing", true, 7, Standing.values()),
    ASSISTANCE("assistance", true, 11, Assistance.values()),
    TIER("tier", true, 15, Tier.values()),
    CIVIL_SERVANT("civil-servant", true, 19, Answer.values()),

    VISIT("visit", false, 0, VisitKind.values()),
    INSTITUTION("institution", false, 5, InstitutionKind.values()),
    LEVEL("level", false, 10, Level.values()),
    PLACE("place", false, 14, Place.values()),
    FILING("filing", false, 19, FilingKind.values()),
    DOCUMENTS("documents", false, 24, Answer.values()),
    DESIGNATED("designated", false, 26, Answer.values()),
    NETWORKED("networked", false, 28, Answer.values()),
    BOUND("bound", false, 30, Answer.values()),
    REFERRED("referred", false, 32, Answer.values()),
    EMERGENCY("emergency", false, 34, Answer.values()),
    ADMISSION("admission", false, 36, Admission.values()),
    CAUSE("cause", false, 38, Cause.values()),
    SETTLED_BY("settled-by", false, 41, SettledBy.values()),
    PROVINCE("province", false, 43, Province.values());

    private final String code;
    private final boolean ofPerson;
    private final int shift;
    private final List<String> answers;

    Dimension(String code, boolean ofPerson, int shift, Enum<?>[] answers) {
        this.code = code;
        this.ofPerson = ofPerson;
        this.shift = shift;
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
