package org.openyibao.server.request;

import java.util.List;
import java.util.Optional;
import org.openyibao.engine.policy.Reason;
import org.openyibao.engine.policy.Rule;
import org.openyibao.engine.receipt.CitedRule;
import org.openyibao.engine.receipt.Remedy;
import org.openyibao.engine.text.Text;

/// Why nothing was done. `code` is for machines and stable; `details` are the single things that are wrong or lacking,
/// where there are several. Shown to the caller only, never logged: what came may name
/// a person.
public record Refusal(
        Kind kind,
        String code,
        Text message,
        Optional<Wrong> wrong,
        Optional<CitedRule> rule,
        Optional<Text> whatToDo,
        List<Text> details) {

    public enum Kind {
        /// What was sent is not what may be sent.
        BAD_INPUT,
        /// What it is about is not there.
        UNKNOWN,
        /// It does not go with what was done before.
        CONFLICT,
        /// The policy says no.
        NOT_ALLOWED,
        /// The caller may not ask for it.
        FORBIDDEN
    }

    /// A field by its path (`relatives[2].relation`), what it should have been and what came.
    public record Wrong(String field, Text expected, Text got) {

        Text sentence() {
            return new Text(
                    field + "：应为" + expected.zh() + "，实为" + got.zh(),
                    field + ": expected " + expected.en() + ", got " + got.en());
        }
    }

    /// A field is not what it must be.
    public static Refusal badInput(String code, String field, Text expected, Text got) {
        return of(Kind.BAD_INPUT, code, new Wrong(field, expected, got));
    }

    /// There is nothing of the kind that a field names: `field=got`.
    public static Refusal unknown(String code, String field, Text expected, String got) {
        return of(Kind.UNKNOWN, code, new Wrong(field, expected, Text.same(got)));
    }

    /// A field names nobody who is registered: `field=got`.
    public static Refusal unknownPerson(String field, String got) {
        return unknown("UNKNOWN_PERSON", field, new Text("已登记人员的编号", "the number of a registered person"), got);
    }

    /// A field does not go with what was done before.
    public static Refusal conflict(String code, String field, Text expected, Text got) {
        return of(Kind.CONFLICT, code, new Wrong(field, expected, got));
    }

    private static Refusal of(Kind kind, String code, Wrong wrong) {
        return new Refusal(
                kind, code, wrong.sentence(), Optional.of(wrong), Optional.empty(), Optional.empty(), List.of());
    }

    /// The policy says no, by `rule` where there is one.
    public static Refusal notAllowed(Reason reason, Optional<Rule> rule) {
        return new Refusal(
                Kind.NOT_ALLOWED,
                reason.name(),
                reason.text(),
                Optional.empty(),
                rule.map(CitedRule::of),
                Remedy.of(reason),
                List.of());
    }

    /// It is about no field and no rule.
    public static Refusal of(Kind kind, String code, Text message) {
        return new Refusal(kind, code, message, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /// The same with the field that would have to change.
    public Refusal about(String field, Text expected, Text got) {
        return new Refusal(kind, code, message, Optional.of(new Wrong(field, expected, got)), rule, whatToDo, details);
    }

    /// The same with what the caller can do instead.
    public Refusal instead(Text newWhatToDo) {
        return new Refusal(kind, code, message, wrong, rule, Optional.of(newWhatToDo), details);
    }

    /// The same with the rule behind it.
    public Refusal by(Optional<CitedRule> newRule) {
        return new Refusal(kind, code, message, wrong, newRule, whatToDo, details);
    }

    /// The same with the single things that are wrong or lacking.
    public Refusal with(List<Text> newDetails) {
        return new Refusal(kind, code, message, wrong, rule, whatToDo, List.copyOf(newDetails));
    }
}
