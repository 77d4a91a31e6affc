package org.openyibao.server.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openyibao.engine.claim.Grade;
import org.openyibao.server.api.DeskShapes.DayEntry;
import org.openyibao.server.api.DeskShapes.FiguresAnswer;
import org.openyibao.server.api.DeskShapes.LineAnswer;
import org.openyibao.server.api.DeskShapes.LineOrder;
import org.openyibao.server.api.DeskShapes.PreviewAnswer;
import org.openyibao.server.api.DeskShapes.SettledAnswer;
import org.openyibao.server.api.DeskShapes.VisitOrder;
import org.openyibao.server.settlement.CareRecords;
import org.openyibao.server.settlement.LineParts;
import org.openyibao.server.settlement.Outcome;
import org.openyibao.server.settlement.SettlementRecord;
import org.openyibao.server.settlement.Settlements;
import org.openyibao.server.settlement.SplitItem;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Tells a cashier what a bill came to.
@Component
class DeskAnswers {

    private final Settlements settlements;
    private final CareRecords care;
    private final JsonMapper json;

    DeskAnswers(Settlements settlements, CareRecords care, JsonMapper json) {
        this.settlements = settlements;
        this.care = care;
        this.json = json;
    }

    PreviewAnswer previewed(Outcome.Settled settled, VisitOrder order) {
        return new PreviewAnswer(
                FiguresAnswer.of(settled.settlement()),
                split(settled.items(), order.lines()),
                settlements.receipt(settled).asTree());
    }

    private static List<LineAnswer> split(List<SplitItem> items, List<LineOrder> sent) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> {
                    var item = items.get(i);
                    return new LineAnswer(
                            item.item().code(),
                            item.entry().name(),
                            Optional.of(sent.get(i).quantity()),
                            Optional.of(sent.get(i).price()),
                            item.item().amount(),
                            item.line().grade(),
                            item.ownPay(),
                            item.overLimit(),
                            item.firstPay(),
                            item.inScope());
                })
                .toList();
    }

    /// `stands`: where that is to be told.
    SettledAnswer told(Outcome.Settled settled, Optional<Boolean> stands) {
        var settlement = settled.settlement();
        var kept = DeskOrders.kept(json, settlement.details());
        return new SettledAnswer(
                settlement.id(),
                settlement.settledAt(),
                settlement.scheme(),
                settlement.kind(),
                settlement.reverses(),
                stands,
                text(kept, "cashier"),
                text(kept, "reason"),
                FiguresAnswer.of(settlement),
                lines(settlement, kept),
                settlements.receipt(settled).asTree());
    }

    private List<LineAnswer> lines(SettlementRecord settlement, ObjectNode kept) {
        return care.bill(settlement.institution(), settlement.person(), settlement.visit(), settlement.id())
                .map(bill -> bill.sheets().stream()
                        .flatMap(sheet -> sheet.lines().stream())
                        .map(line -> line(
                                line.code(),
                                line.line().name(),
                                line.line().grade(),
                                line.parts(),
                                column(kept, "quantities", line.place()),
                                column(kept, "prices", line.place())))
                        .toList())
                .orElse(List.of());
    }

    private static LineAnswer line(
            String code, String name, Grade grade, LineParts parts, Optional<String> quantity, Optional<String> price) {
        return new LineAnswer(
                code,
                name,
                quantity,
                price,
                parts.total(),
                grade,
                parts.ownPay(),
                parts.overLimit(),
                parts.firstPay(),
                parts.inScope());
    }

    DayEntry entry(CareRecords.Made made) {
        var settlement = made.settlement();
        return new DayEntry(
                settlement.settlement(),
                settlement.settledAt(),
                made.person().maskedName(),
                settlement.scheme(),
                settlement.kind(),
                settlement.reverses(),
                settlement.reversedBy(),
                text(DeskOrders.kept(json, settlement.details()), "cashier"),
                settlement.total(),
                settlement.funds(),
                settlement.account(),
                settlement.cash());
    }

    private static Optional<String> text(ObjectNode kept, String name) {
        return kept.path(name).asStringOpt();
    }

    private static Optional<String> column(ObjectNode kept, String name, int place) {
        return kept.path(name).path(place).asStringOpt();
    }
}
