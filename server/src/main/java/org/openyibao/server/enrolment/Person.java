package org.openyibao.server.enrolment;

import java.time.LocalDate;
import org.openyibao.engine.claim.Sex;

/// A person. `number` is the person's number in the scheme (人员编号); `sex` and `nation` are national codes.
public record Person(
        String number,
        String certificateType,
        String certificate,
        String name,
        String sex,
        String nation,
        LocalDate birth) {

    /// Whole years of age on a day.
    public int ageOn(LocalDate day) {
        return java.time.Period.between(birth, day).getYears();
    }

    /// The sex as rules ask for it.
    public Sex sexForRules() {
        return switch (sex) {
            case "1" -> Sex.MALE;
            case "2" -> Sex.FEMALE;
            default -> Sex.UNKNOWN;
        };
    }

    /// The first character of the name, and one star for each other.
    public String maskedName() {
        return Masked.name(name);
    }

    /// The number of the certificate, as [Masked#certificate] shows it.
    public String maskedCertificate() {
        return Masked.certificate(certificateType, certificate);
    }

    /// Never shows whose record it is: records end up in logs.
    @Override
    public String toString() {
        return "Person[...]";
    }
}
