package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.ContributionKind;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.enrolment.Changes;
import org.openyibao.server.enrolment.Contribution;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What was paid for persons' insurance, month by month.
@Tag(name = "contributions", description = "缴费: what was paid for persons' insurance, month by month")
@RestController
class ContributionApi {

    private final Changes changes;
    private final Scopes scopes;

    ContributionApi(Changes changes, Scopes scopes) {
        this.changes = changes;
        this.scopes = scopes;
    }

    @Schema(name = "ContributionOrder")
    record Order(
            @Schema(description = PersonApi.VERSION) int version,
            Scheme scheme,

            @Schema(description = "the month; of a resident the January of the coverage year")
            YearMonth period,

            @Pattern(regexp = "\\d{6}") String region,

            @Schema(description = "withdrawn: what is held of the month does not hold")
            ContributionKind kind,

            @Schema(description = "缴费基数; none: 0.00") Optional<Fen> base,

            @Schema(description = "what the person paid; none: 0.00")
            Optional<Fen> employee,

            @Schema(description = "what the employer paid; none: 0.00")
            Optional<Fen> employer,

            @Schema(description = "the region's monthly amount for somebody who pays nothing; none: 0.00")
            Optional<Fen> fixed,

            LocalDate paidOn,

            @Schema(description = "takes the place of what is held of the month")
            boolean corrects,

            @Size(max = 200) String reason) {

        Contribution of(String person) {
            return new Contribution(
                    person,
                    scheme,
                    period,
                    region,
                    kind,
                    base.orElse(Fen.ZERO),
                    employee.orElse(Fen.ZERO),
                    employer.orElse(Fen.ZERO),
                    fixed.orElse(Fen.ZERO),
                    paidOn);
        }
    }

    @Schema(name = "Contribution")
    record ContributionAnswer(
            Scheme scheme,
            YearMonth period,
            String region,
            ContributionKind kind,
            Fen base,
            Fen employee,
            Fen employer,
            Fen fixed,
            LocalDate paidOn) {

        static ContributionAnswer of(Contribution contribution) {
            return new ContributionAnswer(
                    contribution.scheme(),
                    contribution.month(),
                    contribution.region(),
                    contribution.kind(),
                    contribution.base(),
                    contribution.employee(),
                    contribution.employer(),
                    contribution.fixed(),
                    contribution.paidOn());
        }
    }

    @Operation(
            summary = "record or correct what was paid for a month or coverage year (缴费、补缴、更正)",
            description =
                    "What is held already of the month is refused unless `corrects`; what was said before is kept.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 2, "scheme": "employee", "period": "2025-02", "region": "220200",
                             "kind": "back-payment", "base": "6000.00", "employee": "120.00", "employer": "360.00",
                             "paidOn": "2025-04-20", "corrects": false, "reason": "单位补缴"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons/{person}/contributions")
    Changed<Trail.MadeAnswer> contribute(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person, @RequestBody Order order, Call call) {
        scopes.region(call.caller(), order.region());
        return call.<Changes.Made, Trail.MadeAnswer>once(
                order,
                Trail.MadeAnswer::of,
                once -> changes.contribute(
                        once,
                        order.version(),
                        order.of(person),
                        order.corrects(),
                        new Changes.Said(call.caller().name(), order.reason())));
    }

    @Operation(summary = "what is held of a person's contributions, by scheme and month, withdrawn ones too")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/persons/{person}/contributions")
    List<ContributionAnswer> contributions(@Parameter(example = PersonApi.PERSON) @PathVariable String person) {
        if (changes.see(person).isEmpty()) {
            throw new RefusedException(Refusal.unknownPerson("person", person));
        }
        return changes.contributions(person).stream()
                .map(ContributionAnswer::of)
                .toList();
    }
}
