package org.openyibao.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openyibao.engine.money.Fen;
import org.openyibao.server.api.DeskShapes.DayEntry;
import org.openyibao.server.api.DeskShapes.FiguresAnswer;
import org.openyibao.server.api.DeskShapes.LineAnswer;
import org.openyibao.server.api.DeskShapes.LineOrder;
import org.openyibao.server.api.DeskShapes.PreviewAnswer;
import org.openyibao.server.api.DeskShapes.SettledAnswer;
import org.openyibao.server.api.DeskShapes.StayOf;
import org.openyibao.server.api.StayShapes.StayAnswer;
import org.openyibao.server.api.StayShapes.StayDay;
import org.openyibao.server.api.StayShapes.StayEntry;
import org.openyibao.server.api.StayShapes.StayLine;
import org.openyibao.server.settlement.Bill;
import org.openyibao.server.settlement.CareRecords;
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

    PreviewAnswer previewed(Outcome.Settled settled, List<LineAnswer> lines) {
        return new PreviewAnswer(
                FiguresAnswer.of(settled.settlement()),
                lines,
                settlements.receipt(settled).asTree());
    }

    static List<LineAnswer> split(List<SplitItem> items, List<LineOrder> sent) {
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
                settlement.stay().map(stay -> new StayOf(settlement.visit(), stay.admitted(), stay.discharged())),
                lines(settlement),
                settlements.receipt(settled).asTree());
    }

    private List<LineAnswer> lines(SettlementRecord settlement) {
        return care.bill(settlement.institution(), settlement.person(), settlement.visit(), settlement.id())
                .map(bill ->
                        bill.sheets().stream().flatMap(sheet -> lines(sheet)).toList())
                .orElse(List.of());
    }

    private Stream<LineAnswer> lines(Bill.Sheet sheet) {
        var kept = DeskOrders.kept(json, sheet.details());
        return sheet.lines().stream().map(line -> line(line, kept));
    }

    /// `kept`: what the desk kept of the lines that came with it.
    private static LineAnswer line(Bill.Line line, ObjectNode kept) {
        var parts = line.parts();
        return new LineAnswer(
                line.code(),
                line.line().name(),
                column(kept, "quantities", line.place()),
                column(kept, "prices", line.place()),
                parts.total(),
                line.line().grade(),
                parts.ownPay(),
                parts.overLimit(),
                parts.firstPay(),
                parts.inScope());
    }

    StayEntry entry(CareRecords.Visited stay) {
        var visit = stay.visit();
        var kept = DeskOrders.kept(json, visit.details());
        return new StayEntry(
                visit.id(),
                stay.person().maskedName(),
                visit.scheme(),
                visit.openedAt(),
                visit.number(),
                text(kept, "department"),
                text(kept, "bed"),
                visit.dischargedAt());
    }

    StayAnswer told(CareRecords.StayAccount stay) {
        var visit = stay.visit();
        var kept = DeskOrders.kept(json, visit.details());
        return new StayAnswer(
                visit.id(),
                stay.person().maskedName(),
                visit.scheme(),
                visit.openedAt(),
                visit.number(),
                visit.isEmergencyStay(),
                text(kept, "department"),
                text(kept, "bed"),
                text(kept, "diagnosis"),
                visit.dischargedAt(),
                stay.settlement(),
                stay.unsettled(),
                days(stay.lines()));
    }

    private List<StayDay> days(List<CareRecords.ChargedLine> lines) {
        var days = lines.stream()
                .collect(Collectors.groupingBy(CareRecords.ChargedLine::day, LinkedHashMap::new, Collectors.toList()));
        return days.entrySet().stream()
                .map(day -> new StayDay(
                        day.getKey(),
                        day.getValue().stream()
                                .map(line -> line.line().amount())
                                .reduce(Fen.ZERO, Fen::plus),
                        day.getValue().stream().map(this::charged).toList()))
                .toList();
    }

    private StayLine charged(CareRecords.ChargedLine charged) {
        return new StayLine(
                charged.line().serial(),
                charged.settled(),
                line(charged.line(), DeskOrders.kept(json, charged.details())));
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
