package org.openyibao.engine.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A report as a tree for machines.
final class DiffTree {

    private DiffTree() {}

    static Map<String, Object> of(DiffReport report) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("old", report.before().name());
        tree.put("new", report.after().name());
        tree.put("rules", report.rules().stream().map(DiffTree::rule).toList());
        var bills = new LinkedHashMap<String, Object>();
        bills.put("tried", report.tried());
        bills.put("differing", report.bills().size());
        bills.putAll(payers(report.tally()));
        bills.put("changes", report.bills().stream().map(DiffTree::bill).toList());
        tree.put("bills", bills);
        report.population().ifPresent(population -> tree.put("population", population(population)));
        return tree;
    }

    private static Map<String, Object> rule(RuleChange change) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("region", change.region());
        tree.put("id", change.id());
        tree.put("change", change.kind());
        tree.put("moved", change.moved());
        tree.put("place", change.place());
        tree.put(
                "fields",
                change.fields().stream()
                        .map(field -> difference(field.key(), field.before(), field.after()))
                        .toList());
        return tree;
    }

    private static Map<String, Object> difference(String key, Optional<String> before, Optional<String> after) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("key", key);
        before.ifPresent(value -> tree.put("old", value));
        after.ifPresent(value -> tree.put("new", value));
        return tree;
    }

    private static Map<String, Object> payers(Tally.Payers tally) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("fund", tally(tally.fund()));
        tree.put("account", tally(tally.account()));
        tree.put("person", tally(tally.person()));
        return tree;
    }

    private static Map<String, Object> tally(Tally tally) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("more", tally.more());
        tree.put("less", tally.less());
        tree.put("old", tally.before().toString());
        tree.put("new", tally.after().toString());
        return tree;
    }

    private static Map<String, Object> bill(BillChange change) {
        var profile = change.profile();
        var tree = new LinkedHashMap<String, Object>();
        tree.put("region", profile.region());
        tree.put("on", profile.on().toString());
        tree.put("scheme", profile.scheme().toString());
        tree.put("status", profile.status().toString());
        tree.put("visit", profile.visit().toString());
        tree.put("level", profile.level().toString());
        tree.put("place", profile.place().toString());
        if (!profile.besides().isEmpty()) {
            tree.put("besides", profile.besides());
        }
        tree.put("amount", change.amount().toString());
        tree.put("old", paid(change.before()));
        tree.put("new", paid(change.after()));
        return tree;
    }

    private static Map<String, Object> paid(Paid paid) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("fund", paid.fund().toString());
        tree.put("account", paid.account().toString());
        tree.put("person", paid.person().toString());
        paid.reason().ifPresent(reason -> tree.put("reason", reason.toString()));
        return tree;
    }

    private static Map<String, Object> population(Population population) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("cases", population.cases());
        tree.put("differing", population.changes().size());
        tree.put("visits", population.visits());
        tree.putAll(payers(population.tally()));
        tree.put(
                "changes",
                population.changes().stream()
                        .map(change -> Map.of("id", change.id(), "answers", answers(change.answers())))
                        .toList());
        return tree;
    }

    private static List<Map<String, Object>> answers(List<Population.Answer> answers) {
        return answers.stream()
                .map(answer -> difference(answer.key(), answer.before(), answer.after()))
                .toList();
    }
}
