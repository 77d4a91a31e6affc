package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Text;
import org.openyibao.server.account.BusinessDay;
import org.openyibao.server.clearing.Reconciliation;
import org.openyibao.server.clearing.Reconciliation.Amounts;
import org.openyibao.server.clearing.Reconciliations;
import org.openyibao.server.identity.Caller;
import org.openyibao.server.identity.Role;
import org.openyibao.server.request.Refusal;
import org.openyibao.server.settlement.SettlementExport;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Comparing settlements with institutions.
@Tag(name = "reconciliation", description = "对账: settlements compared with institutions")
@RestController
class ReconciliationApi {

    private static final String INSTITUTION = "P22020000001";
    private static final String ID = "862938470234112";

    private final Reconciliations reconciliations;
    private final Looks looks;

    ReconciliationApi(Reconciliations reconciliations, Looks looks) {
        this.reconciliations = reconciliations;
        this.looks = looks;
    }

    @Schema(name = "InstitutionTotals")
    record TotalsAnswer(
            Scheme scheme,
            VisitKind visitKind,

            @Schema(description = "of reversals, apart from the settlements")
            boolean reversals,

            long count,
            Fen total,
            Fen funds,

            @Schema(description = "paid by accounts: the persons' own, relatives' and wallets")
            Fen account,

            Fen cash) {

        static TotalsAnswer of(SettlementExport.Totals totals) {
            return new TotalsAnswer(
                    totals.scheme(),
                    totals.kind(),
                    totals.reversals(),
                    totals.count(),
                    totals.total(),
                    totals.funds(),
                    totals.account(),
                    totals.cash());
        }
    }

