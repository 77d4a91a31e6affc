package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.MedicalCode;
import org.openyibao.server.identity.MedicalCodes;
import org.openyibao.server.identity.Role;
import org.openyibao.server.registry.Institution;
import org.openyibao.server.registry.Registry;
import org.openyibao.server.request.Refusal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Medical codes, as persons show them on a telephone.
@Tag(name = "medical-codes", description = "医保码: what a person shows at an institution, good once and for a minute")
@RestController
class MedicalCodeApi {

    static final int MOST_OF_A_PERSON = 10;

    private final MedicalCodes codes;
    private final Registry registry;

    /// A page asks once a minute for a person; whoever asks much more often is after something else.
    private final RateLimit byPerson;

    MedicalCodeApi(MedicalCodes codes, Registry registry, Clock clock) {
        this.codes = codes;
        this.registry = registry;
        byPerson = new RateLimit(MOST_OF_A_PERSON, clock);
    }

    @Schema(name = "MedicalCode")
    record CodeAnswer(
            @Schema(
                    description = "what is shown, as text or QR code: capital letters and digits; an institution sends "
                            + "it as ecQrCode (1161, 1162)")
            String code,

            OffsetDateTime issuedAt,

            @Schema(description = "it is taken once, until then")
            OffsetDateTime until) {

        static CodeAnswer of(MedicalCode code, Locale locale) {
            return new CodeAnswer(code.text(), BusinessDay.local(code.issuedAt()), BusinessDay.local(code.until()));
        }
    }

    @Operation(
            summary = "issue a medical code for a person (医保码)",
            description =
                    "A clerk who asks for it must have made sure that it is for the person alone: the code stands "
                            + "for the person at any institution. 429 after ten codes of a person within a minute.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("{}")))
    @Allowed({Role.INSURED, Role.CLERK})
    @PostMapping("/api/persons/{person}/medical-codes")
    Changed<CodeAnswer> issue(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @RequestBody Nothing nothing,
            Call call) {
        byPerson.take(person);
        return call.<MedicalCode, CodeAnswer>once(
                nothing,
                CodeAnswer::of,
                once -> codes.issue(once, person, call.caller().name()));
    }

    @Schema(name = "MedicalCodeState")
    record StateAnswer(
            OffsetDateTime issuedAt,
            OffsetDateTime until,
            @Schema(description = "none: nobody took it") Optional<OffsetDateTime> usedAt,
            @Schema(description = "where it was taken") Optional<String> institution,
            Optional<String> institutionName) {}

    @Allowed(Role.INSURED)
    @Operation(
            summary = "whether a person's latest code was taken, and where (医保码状态)",
            description = "The code itself is not told again. 404 where none was issued of late.")
    @GetMapping("/api/persons/{person}/medical-codes/latest")
    StateAnswer latest(@Parameter(example = PersonApi.PERSON) @PathVariable String person) {
        var latest = codes.latest(person)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_CODE", "person", new Text("近期生成过医保码的人员", "somebody who had a code of late"), person)));
        return new StateAnswer(
                BusinessDay.local(latest.issuedAt()),
                BusinessDay.local(latest.until()),
                latest.usedAt().map(BusinessDay::local),
                latest.institution(),
                latest.institution()
                        .flatMap(code -> latest.usedAt()
                                .flatMap(at -> registry.institution(code, BusinessDay.of(at)))
                                .map(Institution::name)));
    }
}
