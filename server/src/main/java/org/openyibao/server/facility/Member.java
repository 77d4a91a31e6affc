package org.openyibao.server.facility;

import java.time.LocalDate;

/// Who works at an institution (医务人员), by the national code of a physician, nurse, pharmacist or technician. `kind` is
/// the national code of the profession; `insuredCare` says whether the agency lets a physician treat insured persons
/// (医保医师). `ownNumber`, `qualification`, `licence` and `reason` (of the last change) are empty where they are unknown;
/// `to` is [#NO_END] where there is no end.
public record Member(
        String institution,
        String code,
        String kind,
        String certificateType,
        String certificate,
        String name,
        String ownNumber,
        String qualification,
        String licence,
        boolean insuredCare,
        LocalDate from,
        LocalDate to,
        String reason) {

    public static final LocalDate NO_END = LocalDate.of(9999, 12, 31);

    /// Never shows whose record it is: records end up in logs.
    @Override
    public String toString() {
        return "Member[" + institution + "]";
    }
}
