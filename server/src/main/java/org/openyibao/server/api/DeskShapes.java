package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.claim.Grade;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.settlement.SettlementRecord;

/// What the routes of a cashier's desk take and tell. Amounts are yuan, of a reversal below zero.
final class DeskShapes {

    private DeskShapes() {}

    @Schema(name = "DeskLine")
    record LineOrder(
            @Schema(description = "医保目录编码") @Size(max = 50) String code,

            @Schema(example = "2") @Pattern(regexp = "\\d{1,6}([.]\\d{1,4})?")
            String quantity,

            @Schema(description = "of one, in yuan", example = "12.50") @Pattern(regexp = "\\d{1,8}([.]\\d{1,6})?")
            String price,

            @Schema(description = "whether the conditions of a limited item are met; none if not given")
            Optional<ClaimShapes.Conditions> conditions) {}

    @Schema(name = "DeskVisit")
    record VisitOrder(
            @Size(max = 32) String presentation,
            Scheme scheme,

            @Schema(description = "outpatient, emergency, chronic or pharmacy; for stays there is /stays")
            VisitKind visitKind,

            @Schema(description = "of chronic care, the disease (病种编码)") @Size(max = 30)
            Optional<String> disease,

            @Schema(description = "whether the account pays as far as it may, relatives' accounts after it; else cash")
            boolean useAccount,

            List<LineOrder> lines) {}

    @Schema(name = "DeskBillLine")
    record LineAnswer(
            String code,
            String name,

            @Schema(description = "as the desk was told; not of what the institution's software settled")
            Optional<String> quantity,

            Optional<String> price,
            Fen amount,

            @Schema(description = "as it counted: excluded where a limited item's conditions are not met")
            Grade grade,

            @Schema(description = "全自费") Fen ownPay,
            @Schema(description = "超限价") Fen overLimit,
            @Schema(description = "先行自付") Fen firstPay,
            @Schema(description = "符合政策范围") Fen inScope) {}

    @Schema(
            name = "DeskFigures",
            description = "total = funds + account + family + wallet + cash; of a reversal below zero")
    record FiguresAnswer(
            Fen total,
            Fen ownPay,
            Fen overLimit,
            Fen firstPay,
            Fen inScope,
            Fen deductible,

            @Schema(description = "of the pooled fund and the layers above it")
            Fen funds,

            @Schema(description = "of the person's own account")
            Fen account,

            @Schema(description = "of relatives' accounts") Fen family,

            @Schema(description = "of the cross-province wallet")
            Fen wallet,

            Fen cash,

            @Schema(description = "what the person bears: all but the funds")
            Fen burden,

            @Schema(description = "what the account holds after it")
            Fen accountAfter) {

        static FiguresAnswer of(SettlementRecord settlement) {
            return new FiguresAnswer(
                    settlement.total(),
                    settlement.ownPay(),
                    settlement.overLimit(),
                    settlement.firstPay(),
                    settlement.inScope(),
                    settlement.deductible(),
                    settlement.funds(),
                    settlement.account(),
                    settlement.familyPaid(),
                    settlement.wallet(),
                    settlement.cash(),
                    settlement.personalBurden(),
                    settlement.balances().total());
        }
    }

    @Schema(name = "DeskPreview")
    record PreviewAnswer(
            FiguresAnswer figures,

            @Schema(description = "none of a stay, which shows its lines itself")
            List<LineAnswer> lines,

            @Schema(description = "as /api/settlements/{id} shows it")
            Map<String, Object> receipt) {}

    @Schema(name = "DeskSettlement")
    record SettledAnswer(
            @Schema(description = "结算ID") String settlement,
            LocalDateTime settledAt,
            Scheme scheme,
            VisitKind visitKind,

            @Schema(description = "the settlement that this one takes back")
            Optional<String> reverses,

            @Schema(description = "false where it was taken back; not said where it was just made")
            Optional<Boolean> stands,

            @Schema(description = "the user's name; none: the institution's software settled")
            Optional<String> cashier,

            @Schema(description = "why it was taken back") Optional<String> reason,

            FiguresAnswer figures,

            @Schema(description = "of a stay, which") Optional<StayOf> stay,

            @Schema(description = "none where they were changed since")
            List<LineAnswer> lines,

            @Schema(description = "as /api/settlements/{id} shows it")
            Map<String, Object> receipt) {}

    @Schema(name = "DeskStayOf")
    record StayOf(@Schema(description = "就诊ID") String stay, LocalDate admitted, LocalDate discharged) {}

    @Schema(name = "DeskReversalRequest")
    record Reversal(
            @Schema(description = "why, in words") @Size(max = 200)
            String reason) {}

    @Schema(name = "DeskDayEntry")
    record DayEntry(
            String settlement,
            LocalDateTime settledAt,
            @Schema(description = "masked", example = "张**") String person,
            Scheme scheme,
            VisitKind visitKind,
            Optional<String> reverses,
            Optional<String> reversedBy,
            Optional<String> cashier,
            Fen total,
            Fen funds,

            @Schema(description = "paid by accounts: the person's own, relatives' and wallets")
            Fen account,

            Fen cash) {}

    @Schema(name = "DeskDay")
    record DayAnswer(
            LocalDate day,
            @Schema(description = "from 1") int page,
            int pages,

            @Schema(description = "settlements and reversals")
            long all,

            List<DayEntry> settlements) {}
}
