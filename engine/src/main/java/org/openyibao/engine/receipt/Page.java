package org.openyibao.engine.receipt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.text.Columns;
import org.openyibao.engine.text.Text;

/// Text for a terminal of fixed width, in one language.
final class Page {

    static final int WIDTH = 76;
    static final int AMOUNT = 14;

    private static final int LABEL = 18;
    private static final int NUMBER = 4;

    private final Locale locale;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> cited = new LinkedHashSet<>();

    Page(Locale locale) {
        this.locale = locale;
    }

    String text() {
        return out.toString();
    }

    String in(Text text) {
        return Columns.printable(text.in(locale));
    }

    String in(String zh, String en) {
        return new Text(zh, en).in(locale);
    }

    void title(Text title, Optional<Text> warning) {
        line(Columns.centred(in(title), WIDTH));
        warning.ifPresent(text -> wrapped("", in(text)));
        rule('=');
    }

    void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    void rule(char with) {
        line(String.valueOf(with).repeat(WIDTH));
    }

    /// Lines of which the first begins with `lead` and the others are indented as far.
    void wrapped(String lead, String text) {
        var indent = Columns.width(lead);
        var first = lead;
        for (var part : Columns.wrap(text, WIDTH - indent)) {
            line(first + part);
            first = " ".repeat(indent);
        }
    }

    void known(String label, Optional<String> value) {
        value.ifPresent(text -> wrapped(Columns.padRight(label, LABEL), Columns.printable(text)));
    }

    void amount(int indent, String label, Fen amount) {
        line(Columns.padRight("  ".repeat(indent) + label, WIDTH - AMOUNT)
                + Columns.padLeft(Money.shown(amount), AMOUNT));
    }

    /// The remarks and a line below; nothing where there are none.
    void remarks(List<Text> remarks) {
        for (var remark : remarks) {
            wrapped("", in(remark));
        }
        if (!remarks.isEmpty()) {
            rule('-');
        }
    }

    void steps(List<ReceiptStep> steps) {
        line(in("逐步说明", "Step by step"));
        var number = 0;
        for (var step : steps) {
            number++;
            sentence(number, step);
            step.rule().ifPresent(this::citation);
        }
    }

    private void sentence(int number, ReceiptStep step) {
        var amount = step.hasAmount() ? Money.shown(step.amountFen()) : "";
        var lead = Columns.padRight(Columns.padLeft(Integer.toString(number), NUMBER - 2), NUMBER);
        for (var part : Columns.wrap(in(step.sentence()), WIDTH - NUMBER - AMOUNT)) {
            line(Columns.padRight(lead + part, WIDTH - AMOUNT) + Columns.padLeft(amount, AMOUNT));
            lead = " ".repeat(NUMBER);
            amount = "";
        }
    }

    /// The whole citation where the rule stands first, its key where it stands again.
    void citation(CitedRule rule) {
        var mark = rule.isLowConfidence() ? "* " : "  ";
        var note = rule.notes().isEmpty() ? "" : in(" （见注）", " (see notes)");
        if (!cited.add(rule.key())) {
            indented(mark, rule.key() + in(" （同上）", " (as above)"));
            return;
        }
        indented(mark, rule.key());
        indented("  ", in(rule.title()) + note);
        indented(
                "  ",
                rule.document() + " · " + in(Words.evidence(rule.evidence())) + " · "
                        + in(rule.confidence().text()));
    }

    private void indented(String mark, String text) {
        wrapped(" ".repeat(NUMBER) + mark, Columns.printable(text));
    }

    void notes(List<CitedRule> rules) {
        var noted = rules.stream().filter(rule -> !rule.notes().isEmpty()).toList();
        if (noted.isEmpty()) {
            return;
        }
        rule('-');
        line(in("注", "Notes"));
        for (var rule : noted) {
            wrapped("  ", rule.key());
            wrapped("    ", in(rule.note()));
        }
    }
}
