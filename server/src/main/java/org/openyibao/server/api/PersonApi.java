package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.engine.decision.RetirementDecider;
import org.openyibao.engine.decision.Spell;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.server.enrolment.Changes;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Persons: who they are, how they stand on a day, and what was changed of them.
@Tag(name = "persons", description = "参保人员: who they are, how they stand on a day, what was changed of them")
@RestController
class PersonApi {

    static final String PERSON = "22020000000000000001";
    static final String VERSION =
            "the version of the person as last read; another change meanwhile: 409 CHANGED_MEANWHILE";
    static final String CLERK = "who takes the request (经办人)";

    private final Enrolment enrolment;
    private final Changes changes;
    private final Clock clock;

    PersonApi(Enrolment enrolment, Changes changes, Clock clock) {
        this.enrolment = enrolment;
        this.changes = changes;
        this.clock = clock;
    }

    @Schema(name = "PersonDetails")
    record Details(
            @Schema(description = "证件类型, national code: 01 resident identity card") @Pattern(regexp = "\\d{2}")
            String certificateType,

            @Schema(description = "证件号码") @Pattern(regexp = "[0-9A-Za-z()（）-]{4,50}")
            String certificate,

            @Size(max = 50) String name,

            @Schema(description = "national code: 1 male, 2 female, 0 or 9 not known") @Pattern(regexp = "[0129]")
            String sex,

            @Schema(description = "民族, national code") @Pattern(regexp = "\\d{2}")
            String nation,

            LocalDate birth) {

        Person of(String number) {
            return new Person(number, certificateType, certificate, name, sex, nation, birth);
        }
    }

    @Schema(name = "PersonRegistration")
    record Registration(
            @Schema(description = "人员编号") @Pattern(regexp = "[0-9A-Za-z]{1,30}")
            String number,

            Details details,
            @Size(max = 200) String reason) {}

    @Schema(name = "PersonCorrection")
    record Correction(
            @Schema(description = VERSION) int version,
            Details details,
            @Size(max = 200) String reason) {}

    @Schema(name = "DeathReport")
    record Death(
            @Schema(description = VERSION) int version,

            @Schema(description = "the day of death, the last on which anything is insured")
            LocalDate day,

            @Size(max = 200) String reason) {}

    @Schema(name = "DeathTakenBack")
    record NoDeath(
            @Schema(description = VERSION) int version,
            @Size(max = 200) String reason) {}

    @Schema(name = "Standing")
    record StandingAnswer(
            Standing standing,
            @Schema(description = "the first day of it") LocalDate from,

            @Schema(description = "the last; none: no end is known")
            Optional<LocalDate> to,

            @Schema(description = "what it comes of") String because,

            @Schema(description = "the rule that decides it")
            Optional<Problem.RuleCited> rule,

            @Schema(description = "why no rule was found, where one was looked for")
            Optional<String> noRule,

            @Schema(description = "the day on which benefits open, where they are closed and that is known")
            Optional<LocalDate> opens,

            @Schema(description = "the months that the rule has one wait")
            int waitingMonths,

            @Schema(description = "what the years of contribution lack, where they are why benefits are closed")
            Optional<MissingMonths> missing) {

        static StandingAnswer of(Spell spell, Locale locale) {
            return new StandingAnswer(
                    spell.standing(),
                    spell.from(),
                    until(spell.to()),
                    spell.why().text().in(locale),
                    spell.rule().map(rule -> Problem.RuleCited.of(CitedRule.of(rule), locale)),
                    spell.reason().map(reason -> reason.text().in(locale)),
                    spell.opens(),
                    spell.waitingMonths(),
                    spell.years().map(MissingMonths::of));
        }
    }

    @Schema(name = "MissingMonths", description = "a month paid from now on counts for all three")
    record MissingMonths(
            @Schema(description = "of all that count, deemed ones too (累计)")
            int months,

            @Schema(description = "of those really paid (实际缴费)")
            int actualMonths,

            @Schema(description = "of those paid in the region (本地缴费)")
            int localMonths) {

        static MissingMonths of(RetirementDecider.Outcome.Short few) {
            return new MissingMonths(few.missingMonths(), few.missingActualMonths(), few.missingLocalMonths());
        }
    }

    private static Optional<LocalDate> until(LocalDate day) {
        return Optional.of(day).filter(last -> last.isBefore(Rule.FOREVER));
    }

    @Schema(name = "Participation")
    record ParticipationAnswer(
            Scheme scheme,
            LocalDate from,

            @Schema(description = "the last day; none: without end")
            Optional<LocalDate> to,

            String region,
            Status status,

            @Schema(description = "as registered; it counts as far as nothing is known of what was paid")
            Standing statedStanding,

            Tier tier,
            Assistance assistance,
            boolean civilServant,

            @Schema(description = "the first day ever in the scheme")
            LocalDate insuredSince,

            Optional<String> employer,
            Optional<String> boundInstitution,

            @Schema(description = "on the day asked about, where the participation holds then")
            Optional<StandingAnswer> standing) {

        static ParticipationAnswer of(Participation part, Optional<StandingAnswer> standing) {
            return new ParticipationAnswer(
                    part.scheme(),
                    part.validFrom(),
                    until(part.validTo()),
                    part.region(),
                    part.status(),
                    part.standing(),
                    part.tier(),
                    part.assistance(),
                    part.civilServant(),
                    part.insuredSince(),
                    Trail.filled(part.employer()),
                    Trail.filled(part.boundInstitution()),
                    standing);
        }
    }

