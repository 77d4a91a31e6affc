package org.openyibao.server.api;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Claim;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.Settlements;
import org.springframework.stereotype.Component;

/// Makes of what was asked, of a registered person or of anybody, what the engine is to decide.
@Component
class Questions {

    private static final int OLDEST = 150;
    private static final int LARGEST_FAMILY = 99;
    private static final int MOST_ADMISSIONS = 366;

    private final Settlements settlements;
    private final Registry registry;
    private final Scopes scopes;
    private final Clock clock;

    Questions(Settlements settlements, Registry registry, Scopes scopes, Clock clock) {
        this.settlements = settlements;
        this.registry = registry;
        this.scopes = scopes;
        this.clock = clock;
    }

    /// An insured person asks of himself, and of those whom he bound or who bound him: they share an account.
    ///
    /// @throws RefusedException if it is about a person whom the caller does not see, too
    CanIUse.Question of(Caller caller, CanIUseApi.Asked asked) {
        asked.person().ifPresent(person -> scopes.relative(caller, person));
        var on = asked.on().orElseGet(() -> BusinessDay.of(clock.instant()));
        return asked.person().isPresent() ? ofPerson(asked.person().get(), asked, on) : ofAnybody(asked, on);
    }

    /// What a bill of whoever is asked about would be decided as.
    ///
    /// @throws RefusedException as [#of]
    Claim claim(Caller caller, QuoteApi.QuoteRequest asked) {
        var question = of(caller, asked.question());
        var insured = question.insured();
        var hasAccount = asked.question().person().isEmpty() || insured.scheme() == Scheme.EMPLOYEE;
        return new Claim(
                question.on(),
                insured,
                question.visit(),
                question.filing(),
                asked.bill().bill(),
                question.yearToDate(),
                hasAccount ? question.account().orElse(Balances.NONE) : Balances.NONE,
                question.family(),
                question.wallet().orElse(Fen.ZERO),
                asked.useAccount().orElse(true),
                question.assume());
    }

    private CanIUse.Question ofPerson(String person, CanIUseApi.Asked asked, LocalDate on) {
        refuseGiven(asked);
        var known = settlements
                .known(person, on)
                .orElseThrow(() -> new RefusedException(Refusal.unknownPerson("person", person)));
        var participation = known.enrolled().participations().stream()
                .filter(part -> part.holdsOn(on)
                        && part.scheme() != Scheme.PENSION
                        && asked.scheme().map(part.scheme()::equals).orElse(true))
                .findFirst()
                .orElseThrow(() -> Inputs.wrong(
                        "scheme",
                        new Text("该人员在 " + on + " 参加的医保险种", "a medical scheme that the person was in on " + on),
                        asked.scheme()
                                .map(scheme -> new Text(scheme.chinese(), scheme.toString()))
                                .orElse(new Text("未参保", "insured in none"))));
        var care = asked.visit();
        var treated = Registration.Treated.of(
                care.kind(), care.diseases().orElse(List.of()), known.registrations(), participation.scheme(), on);
        var bound =
                Registration.bound(participation.boundInstitution(), known.registrations(), participation.scheme(), on);
        var question = known.question(participation, visit(care, participation.region(), bound, treated, on));
        return asked.filing()
                .map(CanIUseApi.Filed::filing)
                .map(filing -> as(filing, question))
                .orElse(question);
    }

    private static CanIUse.Question as(Filing filing, CanIUse.Question question) {
        return new CanIUse.Question(
                question.on(),
                question.insured(),
                question.visit(),
                filing,
                question.account(),
                question.family(),
                question.wallet(),
                question.yearToDate(),
                question.assume());
    }

    /// What the server knows of a person is not to be told it.
    private static void refuseGiven(CanIUseApi.Asked asked) {
        var known = new LinkedHashMap<String, Optional<?>>();
        known.put("region", asked.region());
        known.put("status", asked.status());
        known.put("standing", asked.standing());
        known.put("age", asked.age());
        known.put("sex", asked.sex());
        known.put("tier", asked.tier());
        known.put("assistance", asked.assistance());
        known.put("civilServant", asked.civilServant());
        known.put("familyMembers", asked.familyMembers());
        known.put("account", asked.account());
        known.put("wallet", asked.wallet());
        known.put("family", asked.family());
        known.put("year", asked.year());
        known.put("visit.registered", asked.visit().registered());
        known.forEach((field, given) -> {
            if (given.isPresent()) {
                throw Inputs.wrong(
                        field,
                        new Text("不填：已给出 person，由服务器查得", "nothing: with a person the server knows it"),
                        new Text("有值", "a value"));
            }
        });
    }

