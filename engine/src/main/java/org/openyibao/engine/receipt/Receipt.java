package org.openyibao.engine.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openyibao.engine.decision.Decision;
import org.openyibao.engine.text.Text;

/// A decision, said to people: what the bill comes to, who pays, and each step with the rule it rests on.
///
/// Made from a [Decision], or again from what a settlement stored of one: the same parts give the same
/// receipt.
public record Receipt(Heading heading, Totals totals, Outcome outcome, List<ReceiptStep> steps) {

    public Receipt {
        steps = List.copyOf(steps);
    }

    public static Receipt of(Heading heading, Decision decision) {
        return new Receipt(heading, Totals.of(decision), Outcome.of(decision), ReceiptStep.of(decision));
    }

    /// True where a step rests on a rule that is not official.
    public boolean isLowConfidence() {
        return steps.stream().anyMatch(ReceiptStep::isLowConfidence);
    }

    /// The rules that the steps rest on, each once, in the order of the steps.
    public List<CitedRule> rules() {
        return steps.stream().flatMap(step -> step.rule().stream()).distinct().toList();
    }

    /// What must be said first; empty where every step rests on an official rule.
    public Optional<Text> warning() {
        return CitedRule.warning(rules());
    }

    /// Why somebody did not pay, what the person can do about it, and what else is to be known of the
    /// settlement.
    public List<Text> remarks() {
        var remarks = new ArrayList<Text>();
        outcome.reason().ifPresent(reason -> remarks.addAll(Remedy.explained("未予支付的原因：", "Why not paid: ", reason)));
        outcome.whyNotDirect()
                .filter(reason -> !outcome.reason().equals(Optional.of(reason)))
                .ifPresent(reason -> remarks.addAll(Remedy.explained("不能直接结算：", "No direct settlement: ", reason)));
        if (outcome.treatedAsFiled()) {
            remarks.add(new Text("急诊抢救，视同已备案", "Emergency care: counts as filed"));
        }
        if (outcome.advancePayment()) {
            remarks.add(
                    new Text("基金先行支付，并有权向第三人追偿", "The fund pays in advance and may recover it from the third party"));
        }
        var refunded = !totals.cash().equals(totals.total());
        if (outcome.manualClaim() || (outcome.whyNotDirect().isPresent() && refunded)) {
            remarks.add(prepaid());
        }
        return List.copyOf(remarks);
    }

    private Text prepaid() {
        var prepaid = Money.shown(totals.total());
        var refunded = Money.shown(totals.total().minus(totals.cash()));
        return new Text(
                "个人先行垫付 " + prepaid + " 元，回参保地报销 " + refunded + " 元",
                "The person pays " + prepaid + " first; " + refunded + " is refunded at home");
    }

    /// Where every yuan of the bill goes.
    public Flows flows() {
        return Flows.of(totals);
    }

    /// For a terminal of fixed width: at most 76 columns, Chinese characters counted as two; each line ends
    /// with a newline. Chinese for a Chinese locale, else English.
    public String text(Locale locale) {
        return new TextReceipt(this, locale).render();
    }

    /// For machines: maps, lists, strings, booleans and integers, with stable keys in a stable order, for
    /// whoever writes JSON. Amounts are strings in yuan with two decimals (`"39.89"`), ratios strings in
    /// per cent (`"70%"`), sentences maps of `zh` and `en`. What is not known or does not apply is left
    /// out; nothing is null.
    public Map<String, Object> asTree() {
        return TreeReceipt.of(this);
    }
}
