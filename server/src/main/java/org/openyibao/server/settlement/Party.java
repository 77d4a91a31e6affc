package org.openyibao.server.settlement;

import java.util.Optional;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;

/// Who a settlement is between: the person as insured on the day of service, and the institution.
public record Party(Person person, Participation participation, Institution institution) {

    /// Of a settlement made before, as its day is known now.
    static Party of(SettlementRecord settlement, Optional<Enrolled> found, Registry registry) {
        var day = settlement.serviceDate();
        var enrolled =
                found.orElseThrow(() -> new IllegalStateException("a settlement's person is not registered any more"));
        return new Party(
                enrolled.person(),
                enrolled.nearest(settlement.scheme(), day)
                        .orElseThrow(() -> new IllegalStateException("a settlement's participation is gone")),
                registry.institution(settlement.institution(), day)
                        .orElseThrow(() -> new IllegalStateException("a settlement's institution is gone")));
    }
}
