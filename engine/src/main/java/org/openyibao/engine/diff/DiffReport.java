package org.openyibao.engine.diff;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What changes from one version of the packs to another. `tried`: how many typical bills were decided by both;
/// `bills`: those that anybody pays more or less of.
public record DiffReport(
        Version before,
        Version after,
        List<RuleChange> rules,
        long tried,
        List<BillChange> bills,
        Optional<Population> population) {

    /// 0: nothing changes, 1: something does.
    public int exitCode() {
        return rules.isEmpty()
                        && population.stream().allMatch(of -> of.changes().isEmpty())
                ? 0
                : 1;
    }

    Tally.Payers tally() {
        var tally = Tally.Payers.NONE;
        for (var bill : bills) {
            tally = tally.with(bill.before(), bill.after());
        }
        return tally;
    }

    /// For people, in one language, each line ending with a newline.
    public String text(Locale locale) {
        return new DiffText(this, locale).toString();
    }

    /// For machines: `old`, `new`, `rules`, `bills` and, where one was given, `population`; maps, lists, texts and
    /// whole numbers, amounts as texts in yuan with two decimals.
    public Map<String, Object> asTree() {
        return DiffTree.of(this);
    }
}
