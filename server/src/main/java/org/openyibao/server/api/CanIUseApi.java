package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Assumptions;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.Cause;
import org.openyibao.engine.claim.Continuity;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Insured;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.Visit;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CatalogueOf;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.receipt.Advice;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.Settlements;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Whether insurance and accounts can be used at a place. Changes nothing, so it takes no key.
@Tag(name = "can-i-use", description = "能不能用: who pays for care at a place, and what to do")
@RestController
class CanIUseApi {

    private final Settlements settlements;
    private final Registry registry;
    private final Policies policies;
    private final Clock clock;

    CanIUseApi(Settlements settlements, Registry registry, Policies policies, Clock clock) {
        this.settlements = settlements;
        this.registry = registry;
        this.policies = policies;
        this.clock = clock;
    }

    @Schema(name = "CanIUseQuestion")
    record Asked(
            @Schema(
                    description =
                            "a registered person (人员编号): then region, status, standing, balances and relatives are "
                                    + "the server's to know, and not to be given")
            @Size(max = 30)
            Optional<String> person,

            @Schema(description = "the day; today if not given")
            Optional<LocalDate> on,

            @Schema(description = "the home region (参保地)") @Pattern(regexp = "\\d{6}")
            Optional<String> region,

            Optional<Scheme> scheme,
            Optional<Status> status,

            @Schema(description = "normal if not given") Optional<Standing> standing,

            Optional<Integer> age,
            Optional<Account> account,

            @Schema(description = "what the cross-province wallet holds")
            Optional<Fen> wallet,

            @Schema(description = "whose accounts are bound")
            Optional<List<Relative>> family,

            Optional<Filed> filing,

            Care visit) {}

    @Schema(name = "CanIUseAccount")
    record Account(
            @Schema(description = "this year's money") Fen current,
            @Schema(description = "prior years' money") Fen prior) {}

    @Schema(name = "CanIUseRelative")
    record Relative(
            @Schema(description = "what the owner is to the person")
            Relation relation,

            @Schema(description = "the owner's home region") @Pattern(regexp = "\\d{6}")
            String region,

            @Schema(description = "normal if not given") Optional<Standing> standing,

            @Schema(description = "true if not given") Optional<Boolean> bound,

            Account account) {

        FamilyMember member(int number) {
            return new FamilyMember(
                    Integer.toString(number),
                    relation,
                    region,
                    standing.orElse(Standing.NORMAL),
                    bound.orElse(true),
                    new Balances(account.current(), account.prior()),
                    FamilyMember.NO_LIMIT);
        }
    }

    @Schema(name = "CanIUseFiling")
    record Filed(
            FilingKind kind,

            @Schema(description = "the day; before the care if not given")
            Optional<LocalDate> made,

            @Schema(description = "the region that it was made for") @Pattern(regexp = "\\d{6}")
            Optional<String> place,

            @Schema(description = "whether the documents are in, true if not given")
            Optional<Boolean> documents) {

        Filing filing() {
            return new Filing(
                    kind,
                    made,
                    Filing.MadeWhen.BEFORE,
                    Optional.empty(),
                    place,
                    !documents.orElse(true),
                    documents.orElse(true));
        }
    }

    @Schema(name = "CanIUseVisit")
    record Care(
            VisitKind kind,

            @Schema(description = "a registered institution (定点医药机构编号), or what follows describes one") @Size(max = 30)
            Optional<String> institution,

            @Schema(description = "the region of care, or overseas; home if not given")
            @Pattern(regexp = "\\d{6}|overseas")
            Optional<String> place,

            @Schema(description = "a hospital, or for pharmacy care a pharmacy, if not given")
            Optional<InstitutionKind> institutionKind,

            @Schema(description = "unrated if not given") Optional<Level> level,

            @Schema(description = "true if not given") Optional<Boolean> designated,

            @Schema(description = "true if not given") Optional<Boolean> networked,

            Optional<Boolean> emergency,
            Optional<Boolean> referred,

            @Schema(description = "codes of chronic diseases (病种编码)") @Size(max = 30)
            Optional<List<String>> diseases,

            @Schema(description = "whether the person is registered for them; with a person the server knows it")
            Optional<Boolean> registered,

            Optional<LocalDate> admitted,
            Optional<LocalDate> discharged) {}

