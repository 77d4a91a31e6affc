package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.clearing.Application;
import org.openyibao.server.clearing.Applications;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What institutions apply to be paid, at the agency.
@Tag(name = "reconciliation", description = "对账: settlements compared with institutions")
@RestController
class ApplicationApi {

    private static final String APPLICATION = "862938470234112";

    private final Applications applications;

    ApplicationApi(Applications applications) {
        this.applications = applications;
    }

    @Schema(name = "ApplicationRejection")
    record Rejection(@Size(max = 200) String why) {}

    @Schema(name = "ApplicationStep")
    record StepAnswer(Application.Kind kind, String who, String why, OffsetDateTime at) {
        static StepAnswer of(Application.Step step) {
            return new StepAnswer(step.kind(), step.who(), step.why(), BusinessDay.local(step.at()));
        }
    }

    @Schema(name = "ClearingApplication")
    record ApplicationAnswer(
            String application,
            String institution,

            @Schema(description = "of the agency that pays") String region,

            Optional<Scheme> scheme,
            VisitKind visitKind,
            YearMonth month,
            LocalDate from,
            @Schema(description = "the last day") LocalDate to,

            @Schema(description = "settlements less reversals (人次)")
            long persons,

            Fen total,

            @Schema(description = "what the institution says the insurance recognises; compared with nothing")
            Fen recognised,

            Fen funds,
            Fen account,
            Fen cash,
            Application.Kind state,
            @Schema(description = "the first first") List<StepAnswer> steps) {

        static ApplicationAnswer of(Application application, Locale locale) {
            return of(application);
        }

        static ApplicationAnswer of(Application application) {
            var asked = application.asked();
            return new ApplicationAnswer(
                    application.id(),
                    asked.institution(),
                    application.region(),
                    asked.scheme(),
                    asked.kind(),
                    asked.month(),
                    asked.from(),
                    asked.to(),
                    application.persons(),
                    asked.total(),
                    asked.recognised(),
                    asked.funds(),
                    asked.account(),
                    asked.cash(),
                    application.state(),
                    application.steps().stream().map(StepAnswer::of).toList());
        }
    }

    @Operation(summary = "accept an institution's application to be paid (受理清算申请)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/clearing/applications/{application}/acceptance")
    Changed<ApplicationAnswer> accept(
            @Parameter(example = APPLICATION) @PathVariable String application,
            @RequestBody Nothing nothing,
            Call call) {
        return call.<Application, ApplicationAnswer>once(
                nothing,
                ApplicationAnswer::of,
                once -> applications.accept(once, application, call.caller().name()));
    }

    @Operation(
            summary = "approve an accepted application (复核清算申请)",
            description = "By somebody else than who accepted, while the sums are still those of what was settled.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @Allowed(Role.REVIEWER)
    @PostMapping("/api/clearing/applications/{application}/approval")
    Changed<ApplicationAnswer> approve(
            @Parameter(example = APPLICATION) @PathVariable String application,
            @RequestBody Nothing nothing,
            Call call) {
        return call.<Application, ApplicationAnswer>once(
                nothing,
                ApplicationAnswer::of,
                once -> applications.approve(once, application, call.caller().name()));
    }

    @Operation(summary = "reject an application that is not decided (驳回清算申请)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"why\": \"材料不全\"}")))
    @Allowed({Role.CLERK, Role.REVIEWER})
    @PostMapping("/api/clearing/applications/{application}/rejection")
    Changed<ApplicationAnswer> reject(
            @Parameter(example = APPLICATION) @PathVariable String application,
            @RequestBody Rejection rejection,
            Call call) {
        return call.<Application, ApplicationAnswer>once(
                rejection,
                ApplicationAnswer::of,
                once -> applications.reject(once, application, call.caller().name(), rejection.why()));
    }

    @Operation(summary = "an application to be paid and what became of it")
    @Allowed({Role.CASHIER, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/clearing/applications/{application}")
    ApplicationAnswer find(@Parameter(example = APPLICATION) @PathVariable String application) {
        return applications
                .find(application)
                .map(ApplicationAnswer::of)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_APPLICATION",
                        "application",
                        new Text("已有的清算申请编号", "the id of an application"),
                        application)));
    }

    @Operation(
            summary = "applications of a region's institutions in a state, the first first",
            description = "At most 1000; more with `after`.")
    @Allowed({Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/regions/{region}/clearing-applications")
    List<ApplicationAnswer> ofRegion(
            @Parameter(example = "220200") @PathVariable String region,
            @Parameter(example = "applied") @RequestParam Application.Kind state,
            @Parameter(description = "the last one that was read; none: from the beginning", example = APPLICATION)
                    @RequestParam
                    Optional<String> after) {
        return applications.of(region, state, after.orElse(""), Applications.MOST).stream()
                .map(ApplicationAnswer::of)
                .toList();
    }
}
