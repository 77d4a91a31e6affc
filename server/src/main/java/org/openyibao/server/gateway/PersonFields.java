package org.openyibao.server.gateway;

import java.time.LocalDate;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Status;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;

/// Whom a query is about, and what rows of answers say of a person and of how the person is insured.
final class PersonFields {

    private PersonFields() {}

    /// The number of a registered person.
    ///
    /// @throws InvalidFieldException if it is none
    static String number(Fields fields, Enrolment enrolment) {
        return fields.code(
                "psn_no", 30, "已参保登记的人员编号", code -> enrolment.byNumber(code).map(enrolled -> code));
    }

    /// The age is that on a day.
    static OutputRow person(OutputRow row, Person person, LocalDate on) {
        return row.text("psn_no", person.number())
                .text("psn_cert_type", person.certificateType())
                .text("certno", person.certificate())
                .text("psn_name", person.name())
                .text("gend", person.sex())
                .date("brdy", person.birth())
                .number("age", Times.ageInTenths(person.birth(), on), 1);
    }

    static OutputRow insured(OutputRow row, Participation participation) {
        return row.text("psn_type", NationalCodes.status(participation.status()))
                .text("maf_psn_flag", NationalCodes.flag(participation.assistance() != Assistance.NONE))
                .text("cvlserv_flag", NationalCodes.flag(participation.civilServant()))
                .text("flxempe_flag", NationalCodes.flag(participation.status() == Status.FLEXIBLE))
                .text("nwb_flag", NationalCodes.flag(participation.status() == Status.NEWBORN))
                .text("insu_optins", participation.region())
                .text("emp_name", participation.employer());
    }

    /// Refuses a certificate or a name that is not the person's, where one is sent.
    static void mustBe(Fields fields, Person person) {
        fields.optional("certno", 50)
                .filter(sent -> !sent.equals(person.certificate()))
                .ifPresent(other -> {
                    throw fields.refused("certno", "该人员的证件号码", other);
                });
        fields.optional("psn_name", 50)
                .filter(sent -> !sent.equals(person.name()))
                .ifPresent(other -> {
                    throw fields.refused("psn_name", "该人员的姓名", other);
                });
    }
}