    @Schema(name = "CanIUseAnswer")
    record Answered(
            LocalDate on,
            @Schema(description = "the home region") String home,

            @Schema(description = "the region of care, or overseas")
            String place,

            CanIUse.Route route,

            @Schema(description = "how the bill is paid, in words")
            String conclusion,

            @Schema(description = "where that is seen from home, what filing counts, why not settled there, in words")
            String care,

            Optional<String> whyNotDirect,
            @Schema(description = "the filing that counts") FilingKind filing,

            @Schema(description = "whether one was in force in time")
            boolean filingValid,

            boolean treatedAsFiled,

            @Schema(description = "percentage points off the fund's ratios, or unknown", example = "10%")
            String reduction,

            CatalogueOf catalogueOf,
            List<PayerAnswer> payers,
            List<ToDoAnswer> toDo,

            @Schema(description = "filings that would open settlement there or lose less")
            List<FilingAnswer> filings,

            @Schema(description = "what must be said first: not every rule is official")
            Optional<String> warning,

            List<Problem.RuleCited> rules) {

        static Answered of(Advice advice, Locale locale) {
            var outcome = advice.outcome();
            return new Answered(
                    advice.question().on(),
                    advice.question().insured().region(),
                    advice.question().visit().place(),
                    outcome.route(),
                    advice.conclusion().in(locale),
                    advice.care().in(locale),
                    outcome.away().whyNotDirect().map(Enum::name),
                    outcome.away().filing(),
                    outcome.away().filedInTime(),
                    outcome.away().treatedAsFiled(),
                    advice.reductionCode(),
                    outcome.catalogue().of(),
                    outcome.payers().stream()
                            .map(paying -> PayerAnswer.of(paying, locale))
                            .toList(),
                    outcome.toDo().stream()
                            .map(toDo -> ToDoAnswer.of(advice, toDo, locale))
                            .toList(),
                    outcome.options().stream()
                            .map(option -> FilingAnswer.of(option, locale))
                            .toList(),
                    advice.warning().map(text -> text.in(locale)),
                    advice.rules().stream()
                            .map(rule -> Problem.RuleCited.of(rule, locale))
                            .toList());
        }
    }

    private static Problem.RuleCited cited(Rule rule, Locale locale) {
        return Problem.RuleCited.of(CitedRule.of(rule), locale);
    }

    @Schema(name = "CanIUsePayer")
    record PayerAnswer(
            CanIUse.Source payer,
            String name,
            Optional<Relation> relation,
            boolean allowed,
            Optional<String> reason,
            @Schema(description = "in words") String answer,
            Optional<Fen> balance,

            @Schema(description = "the money that pays: current, prior")
            List<Bucket> money,

            @Schema(description = "of which lines what the policy does not recognise may be paid too")
            List<FeeCategory> beyondScope,

            Optional<Problem.RuleCited> rule) {

        static PayerAnswer of(CanIUse.Paying paying, Locale locale) {
            return new PayerAnswer(
                    paying.source(),
                    Advice.name(paying).in(locale),
                    paying.relation(),
                    paying.allowed(),
                    paying.reason().map(Enum::name),
                    Advice.answer(paying).in(locale),
                    paying.balance(),
                    List.copyOf(paying.buckets()),
                    List.copyOf(paying.beyondScope()),
                    paying.rule().map(rule -> cited(rule, locale)));
        }
    }

    @Schema(name = "CanIUseToDo")
    record ToDoAnswer(
            CanIUse.Act act,
            @Schema(description = "in words") String words,
            @Schema(description = "the last day") Optional<LocalDate> until,
            Optional<Problem.RuleCited> rule) {

        static ToDoAnswer of(Advice advice, CanIUse.ToDo toDo, Locale locale) {
            return new ToDoAnswer(
                    toDo.act(),
                    advice.act(toDo).in(locale),
                    toDo.until(),
                    toDo.rule().map(rule -> cited(rule, locale)));
        }
    }