    @Operation(summary = "what an institution settled from a day to another, by scheme and kind of care")
    @Allowed({Role.CASHIER, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/institutions/{institution}/totals")
    List<TotalsAnswer> totals(
            @Parameter(example = INSTITUTION) @PathVariable String institution,
            @Parameter(example = "2025-06-01") @RequestParam LocalDate from,
            @Parameter(example = "2025-06-30", description = "the last day") @RequestParam LocalDate to) {
        return reconciliations.totals(institution, from, to).stream()
                .map(TotalsAnswer::of)
                .toList();
    }

    @Schema(name = "ReconciliationRequest")
    record Order(
            LocalDate from,
            @Schema(description = "the last day") LocalDate to,
            @Schema(description = "of one scheme alone") Optional<Scheme> scheme,

            @Schema(description = "of one kind of care alone")
            Optional<VisitKind> visitKind,

            @Schema(description = "whether reversals count as settlements of their own")
            boolean withReversals,

            @Schema(description = "how many settlements the institution has")
            int count,

            Fen total,
            Fen funds,
            Optional<Fen> account,
            Optional<Fen> cash,

            @Schema(description = "the number of a file of details that the institution sent (9101): then line by line")
            @Size(max = 30)
            Optional<String> file) {

        Reconciliation.Asked of(String institution) {
            return new Reconciliation.Asked(
                    institution,
                    scheme,
                    visitKind,
                    from,
                    to,
                    withReversals,
                    new Reconciliation.Claimed(count, total, funds, account, cash));
        }
    }

    @Schema(name = "ReconciliationSums")
    record Sums(long count, Fen total, Fen funds, Optional<Fen> account, Optional<Fen> cash) {}

    @Schema(name = "Reconciliation")
    record ReconciliationAnswer(
            String reconciliation,
            String institution,
            LocalDate from,
            LocalDate to,
            Optional<Scheme> scheme,
            Optional<VisitKind> visitKind,
            boolean withReversals,
            OffsetDateTime madeAt,
            @Schema(description = "both sides say the same") boolean even,
            Sums ours,
            Sums theirs,
            Optional<String> file,

            @Schema(description = "the number of the file of results, for the institution (9102)")
            Optional<String> result,

            @Schema(description = "lines that differ") long differences) {

        static ReconciliationAnswer of(Reconciliation made, Locale locale) {
            return of(made);
        }

        static ReconciliationAnswer of(Reconciliation made) {
            var asked = made.asked();
            var ours = made.ours();
            var theirs = asked.theirs();
            return new ReconciliationAnswer(
                    made.id(),
                    asked.institution(),
                    asked.from(),
                    asked.to(),
                    asked.scheme(),
                    asked.kind(),
                    asked.withReversals(),
                    BusinessDay.local(made.madeAt()),
                    made.isEven(),
                    new Sums(
                            ours.count(),
                            ours.total(),
                            ours.funds(),
                            Optional.of(ours.account()),
                            Optional.of(ours.cash())),
                    new Sums(theirs.count(), theirs.total(), theirs.funds(), theirs.account(), theirs.cash()),
                    made.file(),
                    made.result(),
                    made.differences());
        }
    }

    @Operation(
            summary = "compare an institution's settlements with what it has (对账)",
            description =
                    "By the time of settlement: the sums, or line by line where a file is named. What came of it is "
                            + "kept.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject("""
                            {"from": "2025-06-01", "to": "2025-06-30", "scheme": "employee", "visitKind": "pharmacy",
                             "withReversals": true, "count": 120, "total": "9600.00", "funds": "0.00",
                             "account": "9450.00"}""")))
    @Allowed({Role.CASHIER, Role.CLERK})
    @PostMapping("/api/institutions/{institution}/reconciliations")
    Changed<ReconciliationAnswer> compare(
            @Parameter(example = INSTITUTION) @PathVariable String institution, @RequestBody Order order, Call call) {
        var asked = order.of(institution);
        return call.<Reconciliation, ReconciliationAnswer>once(
                order,
                ReconciliationAnswer::of,
                once -> order.file()
                        .map(file -> reconciliations.compare(once, asked, file))
                        .orElseGet(() -> reconciliations.compare(once, asked)));
    }

    @Operation(summary = "what came of comparing with an institution about days in a span, the last made last")
    @Allowed({Role.CASHIER, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/institutions/{institution}/reconciliations")
    List<ReconciliationAnswer> of(
            @Parameter(example = INSTITUTION) @PathVariable String institution,
            @Parameter(example = "2025-06-01") @RequestParam LocalDate from,
            @Parameter(example = "2025-06-30", description = "the last day") @RequestParam LocalDate to) {
        return reconciliations.of(institution, from, to).stream()
                .map(ReconciliationAnswer::of)
                .toList();
    }

    @Operation(summary = "what came of one comparison")
    @Allowed({Role.CASHIER, Role.CLERK, Role.REVIEWER})
    @GetMapping("/api/reconciliations/{reconciliation}")
    ReconciliationAnswer find(@Parameter(example = ID) @PathVariable String reconciliation) {
        return ReconciliationAnswer.of(found(reconciliation));
    }

    private Reconciliation found(String id) {
        return reconciliations
                .find(id)
                .orElseThrow(() -> new RefusedException(Refusal.unknown(
                        "UNKNOWN_RECONCILIATION",
                        "reconciliation",
                        new Text("已有的对账编号", "the id of a reconciliation"),
                        id)));
    }

    @Operation(
            summary = "the lines of a comparison that differ, as CSV",
            description =
                    "Kind: ours or theirs where only one side has it; amounts, person, visit or reversal, where they "
                            + "differ in it; repeated, where the file has it twice.")
    @Allowed({Role.CASHIER, Role.CLERK, Role.REVIEWER})
    @GetMapping(path = "/api/reconciliations/{reconciliation}/differences", produces = Csv.TYPE)
    void differences(
            @Parameter(example = ID) @PathVariable String reconciliation, Caller caller, HttpServletResponse response)
            throws IOException {
        found(reconciliation);
        looks.at(caller, Looks.A_LIST);
        try (var csv = new Csv(
                response,
                "kind,settlement,visit,person,message,reversal,ourTotal,ourFunds,ourAccount,theirTotal,theirFunds,"
                        + "theirAccount")) {
            reconciliations.differences(
                    reconciliation,
                    difference -> csv.row(
                            difference.kind(),
                            difference.settlement(),
                            difference.visit(),
                            difference.person(),
                            difference.message(),
                            difference.reversal(),
                            shown(difference.ours().map(Amounts::total)),
                            shown(difference.ours().map(Amounts::funds)),
                            shown(difference.ours().map(Amounts::account)),
                            shown(difference.theirs().map(Amounts::total)),
                            shown(difference.theirs().map(Amounts::funds)),
                            shown(difference.theirs().map(Amounts::account))));
        }
    }

    private static String shown(Optional<Fen> amount) {
        return amount.map(Fen::toString).orElse("");
    }
}
