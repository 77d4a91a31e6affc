package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Locale;
import java.util.UUID;
import org.openyibao.server.identity.Everybody;
import org.openyibao.server.identity.MedicalCode;
import org.openyibao.server.identity.MedicalCodes;
import org.openyibao.server.request.Answer;
import org.openyibao.server.request.Once;
import org.openyibao.server.request.Request;
import org.openyibao.server.sandbox.InSandbox;
import org.openyibao.server.settlement.Settlements;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// What a sandbox tells everybody of its invented people: receipts, and codes as their telephones would show them.
@InSandbox
@Everybody
@Hidden
@RestController
class SandboxApi {

    private static final MediaType PLAIN_UTF8 = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private final Settlements settlements;
    private final MedicalCodes codes;
    private final JsonMapper json;

    SandboxApi(Settlements settlements, MedicalCodes codes, JsonMapper json) {
        this.settlements = settlements;
        this.codes = codes;
        this.json = json;
    }

    @GetMapping("/sandbox/settlements/{settlement}")
    ResponseEntity<String> receipt(@PathVariable String settlement, Locale locale) {
        var text = settlements
                .receipt(settlement)
                .map(receipt -> receipt.text(locale))
                .orElseThrow(() -> SettlementApi.unknown(settlement));
        return ResponseEntity.ok().contentType(PLAIN_UTF8).body(text);
    }

    @PostMapping(path = "/sandbox/people/{person}/medical-codes", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] code(@PathVariable String person) {
        var once = new Once<MedicalCode>(
                new Request("", "sandbox:" + UUID.randomUUID(), new byte[0]),
                code -> json.writeValueAsBytes(MedicalCodeApi.CodeAnswer.of(code, Locale.ENGLISH)));
        return switch (codes.issue(once, person, "sandbox")) {
            case Answer.Done(var body) -> body;
            case Answer.Refused(var refusal) -> throw new RefusedException(refusal);
            case Answer.Reused ignored -> throw new IllegalStateException("a new key was used before");
        };
    }
}
