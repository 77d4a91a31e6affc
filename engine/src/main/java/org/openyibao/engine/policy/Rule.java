package org.openyibao.engine.policy;

import java.time.LocalDate;
import java.util.Set;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.text.Text;

/// One rule of one region: in force from `from` to `to` (both inclusive; [#ALWAYS] and [#FOREVER] where open), for
/// `schemes`, when `when` holds, with one effect. A rule of a city replaces that of its province or of the nation with
/// the same id, for the dates on which it is in force.
public record Rule(
        String id,
        String region,
        Text title,
        Set<Scheme> schemes,
        LocalDate from,
        LocalDate to,
        Condition when,
        Effect effect,
        Source source,
        Confidence confidence,
        String notes,
        String place) {

    public static final LocalDate ALWAYS = LocalDate.of(1949, 10, 1);
    public static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);

    public boolean inForceOn(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /// Names this version of the rule for ever: `region/id@from`, e.g.
    /// `110000/outpatient-deductible-active@2011-01-01`.
    public String key() {
        return region + "/" + id + "@" + (from.equals(ALWAYS) ? "always" : from);
    }

    /// True where receipts that rest on this rule must say so first.
    public boolean isLowConfidence() {
        return switch (confidence) {
            case OFFICIAL, CAPTURE -> false;
            case SECONDARY, SEED, SPECIMEN -> true;
        };
    }
}
