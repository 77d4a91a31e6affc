package org.openyibao.server.enrolment;

import java.time.LocalDate;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;

/// A person's part in a scheme from `validFrom` to `validTo` (inclusive). `insuredSince` is the first day ever in the
/// scheme; `employer` and `boundInstitution` are empty where there is none.
public record Participation(
        String person,
        Scheme scheme,
        LocalDate validFrom,
        LocalDate validTo,
        String region,
        Status status,
        Standing standing,
        Tier tier,
        Assistance assistance,
        boolean civilServant,
        LocalDate insuredSince,
        String employer,
        String boundInstitution) {

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom) && !day.isAfter(validTo);
    }

    /// The day on which it holds that is nearest to `day`.
    public LocalDate nearest(LocalDate day) {
        if (day.isBefore(validFrom)) {
            return validFrom;
        }
        return day.isAfter(validTo) ? validTo : day;
    }

    /// The same in another standing.
    public Participation in(Standing computed) {
        return new Participation(
                person,
                scheme,
                validFrom,
                validTo,
                region,
                status,
                computed,
                tier,
                assistance,
                civilServant,
                insuredSince,
                employer,
                boundInstitution);
    }

    /// The same with another last day.
    Participation until(LocalDate lastDay) {
        return new Participation(
                person,
                scheme,
                validFrom,
                lastDay,
                region,
                status,
                standing,
                tier,
                assistance,
                civilServant,
                insuredSince,
                employer,
                boundInstitution);
    }

    /// What a decision on care of a day needs of it, and of the person whose it is.
    public Insured insured(Person person, LocalDate day) {
        return new Insured(
                region,
                scheme,
                status,
                standing,
                person.ageOn(day),
                person.sexForRules(),
                tier,
                assistance,
                civilServant,
                1,
                Continuity.NONE);
    }
}
