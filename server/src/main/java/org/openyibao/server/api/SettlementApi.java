package org.openyibao.server.api;

import java.util.Locale;
import java.util.Map;
import org.openyibao.engine.text.Text;
import org.openyibao.server.settlement.Settlements;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Settlements and their receipts.
@RestController
class SettlementApi {

    private static final Text UNKNOWN = new Text("没有此结算ID的结算", "there is no settlement of this id");
    private static final MediaType PLAIN_UTF8 = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private final Settlements settlements;

    SettlementApi(Settlements settlements) {
        this.settlements = settlements;
    }

    /// The receipt as a tree (see [org.openyibao.engine.receipt.Receipt#asTree]); 404 where there is none.
    @GetMapping(path = "/api/settlements/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> tree(@PathVariable("id") String id, Locale locale) {
        return settlements
                .receipt(id)
                .map(receipt -> ResponseEntity.ok(receipt.asTree()))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .body(Map.of("error", UNKNOWN.in(locale), "id", id)));
    }

    /// The receipt as text in the language asked for.
    @GetMapping(path = "/api/settlements/{id}", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> text(@PathVariable("id") String id, Locale locale) {
        return settlements
                .receipt(id)
                .map(receipt -> ResponseEntity.ok().contentType(PLAIN_UTF8).body(receipt.text(locale)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .contentType(PLAIN_UTF8)
                        .body(UNKNOWN.in(locale) + "\n"));
    }
}