    private CanIUse.Question ofAnybody(CanIUseApi.Asked asked, LocalDate on) {
        var region = asked.region()
                .orElseThrow(() -> Inputs.missing(
                        "region", new Text("六位区划代码，或改填 person", "a region code of six digits, or else a person")));
        var insured = new Insured(
                region,
                asked.scheme().orElseThrow(() -> Inputs.missing("scheme", Inputs.expected(Scheme.class))),
                asked.status().orElseThrow(() -> Inputs.missing("status", Inputs.expected(Status.class))),
                asked.standing().orElse(Standing.NORMAL),
                Inputs.within("age", asked.age(), 0, OLDEST, Insured.AGE_UNKNOWN),
                asked.sex().orElse(Sex.UNKNOWN),
                asked.tier().orElse(Tier.NONE),
                asked.assistance().orElse(Assistance.NONE),
                asked.civilServant().orElse(false),
                Inputs.within("familyMembers", asked.familyMembers(), 1, LARGEST_FAMILY, 1),
                Continuity.NONE);
        asked.year().ifPresent(year -> Inputs.within("year.admissions", year.admissions(), 0, MOST_ADMISSIONS, 0));
        var family = asked.family().orElse(List.of());
        var treated = new Registration.Treated(
                asked.visit().diseases().orElse(List.of()), asked.visit().registered());
        return new CanIUse.Question(
                on,
                insured,
                visit(asked.visit(), region, List.of(), treated, on),
                asked.filing().map(CanIUseApi.Filed::filing).orElse(Filing.NONE),
                asked.account().map(account -> new Balances(account.current(), account.prior())),
                IntStream.range(0, family.size())
                        .mapToObj(number -> family.get(number).member(number))
                        .toList(),
                asked.wallet(),
                asked.year().map(CanIUseApi.SoFar::toDate).orElse(YearToDate.NONE),
                Assumptions.NONE);
    }

    private Visit visit(
            CanIUseApi.Care care, String home, List<String> bound, Registration.Treated treated, LocalDate on) {
        if (care.admitted().isPresent()
                && care.discharged()
                        .filter(day -> day.isBefore(care.admitted().get()))
                        .isPresent()) {
            throw Inputs.wrong(
                    "visit.discharged",
                    new Text("不早于入院日期的日期", "a date not before the admission"),
                    Text.same(care.discharged().get().toString()));
        }
        var at = care.institution().map(code -> registered(code, care, on));
        var kind = at.map(Institution::kind)
                .or(care::institutionKind)
                .orElse(care.kind() == VisitKind.PHARMACY ? InstitutionKind.PHARMACY : InstitutionKind.HOSPITAL);
        return new Visit(
                care.kind(),
                kind,
                at.map(Institution::level).or(care::level).orElse(Level.UNRATED),
                at.map(Institution::region).or(care::place).orElse(home),
                at.map(Institution::designated).or(care::designated).orElse(true),
                at.map(Institution::networked).or(care::networked).orElse(true),
                at.isPresent() && !bound.isEmpty()
                        ? Optional.of(bound.contains(at.get().code()))
                        : Optional.empty(),
                care.referred().orElse(false),
                care.emergency().orElse(care.kind() == VisitKind.EMERGENCY),
                Cause.NONE,
                treated.diseases(),
                treated.registered(),
                care.admitted(),
                care.discharged(),
                SettledBy.DIRECT);
    }

    private Institution registered(String code, CanIUseApi.Care care, LocalDate on) {
        if (care.place().isPresent()
                || care.institutionKind().isPresent()
                || care.level().isPresent()
                || care.designated().isPresent()
                || care.networked().isPresent()) {
            throw Inputs.wrong(
                    "visit.institution",
                    new Text("机构编号，或对机构的描述，不能都填", "a code or the description of an institution, not both"),
                    Text.same(code));
        }
        return registry.institution(code, on)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_INSTITUTION",
                        "visit.institution",
                        new Text("已登记的定点医药机构编号", "the code of a registered institution"),
                        code)));
    }
}
