package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;

/// A visit as it is kept: opened, described once or more, perhaps cancelled. Of a stay it is opened on admission, and
/// `inpatient` says what more there is. `ordered`: put down by a pharmacy for the person to pay.
public record VisitRecord(
        String person,
        String id,
        String institution,
        Scheme scheme,
        LocalDateTime openedAt,
        String number,
        String category,
        String diseaseCode,
        String diseaseName,
        boolean cancelled,
        String details,
        Optional<Inpatient> inpatient,
        boolean ordered) {

    /// `emergency`: admitted as one. `dischargeDetails`: what the institution sent with the discharge. `openedBy`: the
    /// message that admitted.
    public record Inpatient(
            boolean emergency, Optional<LocalDateTime> dischargedAt, String dischargeDetails, String openedBy) {

        Inpatient discharged(Optional<LocalDateTime> at, String sent) {
            return new Inpatient(emergency, at, sent, openedBy);
        }
    }

    /// One that is no stay.
    VisitRecord(
            String person,
            String id,
            String institution,
            Scheme scheme,
            LocalDateTime openedAt,
            String number,
            String category,
            String diseaseCode,
            String diseaseName,
            boolean cancelled,
            String details) {
        this(
                person,
                id,
                institution,
                scheme,
                openedAt,
                number,
                category,
                diseaseCode,
                diseaseName,
                cancelled,
                details,
                Optional.empty(),
                false);
    }

    /// A stay.
    VisitRecord(
            String person,
            String id,
            String institution,
            Scheme scheme,
            LocalDateTime openedAt,
            String number,
            String category,
            String diseaseCode,
            String diseaseName,
            boolean cancelled,
            String details,
            Optional<Inpatient> inpatient) {
        this(
                person,
                id,
                institution,
                scheme,
                openedAt,
                number,
                category,
                diseaseCode,
                diseaseName,
                cancelled,
                details,
                inpatient,
                false);
    }

    /// As an order with the institution's own number, which is settled once the person pays.
    VisitRecord asOrder(String ownNumber) {
        return new VisitRecord(
                person,
                id,
                institution,
                scheme,
                openedAt,
                ownNumber,
                category,
                diseaseCode,
                diseaseName,
                cancelled,
                details,
                inpatient,
                true);
    }

    public boolean isEmergencyStay() {
        return inpatient.filter(Inpatient::emergency).isPresent();
    }

    public Optional<LocalDateTime> dischargedAt() {
        return inpatient.flatMap(Inpatient::dischargedAt);
    }

    /// The day that decides: of a stay that of the discharge, or today where it has not ended; else that of the visit.
    LocalDate day(LocalDate today) {
        return inpatient
                .map(stay -> stay.dischargedAt().map(LocalDateTime::toLocalDate).orElse(today))
                .orElse(openedAt.toLocalDate());
    }

    Optional<Stay> stay(LocalDate today, Stay.Part part) {
        return inpatient.map(stay -> new Stay(openedAt.toLocalDate(), day(today), stay.emergency(), category, part));
    }

    VisitRecord cancelledNow() {
        return with(diseaseCode, diseaseName, true, inpatient);
    }

    /// The stay ended, or with an empty time not ended, for the disease.
    VisitRecord discharged(Optional<LocalDateTime> at, String sent, String code, String name) {
        return with(code, name, cancelled, inpatient.map(stay -> stay.discharged(at, sent)));
    }

    private VisitRecord with(String code, String name, boolean nowCancelled, Optional<Inpatient> stay) {
        return new VisitRecord(
                person,
                id,
                institution,
                scheme,
                openedAt,
                number,
                category,
                code,
                name,
                nowCancelled,
                details,
                stay,
                ordered);
    }
}
