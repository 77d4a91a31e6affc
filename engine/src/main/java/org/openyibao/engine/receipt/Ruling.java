package org.openyibao.engine.receipt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.openyibao.engine.decision.Step;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// A decision on something other than a bill, said to people: what it comes to, why not and what the person can do
/// about it, and the rules that it rests on.
///
/// `region` names the home region. `answers` are written as in case files, by their keys there.
public record Ruling(
        Text region,
        Map<String, String> answers,
        Optional<Reason> reason,
        List<ReceiptStep> steps,
        List<CitedRule> rules) {

    private static final Text TITLE = new Text("医疗保障待遇说明", "Medical insurance: what applies");

    public Ruling {
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        steps = List.copyOf(steps);
        rules = List.copyOf(rules);
    }

    /// `steps` may be empty; `layerPaid` says what each layer paid by them, in fen. `rules` are those that decided,
    /// beside those of the steps.
    public static Ruling of(
            Text region,
            Map<String, String> answers,
            Optional<Reason> reason,
            List<Step> steps,
            ToLongFunction<LayerKind> layerPaid,
            List<Rule> rules) {
        var read = new StepReader(steps, 0, layerPaid).read();
        var cited = new LinkedHashSet<CitedRule>();
        rules.forEach(rule -> cited.add(CitedRule.of(rule)));
        read.forEach(step -> step.rule().ifPresent(cited::add));
        return new Ruling(region, answers, reason, read, List.copyOf(cited));
    }

    /// What must be said first; empty where every rule is official.
    public Optional<Text> warning() {
        return CitedRule.warning(rules);
    }

    /// Why not, and what the person can do about it; empty where there is nothing to say.
    public List<Text> remarks() {
        return reason.map(why -> Remedy.explained("原因：", "Why: ", why)).orElse(List.of());
    }

    /// For a terminal, as [Receipt#text].
    public String text(Locale locale) {
        var page = new Page(locale);
        page.title(TITLE, warning());
        page.known(page.in("参保地", "Insured in"), Optional.of(page.in(region)));
        page.rule('-');
        var shown =
                answers.keySet().stream().filter(key -> !key.equals("reason")).toList();
        shown.forEach(key -> page.wrapped(
                page.in(AnswerWords.label(key)) + "  ", page.in(AnswerWords.value(answers.getOrDefault(key, "")))));
        if (!shown.isEmpty()) {
            page.rule('-');
        }
        page.remarks(remarks());
        if (!steps.isEmpty()) {
            page.steps(steps);
        }
        var ofSteps = steps.stream().flatMap(step -> step.rule().stream()).toList();
        var others = rules.stream().filter(rule -> !ofSteps.contains(rule)).toList();
        if (!others.isEmpty() || rules.isEmpty()) {
            page.line(rules.isEmpty() ? page.in("没有可依据的规则", "No rule was found") : page.in("依据", "Rules"));
        }
        others.forEach(page::citation);
        page.notes(rules);
        return page.text();
    }

    /// For machines, as [Receipt#asTree].
    public Map<String, Object> asTree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("lowConfidence", warning().isPresent());
        warning().ifPresent(warning -> tree.put("warning", TreeReceipt.text(warning)));
        tree.put("region", TreeReceipt.text(region));
        tree.put("answers", answers);
        tree.put("remarks", remarks().stream().map(TreeReceipt::text).toList());
        if (!steps.isEmpty()) {
            tree.put("steps", TreeReceipt.steps(steps));
        }
        var cited = new ArrayList<Map<String, Object>>();
        rules.forEach(rule -> cited.add(TreeReceipt.rule(rule)));
        tree.put("rules", List.copyOf(cited));
        return Collections.unmodifiableMap(tree);
    }
}
