package org.openyibao.engine.diff;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openyibao.engine.claim.Level;
import org.openyibao.engine.claim.Place;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.claim.Status;
import org.openyibao.engine.claim.VisitKind;
import org.openyibao.engine.diff.RuleChange.Field;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.text.Columns;
import org.openyibao.engine.text.Text;

/// A report for a terminal, in one language.
final class DiffText {

    private static final int CASES_SHOWN = 20;
    private static final String NOTHING = "-";

    private final DiffReport report;
    private final Locale locale;
    private final StringBuilder out = new StringBuilder();

    DiffText(DiffReport report, Locale locale) {
        this.report = report;
        this.locale = locale;
        rules();
        bills();
        report.population().ifPresent(this::population);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private String say(String zh, String en) {
        return new Text(zh, en).in(locale);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    // ------------------------------------------------------------------------------------------------ rules

    private void rules() {
        line(say("规则：", "Rules: ")
                + count("added")
                + say(" 条新增，", " added, ")
                + count("removed")
                + say(" 条删除，", " removed, ")
                + count("changed")
                + say(" 条修改，", " changed, ")
                + count("moved")
                + say(" 条移动", " moved"));
        var region = "";
        for (var change : report.rules()) {
            if (!change.region().equals(region)) {
                region = change.region();
                line(region + " " + name(region));
            }
            rule(change);
        }
        line("");
    }

    private long count(String kind) {
        return report.rules().stream()
                .filter(change -> change.kind().equals(kind))
                .count();
    }

    private String name(String region) {
        return report.after()
                .pack(region)
                .or(() -> report.before().pack(region))
                .map(Pack::name)
                .map(text -> text.in(locale))
                .orElse("");
    }

    private void rule(RuleChange change) {
        var sign = change.before().isEmpty() ? "+" : change.after().isEmpty() ? "-" : "~";
        line("  " + sign + " " + change.id() + "  " + change.place());
        if (change.moved()) {
            line("      " + say("在规则中的先后已变", "stands at another place among the rules"));
        }
        for (var field : change.fields()) {
            if (!field.key().equals("id")) {
                line("      " + field.key() + say("：", ": ") + shown(field, change));
            }
        }
    }

    private static String shown(Field field, RuleChange change) {
        var before = field.before().map(Columns::printable);
        var after = field.after().map(Columns::printable);
        return change.before().isEmpty() || change.after().isEmpty()
                ? after.or(() -> before).orElseThrow()
                : before.orElse(NOTHING) + " → " + after.orElse(NOTHING);
    }

    // ------------------------------------------------------------------------------------------------ bills

    private void bills() {
        line(say("典型账单：试算 ", "Typical bills: ")
                + report.tried()
                + say(" 笔，", " tried, ")
                + report.bills().size()
                + say(" 笔的分担不同", " are shared differently"));
        if (report.bills().isEmpty()) {
            return;
        }
        table(List.of(payerHeads()), report.tally());
        var region = "";
        for (var group : BillGroup.of(report.bills())) {
            var head = group.region() + " " + name(group.region()) + "  " + group.on();
            if (!head.equals(region)) {
                region = head;
                line("");
                line(head);
            }
            group(group);
        }
    }

    private String[] payerHeads() {
        return new String[] {say("基金", "fund"), say("账户", "account"), say("个人", "person")};
    }

    /// A line a payer: of how many bills it pays more, of how many less.
    private void table(List<String> heads, Tally.Payers tally) {
        payer(heads.get(0), tally.fund());
        payer(heads.get(1), tally.account());
        payer(heads.get(2), tally.person());
    }

    private void payer(String name, Tally tally) {
        line("  " + Columns.padRight(name, 8)
                + say("多付 ", "pays more of ") + Columns.padLeft(String.valueOf(tally.more()), 6)
                + say(" 笔，少付 ", ", less of ") + Columns.padLeft(String.valueOf(tally.less()), 6)
                + say(" 笔", ""));
    }

    private void group(BillGroup group) {
        line("  " + who(group));
        line("    " + row("", say("账单", "bill"), payerHeads()[0], payerHeads()[1], payerHeads()[2]));
        var tally = Tally.Payers.NONE;
        for (var outcome : group.outcomes()) {
            tally = tally.with(outcome.before(), outcome.after());
        }
        var smallest = group.outcomes().getFirst();
        var widest = group.outcomes().stream()
                .max(Comparator.comparing((BillGroup.Outcome outcome) -> change(outcome))
                        .thenComparing(BillGroup.Outcome::amount, Comparator.reverseOrder()))
                .orElseThrow();
        outcome(say("最小", "smallest"), smallest);
        if (!widest.equals(smallest)) {
            outcome(say("差别最大", "widest"), widest);
        }
        line("    " + group.outcomes().size() + say(" 个金额不同：", " amounts differ: ")
                + moreAndLess(payerHeads()[0], tally.fund()) + say("；", "; ")
                + moreAndLess(payerHeads()[1], tally.account()) + say("；", "; ")
                + moreAndLess(payerHeads()[2], tally.person()));
    }

    private static Long change(BillGroup.Outcome outcome) {
        var fund =
                Math.abs(outcome.after().fund().minus(outcome.before().fund()).value());
        var account = Math.abs(
                outcome.after().account().minus(outcome.before().account()).value());
        return fund + account;
    }

    private String moreAndLess(String payer, Tally tally) {
        return payer + " +" + tally.more() + " -" + tally.less();
    }

    private void outcome(String label, BillGroup.Outcome outcome) {
        var before = outcome.before();
        var after = outcome.after();
        line("    "
                + row(
                        label,
                        outcome.amount().toString(),
                        before.fund() + " → " + after.fund(),
                        before.account() + " → " + after.account(),
                        before.person() + " → " + after.person())
                + reason(before, after));
    }

    private static String reason(Paid before, Paid after) {
        return before.reason().equals(after.reason())
                ? ""
                : "  (" + before.reason().map(Enum::toString).orElse(NOTHING) + " → "
                        + after.reason().map(Enum::toString).orElse(NOTHING) + ")";
    }

    private static String row(String label, String amount, String fund, String account, String person) {
        return Columns.padRight(label, 9)
                + Columns.padLeft(amount, 12)
                + Columns.padLeft(fund, 26)
                + Columns.padLeft(account, 24)
                + Columns.padLeft(person, 26);
    }

    private String who(BillGroup group) {
        return named(Set.of(group.scheme()), Scheme::chinese)
                + " " + named(group.statuses(), Status::chinese)
                + " " + named(group.visits(), VisitKind::chinese)
                + " " + say("", "level ") + named(group.levels(), Level::chinese)
                + " " + named(group.places(), Place::chinese)
                + (group.besides().isEmpty() ? "" : "  [" + group.besides() + "]");
    }

    private <E> String named(Collection<E> values, Function<E, String> chinese) {
        return values.stream()
                .map(value -> new Text(chinese.apply(value), value.toString()).in(locale))
                .collect(Collectors.joining(say("、", ",")));
    }

    // ------------------------------------------------------------------------------------------- population

    private void population(Population population) {
        line("");
        line(say("人群：", "Population: ")
                + population.cases()
                + say(" 个案例，", " cases, ")
                + population.changes().size()
                + say(" 个的结果不同；其中就诊 ", " are answered differently; visits among them: ")
                + population.visits());
        var tally = population.tally();
        sum(payerHeads()[0], tally.fund());
        sum(payerHeads()[1], tally.account());
        sum(payerHeads()[2], tally.person());
        population.changes().stream().limit(CASES_SHOWN).forEach(change -> {
            line("  " + change.id());
            change.answers()
                    .forEach(answer -> line("      " + answer.key() + say("：", ": ") + value(answer.before()) + " → "
                            + value(answer.after())));
        });
        if (population.changes().size() > CASES_SHOWN) {
            var others = population.changes().size() - CASES_SHOWN;
            line(say("  另有 " + others + " 个（--json 给出全部）", "  and " + others + " more (--json tells all)"));
        }
    }

    private static String value(Optional<String> value) {
        return value.orElse(NOTHING);
    }

    private void sum(String name, Tally tally) {
        var difference = tally.after().minus(tally.before());
        line("  " + Columns.padRight(name, 8)
                + Columns.padLeft(tally.before() + " → " + tally.after(), 30)
                + Columns.padLeft((difference.isNegative() ? "" : "+") + difference, 16)
                + "   +" + tally.more() + " -" + tally.less());
    }
}
