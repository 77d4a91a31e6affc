package org.openyibao.engine.receipt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.text.Text;

/// A receipt as a plain tree.
final class TreeReceipt {

    private TreeReceipt() {}

    static Map<String, Object> of(Receipt receipt) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("lowConfidence", receipt.isLowConfidence());
        receipt.warning().ifPresent(warning -> tree.put("warning", text(warning)));
        tree.put("heading", heading(receipt.heading()));
        tree.put("totals", totals(receipt.totals()));
        tree.put("flows", flows(receipt.flows()));
        tree.put("outcome", outcome(receipt));
        tree.put("steps", steps(receipt.steps()));
        tree.put("rules", receipt.rules().stream().map(TreeReceipt::rule).toList());
        return Collections.unmodifiableMap(tree);
    }

    private static Map<String, Object> heading(Heading heading) {
        var tree = new LinkedHashMap<String, Object>();
        heading.settlementId().ifPresent(id -> tree.put("settlementId", id));
        heading.time().ifPresent(time -> tree.put("time", time));
        heading.region().ifPresent(region -> tree.put("region", text(region)));
        heading.institution().ifPresent(institution -> tree.put("institution", institution));
        heading.scheme().ifPresent(scheme -> tree.put("scheme", text(scheme)));
        heading.visitKind().ifPresent(kind -> tree.put("visitKind", text(kind)));
        heading.person().ifPresent(person -> tree.put("person", person));
        heading.covers().ifPresent(covers -> tree.put("covers", text(covers)));
        return Collections.unmodifiableMap(tree);
    }

    private static Map<String, Object> totals(Totals totals) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("total", yuan(totals.total()));
        tree.put("ownPay", yuan(totals.ownPay()));
        tree.put("overLimit", yuan(totals.overLimit()));
        tree.put("firstPay", yuan(totals.firstPay()));
        tree.put("inScope", yuan(totals.inScope()));
        tree.put("deductible", yuan(totals.deductible()));
        tree.put("funds", yuan(totals.funds()));
        tree.put("pool", yuan(totals.pool()));
        var layers = new LinkedHashMap<String, Object>();
        for (var kind : LayerKind.values()) {
            layers.put(kind.toString(), yuan(totals.layers().getOrDefault(kind, Fen.ZERO)));
        }
        tree.put("layers", Collections.unmodifiableMap(layers));
        tree.put("personalBurden", yuan(totals.personalBurden()));
        tree.put("accountCurrent", yuan(totals.accountCurrent()));
        tree.put("accountPrior", yuan(totals.accountPrior()));
        tree.put("family", yuan(totals.family()));
        tree.put("wallet", yuan(totals.wallet()));
        tree.put("cash", yuan(totals.cash()));
        tree.put("accountCurrentAfter", yuan(totals.after().current()));
        tree.put("accountPriorAfter", yuan(totals.after().prior()));
        return Collections.unmodifiableMap(tree);
    }

    private static Map<String, Object> flows(Flows flows) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("takenBack", flows.takenBack());
        tree.put("nodes", flows.nodes().stream().map(TreeReceipt::node).toList());
        tree.put("links", flows.links().stream().map(TreeReceipt::link).toList());
        return Collections.unmodifiableMap(tree);
    }

    private static Map<String, Object> node(Flows.Node node) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("id", node.id());
        tree.put("name", text(node.name()));
        tree.put("amount", yuan(node.amount()));
        return Collections.unmodifiableMap(tree);
    }

    private static Map<String, Object> link(Flows.Link link) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("from", link.from());
        tree.put("to", link.to());
        tree.put("amount", yuan(link.amount()));
        return Collections.unmodifiableMap(tree);
    }

    private static Map<String, Object> outcome(Receipt receipt) {
        var outcome = receipt.outcome();
        var tree = new LinkedHashMap<String, Object>();
        outcome.reason().ifPresent(reason -> tree.put("reason", reason.name()));
        tree.put("directSettlement", outcome.whyNotDirect().isEmpty() && !outcome.manualClaim());
        outcome.whyNotDirect().ifPresent(reason -> tree.put("whyNotDirect", reason.name()));
        tree.put("treatedAsFiled", outcome.treatedAsFiled());
        tree.put("advancePayment", outcome.advancePayment());
        tree.put("manualClaim", outcome.manualClaim());
        tree.put("remarks", receipt.remarks().stream().map(TreeReceipt::text).toList());
        return Collections.unmodifiableMap(tree);
    }

    static List<Map<String, Object>> steps(List<ReceiptStep> steps) {
        var trees = new ArrayList<Map<String, Object>>();
        for (var step : steps) {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("number", trees.size() + 1);
            tree.put("kind", step.kindCode());
            tree.put("sentence", text(step.sentence()));
            tree.put("base", Fen.yuan(step.baseFen()));
            tree.put("amount", Fen.yuan(step.amountFen()));
            if (step.hasRatio()) {
                tree.put("ratio", step.ratio().toString());
            }
            step.reason().ifPresent(reason -> tree.put("reason", reason.name()));
            step.rule().ifPresent(rule -> {
                tree.put("rule", rule.key());
                tree.put("source", rule.document());
                tree.put("confidence", rule.confidence().toString());
            });
            trees.add(Collections.unmodifiableMap(tree));
        }
        return List.copyOf(trees);
    }

    static Map<String, Object> rule(CitedRule rule) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("key", rule.key());
        tree.put("title", text(rule.title()));
        rule.since().ifPresent(day -> tree.put("from", day.toString()));
        tree.put("document", rule.document());
        tree.put("evidence", rule.evidence());
        tree.put("confidence", rule.confidence().toString());
        tree.put("lowConfidence", rule.isLowConfidence());
        if (!rule.notes().isEmpty()) {
            tree.put("notes", text(rule.note()));
        }
        return Collections.unmodifiableMap(tree);
    }

    static Map<String, Object> text(Text text) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("zh", text.zh());
        tree.put("en", text.en());
        return Collections.unmodifiableMap(tree);
    }

    private static String yuan(Fen amount) {
        return amount.toString();
    }
}