    @Schema(name = "CanIUseFilingToMake")
    record FilingAnswer(
            FilingGround ground,
            @Schema(description = "in words") String words,
            List<String> documents,

            @Schema(description = "a written promise may stand in for the documents")
            boolean orCommitment,

            @Schema(description = "0: until cancelled") int validMonths,
            boolean directSettlement,

            @Schema(description = "percentage points off the fund's ratios, or unknown", example = "10%")
            String reduction,

            Problem.RuleCited rule) {

        static FilingAnswer of(CanIUse.Option option, Locale locale) {
            return new FilingAnswer(
                    option.ground(),
                    Advice.option(option).in(locale),
                    option.documents(),
                    option.orCommitment(),
                    option.validMonths(),
                    option.directSettlement(),
                    option.reduction().map(Object::toString).orElse("unknown"),
                    cited(option.rule(), locale));
        }
    }

    @Operation(
            summary =
                    "whether fund, account, relatives' accounts and wallet can be used at a place, and what to do (能不能用)",
            description = "About a registered person, or about anybody as described. It decides as a settlement would; "
                    + "nothing is written.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"region": "220200", "scheme": "employee", "status": "retired",
                             "account": {"current": "20.00", "prior": "1500.00"},
                             "visit": {"kind": "pharmacy", "place": "310000"}}""")))
    @PostMapping("/api/can-i-use")
    Answered ask(@RequestBody Asked asked, Locale locale) {
        var on = asked.on().orElseGet(() -> BusinessDay.of(clock.instant()));
        var question = asked.person().isPresent() ? ofPerson(asked.person().get(), asked, on) : ofAnybody(asked, on);
        return Answered.of(Advice.of(policies.current(), question), locale);
    }

    private CanIUse.Question ofPerson(String person, Asked asked, LocalDate on) {
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
        return known.question(participation, visit(care, participation.region(), bound, treated, on));
    }

    /// What the server knows of a person is not to be told it.
    private static void refuseGiven(Asked asked) {
        var given = asked.region().isPresent()
                ? "region"
                : asked.status().isPresent()
                        ? "status"
                        : asked.standing().isPresent()
                                ? "standing"
                                : asked.age().isPresent()
                                        ? "age"
                                        : asked.account().isPresent()
                                                ? "account"
                                                : asked.wallet().isPresent()
                                                        ? "wallet"
                                                        : asked.family().isPresent()
                                                                ? "family"
                                                                : asked.filing().isPresent()
                                                                        ? "filing"
                                                                        : asked.visit()
                                                                                        .registered()
                                                                                        .isPresent()
                                                                                ? "visit.registered"
                                                                                : "";
        if (!given.isEmpty()) {
            throw Inputs.wrong(
                    given,
                    new Text("不填：已给出 person，由服务器查得", "nothing: with a person the server knows it"),
                    new Text("有值", "a value"));
        }
    }

    private CanIUse.Question ofAnybody(Asked asked, LocalDate on) {
        var region = asked.region()
                .orElseThrow(() -> Inputs.missing(
                        "region", new Text("六位区划代码，或改填 person", "a region code of six digits, or else a person")));
        var insured = new Insured(
                region,
                asked.scheme().orElseThrow(() -> Inputs.missing("scheme", Inputs.expected(Scheme.class))),
                asked.status().orElseThrow(() -> Inputs.missing("status", Inputs.expected(Status.class))),
                asked.standing().orElse(Standing.NORMAL),
                asked.age().orElse(Insured.AGE_UNKNOWN),
                Sex.UNKNOWN,
                Tier.NONE,
                Assistance.NONE,
                false,
                1,
                Continuity.NONE);
        var family = asked.family().orElse(List.of());
        var treated = new Registration.Treated(
                asked.visit().diseases().orElse(List.of()), asked.visit().registered());
        return new CanIUse.Question(
                on,
                insured,
                visit(asked.visit(), region, List.of(), treated, on),
                asked.filing().map(Filed::filing).orElse(Filing.NONE),
                asked.account().map(account -> new Balances(account.current(), account.prior())),
                java.util.stream.IntStream.range(0, family.size())
                        .mapToObj(number -> family.get(number).member(number))
                        .toList(),
                asked.wallet(),
                Assumptions.NONE);
    }

    private Visit visit(Care care, String home, List<String> bound, Registration.Treated treated, LocalDate on) {
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

    private Institution registered(String code, Care care, LocalDate on) {
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
