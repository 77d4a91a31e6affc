package org.openyibao.server.api;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.api.DeskShapes.LineAnswer;
import org.openyibao.server.api.DeskShapes.LineOrder;

/// What the routes of stays at a cashier's desk take and tell. Amounts are yuan.
final class StayShapes {

    private StayShapes() {}

    @Schema(name = "DeskAdmission")
    record AdmissionOrder(
            @Size(max = 32) String presentation,
            Scheme scheme,
            LocalDateTime admittedAt,

            @Schema(description = "the institution's own number of the stay (住院号)") @Size(max = 30)
            String number,

            @Schema(description = "whether the person came as an emergency (急诊转住院)")
            boolean emergency,

            @Schema(description = "入院科室") @Size(max = 100) String department,

            @Schema(description = "入院床位") @Size(max = 30) Optional<String> bed,

            @Schema(description = "入院诊断描述") @Size(max = 200) String diagnosis) {}

    @Schema(name = "DeskStayMade")
    record StayMade(@Schema(description = "就诊ID") String stay) {}

    @Schema(name = "DeskStayLines")
    record LinesOrder(
            @Schema(description = "of the charges (费用发生日期): from the admission to today")
            LocalDate day,

            List<LineOrder> lines) {}

    @Schema(name = "DeskStayLineWithdrawal")
    record LineWithdrawal(
            @Schema(description = "费用明细流水号") @Size(max = 30) String line) {}

    @Schema(name = "DeskStayPreviewRequest")
    record StayPreview(
            @Schema(description = "when it ends; as if it ended today if not given, or as it ended")
            Optional<LocalDateTime> dischargedAt,

            @Schema(description = "whether the account pays as far as it may, relatives' accounts after it; else cash")
            boolean useAccount) {}

    @Schema(name = "DeskStaySettlementRequest")
    record StaySettlement(
            @Schema(description = "when it ends; left out where it has ended")
            Optional<LocalDateTime> dischargedAt,

            @Schema(description = "whether the account pays as far as it may, relatives' accounts after it; else cash")
            boolean useAccount,

            @Schema(description = "what the lines come to, as the cashier saw it")
            Fen total) {}

    @Schema(name = "DeskStayEntry")
    record StayEntry(
            @Schema(description = "就诊ID") String stay,
            @Schema(description = "masked", example = "张**") String person,
            Scheme scheme,
            LocalDateTime admittedAt,
            @Schema(description = "住院号") String number,

            @Schema(description = "as the desk was told; not of whom the institution's software admitted")
            Optional<String> department,

            Optional<String> bed,

            @Schema(description = "none: not yet") Optional<LocalDateTime> dischargedAt) {}

    @Schema(name = "DeskStayLine")
    record StayLine(
            @Schema(description = "费用明细流水号") String serial,

            @Schema(description = "by a settlement that stands")
            boolean settled,

            @Schema(description = "its parts by catalogue; below zero of what takes back an earlier one (退费)")
            LineAnswer bill) {}

    @Schema(name = "DeskStayDay")
    record StayDay(LocalDate day, Fen total, List<StayLine> lines) {}

    @Schema(name = "DeskStay")
    record StayAnswer(
            @Schema(description = "就诊ID") String stay,
            @Schema(description = "masked", example = "张**") String person,
            Scheme scheme,
            LocalDateTime admittedAt,
            @Schema(description = "住院号") String number,
            boolean emergency,

            @Schema(description = "as the desk was told, like bed and diagnosis")
            Optional<String> department,

            Optional<String> bed,
            Optional<String> diagnosis,

            @Schema(description = "none: not yet") Optional<LocalDateTime> dischargedAt,

            @Schema(description = "结算ID: of the settlement that settled it to its end and stands")
            Optional<String> settlement,

            @Schema(description = "of the lines that are not settled")
            Fen total,

            @Schema(description = "of the charges") List<StayDay> days) {}
}
