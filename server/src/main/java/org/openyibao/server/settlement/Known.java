package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;

/// What a settlement of a person on a day would rest on, beside the visit: insurance in the standing of the day, what
/// the year has seen, books as they stand now, filings, diseases registered and institutions chosen, whose accounts are
/// bound. A question about a visit rests on just what a settlement of it would.
public final class Known {

    private final Gathered gathered;
    private final LocalDate day;
    private final Enrolled enrolled;

    Known(Gathered gathered, LocalDate day, LocalDate today) {
        this.gathered = gathered;
        this.day = day;
        enrolled = gathered.enrolled().orElseThrow().on(gathered.book(), day, today);
    }

    public Enrolled enrolled() {
        return enrolled;
    }

    public List<Registration> registrations() {
        return gathered.registrations();
    }

    /// Whether a visit can be paid for. `participation`: one of the person that holds on the day.
    public CanIUse.Question question(Participation participation, Visit visit) {
        var books = new SettlementChanges.GatheredBooks(gathered, day);
        var patient = Assessor.patient(gathered.book(), enrolled, participation, day, books);
        return new CanIUse.Question(
                day,
                patient.insured(),
                visit,
                FilingRecord.counting(patient.policy(), patient.insured(), visit, books.filings(), day),
                Optional.of(patient.held().own()),
                patient.held().relatives(),
                Optional.of(patient.held().wallet()),
                patient.held().yearToDate(),
                Assumptions.NONE);
    }
}
