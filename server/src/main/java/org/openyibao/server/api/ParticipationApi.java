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
import java.util.Optional;
import org.openyibao.engine.claim.Assistance;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Standing;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.Tier;
import org.openyibao.server.enrolment.Changes;
import org.openyibao.server.identity.Role;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Where and as what persons take part in schemes.
@Tag(name = "participations", description = "参保: where and as what persons take part in schemes")
@RestController
class ParticipationApi {

    private static final String PERSON = PersonApi.PERSON;
    private static final String VERSION = PersonApi.VERSION;
    private static final String CLERK = PersonApi.CLERK;
    private static final String REGION = "\\d{6}";
    private static final String FIRST = "2020-01-01";

    private final Changes changes;
    private final Scopes scopes;

    ParticipationApi(Changes changes, Scopes scopes) {
        this.changes = changes;
        this.scopes = scopes;
    }

    @Schema(name = "ParticipationTerms")
    record Terms(
            @Schema(description = "统筹区, six digits", example = "220200") @Pattern(regexp = REGION)
            String region,

            Status status,

            @Schema(description = "as stated; it counts as far as nothing is known of what was paid")
            Standing standing,

            @Schema(description = "档次; 0 where the region has none")
            Tier tier,

            Assistance assistance,
            boolean civilServant,
            @Size(max = 200) Optional<String> employer,

            @Schema(description = "签约机构, the institution that the person is bound to") @Size(max = 30)
            Optional<String> boundInstitution) {

        org.openyibao.server.enrolment.Terms terms() {
            return new org.openyibao.server.enrolment.Terms(
                    region,
                    status,
                    standing,
                    tier,
                    assistance,
                    civilServant,
                    employer.orElse(""),
                    boundInstitution.orElse(""));
        }
    }

    @Schema(name = "ParticipationOpening")
    record Opening(
            @Schema(description = VERSION) int version,
            Scheme scheme,
            @Schema(description = "the first day") LocalDate from,

            @Schema(description = "the last day; none: without end")
            Optional<LocalDate> to,

            @Schema(description = "the first day ever in the scheme; `from` if not given")
            Optional<LocalDate> insuredSince,

            Terms terms,
            @Size(max = 200) String reason) {}

    @Schema(name = "ParticipationChange")
    record Change(
            @Schema(description = VERSION) int version,

            @Schema(description = "the day from which on the terms hold; the participation's first: from its beginning")
            LocalDate from,

            @Schema(description = "as before if not given") Optional<LocalDate> insuredSince,
            Terms terms,
            @Size(max = 200) String reason) {}

    @Schema(name = "ParticipationEnding")
    record Ending(
            @Schema(description = VERSION) int version,

            @Schema(description = "the last day, sooner or later than before; none: without end")
            Optional<LocalDate> lastDay,

            @Size(max = 200) String reason) {}

    @Schema(name = "ParticipationDestination")
    record Destination(
            @Schema(description = "险种 there") Scheme scheme,

            @Schema(description = "the first day there") LocalDate from,

            @Schema(description = "if not given: in the same scheme as before, in another one `from`")
            Optional<LocalDate> insuredSince,

            Terms terms) {}

    @Schema(name = "ParticipationMove")
    record Move(
            @Schema(description = VERSION) int version,

            @Schema(description = "the last day where the person was insured")
            LocalDate lastDay,

            Destination to,
            @Size(max = 200) String reason) {}

