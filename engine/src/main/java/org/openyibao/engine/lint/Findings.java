package org.openyibao.engine.lint;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.openyibao.engine.claim.Scheme;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.Condition;
import org.openyibao.engine.policy.Pack;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.text.Text;

/// Collects the findings of one pack. The same finding in several eras or schemes becomes one, over all of
/// them.
final class Findings {

    private static final class Draft {
        private final Check check;
        private final Optional<Rule> rule;
        private final String words;
        private final Optional<Fen> bill;
        private final Text message;
        private final Set<String> schemes = new LinkedHashSet<>();
        private final Supplier<Optional<Drawing>> drawing;
        private LocalDate from = Rule.FOREVER;
        private LocalDate to = Rule.ALWAYS;

        private Draft(
                Check check,
                Optional<Rule> rule,
                String words,
                Optional<Fen> bill,
                Text message,
                Supplier<Optional<Drawing>> drawing) {
            this.check = check;
            this.rule = rule;
            this.words = words;
            this.bill = bill;
            this.message = message;
            this.drawing = drawing;
        }

        private void seen(Era era) {
            schemes.add(era.scheme().toString());
            from = era.from().isBefore(from) ? era.from() : from;
            to = era.to().isAfter(to) ? era.to() : to;
        }

        private String condition() {
            var parts = new ArrayList<String>();
            if (!schemes.isEmpty()) {
                parts.add("scheme: " + String.join(", ", schemes));
            }
            if (!words.isEmpty()) {
                parts.add(words);
            }
            if (!schemes.isEmpty() && (from.isAfter(Rule.ALWAYS) || to.isBefore(Rule.FOREVER))) {
                parts.add("on: " + dates(from, to));
            }
            return String.join("; ", parts);
        }
    }

    private final Pack pack;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    Findings(Pack pack) {
        this.pack = pack;
    }

    /// A finding that does not depend on facts.
    void add(Check check, String subject, Rule rule, String words, Text message) {
        add(check, subject, rule, words, Optional.empty(), message);
    }

    /// As above, with a bill that shows it.
    void add(Check check, String subject, Rule rule, String words, Optional<Fen> bill, Text message) {
        drafts.putIfAbsent(
                check + ":" + subject, new Draft(check, Optional.of(rule), words, bill, message, Optional::empty));
    }

    /// A finding for these facts in this era.
    void add(
            Check check,
            String subject,
            Optional<Rule> rule,
            Condition where,
            Era era,
            Optional<Fen> bill,
            Text message) {
        add(check, subject, rule, where, era, bill, message, Optional::empty);
    }

    /// As above, with bills that show it; they are decided once, for the first such facts.
    void add(
            Check check,
            String subject,
            Optional<Rule> rule,
            Condition where,
            Era era,
            Optional<Fen> bill,
            Text message,
            Supplier<Optional<Drawing>> drawing) {
        drafts.computeIfAbsent(
                        check + ":" + subject,
                        ignored -> new Draft(check, rule, Cubes.words(where), bill, message, drawing))
                .seen(era);
    }

    /// Findings in the order in which they were made.
    List<Finding> list() {
        var findings = new ArrayList<Finding>();
        drafts.forEach((id, draft) -> findings.add(new Finding(
                draft.check,
                id,
                pack.folder(),
                draft.rule.map(Rule::key),
                draft.condition(),
                draft.bill,
                draft.message,
                draft.rule.map(Rule::place).orElse(""),
                draft.drawing.get())));
        return findings;
    }

    /// Names a version of a rule within its pack.
    static String name(Rule rule) {
        return rule.key().substring(rule.region().length() + 1);
    }

    /// For whom a rule is, when it holds and from when to when.
    static String words(Rule rule) {
        var parts = new ArrayList<String>();
        if (rule.schemes().size() < Scheme.values().length) {
            parts.add("scheme: "
                    + rule.schemes().stream().map(Scheme::toString).sorted().collect(joining(", ")));
        }
        if (!rule.when().equals(Condition.ALWAYS)) {
            parts.add(Cubes.words(rule.when()));
        }
        if (rule.from().isAfter(Rule.ALWAYS) || rule.to().isBefore(Rule.FOREVER)) {
            parts.add("on: " + dates(rule.from(), rule.to()));
        }
        return String.join("; ", parts);
    }

    static String dates(LocalDate from, LocalDate to) {
        return (from.isAfter(Rule.ALWAYS) ? from : "") + ".." + (to.isBefore(Rule.FOREVER) ? to : "");
    }
}
