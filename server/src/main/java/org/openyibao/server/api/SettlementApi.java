package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Map;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.engine.text.Text;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.Settlements;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Settlements and their receipts.
@Tag(name = "settlements", description = "结算: settlements and their receipts")
@RestController
class SettlementApi {

    private static final MediaType PLAIN_UTF8 = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private final Settlements settlements;

    SettlementApi(Settlements settlements) {
        this.settlements = settlements;
    }

    /// As [Receipt#asTree].
    @Operation(summary = "the receipt of a settlement, step by step, as JSON or text")
    @GetMapping(path = "/api/settlements/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> tree(
            @Parameter(description = "结算ID", example = "862938470234112") @PathVariable("id") String id) {
        return receipt(id).asTree();
    }

    @Operation(summary = "the receipt of a settlement, step by step, as JSON or text")
    @GetMapping(path = "/api/settlements/{id}", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> text(@PathVariable("id") String id, Locale locale) {
        return ResponseEntity.ok().contentType(PLAIN_UTF8).body(receipt(id).text(locale));
    }

    private Receipt receipt(String id) {
        return settlements
                .receipt(id)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_SETTLEMENT", "id", new Text("已有的结算ID", "the id of a settlement"), id)));
    }
}
