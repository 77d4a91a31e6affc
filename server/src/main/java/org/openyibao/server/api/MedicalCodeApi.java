package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.identity.MedicalCode;
import org.openyibao.server.identity.MedicalCodes;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Medical codes, as persons show them on a telephone.
@Tag(name = "medical-codes", description = "医保码: what a person shows at an institution, good once and for a minute")
@RestController
class MedicalCodeApi {

    private final MedicalCodes codes;

    MedicalCodeApi(MedicalCodes codes) {
        this.codes = codes;
    }

    @Schema(name = "MedicalCodeRequest")
    record Wish(
            @Schema(description = "who asks: the person's own app, or a clerk (经办人)") @Size(max = 60)
            String clerk) {}

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
            description = "Whoever calls must have made sure that it is for the person alone: the code stands for the "
                    + "person at any institution.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject("{\"clerk\": \"app\"}")))
    @PostMapping("/api/persons/{person}/medical-codes")
    Changed<CodeAnswer> issue(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person, @RequestBody Wish wish, Call call) {
        return call.<MedicalCode, CodeAnswer>once(
                wish, CodeAnswer::of, once -> codes.issue(once, person, wish.clerk()));
    }
}
