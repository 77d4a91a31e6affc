package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.InstitutionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.receipt.Advice;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.crossregion.Registration;
import org.openyibao.server.enrolment.Participation;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Presentation;
import org.openyibao.server.identity.Presentations;
import org.openyibao.server.identity.Role;
import org.openyibao.server.identity.Shown;
import org.openyibao.server.policy.Policies;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.request.Once;
import org.openyibao.server.settlement.Known;
import org.openyibao.server.settlement.Settlements;
import org.openyibao.server.statement.Holding;
import org.openyibao.server.statement.Statements;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Whom an institution's cashier has before him.
@Tag(name = "desk", description = "收费窗口: persons before an institution's cashier, and what is settled there")
@RestController
class PresentationApi {

    private final Presentations presentations;
    private final Settlements settlements;
    private final Statements statements;
    private final Places places;
    private final Policies policies;
    private final Looks looks;
    private final Clock clock;

    PresentationApi(
            Presentations presentations,
            Settlements settlements,
            Statements statements,
            Places places,
            Policies policies,
            Looks looks,
            Clock clock) {
        this.presentations = presentations;
        this.settlements = settlements;
        this.statements = statements;
        this.places = places;
        this.policies = policies;
        this.looks = looks;
        this.clock = clock;
    }

    @Schema(name = "PresentationRequest", description = "a code, or a card, or a certificate and the name on it")
    record Order(
            @Schema(description = "what the person's medical code says (医保码), scanned or typed") @Size(max = 200)
            Optional<String> code,

            @Schema(description = "a social security card (社会保障卡)")
            Optional<CardRead> card,

            @Schema(description = "the number of a certificate (证件号码), with the name on it") @Size(max = 50)
            Optional<String> certificate,

            @Size(max = 50) Optional<String> name) {

        Shown shown() {
            if (code.isPresent()
                    ? card.isPresent() || certificate.isPresent()
                    : card.isPresent() == certificate.isPresent()) {
                throw Inputs.wrong(
                        "body",
                        new Text("code、card、certificate 三者之一", "one of code, card and certificate"),
                        new Text(
                                code.isPresent() || card.isPresent() ? "不止一个" : "一个也没有",
                                code.isPresent() || card.isPresent() ? "several" : "none"));
            }
            if (code.isPresent()) {
                return new Shown.Code(code.get().strip());
            }
            return card.<Shown>map(read -> new Shown.Read(read.number(), read.recognition()))
                    .orElseGet(() -> new Shown.Certificate(
                            certificate.orElseThrow(),
                            name.orElseThrow(
                                    () -> Inputs.missing("name", new Text("证件上的姓名", "the name on the certificate")))));
        }
    }

    @Schema(name = "CardRead")
    record CardRead(
            @Schema(description = "卡号") @Size(max = 50) String number,

            @Schema(description = "卡识别码: what a reader reads beside the number") @Size(max = 32)
            String recognition) {}

    @Schema(name = "PresentedInsurance")
    record InsuranceAnswer(
            Scheme scheme,
            @Schema(description = "the home region (参保地)") String home,
            String homeName,
            Status status,
            Standing standing,

            @Schema(description = "who may pay here, and which filing counts; as a settlement would decide it")
            CanIUseApi.Answered use) {}

    @Schema(name = "PresentedDisease", description = "a chronic or special disease registered for the person (门诊慢特病)")
    record DiseaseAnswer(String code, String name, Optional<Scheme> scheme) {}

    @Schema(name = "PresentedBalances")
    record BalancesAnswer(
            @Schema(description = "of this year (当年余额)") Fen current,
            @Schema(description = "of prior years (历年余额)") Fen prior,

            @Schema(description = "cross-province wallet (医保钱包余额)")
            Fen wallet,

            Fen total) {

        static BalancesAnswer of(Holding held) {
            return new BalancesAnswer(held.current(), held.prior(), held.wallet(), held.total());
        }
    }

