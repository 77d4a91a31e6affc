package org.openyibao.server.settlement;

import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.receipt.Heading;
import org.openyibao.engine.receipt.Receipt;
import org.openyibao.engine.receipt.ReceiptStep;
import org.openyibao.engine.receipt.Totals;
import org.openyibao.engine.text.Text;

/// Makes receipts of kept settlements.
final class Receipts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Receipts() {}

    /// `words`: the rules that the steps cite, by key.
    static Receipt receipt(Outcome.Settled settled, Text region, Map<String, CitedRule> words) {
        var settlement = settled.settlement();
        return new Receipt(
                heading(settled, region),
                totals(settlement),
                new org.openyibao.engine.receipt.Outcome(
                        settlement.reason(),
                        Optional.empty(),
                        settlement.treatedAsFiled(),
                        false,
                        settlement.isClaimed()),
                settlement.steps().stream().map(step -> step(step, words)).toList());
    }

    private static Heading heading(Outcome.Settled settled, Text region) {
        var settlement = settled.settlement();
        return new Heading(
                Optional.of(settlement.id()),
                Optional.of(settlement.settledAt().format(TIME)),
                Optional.of(region),
                Optional.of(settled.party().institution().name()),
                Optional.of(new Text(
                        settlement.scheme().chinese(), settlement.scheme().toString())),
                Optional.of(
                        new Text(settlement.kind().chinese(), settlement.kind().toString())),
                Optional.of(settled.party().person().maskedName()),
                settlement.stay().map(Stay::part).filter(Stay.Part::isOfSeveral).map(Receipts::covers));
    }

    private static Text covers(Stay.Part part) {
        var days = part.days();
        return new Text(
                "本次住院第 " + part.number() + " 次结算（" + (part.interim() ? "中途" : "出院") + "）"
                        + days.map(of -> "，费用日期 " + of.from() + " 至 " + of.until())
                                .orElse(""),
                (part.interim() ? "Interim settlement " : "Final settlement ") + part.number() + " of the stay"
                        + days.map(of -> ", fee lines of " + of.from() + " to " + of.until())
                                .orElse(""));
    }

    private static Totals totals(SettlementRecord settlement) {
        var layers = new EnumMap<LayerKind, Fen>(LayerKind.class);
        for (var kind : LayerKind.values()) {
            if (!settlement.layer(kind).isZero()) {
                layers.put(kind, settlement.layer(kind));
            }
        }
        return new Totals(
                settlement.total(),
                settlement.ownPay(),
                settlement.overLimit(),
                settlement.firstPay(),
                settlement.inScope(),
                settlement.deductible(),
                settlement.pool(),
                layers,
                settlement.accountCurrent(),
                settlement.accountPrior(),
                settlement.familyPaid(),
                settlement.wallet(),
                settlement.cash(),
                settlement.balances());
    }

    private static ReceiptStep step(SettlementRecord.KeptStep step, Map<String, CitedRule> words) {
        return new ReceiptStep(
                step.kind(),
                Optional.ofNullable(words.get(step.rule())),
                step.baseFen(),
                step.amountFen(),
                step.ratio(),
                step.reason(),
                step.detail());
    }
}
