package org.openyibao.engine.claim;

import java.time.LocalDate;
import java.util.Optional;

/// The care that a bill is for.
///
/// `place` is the six-digit code of the place of care, or [#OVERSEAS]. `bound` is empty where the person has no bound
/// institution to compare with. `admitted` and `discharged` are the stay of an inpatient.
public record Visit(
        VisitKind kind,
        InstitutionKind institution,
        Level level,
        String place,
        boolean designated,
        boolean networked,
        Optional<Boolean> bound,
        boolean referred,
        boolean emergency,
        Cause cause,
        Optional<LocalDate> admitted,
        Optional<LocalDate> discharged,
        SettledBy settledBy) {

    public static final String OVERSEAS = "overseas";

    /// A visit at a designated, networked institution, without anything special.
    public static Visit plain(VisitKind kind, InstitutionKind institution, Level level, String place) {
        return new Visit(
                kind,
                institution,
                level,
                place,
                true,
                true,
                Optional.empty(),
                false,
                kind == VisitKind.EMERGENCY,
                Cause.NONE,
                Optional.empty(),
                Optional.empty(),
                SettledBy.DIRECT);
    }
}
