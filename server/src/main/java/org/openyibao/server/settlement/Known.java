package org.openyibao.server.settlement;

import java.util.List;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.server.account.Ledger;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.enrolment.Enrolment.Enrolled;

/// What a settlement of a person on a day would rest on, beside the visit: insurance in the standing of the
/// day, books as they stand now, filings, diseases registered and institutions chosen, whose accounts are
/// bound.
public record Known(
        Enrolled enrolled,
        Ledger ledger,
        List<FilingRecord> filings,
        List<Registration> registrations,
        List<FamilyMember> family) {}
