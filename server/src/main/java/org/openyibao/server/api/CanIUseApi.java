package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Balances;
import org.openyibao.engine.claim.Bucket;
import org.openyibao.engine.claim.FamilyMember;
import org.openyibao.engine.claim.FeeCategory;
import org.openyibao.engine.claim.Filing;
import org.openyibao.engine.claim.FilingGround;
import org.openyibao.engine.claim.FilingKind;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Relation;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Sex;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.claim.YearToDate;
import org.openyibao.engine.decision.CanIUse;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.CatalogueOf;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.receipt.Advice;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.policy.Policies;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Whether insurance and accounts can be used at a place. Changes nothing, so it takes no key.
@Tag(name = "can-i-use", description = "能不能用: who pays for care at a place, and what to do")
@RestController
class CanIUseApi {

    private final Questions questions;
    private final Policies policies;

    CanIUseApi(Questions questions, Policies policies) {
        this.questions = questions;
        this.policies = policies;
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

            @Schema(description = "in whole years, 0 to 150")
            Optional<Integer> age,

            Optional<Sex> sex,
            Optional<Tier> tier,
            Optional<Assistance> assistance,
            Optional<Boolean> civilServant,

            @Schema(description = "how many of the family are insured, the person too; 1 if not given")
            Optional<Integer> familyMembers,

            Optional<Account> account,

            @Schema(description = "what the cross-province wallet holds")
            Optional<Fen> wallet,

            @Schema(description = "whose accounts are bound")
            Optional<List<Relative>> family,

            @Schema(description = "what the benefit year has seen before; nothing if not given")
            Optional<SoFar> year,

            @Schema(description = "with a person: as if it were so filed, in place of what the server knows")
            Optional<Filed> filing,

            Care visit) {

        /// Somebody of whom nothing else is known.
        static Asked ofAnybody(
                LocalDate on, String region, Scheme scheme, Status status, int age, Optional<Tier> tier, Care visit) {
            return new Asked(
                    Optional.empty(),
                    Optional.of(on),
                    Optional.of(region),
                    Optional.of(scheme),
                    Optional.of(status),
                    Optional.empty(),
                    Optional.of(age),
                    Optional.empty(),
                    tier,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    visit);
        }
    }

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

    @Schema(name = "YearSoFar", description = "of the benefit year, before this bill; nothing of what is not given")
    record SoFar(
            @Schema(description = "borne against the annual deductible")
            Optional<Fen> deductible,

            @Schema(description = "paid by the pooled fund for care other than inpatient")
            Optional<Fen> pool,

            Optional<Fen> inpatientPool,

            @Schema(description = "by the fund for the whole family, where a cap is shared")
            Optional<Fen> familyPool,

            @Schema(description = "inpatient stays") Optional<Integer> admissions,

            @Schema(description = "in scope, not paid by the pooled fund")
            Optional<Fen> burden,

            Optional<Fen> catastrophic,
            Optional<Fen> largeSum,
            Optional<Fen> civilServant,
            Optional<Fen> assistance,

            @Schema(description = "of `pool`, what was paid for care of the same day")
            Optional<Fen> today) {

        YearToDate toDate() {
            return new YearToDate(
                    deductible.orElse(Fen.ZERO),
                    pool.orElse(Fen.ZERO),
                    inpatientPool.orElse(Fen.ZERO),
                    familyPool.orElse(Fen.ZERO),
                    admissions.orElse(0),
                    burden.orElse(Fen.ZERO),
                    catastrophic.orElse(Fen.ZERO),
                    largeSum.orElse(Fen.ZERO),
                    civilServant.orElse(Fen.ZERO),
                    assistance.orElse(Fen.ZERO),
                    today.orElse(Fen.ZERO));
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
            Optional<LocalDate> discharged) {

        /// At home, in an institution of which nothing else is known.
        static Care at(VisitKind kind, Optional<InstitutionKind> institution, Level level) {
            return new Care(
                    kind,
                    Optional.empty(),
                    Optional.empty(),
                    institution,
                    Optional.of(level),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

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
    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER, Role.ANALYST})
    @PostMapping("/api/can-i-use")
    Answered ask(@RequestBody Asked asked, Caller caller, Locale locale) {
        return Answered.of(Advice.of(policies.current(), questions.of(caller, asked)), locale);
    }
}
