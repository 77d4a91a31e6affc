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
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.enrolment.Person;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Persons found by what they are called and identified by, and that shown in clear for a reason. By POST: neither
/// stands in an address.
@Tag(name = "persons")
@RestController
class IdentityApi {

    private final Enrolment enrolment;
    private final Scopes scopes;
    private final Looks looks;

    IdentityApi(Enrolment enrolment, Scopes scopes, Looks looks) {
        this.enrolment = enrolment;
        this.looks = looks;
        this.scopes = scopes;
    }

    @Schema(name = "PersonSearch", description = "one of person, certificate, and name with birth")
    record Search(
            @Schema(description = "人员编号") @Size(max = 30) Optional<String> person,

            @Schema(description = "证件号码, whole") @Size(max = 50)
            Optional<String> certificate,

            @Schema(description = "姓名, whole") @Size(max = 50)
            Optional<String> name,

            @Schema(description = "with a name: namesakes are many")
            Optional<LocalDate> birth) {}

    @Schema(name = "PersonFound")
    record Found(
            @Schema(description = "人员编号") String person,

            @Schema(description = "the first character, a star for each other", example = "张*")
            String name,

            @Schema(description = "masked", example = "220***********3456")
            String certificate,

            @Schema(description = "national code: 1 male, 2 female, 0 or 9 not known")
            String sex,

            LocalDate birth) {

        static Found of(Person person) {
            return new Found(
                    person.number(), person.maskedName(), person.maskedCertificate(), person.sex(), person.birth());
        }
    }

    @Schema(name = "PersonsFound")
    record FoundAnswer(List<Found> persons) {}

    @Allowed({Role.CLERK, Role.REVIEWER})
    @Operation(
            summary = "find persons of the caller's region by number, certificate, or name and day of birth",
            description = "Whole values alone: names and numbers are kept sealed and found by keyed hash.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"name\": \"测试甲\", \"birth\": \"1990-01-01\"}")))
    @PostMapping("/api/persons/search")
    FoundAnswer search(@RequestBody Search search, Caller caller) {
        var found = found(search).stream()
                .map(Enrolment.Enrolled::person)
                .filter(person -> scopes.seesPerson(caller, person.number()))
                .toList();
        looks.at(caller, found.stream().map(Person::number).toList());
        return new FoundAnswer(found.stream().map(Found::of).toList());
    }

    private List<Enrolment.Enrolled> found(Search search) {
        if (search.certificate().isPresent()) {
            return enrolment.byCertificate(search.certificate().get()).stream().toList();
        }
        if (search.person().isPresent()) {
            return enrolment.byNumber(search.person().get()).stream().toList();
        }
        var name = search.name().orElseThrow(() -> missing("certificate", "person、certificate 或 name 与 birth 之一"));
        var birth = search.birth().orElseThrow(() -> missing("birth", "与姓名一起查找的出生日期"));
        return enrolment.byName(name, birth);
    }

    private static RefusedException missing(String field, String expected) {
        return new RefusedException(Refusal.badInput(
                "MISSING",
                field,
                new Text(
                        expected,
                        field.equals("birth")
                                ? "the day of birth, with a name"
                                : "one of person, certificate, and name with birth"),
                new Text("没有", "nothing")));
    }

    @Schema(name = "RevealReason")
    record Reason(
            @Schema(description = "why they must be seen; kept with who saw them") @Size(min = 2, max = 200)
            String reason) {}

    @Schema(name = "PersonInClear")
    record InClear(
            @Schema(description = "人员编号") String person,
            String name,
            @Schema(description = "national code") String certificateType,
            String certificate) {}

    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @Operation(
            summary = "a person's name and number in clear",
            description = "Everywhere else they are masked. Who saw them, when and why is kept.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"reason\": \"核对死亡证明上的姓名\"}")))
    @PostMapping("/api/persons/{person}/reveal")
    InClear reveal(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @RequestBody Reason reason,
            Caller caller) {
        looks.at(caller, List.of(person), reason.reason());
        return enrolment
                .byNumber(person)
                .map(Enrolment.Enrolled::person)
                .map(shown -> new InClear(shown.number(), shown.name(), shown.certificateType(), shown.certificate()))
                .orElseThrow(() -> new RefusedException(Refusal.unknownPerson("person", person)));
    }
}
