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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.AuditTrail;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Look;
import org.openyibao.server.identity.Role;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who looked at whose record.
@Tag(name = "audit", description = "查阅留痕: who looked at whose record")
@RestController
class LookApi {

    private static final int PAGE = 50;
    private static final String ID = "\\d{1,18}";

    private final AuditTrail trail;
    private final Registry registry;

    LookApi(AuditTrail trail, Registry registry) {
        this.trail = trail;
        this.registry = registry;
    }

    @Schema(name = "LookSearch")
    record Wanted(
            @Schema(description = "who was looked at (人员编号)") @Size(max = 30)
            Optional<String> person,

            @Schema(description = "who looked: the user's name, or the institution's code") @Size(max = 60)
            Optional<String> user,

            @Schema(description = "what the route contains, such as /accounts/, or 1101 of messages") @Size(max = 200)
            Optional<String> route,

            @Schema(description = "the first day") Optional<LocalDate> from,
            @Schema(description = "the last day") Optional<LocalDate> to,

            @Schema(description = "`next` of the page before; none: from the newest on") @Pattern(regexp = ID)
            Optional<String> after,

            @Schema(description = "looks of a page, 50 if not given, 200 at most")
            Optional<Integer> most) {}

    @Schema(name = "Look")
    record LookAnswer(
            String look,
            OffsetDateTime at,

            @Schema(description = "the name of the user who looked; none: an institution did, by message")
            Optional<String> user,

            @Schema(description = "the user's then") Optional<Role> role,

            @Schema(description = "what the role was for then: a region, an institution, the person himself")
            Optional<String> scope,

            @Schema(description = "the code of the institution that looked by message; none: a user did")
            Optional<String> institution,

            @Schema(description = "as it was called then") Optional<String> institutionName,

            @Schema(description = "the institution's number of who sat there, as it says; for auditors")
            Optional<String> operator,

            @Schema(description = "none: a list that does not name its persons one by one")
            Optional<String> person,

            @Schema(description = "the route, or the number of the transaction (infno)")
            String route,

            Optional<String> reason,

            @Schema(description = "where the call came from; for auditors")
            Optional<String> address) {}

    @Schema(name = "Looks")
    record Page(
            @Schema(description = "the newest first") List<LookAnswer> looks,

            @Schema(description = "`after` of the next page; none: this is the last")
            Optional<String> next) {}

    @Operation(
            summary = "search the trail of who looked at whose record (查阅留痕检索)",
            description = "What is not given is not asked. Nothing changes, so no key is asked for.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"person": "22020000000000000001", "from": "2025-06-01", "to": "2025-06-30"}""")))
    @Allowed(Role.AUDITOR)
    @PostMapping("/api/audit/search")
    Page search(@RequestBody Wanted wanted) {
        Inputs.inOrder(wanted.from(), wanted.to());
        var most = Inputs.within("most", wanted.most(), 1, AuditTrail.MOST, PAGE);
        var question = new AuditTrail.Question(
                wanted.person(),
                wanted.user(),
                wanted.route(),
                wanted.from().map(BusinessDay::start),
                wanted.to().map(day -> BusinessDay.start(day.plusDays(1))));
        return page(question, wanted.after(), most, true);
    }

    private Page page(AuditTrail.Question question, Optional<String> after, int most, boolean toAuditor) {
        var found = trail.search(question, after.map(Long::parseLong).orElse(Long.MAX_VALUE), most);
        return new Page(
                found.stream().map(look -> answer(look, toAuditor)).toList(),
                found.size() < most
                        ? Optional.empty()
                        : Optional.of(Long.toString(found.getLast().id())));
    }

    private LookAnswer answer(Look look, boolean toAuditor) {
        var user = look.by() instanceof Look.User(var caller) ? Optional.of(caller) : Optional.<Caller>empty();
        var institution =
                look.by() instanceof Look.Institution by ? Optional.of(by) : Optional.<Look.Institution>empty();
        return new LookAnswer(
                Long.toString(look.id()),
                BusinessDay.local(look.at()),
                user.map(Caller::name),
                user.map(Caller::role),
                user.map(Caller::scope).flatMap(Trail::filled),
                institution.map(Look.Institution::code),
                institution
                        .flatMap(by -> registry.institution(by.code(), BusinessDay.of(look.at())))
                        .map(Institution::name),
                institution
                        .map(Look.Institution::operator)
                        .flatMap(Trail::filled)
                        .filter(_ -> toAuditor),
                Trail.filled(look.person()),
                look.route(),
                Trail.filled(look.reason()),
                Optional.of(look.address()).filter(_ -> toAuditor));
    }

    @Operation(summary = "who looked at a person's record, the newest first (谁看过我的信息)")
    @Allowed(Role.INSURED)
    @GetMapping("/api/persons/{person}/looks")
    Page looks(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @Parameter(description = "`next` of the page before; none: from the newest on", example = "862938470234112")
                    @RequestParam
                    Optional<String> after) {
        after.filter(given -> !given.matches(ID)).ifPresent(given -> {
            throw Inputs.wrong("after", new Text("上一页的 next", "`next` of the page before"), Text.same(given));
        });
        var question = new AuditTrail.Question(
                Optional.of(person), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return page(question, after, PAGE, false);
    }
}
