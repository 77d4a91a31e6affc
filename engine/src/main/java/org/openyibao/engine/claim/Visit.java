package org.openyibao.engine.claim;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The care that a bill is for.
///
/// `place` is the six-digit code of the place of care, or [#OVERSEAS]. `bound` is empty where the person has no bound
/// institution to compare with. `diseases` are the national codes of the diseases treated, where the visit is for a
/// chronic or special one (病种编码); empty where it names none. `registered`: whether the person is registered for
/// them that day (门诊慢特病备案), empty where nobody says. `admitted` and `discharged` are the stay of an inpatient.
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
        List<String> diseases,
        Optional<Boolean> registered,
        Optional<LocalDate> admitted,
        Optional<LocalDate> discharged,
        SettledBy settledBy) {

    public static final String OVERSEAS = "overseas";

    /// Days of care: those of a stay, the day of discharge not counted, but at least one; one for any other visit and
    /// where the stay is not known.
    public long days() {
        return admitted.isPresent() && discharged.isPresent() && kind == VisitKind.INPATIENT
                ? Math.max(1, ChronoUnit.DAYS.between(admitted.get(), discharged.get()))
                : 1;
    }

    /// The same, settled otherwise.
    public Visit settledBy(SettledBy other) {
        return new Visit(
                kind,
                institution,
                level,
                place,
                designated,
                networked,
                bound,
                referred,
                emergency,
                cause,
                diseases,
                registered,
                admitted,
                discharged,
                other);
    }

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
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SettledBy.DIRECT);
    }
}
