package org.openyibao.server.enrolment;

import java.time.LocalDate;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;

/// Where and as what somebody takes part in a scheme. `standing` is as stated, which counts as far as nothing is known
/// of what was paid; `employer` and `boundInstitution` are empty where there is none.
public record Terms(
        String region,
        Status status,
        Standing standing,
        Tier tier,
        Assistance assistance,
        boolean civilServant,
        String employer,
        String boundInstitution) {

    Participation in(Scheme scheme, String person, LocalDate from, LocalDate to, LocalDate insuredSince) {
        return new Participation(
                person,
                scheme,
                from,
                to,
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
}
