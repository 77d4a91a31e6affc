package org.openyibao.server.settlement;

import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.registry.Institution;

/// Who a settlement is between: the person as insured on the day of service, and the institution.
public record Party(Person person, Participation participation, Institution institution) {}
