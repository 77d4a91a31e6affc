package org.openyibao.engine.receipt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openyibao.engine.money.Fen;
import org.openyibao.engine.policy.LayerKind;
import org.openyibao.engine.text.Columns;
import org.openyibao.engine.text.Text;

/// A receipt for a terminal of fixed width, in one language.
final class TextReceipt {

    private static final int WIDTH = 76;
    private static final int AMOUNT = 14;
    private static final int LABEL = 18;
    private static final int NUMBER = 4;
    private static final Text TITLE = new Text("医疗保障结算单", "Medical insurance settlement");

    private final Receipt receipt;
    private final Locale locale;
    private final StringBuilder out = new StringBuilder();

    TextReceipt(Receipt receipt, Locale locale) {
        this.receipt = receipt;
        this.locale = locale;
    }

    String render() {
        line(Columns.centred(in(TITLE), WIDTH));
        receipt.warning().ifPresent(warning -> wrapped("", in(warning)));
        rule('=');
        heading(receipt.heading());
        totals(receipt.totals());
        remarks();
        steps();
        notes();
        return out.toString();
    }

    private String in(Text text) {
        return Columns.printable(text.in(locale));
    }

    private String in(String zh, String en) {
        return new Text(zh, en).in(locale);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private void rule(char with) {
        line(String.valueOf(with).repeat(WIDTH));
    }

    /// Lines of which the first begins with `lead` and the others are indented as far.
    private void wrapped(String lead, String text) {
        var indent = Columns.width(lead);
        var first = lead;
        for (var part : Columns.wrap(text, WIDTH - indent)) {
            line(first + part);
            first = " ".repeat(indent);
        }
    }

    private void heading(Heading heading) {
        var before = out.length();
        known(in("结算编号", "Settlement"), heading.settlementId());
        known(in("时间", "Time"), heading.time());
        known(in("参保地", "Insured in"), heading.region().map(this::in));
        known(in("险种", "Scheme"), heading.scheme().map(this::in));
        known(in("姓名", "Name"), heading.person());
        known(in("医药机构", "Institution"), heading.institution());
        known(in("就医类别", "Kind of care"), heading.visitKind().map(this::in));
        if (out.length() > before) {
            rule('-');
        }
    }

    private void known(String label, Optional<String> value) {
        value.ifPresent(text -> wrapped(Columns.padRight(label, LABEL), Columns.printable(text)));
    }

    private void totals(Totals totals) {
        amount(0, in("费用总额", "Bill"), totals.total());
        some(1, in("全自费", "Own pay, outside the catalogue"), totals.ownPay());
        some(1, in("超限价自费", "Own pay, above the price ceiling"), totals.overLimit());
        some(1, in("先行自付", "Self-paid first"), totals.firstPay());
        amount(1, in("政策范围内", "In scope"), totals.inScope());
        some(2, in("其中起付线", "of which deductible"), totals.deductible());
        amount(0, in("基金支付", "Funds pay"), totals.funds());
        amount(1, in("统筹基金", "Pooled fund"), totals.pool());
        for (var kind : LayerKind.values()) {
            some(1, in(Words.of(kind)), totals.layers().getOrDefault(kind, Fen.ZERO));
        }
        amount(0, in("个人负担", "Person bears"), totals.personalBurden());
        some(1, in("个人账户（当年）", "Own account, this year's money"), totals.accountCurrent());
        some(1, in("个人账户（历年）", "Own account, prior years' money"), totals.accountPrior());
        some(1, in("家庭共济账户", "Family accounts"), totals.family());
        some(1, in("医保钱包", "Insurance wallet"), totals.wallet());
        amount(1, in("现金", "Cash"), totals.cash());
        if (!totals.after().total().isZero()) {
            amount(
                    0,
                    in("账户余额（结算后）", "Account balance afterwards"),
                    totals.after().total());
            some(1, in("当年", "this year's money"), totals.after().current());
            some(1, in("历年", "prior years' money"), totals.after().prior());
        }
        rule('-');
    }

    private void some(int indent, String label, Fen amount) {
        if (!amount.isZero()) {
            amount(indent, label, amount);
        }
    }

    private void amount(int indent, String label, Fen amount) {
        line(Columns.padRight("  ".repeat(indent) + label, WIDTH - AMOUNT)
                + Columns.padLeft(Money.shown(amount), AMOUNT));
    }

    private void remarks() {
        var remarks = receipt.remarks();
        for (var remark : remarks) {
            wrapped("", in(remark));
        }
        if (!remarks.isEmpty()) {
            rule('-');
        }
    }

    private void steps() {
        line(in("逐步说明", "Step by step"));
        var cited = new LinkedHashSet<String>();
        var number = 0;
        for (var step : receipt.steps()) {
            number++;
            sentence(number, step);
            step.rule().ifPresent(rule -> citation(rule, cited));
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
    private void citation(CitedRule rule, Set<String> cited) {
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

    private void notes() {
        List<CitedRule> noted =
                receipt.rules().stream().filter(rule -> !rule.notes().isEmpty()).toList();
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
