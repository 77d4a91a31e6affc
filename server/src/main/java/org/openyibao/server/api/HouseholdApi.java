package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.server.family.HouseholdMember;
import org.openyibao.server.family.Households;
import org.openyibao.server.identity.Role;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Who lives in one household.
@Tag(name = "households", description = "户: who lives together, for caps that a family shares")
@RestController
class HouseholdApi {

    private final Households households;
    private final Scopes scopes;

    HouseholdApi(Households households, Scopes scopes) {
        this.households = households;
        this.scopes = scopes;
    }

    @Schema(name = "HouseholdJoining")
    record Joining(
            @Schema(description = "人员编号") @Size(max = 30) String person,

            @Schema(description = "the first day") LocalDate from) {}

    @Schema(name = "HouseholdLeaving")
    record Leaving(@Schema(description = "the last day") LocalDate lastDay) {}

    @Schema(name = "HouseholdMember")
    record MemberAnswer(
            String household,
            String person,
            LocalDate from,

            @Schema(description = "the last day; none: still there")
            Optional<LocalDate> to) {

        static MemberAnswer of(HouseholdMember member, Locale locale) {
            return of(member);
        }

        static MemberAnswer of(HouseholdMember member) {
            return new MemberAnswer(
                    member.household(),
                    member.person(),
                    member.from(),
                    Optional.of(member.to()).filter(to -> !to.equals(HouseholdMember.NO_END)));
        }
    }

    @Operation(
            summary = "put a person into a household from a day on",
            description = "The person leaves a former household the day before.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                                    {"person": "51030000000000000001", "from": "2025-01-01"}""")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/households/{household}/members")
    Changed<MemberAnswer> join(
            @Parameter(example = "H-510300-0001") @PathVariable String household,
            @RequestBody Joining joining,
            Call call) {
        scopes.person(call.caller(), joining.person());
        return call.<HouseholdMember, MemberAnswer>once(
                joining,
                MemberAnswer::of,
                once -> households.join(
                        once,
                        household,
                        joining.person(),
                        joining.from(),
                        call.caller().name()));
    }

    @Operation(summary = "take a person out of a household after a last day")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"lastDay\": \"2025-06-30\"}")))
    @Allowed(Role.CLERK)
    @PostMapping("/api/households/{household}/members/{person}/leaving")
    Changed<MemberAnswer> leave(
            @Parameter(example = "H-510300-0001") @PathVariable String household,
            @Parameter(example = "51030000000000000001") @PathVariable String person,
            @RequestBody Leaving leaving,
            Call call) {
        return call.<HouseholdMember, MemberAnswer>once(
                leaving,
                MemberAnswer::of,
                once -> households.leave(
                        once,
                        household,
                        person,
                        leaving.lastDay(),
                        call.caller().name()));
    }

    @Operation(summary = "who lives or lived in a household, those still there first")
    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/households/{household}")
    List<MemberAnswer> members(@Parameter(example = "H-510300-0001") @PathVariable String household) {
        return households.of(household).stream().map(MemberAnswer::of).toList();
    }
}
