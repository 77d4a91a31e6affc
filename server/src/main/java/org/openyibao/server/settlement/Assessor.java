package org.openyibao.server.settlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bill;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.FeeLine;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.decision.Waterfall;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CompiledPolicy;
import org.openyibao.engine.policy.Facts;
import org.openyibao.engine.policy.PolicyBook;
import org.openyibao.engine.policy.Reason;
import org.openyibao.server.crossregion.FilingRecord;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.enrolment.Enrolment.Enrolled;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;

/// Assesses a bill: for whom it is, as insured on its day by what is known today, and what the engine decides. Nothing
/// of it lasts: to settle it is one thing to do with the answer, to compare it with what was settled another.
final class Assessor {

    private final Registry registry;

    Assessor(Registry registry) {
        this.registry = registry;
    }

    /// What was asked: the lines of a bill at an institution, the day that decides, and whose accounts may pay.
    /// `earlier`: what was settled of the same stay before.
    record Asked(
            String person,
            LocalDate day,
            String institution,
            Scheme scheme,
            VisitKind kind,
            String disease,
            List<FeeLine> lines,
            AccountUse accountUse,
            SettledBy settledBy,
            Optional<Stay> stay,
            List<SettledPart> earlier) {}

    /// What the books hold for a bill, of the person and of relatives. `insuredFamilyMembers` counts the person too.
    record Held(
            YearToDate yearToDate, Balances own, Fen wallet, List<FamilyMember> relatives, int insuredFamilyMembers) {}

    /// The books to look into.
    interface Books {

        /// For somebody insured so, by the rules that hold for the bill.
        Held held(Insured insured, CompiledPolicy policy, YearKey year);

        /// All filings that the person made for care away from home.
        List<FilingRecord> filings();

        /// All diseases registered for the person and institutions that the person chose.
        List<Registration> registrations();

        /// Of the person in any year.
        YearToDate year(YearKey key);

        /// The year in which the person's books were opened.
        int firstYear();
    }

    sealed interface Assessed {

        /// `bound`: the institutions to which the person is bound, none where that is free. `impossible`: why the
        /// decision cannot be settled: at the institution, or for a claim at all.
        record Decided(
                Party party,
                CompiledPolicy policy,
                YearKey year,
                List<String> bound,
                Claim claim,
                Held held,
                Decision decision)
                implements Assessed {

            /// Where no rule says what the fund pays, what accounts pay can be settled still.
            Optional<Reason> impossible() {
                return decision.reason()
                        .filter(reason -> reason.isNoRule() && decision.cash().equals(decision.total()))
                        .or(() -> decision.manualClaim()
                                ? Optional.empty()
                                : decision.away().whyNotDirect());
            }

            Grounds grounds(AccountUse use, String disease) {
                return new Grounds(
                        claim.insured(),
                        String.join(" ", bound),
                        disease,
                        use,
                        held.yearToDate(),
                        held.wallet(),
                        held.relatives());
            }
        }

        record Refused(Refusal refusal) implements Assessed {}
    }

    /// `known`: the person as registered; standing is that of the day, as known `today`.
    Assessed assess(PolicyBook book, Enrolled known, Asked asked, LocalDate today, Books books) {
        var enrolled = known.on(book, asked.day(), today);
        var participation = enrolled.participations().stream()
                .filter(part -> part.scheme() == asked.scheme() && part.holdsOn(asked.day()))
                .findFirst();
        if (participation.isEmpty()) {
            return new Assessed.Refused(VisitChanges.notInsured(asked.scheme().chinese(), asked.day()));
        }
        var institution = registry.institution(asked.institution(), asked.day());
        if (institution.isEmpty()) {
            return new Assessed.Refused(VisitChanges.unknownInstitution(asked.institution()));
        }
        var party = new Party(enrolled.person(), participation.get(), institution.get());
        var patient = patient(book, enrolled, party.participation(), asked.day(), books);
        var policy = patient.policy();
        var held = patient.held();
        var bound = Registration.bound(
                party.participation().boundInstitution(), books.registrations(), asked.scheme(), asked.day());
        var visit = visit(asked, party.institution(), bound, books.registrations());
        var filing = FilingRecord.counting(policy, patient.insured(), visit, books.filings(), asked.day());
        var claim = claim(asked, visit, filing, patient.insured(), held, patient.year());
        return new Assessed.Decided(party, policy, patient.year(), bound, claim, held, Waterfall.decide(policy, claim));
    }

    /// A person as decisions about care on a day see them, with the year that it counts in and what the books hold.
    record Patient(Insured insured, CompiledPolicy policy, YearKey year, Held held) {}

    /// `enrolled`: in the standing of the day; `participation`: one that holds then.
    static Patient patient(
            PolicyBook book, Enrolled enrolled, Participation participation, LocalDate day, Books books) {
        var person = enrolled.person().number();
        var stated = participation.insured(enrolled.person(), day);
        var policy = book.on(stated.region(), stated.scheme(), day);
        var year = new YearKey(person, stated.scheme(), policy.benefitYear(Facts.of(stated), day));
        var insured = policy.capBonuses().length == 0
                ? stated
                : stated.with(Faithful.until(year, day, enrolled, stated, book, books));
        var held = books.held(insured, policy, year);
        return new Patient(insured.withFamilyMembers(held.insuredFamilyMembers()), policy, year, held);
    }

    private static Claim claim(Asked asked, Visit visit, Filing filing, Insured insured, Held held, YearKey year) {
        var use = asked.accountUse();
        var own = insured.scheme() == Scheme.EMPLOYEE && use == AccountUse.OWN_FIRST;
        return new Claim(
                asked.day(),
                insured,
                visit,
                filing,
                new Bill.Lines(asked.lines()),
                held.yearToDate(),
                own ? held.own() : Balances.NONE,
                held.relatives(),
                held.wallet(),
                use != AccountUse.NONE,
                Assumptions.NONE,
                SettledPart.before(asked.earlier(), year.year()));
    }

    static Visit visit(Asked asked, Institution institution, List<String> bound, List<Registration> registrations) {
        var named = asked.disease().isEmpty() ? List.<String>of() : List.of(asked.disease());
        var treated = Registration.Treated.of(asked.kind(), named, registrations, asked.scheme(), asked.day());
        return new Visit(
                asked.kind(),
                institution.kind(),
                institution.level(),
                institution.region(),
                institution.designated(),
                institution.networked(),
                bound.isEmpty() ? Optional.empty() : Optional.of(bound.contains(institution.code())),
                false,
                asked.kind() == VisitKind.EMERGENCY
                        || asked.stay().filter(Stay::emergency).isPresent(),
                Cause.NONE,
                treated.diseases(),
                treated.registered(),
                asked.stay().map(Stay::admitted),
                asked.stay().map(Stay::discharged),
                asked.settledBy());
    }
}