    @Operation(
            summary = "have a person take part in a scheme (参保)",
            description = "Days on which the person is in the scheme already: 409.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 1, "scheme": "employee", "from": "2020-01-01",
                             "terms": {"region": "220200", "status": "active", "standing": "normal", "tier": "0",
                                       "assistance": "none", "civilServant": false, "employer": "样例公司"}, "reason": "单位新增"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons/{person}/participations")
    Changed<Trail.MadeAnswer> open(
            @Parameter(example = PERSON) @PathVariable String person, @RequestBody Opening opening, Call call) {
        scopes.region(call.caller(), opening.terms().region());
        return call.<Changes.Made, Trail.MadeAnswer>once(
                opening,
                Trail.MadeAnswer::of,
                once -> changes.open(
                        once,
                        new Changes.Of(person, opening.version()),
                        opening.scheme(),
                        opening.from(),
                        opening.to(),
                        opening.insuredSince(),
                        opening.terms().terms(),
                        new Changes.Said(call.caller().name(), opening.reason())));
    }

    @Operation(
            summary = "change where or as what a person takes part, from a day on (参保变更)",
            description = "From the first day of the participation: it never was otherwise (更正). From a later day: a"
                    + " new participation begins on it. What was opened by mistake gets `standing` ended from its"
                    + " first day on.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 2, "from": "2025-07-01",
                             "terms": {"region": "220200", "status": "retired", "standing": "normal", "tier": "0",
                                       "assistance": "none", "civilServant": false}, "reason": "退休"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons/{person}/participations/{scheme}/{first}/changes")
    Changed<Trail.MadeAnswer> change(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = "employee") @PathVariable Scheme scheme,
            @Parameter(description = "the first day of the participation", example = FIRST) @PathVariable
                    LocalDate first,
            @RequestBody Change change,
            Call call) {
        scopes.region(call.caller(), change.terms().region());
        return call.<Changes.Made, Trail.MadeAnswer>once(
                change,
                Trail.MadeAnswer::of,
                once -> changes.change(
                        once,
                        new Changes.Of(person, change.version()),
                        scheme,
                        first,
                        change.from(),
                        change.insuredSince(),
                        change.terms().terms(),
                        new Changes.Said(call.caller().name(), change.reason())));
    }

    @Operation(summary = "end a participation, move its end, or take the end back (停保)")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 2, "lastDay": "2025-06-30", "reason": "解除劳动合同"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons/{person}/participations/{scheme}/{first}/end")
    Changed<Trail.MadeAnswer> end(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = "employee") @PathVariable Scheme scheme,
            @Parameter(description = "the first day of the participation", example = FIRST) @PathVariable
                    LocalDate first,
            @RequestBody Ending ending,
            Call call) {
        return call.<Changes.Made, Trail.MadeAnswer>once(
                ending,
                Trail.MadeAnswer::of,
                once -> changes.end(
                        once,
                        new Changes.Of(person, ending.version()),
                        scheme,
                        first,
                        ending.lastDay(),
                        new Changes.Said(call.caller().name(), ending.reason())));
    }

    @Operation(
            summary = "move a person's insurance to another region or scheme (关系转移接续)",
            description = "One act: the participation ends, the other begins; months paid and, within a scheme, the"
                    + " first day ever in it count on. The account follows by a move of its own.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"version": 2, "lastDay": "2025-05-31",
                             "to": {"scheme": "employee", "from": "2025-06-01",
                                    "terms": {"region": "320500", "status": "active", "standing": "normal",
                                              "tier": "0", "assistance": "none", "civilServant": false}}, "reason": "跨省转移"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/persons/{person}/participations/{scheme}/{first}/move")
    Changed<Trail.MadeAnswer> move(
            @Parameter(example = PERSON) @PathVariable String person,
            @Parameter(example = "employee") @PathVariable Scheme scheme,
            @Parameter(description = "the first day of the participation", example = FIRST) @PathVariable
                    LocalDate first,
            @RequestBody Move move,
            Call call) {
        var to = move.to();
        return call.<Changes.Made, Trail.MadeAnswer>once(
                move,
                Trail.MadeAnswer::of,
                once -> changes.move(
                        once,
                        new Changes.Of(person, move.version()),
                        scheme,
                        first,
                        move.lastDay(),
                        new Changes.Destination(
                                to.scheme(),
                                to.from(),
                                to.insuredSince(),
                                to.terms().terms()),
                        new Changes.Said(call.caller().name(), move.reason())));
    }
}
