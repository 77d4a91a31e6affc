package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.SettledBy;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.enrolment.Enrolment;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.Settlements;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Settlements and their receipts.
@Tag(name = "settlements", description = "结算: settlements and their receipts")
@RestController
class SettlementApi {

    private static final MediaType PLAIN_UTF8 = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private final Settlements settlements;
    private final Enrolment enrolment;

    SettlementApi(Settlements settlements, Enrolment enrolment) {
        this.settlements = settlements;
        this.enrolment = enrolment;
    }

    @Schema(
            name = "SettlementInList",
            description = "total = funds + account + family + wallet + cash; of a reversal below zero")
    record SettlementAnswer(
            @Schema(description = "结算ID") String id,
            OffsetDateTime settledAt,

            @Schema(description = "the day of care; of a stay the day that decides")
            LocalDate day,

            VisitKind kind,
            Scheme scheme,
            @Schema(description = "定点医药机构编号") String institution,

            @Schema(description = "as it was called on the day")
            String institutionName,

            @Schema(description = "the home region") String region,
            Fen total,

            @Schema(description = "the pooled fund and the layers")
            Fen funds,

            @Schema(description = "the person's own") Fen account,
            @Schema(description = "relatives' accounts") Fen family,
            Fen wallet,
            Fen cash,

            @Schema(description = "direct: at the institution; manual-claim: claimed afterwards")
            SettledBy settledBy,

            @Schema(description = "the settlement that this took back")
            Optional<String> reverses,

            @Schema(description = "the reversal that took this back")
            Optional<String> reversedBy) {

        static SettlementAnswer of(Settlements.Listed listed) {
            var settlement = listed.settlement();
            return new SettlementAnswer(
                    settlement.id(),
                    settlement.settledAt().atZone(BusinessDay.ZONE).toOffsetDateTime(),
                    settlement.serviceDate(),
                    settlement.kind(),
                    settlement.scheme(),
                    settlement.institution(),
                    listed.institutionName(),
                    settlement.region(),
                    settlement.total(),
                    settlement.funds(),
                    settlement.account(),
                    settlement.familyPaid(),
                    settlement.wallet(),
                    settlement.cash(),
                    settlement.settledBy(),
                    settlement.reverses(),
                    listed.reversedBy());
        }
    }

    @Schema(name = "Settlements")
    record ListAnswer(
            @Schema(description = "how many there are in all")
            int found,

            List<SettlementAnswer> settlements) {}

    @Allowed({Role.INSURED, Role.CLERK, Role.REVIEWER})
    @Operation(
            summary = "a person's settlements and reversals, the latest first (就医购药记录)",
            description = "Of care between two days; of all if they are not given. 20 at once if `limit` does not say"
                    + " otherwise.")
    @GetMapping("/api/persons/{person}/settlements")
    ListAnswer settlements(
            @Parameter(example = PersonApi.PERSON) @PathVariable String person,
            @Parameter(example = "2025-01-01") @RequestParam Optional<LocalDate> from,
            @Parameter(example = "2025-12-31") @RequestParam Optional<LocalDate> to,
            @Parameter(description = "so many are passed over", example = "20") @RequestParam Optional<Integer> offset,
            @Parameter(description = "at most so many, 1 to 100", example = "20") @RequestParam
                    Optional<Integer> limit) {
        var page = Paging.of(offset, limit, 20, 100);
        if (enrolment.byNumber(person).isEmpty()) {
            throw new RefusedException(Refusal.unknownPerson("person", person));
        }
        var listing = settlements.list(
                person, from.orElse(Rule.ALWAYS), to.orElse(Rule.FOREVER), page.offset(), page.limit());
        return new ListAnswer(
                listing.found(),
                listing.settlements().stream().map(SettlementAnswer::of).toList());
    }

    /// As [Receipt#asTree].
    @Operation(summary = "the receipt of a settlement, step by step, as JSON or text")
    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER})
    @GetMapping(path = "/api/settlements/{settlement}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> tree(
            @Parameter(description = "结算ID", example = "862938470234112") @PathVariable String settlement) {
        return receipt(settlement).asTree();
    }

    @Operation(summary = "the receipt of a settlement, step by step, as JSON or text")
    @Allowed({Role.INSURED, Role.CASHIER, Role.CLERK, Role.REVIEWER})
    @GetMapping(path = "/api/settlements/{settlement}", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> text(@PathVariable String settlement, Locale locale) {
        return ResponseEntity.ok()
                .contentType(PLAIN_UTF8)
                .body(receipt(settlement).text(locale));
    }

    private Receipt receipt(String id) {
        return settlements.receipt(id).orElseThrow(() -> unknown(id));
    }

    static RefusedException unknown(String settlement) {
        return new RefusedException(Refusal.unknown(
                "UNKNOWN_SETTLEMENT", "settlement", new Text("已有的结算ID", "the id of a settlement"), settlement));
    }
}
