package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Admission;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.registry.Institution;

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
        var books = new GatheredBooks(gathered, day);
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

    /// Who pays for care at an institution, and which of the layers above the pooled fund that the home region has are
    /// open to such care of such a person.
    public record Entitlement(CanIUse.Question question, CanIUse.Outcome outcome, Map<LayerKind, Boolean> layers) {}

    /// What a visit of a kind on the day would be entitled to. `participation` as for [#question]; `emergency`: of a
    /// stay, whether it began as one; `disease`: empty where it is for none that is named.
    public Entitlement entitlement(
            Participation participation, Institution institution, VisitKind kind, boolean emergency, String disease) {
        var asked = new Assessor.Asked(
                participation.person(),
                day,
                institution.code(),
                participation.scheme(),
                kind,
                disease,
                List.of(),
                AccountUse.OWN_FIRST,
                SettledBy.DIRECT,
                kind == VisitKind.INPATIENT
                        ? Optional.of(new Stay(day, day, emergency, "", Stay.Part.WHOLE))
                        : Optional.empty(),
                List.of());
        var bound = Registration.bound(participation.boundInstitution(), registrations(), participation.scheme(), day);
        var question = question(participation, Assessor.visit(asked, institution, bound, registrations()));
        var insured = question.insured();
        var policy = gathered.book().on(insured.region(), insured.scheme(), day);
        var outcome = CanIUse.decide(policy, question);
        var facts = Facts.of(
                policy,
                insured,
                question.visit(),
                outcome.away().place(),
                outcome.away().filing(),
                question.filing().documents(),
                question.yearToDate().admissions() == 0 ? Admission.FIRST : Admission.LATER);
        var layers = new EnumMap<LayerKind, Boolean>(LayerKind.class);
        for (var rule : policy.layers()) {
            layers.merge(
                    ((org.openyibao.engine.policy.Effect.Layer) rule.effect()).kind(),
                    rule.when().matches(facts),
                    Boolean::logicalOr);
        }
        return new Entitlement(question, outcome, layers);
    }
}