    @Schema(name = "Presentation")
    record PresentedAnswer(
            @Schema(description = "what later calls carry; until the day is over")
            String presentation,

            Shown.Kind shown,
            OffsetDateTime takenAt,

            @Schema(description = "masked", example = "张**") String name,

            int age,
            String institution,
            String institutionName,
            InstitutionKind institutionKind,

            @Schema(description = "the kind of care that `use` is about")
            VisitKind visitKind,

            BalancesAnswer balances,

            @Schema(description = "medical insurance that holds today; none: the person is insured nowhere")
            List<InsuranceAnswer> insurances,

            List<DiseaseAnswer> diseases) {}

    @Allowed(Role.CASHIER)
    @Operation(
            summary = "take what a person shows at an institution (就诊凭证核验)",
            description =
                    "A medical code is used up by it. Until the day is over the answer's `presentation` opens the "
                            + "person to the institution's cashiers.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"code\": \"0BD1C2F4A5B6C7D8\"}")))
    @PostMapping("/api/institutions/{institution}/presentations")
    Changed<PresentedAnswer> present(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @RequestBody Order order,
            Call call) {
        var place = places.today(institution);
        var shown = order.shown();
        var id = call.done(
                order,
                presentations.present(
                        new Once<>(
                                call.request(order),
                                (Presentation made) -> made.id().getBytes(StandardCharsets.US_ASCII)),
                        institution,
                        call.caller().name(),
                        shown));
        var made = places.presentation(institution, new String(id, StandardCharsets.US_ASCII));
        looks.at(call.caller(), List.of(made.person()));
        return call.told(told(made, place, usual(place), call.locale()));
    }

    @Allowed(Role.CASHIER)
    @Operation(summary = "a person before the institution today, as of now")
    @GetMapping("/api/institutions/{institution}/presentations/{presentation}")
    PresentedAnswer find(
            @Parameter(example = Places.INSTITUTION) @PathVariable String institution,
            @Parameter(example = Places.PRESENTATION) @PathVariable String presentation,
            @Parameter(
                            description = "the kind of care asked about; if not given what is usual there",
                            example = "outpatient")
                    @RequestParam
                    Optional<VisitKind> visitKind,
            Caller caller,
            Locale locale) {
        var place = places.today(institution);
        var made = places.presentation(institution, presentation);
        looks.at(caller, List.of(made.person()));
        return told(made, place, visitKind.orElse(usual(place)), locale);
    }

    private static VisitKind usual(Institution place) {
        return place.kind() == InstitutionKind.PHARMACY ? VisitKind.PHARMACY : VisitKind.OUTPATIENT;
    }

    private PresentedAnswer told(Presentation made, Institution place, VisitKind kind, Locale locale) {
        var today = BusinessDay.of(clock.instant());
        var known = settlements
                .known(made.person(), today)
                .orElseThrow(() -> new IllegalStateException("whoever was presented is not registered"));
        var person = known.enrolled().person();
        var held = RefusedException.unless(statements.overview(made.person())).held();
        return new PresentedAnswer(
                made.id(),
                made.shown(),
                BusinessDay.local(made.takenAt()),
                person.maskedName(),
                person.ageOn(today),
                place.code(),
                place.name(),
                place.kind(),
                kind,
                BalancesAnswer.of(held),
                known.enrolled().participations().stream()
                        .filter(part -> part.holdsOn(today) && part.scheme() != Scheme.PENSION)
                        .map(part -> insurance(known, part, place, kind, locale))
                        .toList(),
                diseases(known, today));
    }

    private InsuranceAnswer insurance(
            Known known, Participation part, Institution place, VisitKind kind, Locale locale) {
        var question = known.entitlement(part, place, kind, false, "").question();
        return new InsuranceAnswer(
                part.scheme(),
                part.region(),
                policies.current().name(part.region()).in(locale),
                part.status(),
                part.standing(),
                CanIUseApi.Answered.of(Advice.of(policies.current(), question), locale));
    }

    private static List<DiseaseAnswer> diseases(Known known, LocalDate today) {
        return known.registrations().stream()
                .filter(registration -> registration.kind() == Registration.Kind.CHRONIC && registration.holdsOn(today))
                .map(registration -> new DiseaseAnswer(registration.code(), registration.name(), registration.scheme()))
                .toList();
    }
}