    @Schema(name = "Person")
    record PersonAnswer(
            String number,
            String certificateType,

            @Schema(description = "masked; see reveal", example = "220***********3456")
            String certificate,

            @Schema(description = "masked but for the person", example = "张*")
            String name,

            String sex,
            String nation,
            LocalDate birth,
            Optional<LocalDate> died,
            @Schema(description = "to be named by a change") int version,
            @Schema(description = "the day asked about") LocalDate day,
            @Schema(description = "the latest first") List<ParticipationAnswer> participations) {}

    @Operation(
            summary = "a person, the participations, and how the person stands in each on a day",
            description = "Standing is computed from what was paid, by the rules in force on the day.")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/persons/{person}")
    PersonAnswer person(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(description = "today if not given", example = "2025-03-31") @RequestParam
                    Optional<LocalDate> day,
            Caller caller,
            Locale locale) {
        var seen = seen(person);
        var on = day.orElseGet(() -> LocalDate.now(clock));
        var enrolled = seen.enrolled();
        var who = enrolled.person();
        return new PersonAnswer(
                who.number(),
                who.certificateType(),
                who.maskedCertificate(),
                caller.role() == Role.INSURED ? who.name() : who.maskedName(),
                who.sex(),
                who.nation(),
                who.birth(),
                enrolled.died(),
                seen.version(),
                on,
                enrolled.participations().stream()
                        .map(part -> ParticipationAnswer.of(
                                part,
                                part.holdsOn(on)
                                        ? enrolment.timeline(enrolled, part.scheme()).stream()
                                                .filter(spell -> spell.covers(on))
                                                .findFirst()
                                                .map(spell -> StandingAnswer.of(spell, locale))
                                        : Optional.empty()))
                        .toList());
    }

    private Changes.Seen seen(String person) {
        return changes.see(person).orElseThrow(() -> new RefusedException(Refusal.unknownPerson("person", person)));
    }

    @Operation(summary = "how a person stands in a scheme on every day, as known today, the first days first")
    @Allowed(
            value = {Role.INSURED, Role.CLERK, Role.REVIEWER},
            relatives = true)
    @GetMapping("/api/persons/{person}/standing")
    List<StandingAnswer> standing(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = "employee") @RequestParam Scheme scheme,
            Locale locale) {
        return enrolment.timeline(seen(person).enrolled(), scheme).stream()
                .map(spell -> StandingAnswer.of(spell, locale))
                .toList();
    }

    @Operation(summary = "what was changed of a person, by whom, when and why, the first first")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/persons/{person}/changes")
    List<Trail.ChangeAnswer> changes(@Parameter(example = PERSON) @PathVariable String person) {
        seen(person);
        return changes.of(person).stream().map(Trail.ChangeAnswer::of).toList();
    }

    @Operation(summary = "register a person (人员登记)", description = "A number or certificate that is taken: 409.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"number": "22020000000000000001",
                             "details": {"certificateType": "01", "certificate": "22020019900101000X", "name": "测试甲",
                                         "sex": "2", "nation": "01", "birth": "1990-01-01"}, "reason": "新参保"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons")
    Changed<Trail.MadeAnswer> register(@RequestBody Registration registration, Call call) {
        return call.<Changes.Made, Trail.MadeAnswer>once(
                registration,
                Trail.MadeAnswer::of,
                once -> changes.register(
                        once,
                        registration.details().of(registration.number()),
                        new Changes.Said(call.caller().name(), registration.reason())));
    }

    @Operation(summary = "put a person's details right (信息变更)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 1,
                             "details": {"certificateType": "01", "certificate": "22020019900101000X", "name": "测试甲",
                                         "sex": "1", "nation": "01", "birth": "1990-01-01"}, "reason": "性别登记有误"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons/{person}/corrections")
    Changed<Trail.MadeAnswer> correct(
            @Parameter(example = PERSON) @PathVariable String person, @RequestBody Correction correction, Call call) {
        return call.<Changes.Made, Trail.MadeAnswer>once(
                correction,
                Trail.MadeAnswer::of,
                once -> changes.correct(
                        once,
                        new Changes.Of(person, correction.version()),
                        correction.details().of(person),
                        new Changes.Said(call.caller().name(), correction.reason())));
    }

    @Operation(
            summary = "report a death (死亡登记)",
            description = "Nothing is insured after the day. A day reported before is replaced.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 1, "day": "2025-03-31", "reason": "居民死亡医学证明"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons/{person}/death")
    Changed<Trail.MadeAnswer> reportDeath(
            @Parameter(example = PERSON) @PathVariable String person, @RequestBody Death death, Call call) {
        return call.<Changes.Made, Trail.MadeAnswer>once(
                death,
                Trail.MadeAnswer::of,
                once -> changes.reportDeath(
                        once,
                        new Changes.Of(person, death.version()),
                        death.day(),
                        new Changes.Said(call.caller().name(), death.reason())));
    }

    @Operation(summary = "take back a death that was reported by mistake (撤销死亡登记)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 2, "reason": "同名误报"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons/{person}/death/taking-back")
    Changed<Trail.MadeAnswer> takeBackDeath(
            @Parameter(example = PERSON) @PathVariable String person, @RequestBody NoDeath report, Call call) {
        return call.<Changes.Made, Trail.MadeAnswer>once(
                report,
                Trail.MadeAnswer::of,
                once -> changes.takeBackDeath(
                        once,
                        new Changes.Of(person, report.version()),
                        new Changes.Said(call.caller().name(), report.reason())));
    }
}
